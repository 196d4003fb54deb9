"""Random numbers that everybody shares, so that two candidates differ by what they are and not by luck (domain C.7).

Weights are drawn once for everybody. What moves with a person, or with a pairing, is read from one long row of random
numbers: a *window*, whose place is made from the id (or from both) and whose numbers are made from the seed. So other
people, the order of rows and the number of threads change nothing, and nobody's numbers have to be kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from matchmaker.matching.best import lots_of

Numbers = NDArray[np.float32]
Offsets = NDArray[np.int64]

BITS: Final = 18
LENGTH: Final = 1 << BITS
"""How many random numbers a row has. Two people start at the same place, and then move alike, once in 262,144."""

APART: Final = 0xD1342543DE82EF95
"""An odd number that sets the streams of pairings apart (Steele and Vigna 2021)."""

CONCENTRATION: Final = 50
"""Weights are drawn from Dirichlet(50 · w): a weight of .30 then varies by about .06."""

RUBRIC_MOVES: Final = 0.10
"""How often a level that somebody gave could as well be the one beside it."""


def person_offsets(lots: NDArray[np.uint64], stream: int) -> Offsets:
    """Where the windows of people with these ``lots`` (n,) start; ``stream`` 0, 1 or 2 takes other bits of the lot."""
    return np.asarray((lots >> np.uint64(BITS * stream)) & np.uint64(LENGTH - 1), np.int64)


def pair_offsets(one: NDArray[np.uint64], other: NDArray[np.uint64], stream: int) -> Offsets:
    """Where the windows of pairings start, from the lots of both; another ``stream`` another place."""
    mixed = one + np.uint64(stream * APART % 2**64)
    return np.asarray(lots_of(mixed, other) * LENGTH, np.int64)


def window(windows: Numbers, offsets: Offsets) -> Numbers:
    """The windows at n ``offsets``, (n, draws); (1, draws) where all are the same one."""
    if len(offsets) and bool((offsets == offsets[0]).all()):
        return np.asarray(windows[offsets[0]][None, :])
    return np.asarray(windows[offsets])


@dataclass(frozen=True)
class Draws:
    """Rows of random numbers made from ``seed``, each seen as its windows of ``count`` draws, (262144, count)."""

    seed: int
    count: int

    def generator(self, purpose: int) -> np.random.Generator:
        """A generator for one purpose, so that what is drawn for another never changes it."""
        return np.random.Generator(np.random.PCG64([self.seed, purpose]))

    @cached_property
    def normal(self) -> Numbers:
        """Normal(0, 1)."""
        return self._windows(self.generator(1).standard_normal(LENGTH + self.count, np.float32))

    @cached_property
    def _step(self) -> Numbers:
        return self.generator(2).random(LENGTH + self.count, np.float32)

    @cached_property
    def less(self) -> Numbers:
        """1 where a rubric reads one level lower (.05 of the time), else 0."""
        return self._windows((self._step < RUBRIC_MOVES / 2).astype(np.float32))

    @cached_property
    def more(self) -> Numbers:
        """1 where a rubric reads one level higher (.05 of the time), else 0."""
        return self._windows((self._step >= 1 - RUBRIC_MOVES / 2).astype(np.float32))

    @cached_property
    def _level(self) -> Numbers:
        return self.generator(3).random(LENGTH + self.count, np.float32)

    def values(self, equally_likely: NDArray[np.float64]) -> Numbers:
        """Values, each as likely as any other of those given."""
        place = (self._level * np.float32(len(equally_likely))).astype(np.intp)
        return self._windows(equally_likely.astype(np.float32)[np.minimum(place, len(equally_likely) - 1)])

    def _windows(self, row: Numbers) -> Numbers:
        return sliding_window_view(row, self.count)

    def weights_around(self, used: NDArray[np.float64]) -> NDArray[np.float64]:
        """Weights (count, 7) from Dirichlet(50 · w); a weight of 0 stays 0."""
        return self._dirichlet(CONCENTRATION * used)

    def any_weights(self, used: NDArray[np.float64]) -> NDArray[np.float64]:
        """Weights (count, 7), every set of shares as likely as any other; a weight of 0 stays 0."""
        return self._dirichlet((used > 0).astype(np.float64))

    def weights_in_order(self, used: NDArray[np.float64]) -> NDArray[np.float64]:
        """Weights (count, 7) of which only the order is kept, each such set as likely; equal ones fall by lot."""
        drawn = -np.sort(-self.any_weights(used), axis=1)
        by_lot = self.generator(5).random(drawn.shape)
        order = np.lexsort((by_lot, np.broadcast_to(-used, drawn.shape)), axis=1)
        result = np.zeros_like(drawn)
        np.put_along_axis(result, order, drawn, axis=1)
        return result

    def _dirichlet(self, alpha: NDArray[np.float64]) -> NDArray[np.float64]:
        result = np.zeros((self.count, len(alpha)))
        result[:, alpha > 0] = self.generator(4).dirichlet(alpha[alpha > 0], self.count)
        return result
