"""The highest floor under people's totals, for people who get several partners each: integer programmes by HiGHS.

With demands above one a floor no longer cuts pairs away, and the problem is NP-hard (it holds the sharing of
indivisible goods). Small and middling ones are solved exactly; a gap that remains is reported.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.planning.edges import Edges, Open
from matchmaker.planning.network import Counts, Left
from matchmaker.planning.problem import Whole

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

EXACT_STEPS = 2**20
NODES = 20_000


@dataclass(frozen=True, slots=True)
class Programme:
    """What the integer programmes share. ``base`` (m,): units that forced pairs bring; ``owed`` (m,): who counts.

    Variables: a pair each (e,), whether a row has somebody (m,), the floor (1,).
    """

    left: Left
    edges: Edges
    counts: Counts | None
    base: Whole
    owed: NDArray[np.bool_]
    scale: float
    highest: int


@dataclass(frozen=True, slots=True)
class Best:
    """Chosen pairs (e,), and what no choice can exceed, in units."""

    chosen: NDArray[np.bool_]
    bound: float


def scale_of(edges: Edges, base: Whole, scale: float) -> float:
    """The divisor under which the numbers that HiGHS sees are small whole ones, if there is one; else points."""
    common = int(np.gcd.reduce(np.concatenate([edges.units, base]), initial=0))
    largest = max(int(np.abs(edges.units).max(initial=0)), int(np.abs(base).max(initial=0)))
    return float(common) if common and largest // common <= EXACT_STEPS else scale


def row_totals(programme: Programme, chosen: NDArray[np.bool_]) -> Whole:
    """What each row gets, in units (m,)."""
    totals = programme.base.copy()
    np.add.at(totals, programme.edges.i[chosen], programme.edges.units[chosen])
    return totals


def lowest(programme: Programme, chosen: NDArray[np.bool_]) -> int:
    """The lowest total among people who have somebody, in units."""
    has = programme.owed.copy()
    has[programme.edges.i[chosen]] = True
    return int(row_totals(programme, chosen)[has].min())


def raise_floor(programme: Programme, known: int) -> Best | None:
    """The choice with the highest floor; ``known`` units can be reached."""
    edges, rows = len(programme.edges.i), len(programme.base)
    gain = np.zeros(edges + rows + 1)
    gain[-1] = 1
    return _solve(programme, gain, known, programme.highest)


def raise_total(programme: Programme, floor: int) -> Best | None:
    """The choice with the highest total above a floor; ``None`` where there is none."""
    gain = np.zeros(len(programme.edges.i) + len(programme.base) + 1)
    gain[: len(programme.edges.i)] = programme.edges.units / programme.scale
    return _solve(programme, gain, floor, floor)


def _solve(programme: Programme, gain: NDArray[np.float64], least: int, highest: int) -> Best | None:
    from scipy.optimize import Bounds, milp

    edges, rows = len(programme.edges.i), len(programme.base)
    lower, upper = np.zeros(edges + rows + 1), np.ones(edges + rows + 1)
    lower[edges:-1][programme.owed] = 1
    upper[edges:-1][~programme.owed & (programme.left.first == 0)] = 0
    lower[-1], upper[-1] = least / programme.scale, highest / programme.scale
    kind = np.ones(edges + rows + 1)
    kind[-1] = 0
    order = np.lexsort((programme.left.column_rank[programme.edges.j], programme.left.row_rank[programme.edges.i]))
    place = np.concatenate([order, edges + np.argsort(programme.left.row_rank), [edges + rows]])
    found = milp(
        -gain[place],
        integrality=kind[place],
        bounds=Bounds(lower[place], upper[place]),
        constraints=[_in_order(each, place) for each in _rules(programme)],
        options={"mip_rel_gap": 0.0, "node_limit": NODES},
    )
    if found.x is None:
        return None
    chosen = np.zeros(edges + rows + 1)
    chosen[place] = found.x
    bound = found.mip_dual_bound if found.mip_dual_bound is not None else found.fun
    return Best(chosen[:edges] > 0.5, -float(bound) * programme.scale)


def _in_order(rule: LinearConstraint, place: Whole) -> LinearConstraint:
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    columns: Any = rule.A
    return LinearConstraint(csr_array(columns)[:, place], rule.lb, rule.ub)


def _rules(programme: Programme) -> list[LinearConstraint]:
    from scipy.optimize import LinearConstraint
    from scipy.sparse import coo_array, csr_array, diags_array, hstack

    left, edges, counts = programme.left, programme.edges, programme.counts
    many, rows, columns = len(edges.i), len(left.first), len(left.capacity)
    at, ones = np.arange(many), np.ones(many)
    of_row = coo_array((ones, (edges.i, at)), shape=(rows, many))
    of_column = coo_array((ones, (edges.j, at)), shape=(columns, many))
    points = coo_array((edges.units / programme.scale, (edges.i, at)), shape=(rows, many))
    nobody, no_floor = coo_array((rows, rows)), coo_array((rows, 1))
    floor = coo_array(np.full((rows, 1), -1.0))
    high = programme.highest / programme.scale
    order = left.row_rank.argsort(), left.column_rank.argsort()
    base = programme.base / programme.scale
    rules = [
        LinearConstraint(
            csr_array(hstack([of_row, nobody, no_floor]))[order[0]],
            (left.demand if counts is None else np.zeros(rows))[order[0]],
            left.demand[order[0]],
        ),
        LinearConstraint(
            csr_array(hstack([of_column, coo_array((columns, rows + 1))]))[order[1]],
            left.minimum[order[1]],
            left.capacity[order[1]],
        ),
        LinearConstraint(
            csr_array(hstack([points, diags_array(np.full(rows, -max(high, 0.0))), floor]))[order[0]],
            (-base - max(high, 0.0))[order[0]],
            np.inf,
        ),
    ]
    if counts is not None:
        has = diags_array(-np.where(programme.owed, 0.0, 1.0))
        rules.append(LinearConstraint(csr_array(hstack([of_row, has, no_floor]))[order[0]], 0, np.inf))
        total = hstack([coo_array(np.ones((1, many))), coo_array((1, rows + 1))])
        somebody = hstack([coo_array((1, many)), coo_array((left.first[None, :]).astype(float)), coo_array((1, 1))])
        rules.append(LinearConstraint(csr_array(total), counts.first + counts.more, np.inf))
        rules.append(LinearConstraint(csr_array(somebody), counts.first, np.inf))
    return rules


@dataclass(frozen=True, slots=True)
class Levelled:
    """The plan with the highest floor and, above it, the highest total: ``chosen`` (e,) of the edges.

    ``beyond``: how many units a plan over these edges could have more in total; ``floor_gap``: by what share the floor
    could be higher.
    """

    chosen: NDArray[np.bool_]
    beyond: int
    floor_gap: float


def levelled(
    pairs: Open, left: Left, edges: Edges, counts: Counts | None, base: Whole, chosen: NDArray[np.bool_]
) -> Levelled:
    """Raise the floor under people's totals, then the total. ``chosen`` (e,): the plan with the highest total."""
    if not chosen.any():
        return Levelled(chosen, 0, 0.0)
    asked = pairs.asked
    taken = np.bincount(asked.forced[0], minlength=len(base)) > 0
    owed = (taken | (left.demand > 0)) if counts is None else taken
    scale = scale_of(edges, base, asked.scale)
    programme = Programme(left, edges, counts, base, owed, scale, highest=0)
    known = lowest(programme, chosen)
    ceiling = _ceiling(pairs, left, base, taken, counts)
    programme = replace(programme, highest=max(known, ceiling))
    if known >= ceiling:
        return Levelled(chosen, 0, 0.0)
    above, floor, limit = raise_total(programme, ceiling), ceiling, ceiling
    if above is None or lowest(programme, above.chosen) < ceiling:
        floor, limit, chosen = _climb(programme, known, chosen)
        above = raise_total(programme, floor) if floor > known else Best(chosen, float(edges.units[chosen].sum()))
    return _better(programme, chosen, above, floor, limit)


def _climb(programme: Programme, known: int, chosen: NDArray[np.bool_]) -> tuple[int, int, NDArray[np.bool_]]:
    """The highest floor found, what none can exceed, and a choice that reaches it."""
    found = raise_floor(programme, known)
    if found is None:
        return known, programme.highest, chosen
    limit = min(programme.highest, round(found.bound)) if programme.edges.complete else programme.highest
    floor = lowest(programme, found.chosen)
    return (floor, max(limit, floor), found.chosen) if floor > known else (known, max(limit, known), chosen)


def _better(programme: Programme, chosen: NDArray[np.bool_], above: Best | None, floor: int, limit: int) -> Levelled:
    """The choice above the floor with its gaps; ``chosen``, which reaches it, where the solver brought none."""
    units = programme.edges.units
    bound = float(np.sort(units)[::-1][: programme.left.demand.sum()].sum())
    if above is not None and lowest(programme, above.chosen) >= floor:
        chosen, bound = above.chosen, above.bound
    beyond = max(0, round(bound) - int(units[chosen].sum()))
    share = (limit - floor) / max(abs(limit), 1)
    return Levelled(chosen, beyond, share)


def _ceiling(pairs: Open, left: Left, base: Whole, taken: NDArray[np.bool_], counts: Counts | None) -> int:
    """What no floor can exceed: of those who are to have somebody, the one whose best pairs add up to least."""
    tops = base.copy()
    for part, free in pairs.blocks():
        units = np.sort(np.where(free, pairs.asked.units(np.where(free, pairs.asked.scores[part], 0.0)), 0), axis=1)
        wanted = left.demand[part]
        for row in np.flatnonzero(wanted).tolist():
            tops[part.start + row] += units[row, len(units[row]) - int(wanted[row]) :].sum()
    tops = tops[taken | (left.demand > 0)]
    placed = len(tops) if counts is None else int(taken.sum()) + counts.first
    return int(np.sort(tops)[len(tops) - placed])
