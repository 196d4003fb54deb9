"""A first estimate of the blend for every pair of a block: one dense and one sparse product, no alignment.

It only has to find candidates; the kept pairs are scored again by ``exact``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.blend import Blend
from matchmaker.text.fixed_point import UNIT
from matchmaker.text.index import TextIndex

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Rows = NDArray[np.int64]
Estimate = NDArray[np.float32]

SMALL = 250_000_000
"""Up to so many multiplications a block is multiplied densely, without importing scipy."""


def estimate(blend: Blend, a: TextIndex, rows: Rows, b: TextIndex, columns: Rows) -> Estimate:
    """Estimates (r, c) of the blend in float32; NaN where either text is unknown."""
    whole, rare = blend.coarse["whole"], blend.coarse["rare"]
    left = a.whole[rows].astype(np.float32)
    dots = left @ b.whole[columns].astype(np.float32).T
    dots *= np.float32(whole.weight / whole.spread / UNIT**2)
    shared = _shared(a, rows, b, columns)
    shared *= np.float32(rare.weight / rare.spread)
    dots += shared
    offset = sum(-c.weight * c.mean / c.spread for c in (whole, rare)) + blend.coarse_offset
    dots += np.float32(offset)
    dots[~a.known[rows]] = np.nan
    dots[:, ~b.known[columns]] = np.nan
    return dots


def _shared(a: TextIndex, rows: Rows, b: TextIndex, columns: Rows) -> Estimate:
    left_stems, right_stems = a.stems[a.stem_at.places(rows)], b.stems[b.stem_at.places(columns)]
    common = np.intersect1d(left_stems, right_stems)
    if len(rows) * len(columns) * len(common) <= SMALL:
        return _dense(a, rows, common) @ _dense(b, columns, common).T
    product = (_sparse(a, rows, common) @ _sparse(b, columns, common).T).toarray()
    return np.asarray(product, dtype=np.float32)


def _entries(
    index: TextIndex, rows: Rows, common: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Estimate]:
    """Row, column and value of each stem in ``common``: √rarity over the text's √Σ rarity."""
    places = index.stem_at.places(rows)
    lengths = index.stem_at.lengths(rows)
    row = np.repeat(np.arange(len(rows)), lengths)
    rarity = index.stem_rarity[places].astype(np.float64)
    totals = np.bincount(row, weights=rarity, minlength=len(rows))
    column = np.searchsorted(common, index.stems[places])
    held = common[np.minimum(column, max(len(common) - 1, 0))] == index.stems[places] if len(common) else row < 0
    values = np.sqrt(rarity[held] / totals[row[held]]).astype(np.float32)
    return row[held], column[held], values


def _dense(index: TextIndex, rows: Rows, common: NDArray[np.int32]) -> Estimate:
    table = np.zeros((len(rows), len(common)), dtype=np.float32)
    row, column, values = _entries(index, rows, common)
    table[row, column] = values
    return table


def _sparse(index: TextIndex, rows: Rows, common: NDArray[np.int32]) -> csr_array:
    from scipy.sparse import csr_array

    row, column, values = _entries(index, rows, common)
    return csr_array((values, (row, column)), shape=(len(rows), len(common)))
