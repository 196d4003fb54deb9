"""The k highest partners of everybody, kept while blocks of scores stream past: O(n · k), never n × m."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

EARLIER_FIRST = 1e-13
"""Among equal values the earlier partner is kept: less than any difference between two scores that are not equal."""


class Best:
    """For each of n people, the k highest values seen so far and whose they are (-1: none yet)."""

    def __init__(self, people: int, keep: int) -> None:
        self.values = np.full((people, keep), -np.inf, np.float32)
        self.whose = np.full((people, keep), -1, np.int64)

    def update(self, rows: slice, values: NDArray[np.float32], whose: NDArray[np.int64]) -> None:
        """Take in ``values`` (r, c) of the people ``rows`` with the partners ``whose`` (c,)."""
        keep = self.values.shape[1]
        candidates = np.concatenate([self.values[rows], values], axis=1)
        names = np.concatenate([self.whose[rows], np.broadcast_to(whose, values.shape)], axis=1)
        top = np.argpartition(EARLIER_FIRST * names - candidates, keep - 1, axis=1)[:, :keep]
        self.values[rows] = np.take_along_axis(candidates, top, axis=1)
        self.whose[rows] = np.take_along_axis(names, top, axis=1)

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Everything kept, as (person, partner)."""
        person, place = np.nonzero(np.isfinite(self.values))
        return person, self.whose[person, place]
