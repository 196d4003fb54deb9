"""The highest floor for people who are to get one partner each: the lowest pair as high as it goes (domain F.2)."""

from __future__ import annotations

import numpy as np

from matchmaker.planning.edges import Edges, Open
from matchmaker.planning.network import Left, most
from matchmaker.planning.placing import Placed, widest
from matchmaker.planning.problem import Whole


def highest(pairs: Open, left: Left, edges: Edges, held: Placed, known: int) -> tuple[Edges, int]:
    """The largest number of units that every pair can reach while as many are placed; ``known`` units are reached.

    A floor holds where the pairs that reach it can still place as many people and meet the minimum loads. Found by
    bisection over the scores there are, then shown to be highest against every open pair.
    """
    while left.demand.any():
        known = _bisect(left, edges, held, known)
        wider = _above(pairs, left, edges, held, known + 1)
        if len(wider.i) == len(edges.i):
            return edges, known
        edges = wider
    return edges, known


def _above(pairs: Open, left: Left, edges: Edges, held: Placed, floor: int) -> Edges:
    """More edges, if pairs left out might let this floor hold."""
    edges, found = widest(pairs, left, edges, left.demand, left.capacity, floor)
    if found.value < held.everybody.value:
        return edges
    return widest(pairs, left, edges, left.demand, left.minimum, floor)[0]


def _bisect(left: Left, edges: Edges, held: Placed, known: int) -> int:
    floors = np.unique(edges.units[edges.units > known])
    low, high = 0, len(floors)
    while low < high:
        middle = (low + high) // 2 if low or high < len(floors) else _ceiling(edges, left, held, floors)
        middle = min(max(middle, low), high - 1)
        if _holds(left, edges.at_least(int(floors[middle])), held):
            low = middle + 1
        else:
            high = middle
    return int(floors[low - 1]) if low else known


def _ceiling(edges: Edges, left: Left, held: Placed, floors: Whole) -> int:
    """Where to look first: the worst of the people's best pairs, if all of them are placed. It often holds."""
    if held.everybody.value < int(left.demand.sum()):
        return len(floors) // 2
    best = np.full(len(left.first), np.iinfo(np.int64).max)
    rows = np.unique(edges.i)
    best[rows] = np.maximum.reduceat(edges.units, np.searchsorted(edges.i, rows))
    return int(np.searchsorted(floors, best[left.demand > 0].min(), side="right")) - 1


def _holds(left: Left, edges: Edges, held: Placed) -> bool:
    if most(left, edges, left.demand, left.capacity).value < held.everybody.value:
        return False
    loads = int(left.minimum.sum())
    return not loads or most(left, edges, left.demand, left.minimum).value == loads
