"""Prices of places: what one more of each column would be worth. They prove that a plan cannot be bettered.

With potentials π under which no arc that can still carry more has a negative reduced cost, every other plan falls
short of ours by at least the reduced costs it pays; a pair that the solver never saw can add at most what it gains at
these prices (linear programming duality).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchmaker.planning.network import Flow, Left
from matchmaker.planning.problem import Whole


@dataclass(frozen=True, slots=True)
class Prices:
    """``rows`` (m,) and ``columns`` (n,): a pair gains ``units + rows[i] + columns[j]``.

    No pair that the solver saw and left gains anything.
    """

    rows: Whole
    columns: Whole


def prices(left: Left, flow: Flow) -> Prices:
    """Shortest ways through what the flow leaves open (Bellman-Ford, only where something has just changed)."""
    arcs = flow.arcs
    onward, back = flow.carried < arcs.capacity, flow.carried > 0
    tail = np.concatenate([arcs.tail[onward], arcs.head[back]])
    head = np.concatenate([arcs.head[onward], arcs.tail[back]])
    cost = np.concatenate([arcs.cost[onward], -arcs.cost[back]])
    nearest = arcs.step * _nearest(tail, head, cost, len(arcs.supply))
    rows = len(left.first)
    return Prices(rows=-nearest[left.row_rank], columns=nearest[rows + left.column_rank])


def _nearest(tail: Whole, head: Whole, cost: Whole, nodes: int) -> Whole:
    """The length of the shortest way to every node, from wherever it is shortest; there is no negative cycle."""
    order = np.argsort(tail, kind="stable")
    head, cost = head[order], cost[order]
    begins = np.searchsorted(tail[order], np.arange(nodes + 1))
    leaving = np.diff(begins)
    nearest = np.zeros(nodes, np.int64)
    changed = np.arange(nodes)
    while len(changed):
        many = leaving[changed]
        arc = np.arange(many.sum()) + np.repeat(begins[changed] - np.cumsum(many) + many, many)
        before = nearest.copy()
        np.minimum.at(nearest, head[arc], np.repeat(nearest[changed], many) + cost[arc])
        changed = np.flatnonzero(nearest < before)
    return nearest
