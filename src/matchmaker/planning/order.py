"""An order of rows and columns that depends on what is asked of them, never on where they stand (domain F.6).

Solvers meet rows and columns in this order, so that ties fall the same way however a table was sorted. People whom
nothing tells apart keep the order they came in: the pipeline gives them in the order of their stable hash.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matchmaker.planning.problem import Asked, Whole

Words = NDArray[np.uint64]

CELLS_AT_ONCE = 2**21
FORBIDDEN, FORCED = np.uint64(0x5B1D), np.uint64(0xF0C3)


def ranks(asked: Asked) -> tuple[Whole, Whole]:
    """The place of every row (m,) and of every column (n,) in the order.

    Everybody's word is mixed from their numbers and from the words of all across the table, until no more of them
    differ than before (colour refinement).
    """
    rows, columns = _mixed(asked.demand), _mixed(_mixed(asked.capacity) + asked.minimum.astype(np.uint64))
    forced = np.array(asked.forced)
    apart = 0
    while apart < len(rows) + len(columns):
        rows, columns = _seen_by(asked, rows, columns, forced)
        before, apart = apart, len(np.unique(rows)) + len(np.unique(columns))
        if apart == before:
            break
    return _rank(rows), _rank(columns)


def _seen_by(asked: Asked, rows: Words, columns: Words, forced: Whole) -> tuple[Words, Words]:
    """New words for everybody: their own, with the sum of what stands between them and everybody else."""
    new_rows, new_columns = rows.copy(), columns.copy()
    if asked.edges is not None:
        i, j = asked.edges
        _add(
            new_rows, new_columns, i, j, _mixed(asked.units(asked.scores[i, j]).view(np.uint64) ^ rows[i] ^ columns[j])
        )
    else:
        step = max(1, CELLS_AT_ONCE // max(1, asked.scores.shape[1]))
        for start in range(0, asked.scores.shape[0], step):
            part = slice(start, start + step)
            scores = np.where(np.isfinite(asked.scores[part]), asked.scores[part], 0.0)
            seen = _mixed(asked.units(scores).view(np.uint64) ^ rows[part, None] ^ columns)
            if asked.forbidden is not None:
                seen = np.where(asked.forbidden[part], _mixed(rows[part, None] ^ columns ^ FORBIDDEN), seen)
            new_rows[part] += seen.sum(axis=1, dtype=np.uint64)
            new_columns += seen.sum(axis=0, dtype=np.uint64)
    i, j = forced
    _add(new_rows, new_columns, i, j, _mixed(rows[i] ^ columns[j] ^ FORCED))
    return _mixed(new_rows), _mixed(new_columns)


def _add(rows: Words, columns: Words, i: Whole, j: Whole, seen: Words) -> None:
    np.add.at(rows, i, seen)
    np.add.at(columns, j, seen)


def _mixed(values: NDArray[np.integer]) -> Words:
    """Whole numbers scattered over 64 bits, the same everywhere (the finaliser of splitmix64)."""
    word = values.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(word ^ (word >> np.uint64(31)), np.uint64)


def _rank(words: Words) -> Whole:
    place = np.empty(len(words), np.int64)
    place[np.argsort(words, kind="stable")] = np.arange(len(words))
    return place
