"""The k highest partners of everybody, kept while blocks of scores stream past: O(n · k), never n × m."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BY_LOT = 1e-7
"""Among equal values the lower lot is kept: at most so much is taken off, less than estimates can tell apart."""


def lots_of(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.float64]:
    """The lots of pairings, in [0, 1), from their people's numbers; shapes broadcast.

    Always the same for the same two people, and for the same person another one with each partner, so that ties do
    not put the same few first on every list. The last step of splitmix64 (Steele, Lea and Flood 2014) mixes the bits.
    """
    mixed = one ^ (other * np.uint64(0x9E3779B97F4A7C15))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11), np.float64) / 2.0**53


class Best:
    """For each of n people, the k highest values seen so far and whose they are (-1: none yet)."""

    def __init__(self, people: int, keep: int) -> None:
        self.keys = np.full((people, keep), -np.inf)
        self.whose = np.full((people, keep), -1, np.int64)

    def update(
        self, rows: slice, values: NDArray[np.float32], lots: NDArray[np.float64], whose: NDArray[np.int64]
    ) -> None:
        """Take in ``values`` (r, c), with their ``lots``, of the people ``rows`` with the partners ``whose`` (c,)."""
        keep = self.keys.shape[1]
        keys = np.concatenate([self.keys[rows], values - BY_LOT * lots], axis=1)
        names = np.concatenate([self.whose[rows], np.broadcast_to(whose, values.shape)], axis=1)
        top = np.argpartition(-keys, keep - 1, axis=1)[:, :keep]
        self.keys[rows] = np.take_along_axis(keys, top, axis=1)
        self.whose[rows] = np.take_along_axis(names, top, axis=1)

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Everything kept, as (person, partner)."""
        person, place = np.nonzero(np.isfinite(self.keys))
        return person, self.whose[person, place]
