"""Who might work with whom, for a whole cohort: nobody left far behind, then the most together (domain F.2).

As many placed as can be; then the lowest score anybody gets as high as it goes; then the highest total above it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matchmaker.planning import problem
from matchmaker.planning.edges import Edges, Open
from matchmaker.planning.floor import highest
from matchmaker.planning.network import Counts, Flow, Left, best, left_of
from matchmaker.planning.order import ranks
from matchmaker.planning.placing import LOWEST, Placed, placed
from matchmaker.planning.prices import prices
from matchmaker.planning.problem import Asked, Whole
from matchmaker.planning.relaxation import Relaxation, Step, clashes, mended, minimum_steps, unplaced_steps
from matchmaker.planning.totals import Levelled, levelled

if TYPE_CHECKING:
    from matchmaker.planning.problem import Pairs


@dataclass(frozen=True, slots=True)
class Assignment:
    """A plan, or why there is none.

    ``pairs``: row places and column places (k,) each, by row, then column. ``total``: the sum of their scores.
    ``row_totals`` (m,): what each row gets, 0 for nobody. ``floor``: the lowest total among rows that have somebody;
    ``None`` where nobody has. ``bound_gap``: by what share of the total the best possible plan could exceed this one at
    most (0.0: proven best); ``floor_gap``: the same for the floor. ``unplaced``: rows that got fewer than they asked
    for; ``missing`` how many fewer. ``relaxation``: the smallest change that would place them, or, where the asked
    contradicts itself, that would allow any plan; ``None`` where everything asked is met.
    """

    pairs: tuple[Whole, Whole]
    total: float
    row_totals: NDArray[np.float64]
    floor: float | None
    bound_gap: float
    floor_gap: float
    unplaced: Whole
    missing: Whole
    relaxation: Relaxation | None


def assign(
    scores: ArrayLike,
    *,
    row_demand: ArrayLike,
    column_capacity: ArrayLike,
    column_minimum: ArrayLike = 0,
    forbidden: ArrayLike | None = None,
    forced: Pairs | None = None,
    objective: str = "floor_then_sum",
    edges: Pairs | None = None,
) -> Assignment:
    """Choose pairs of rows and columns, each pair once at most.

    ``scores`` (m, n): any scale, higher is better; read in steps of 1e-9. ``row_demand`` (m,) or one number: how many
    columns each row asks for. ``column_capacity``, ``column_minimum`` (n,) or one number: most and fewest rows a column
    takes. ``forbidden`` (m, n): a boolean mask. ``forced``: pairs that must stand, as (row, column) pairs, a tuple of
    two arrays, or a mask. ``edges``: in the same forms, or sparse: the pairs to solve first. Others are looked at
    through prices, and brought in until none could better the plan.

    Order of aims: most rows with somebody, most pairs, ``floor`` (not for ``objective="sum"``), total. Exact where each
    row asks for one column. For more, the floor is an integer programme and both gaps say what is proven. The same plan
    whatever the order of rows and columns, save between people whom nothing in the table tells apart.

    Raises :class:`matchmaker.InputRefused`, with everything that is wrong, where the input cannot be read. What can
    be read but not be had is told in ``relaxation``.
    """
    asked = problem.read(
        scores,
        row_demand=row_demand,
        column_capacity=column_capacity,
        column_minimum=column_minimum,
        forbidden=forbidden,
        forced=forced,
        objective=objective,
        edges=edges,
    )
    against = clashes(asked)
    search = _begin(mended(asked) if against else asked, certain=bool(against))
    if against or (search.held and not search.held.holds):
        return _nothing(asked, _steps(search, against))
    if asked.objective == "floor_then_sum":
        search = _with_floor(search)
    steps = _steps(search, ()) if search.counts is not None else ()
    return _plan(search, steps)


@dataclass(frozen=True, slots=True)
class Search:
    """How far the planning is. ``edges``: the pairs looked at; ``held``: what can be placed, if it was counted.

    ``counts``: how many to place, ``None`` for everybody. ``flow``: the best plan so far, over edges that reach
    ``least`` units; ``beyond``: how many units a plan over every open pair could have more.
    """

    pairs: Open
    left: Left
    edges: Edges
    held: Placed | None = None
    counts: Counts | None = None
    least: int = LOWEST
    flow: Flow | None = None
    beyond: int = 0
    level: Levelled | None = None

    @property
    def chosen(self) -> NDArray[np.bool_]:
        """Which of the edges are in the plan (e,)."""
        if self.level is not None:
            return self.level.chosen
        return self.flow.chosen if self.flow is not None else np.zeros(len(self.edges.i), np.bool_)


def _begin(asked: Asked, *, certain: bool) -> Search:
    """The plan with the highest total; what can be placed is counted where not everybody can be, or if ``certain``."""
    pairs, left = Open(asked), left_of(asked, *ranks(asked))
    search = Search(pairs, left, pairs.first())
    flow = None if certain else best(left, search.edges)
    if flow is None:
        edges, held = placed(pairs, left, search.edges)
        everybody = held.counts.first + held.counts.more == int(left.demand.sum())
        search = replace(search, edges=edges, held=held, counts=None if everybody else held.counts)
        if certain or not held.holds:
            return search
    return _priced(search, flow)


def _priced(search: Search, flow: Flow | None = None) -> Search:
    """The highest total over every open pair that reaches the floor: prices bring in what the solver did not see."""
    pairs, left = search.pairs, search.left
    edges = search.edges.at_least(search.least)
    while True:
        flow = flow or best(left, edges, search.counts)
        assert flow is not None, "what was counted can be placed"
        if edges.complete:
            return replace(search, edges=edges, flow=flow, beyond=0)
        worth = prices(left, flow)
        wider, gains = pairs.missing(edges, worth.rows, worth.columns, search.least)
        if len(wider.i) == len(edges.i):
            return replace(search, edges=edges, flow=flow, beyond=int(gains @ left.demand))
        edges, flow = wider, None


def _with_floor(search: Search) -> Search:
    """The highest floor, then the highest total above it."""
    asked, left = search.pairs.asked, search.left
    base = _forced_units(asked)
    if asked.demand.max(initial=0) > 1:
        return _with_level(search, base)
    units = np.concatenate([search.edges.units[search.chosen], base[asked.forced[0]]])
    if not len(units):
        return search
    edges, held = search.edges, search.held
    if held is None:
        edges, held = placed(search.pairs, left, edges)
    edges, floor = highest(search.pairs, left, edges, held, int(units.min()))
    floor = min(floor, int(base[asked.forced[0]].min(initial=floor)))
    if floor == units.min() and not (search.edges.units[search.chosen] < floor).any():
        return search
    return _priced(replace(search, edges=edges, least=floor))


def _with_level(search: Search, base: Whole) -> Search:
    """Floors under totals; over some of the edges only, the plan of the highest total bounds what all could add."""
    edges, chosen = search.edges, search.chosen
    level = levelled(search.pairs, search.left, edges, search.counts, base, chosen)
    if not edges.complete:
        gap = int(edges.units[chosen].sum() - edges.units[level.chosen].sum())
        level = replace(level, beyond=gap)
    return replace(search, level=level)


def _forced_units(asked: Asked) -> Whole:
    """What forced pairs bring each row, in units (m,)."""
    i, j = asked.forced
    units = np.zeros(len(asked.demand), np.int64)
    np.add.at(units, i, asked.units(asked.scores[i, j]))
    return units


def _steps(search: Search, against: tuple[Step, ...]) -> tuple[Step, ...]:
    held = search.held
    assert held is not None
    short = () if held.holds else tuple(minimum_steps(search.left, held.minimums))
    return (*against, *short, *unplaced_steps(search.pairs, search.left, search.edges, held))


def _nothing(asked: Asked, steps: tuple[Step, ...]) -> Assignment:
    """No plan: what was asked contradicts itself."""
    unplaced = np.flatnonzero(asked.demand > 0)
    return Assignment(
        pairs=(np.zeros(0, np.int64), np.zeros(0, np.int64)),
        total=0.0,
        row_totals=np.zeros(len(asked.demand)),
        floor=None,
        bound_gap=0.0,
        floor_gap=0.0,
        unplaced=unplaced,
        missing=asked.demand[unplaced],
        relaxation=Relaxation(steps, nothing_planned=True),
    )


def _plan(search: Search, steps: tuple[Step, ...]) -> Assignment:
    asked, edges, chosen = search.pairs.asked, search.edges, search.chosen
    i = np.concatenate([asked.forced[0], edges.i[chosen]])
    j = np.concatenate([asked.forced[1], edges.j[chosen]])
    order = np.lexsort((j, i))
    i, j = i[order], j[order]
    rows = len(asked.demand)
    given, scores = np.bincount(i, minlength=rows), asked.scores[i, j]
    totals = np.bincount(i, weights=scores, minlength=rows).astype(np.float64)
    unplaced = np.flatnonzero(given < asked.demand)
    total = float(scores.sum())
    level = search.level
    beyond = search.beyond if level is None else level.beyond + search.beyond
    return Assignment(
        pairs=(i, j),
        total=total,
        row_totals=totals,
        floor=float(totals[given > 0].min()) if len(i) else None,
        bound_gap=beyond / asked.scale / max(abs(total), 1.0),
        floor_gap=level.floor_gap if level is not None else 0.0,
        unplaced=unplaced,
        missing=(asked.demand - given)[unplaced],
        relaxation=Relaxation(steps, nothing_planned=False) if steps else None,
    )
