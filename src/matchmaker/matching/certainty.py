"""How sure are we? What the run knows of each place of its lists after many draws (domain C.7).

Stochastic multicriteria acceptability analysis (Lahdelma and Salminen 2001) over each list's first candidates: one
pass, a list at a time, in float32, with the same draws for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.matching.bands import bands
from matchmaker.matching.doubts import Doubts
from matchmaker.matching.drawn import drawn_over
from matchmaker.matching.draws import Draws
from matchmaker.matching.engine import For, Kept, Table
from matchmaker.matching.every_core import on_every_core
from matchmaker.matching.lists import Lists, listed
from matchmaker.matching.reference import Reference
from matchmaker.matching.score import weights_used
from matchmaker.matching.shares import Shares, nothing_drawn, shares_of

__all__ = ["CONSIDERED", "DRAWS", "Certainty", "Shares", "any_weights", "certainty_of"]

Floats = NDArray[np.float64]

DRAWS = 2_000
CONSIDERED = 20
"""How many candidates of each list take part; all that are shown, where those are more."""

LOW, HIGH = 5, 95


@dataclass(frozen=True, slots=True)
class Certainty:
    """Aligned with a run's ``Lists`` of m places over n pairings.

    ``low``, ``high`` (n,): 5th and 95th percentile of the score, in points, on what we know. ``band`` (m,): from 1;
    the people of one band cannot be told apart. ``known``: drawn on what we know, unknowns at their neutral value;
    ``if_known``: unknowns drawn from what ordinary pairings get. ``draws``: how many; ``considered``: how many
    candidates of each list took part.
    """

    draws: int
    considered: int
    low: Floats
    high: Floats
    band: NDArray[np.int64]
    known: Shares
    if_known: Shares


@dataclass(frozen=True, slots=True)
class _Deep:
    """The lists with all considered. List ``k`` is ``[start[k], start[k + 1])`` of the entries; its first are shown,
    and stand from ``shown[k]`` on among the m places shown. ``pair`` (entries,) are places among the pairings."""

    lists: Lists
    start: NDArray[np.int64]
    shown: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.start) - 1


def _deep(table: Table, kept: Kept, shown: Lists, for_side: For, considered: int) -> _Deep:
    longest = int(shown.rank.max(initial=0))
    lists = listed(table, kept, top=max(considered, longest), for_side=for_side)
    first = np.flatnonzero(lists.rank == 1)
    places = np.cumsum(np.r_[0, (lists.rank <= longest)])
    start = np.r_[first, len(lists.rank)]
    return _Deep(lists, start, places[start])


def certainty_of(
    table: Table,
    kept: Kept,
    lists: Lists,
    *,
    for_side: For,
    doubts: Doubts,
    reference: Reference,
    seed: int,
    draws: int = DRAWS,
    considered: int = CONSIDERED,
) -> Certainty:
    """How sure the places of ``lists`` are, of a run with ``kept`` pairings made for ``for_side``.

    Same seed, same result, whatever the order of rows or the number of threads.
    """
    deep = _deep(table, kept, lists, for_side, considered)
    shared = Draws(seed, draws)
    weights = shared.weights_around(weights_used(table.weights, table.dropped))
    at = deep.lists
    drawn = drawn_over(table, at.i, at.j, at.inputs, weights=weights, draws=shared, doubts=doubts, reference=reference)
    m = len(lists.rank)
    known, if_known = (nothing_drawn(m, int(np.diff(deep.start).max(initial=1))) for _ in range(2))
    low, high = np.zeros(m), np.zeros(m)
    band = np.ones(m, np.int64)

    def one(k: int) -> None:
        pairs, here = at.pair[deep.start[k] : deep.start[k + 1]], slice(deep.shown[k], deep.shown[k + 1])
        scores, if_we_knew = drawn.scores(pairs)
        by_lot, count = drawn.by_lot(pairs), here.stop - here.start
        told_apart = scores + by_lot
        shares_of(told_apart, weights, known, here)
        band[here] = bands(told_apart[:count])
        if if_we_knew is scores:
            if_known.copy_from(known, here)
        else:
            shares_of(if_we_knew + by_lot, weights, if_known, here)
        low[here], high[here] = _percentiles(scores[:count])

    on_every_core(one, len(deep))
    _, first = np.unique(lists.pair, return_index=True)
    return Certainty(
        draws, max(considered, int(lists.rank.max(initial=0))), low[first], high[first], band, known, if_known
    )


def _percentiles(scores: NDArray[np.float32]) -> Floats:
    """The 5th and 95th percentile of each row, each a score that was drawn."""
    last = scores.shape[1] - 1
    at = [round(last * percent / 100) for percent in (LOW, HIGH)]
    return np.asarray(np.sort(scores, axis=1)[:, at].T, np.float64)


def any_weights(
    table: Table,
    kept: Kept,
    lists: Lists,
    *,
    for_side: For,
    seed: int,
    draws: int = DRAWS,
    considered: int = CONSIDERED,
) -> Shares:
    """Each place (m,) under any weights at all (uniform): who could lead, and the weights under which they do."""
    shared = Draws(seed, draws)
    weights = shared.any_weights(weights_used(table.weights, table.dropped))
    return _on_weights(table, kept, lists, for_side, shared, weights, considered)


def _on_weights(
    table: Table, kept: Kept, lists: Lists, for_side: For, shared: Draws, weights: Floats, considered: int
) -> Shares:
    """Only the weights are drawn: everything else as it was said, unknowns at neutral."""
    deep = _deep(table, kept, lists, for_side, considered)
    at = deep.lists
    drawn = drawn_over(table, at.i, at.j, at.inputs, weights=weights, draws=shared, doubts=None, reference=None)
    found = nothing_drawn(len(lists.rank), int(np.diff(deep.start).max(initial=1)))

    def one(k: int) -> None:
        pairs = at.pair[deep.start[k] : deep.start[k + 1]]
        here = slice(deep.shown[k], deep.shown[k + 1])
        shares_of(drawn.scores(pairs)[0] + drawn.by_lot(pairs), weights, found, here)

    on_every_core(one, len(deep))
    return found
