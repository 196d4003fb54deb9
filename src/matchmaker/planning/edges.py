"""Which pairs a solver sees. A few each at first; more where the prices say that something was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.planning.problem import Asked, Whole

EVERY_PAIR_UP_TO = 200_000
EACH = 50
MORE_EACH = 20
CELLS_AT_ONCE = 2**22
ROUGHLY = 2.0**16

Block = tuple[slice, NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs that may be chosen, by row and column: ``i``, ``j`` (e,) and ``units`` (e,), their scores in whole steps.

    ``complete``: every pair that is open is here, so that nothing can have been left out.
    """

    i: Whole
    j: Whole
    units: Whole
    complete: bool

    def at_least(self, units: int) -> Edges:
        """Those that reach a floor."""
        high = self.units >= units
        return Edges(self.i[high], self.j[high], self.units[high], self.complete)


@dataclass(frozen=True, slots=True)
class Open:
    """The pairs nobody has decided yet: all but the forbidden and the forced ones."""

    asked: Asked

    def blocks(self) -> Iterator[Block]:
        """Some rows at a time, and which of their pairs are open."""
        rows, columns = self.asked.scores.shape
        step = max(1, CELLS_AT_ONCE // max(1, columns))
        i, j = self.asked.forced
        for start in range(0, rows, step):
            part = slice(start, min(start + step, rows))
            forbidden = self.asked.forbidden
            free = ~forbidden[part] if forbidden is not None else np.ones((part.stop - start, columns), np.bool_)
            here = (i >= part.start) & (i < part.stop)
            free[i[here] - start, j[here]] = False
            yield part, free

    def first(self) -> Edges:
        """The edges to begin with: those given, else every pair of a small table, else the best few of everybody."""
        asked = self.asked
        rows, columns = asked.scores.shape
        if asked.edges is not None:
            i, j = asked.edges
            codes = np.setdiff1d(i * columns + j, asked.forced[0] * columns + asked.forced[1], assume_unique=True)
            i, j = codes // max(columns, 1), codes % max(columns, 1)
            if asked.forbidden is not None:
                free = ~asked.forbidden[i, j]
                i, j = i[free], j[free]
            return self._edges(i, j, complete=False)
        if rows * columns <= EVERY_PAIR_UP_TO:
            i, j = (np.concatenate(side) for side in zip(*self._every_pair(), strict=True))
            return self._edges(i, j, complete=True)
        return self._best_of_each()

    def _every_pair(self) -> Iterator[tuple[Whole, Whole]]:
        yield np.zeros(0, np.int64), np.zeros(0, np.int64)
        for part, free in self.blocks():
            i, j = np.nonzero(free)
            yield i + part.start, j

    def _edges(self, i: Whole, j: Whole, *, complete: bool) -> Edges:
        return Edges(i, j, self.asked.units(self.asked.scores[i, j]), complete)

    def _best_of_each(self) -> Edges:
        """The highest ``EACH`` of every row and column, with all that tie with the last of them."""
        columns = self.asked.scores.shape[1]
        codes: list[Whole] = []
        lowest = np.full((0, columns), -np.inf)
        for part, free in self.blocks():
            scores = np.where(free, self.asked.scores[part], -np.inf)
            codes.append(_chosen(scores, part.start, columns, _kth(scores, EACH)))
            kept = np.concatenate([lowest, scores])
            lowest = np.partition(kept, -EACH, axis=0)[-EACH:] if len(kept) > EACH else kept
        least = lowest.min(axis=0, initial=np.inf)
        for part, free in self.blocks():
            scores = np.where(free, self.asked.scores[part], -np.inf)
            codes.append(_chosen(scores, part.start, columns, least))
        found = distinct(np.concatenate(codes))
        return self._edges(found // columns, found % columns, complete=False)

    def missing(self, edges: Edges, rows: Whole, columns: Whole, above: int) -> tuple[Edges, Whole]:
        """Pairs left out that would gain, and by how much each row's best would.

        A pair gains ``units + rows[i] + columns[j]`` (m,), (n,) where that is above 0 and its score reaches ``above``
        units. Returns the edges with the ``MORE_EACH`` that gain most for each row added, and each row's most (m,).
        """
        width = self.asked.scores.shape[1]
        have = edges.i * width + edges.j
        most = np.zeros(len(rows), np.int64)
        found = [have]
        for start in range(0, 0 if edges.complete else len(rows), max(1, CELLS_AT_ONCE // max(1, width))):
            i, j, gain = self._gaining(start, rows, columns, above, have)
            np.maximum.at(most, i, gain)
            found.append(_best_few(i, gain, i * width + j))
        codes = distinct(np.concatenate(found))
        if len(codes) == len(have):
            return edges, most
        return self._edges(codes // width, codes % width, complete=False), most

    def _gaining(self, start: int, rows: Whole, columns: Whole, above: int, have: Whole) -> tuple[Whole, Whole, Whole]:
        """Open pairs of a block of rows that were left out and gain: row, column and gain of each, by row."""
        asked, width = self.asked, self.asked.scores.shape[1]
        part = slice(start, start + max(1, CELLS_AT_ONCE // max(1, width)))
        rough = asked.scores[part] * asked.scale
        rough += rows[part, None]
        rough += columns
        i, j = np.nonzero(rough > -ROUGHLY)
        i += start
        open_pair = np.ones(len(i), np.bool_) if asked.forbidden is None else ~asked.forbidden[i, j]
        i, j = i[open_pair], j[open_pair]
        codes, units = i * width + j, asked.units(asked.scores[i, j])
        gain = units + rows[i] + columns[j]
        news = (gain > 0) & (units >= above)
        for seen in (have, asked.forced[0] * width + asked.forced[1]):
            news[news] = ~_holds(seen, codes[news])
        return i[news], j[news], gain[news]


def _holds(codes: Whole, wanted: Whole) -> NDArray[np.bool_]:
    """Which of the wanted are among the codes, which stand in order."""
    if not len(codes):
        return np.zeros(len(wanted), np.bool_)
    return np.asarray(codes[np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)] == wanted)


def distinct(codes: Whole) -> Whole:
    """Each once, in order (``numpy.unique`` hashes first, which is slower here)."""
    codes = np.sort(codes)
    return codes[np.concatenate([[True], codes[1:] != codes[:-1]])] if len(codes) else codes


def _kth(scores: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """For each row the ``count``-th highest, as a column."""
    if scores.shape[1] <= count:
        return np.full((len(scores), 1), -np.inf)
    return np.asarray(np.partition(scores, -count, axis=1)[:, -count][:, None])


def _chosen(scores: NDArray[np.float64], start: int, width: int, least: NDArray[np.float64]) -> Whole:
    i, j = np.nonzero((scores >= least) & (scores > -np.inf))
    return np.asarray((i + start) * width + j, np.int64)


def _best_few(i: Whole, gain: Whole, codes: Whole) -> Whole:
    """Codes of the ``MORE_EACH`` pairs that gain most for each row, with all that tie with the last of them."""
    order = np.lexsort((-gain, i))
    i, gain, codes = i[order], gain[order], codes[order]
    begins = np.searchsorted(i, i)
    last = np.minimum(begins + MORE_EACH, np.searchsorted(i, i, side="right")) - 1
    return np.asarray(codes[gain >= gain[last]])
