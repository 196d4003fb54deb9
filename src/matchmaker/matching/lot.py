"""A draw by lot within the gates: what chance would have given, to hold beside what the lists give (domain C.2)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.matching.engine import Places, Table, inputs_for
from matchmaker.matching.gates import BlockedPairs
from matchmaker.matching.score import score

DRAWN = 2_000
"""Enough for a smooth picture: a share of the open pairings is then off by about one in a hundred."""


@dataclass(frozen=True, slots=True)
class Lot:
    """``n`` different open pairings drawn by lot: places ``i``, ``j`` (n,) and exact ``scores`` (n,), 0-100 points.

    ``open_pairings`` is how many there are to draw from.
    """

    i: Places
    j: Places
    scores: NDArray[np.float64]
    open_pairings: int


def open_code(ordinal: NDArray[np.int64], blocked: BlockedPairs) -> NDArray[np.int64]:
    """The code ``i · Q + j`` of the k-th open pairing (k from 0), for any number of pairings, without listing them."""
    open_before = blocked.codes - np.arange(len(blocked.codes))
    return np.asarray(ordinal + np.searchsorted(open_before, ordinal, side="right"), np.int64)


def draw_by_lot(table: Table, generator: np.random.Generator, *, size: int = DRAWN) -> Lot:
    """Draw up to ``size`` open pairings, each as likely as any other and none twice, and score them exactly.

    Memory grows with ``size`` alone, so a pool of any size will do.
    """
    rows, columns = table.shape
    open_pairings = rows * columns - len(table.blocked.codes)
    ordinals = np.sort(generator.choice(open_pairings, size=min(size, open_pairings), replace=False))
    i, j = np.divmod(open_code(ordinals, table.blocked), columns)
    return Lot(i, j, score(inputs_for(table, i, j), table.weights).mutual, open_pairings)
