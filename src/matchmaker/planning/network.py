"""The plan as a flow: people's demands run over pairs into capacities (OR-tools, exact in whole numbers).

Nodes stand in the order of :mod:`matchmaker.planning.order`. Where not all demands can be met, one source feeds every
row's first place and another all further places, so that as many people as possible get somebody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.problem import InputRefused, Problem
from matchmaker.planning.edges import Edges
from matchmaker.planning.problem import Asked, Whole


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to plan once forced pairs are in place.

    ``first`` (m,): 0 or 1, the place that lifts a person out of having nobody; ``more`` (m,): their further places.
    ``capacity`` and ``minimum`` (n,). ``row_rank`` (m,), ``column_rank`` (n,): the order in which solvers meet people.
    """

    first: Whole
    more: Whole
    capacity: Whole
    minimum: Whole
    row_rank: Whole
    column_rank: Whole

    @property
    def demand(self) -> Whole:
        """Places asked for by each row (m,)."""
        return self.first + self.more


@dataclass(frozen=True, slots=True)
class Counts:
    """How many first places and how many further ones can be given."""

    first: int
    more: int


@dataclass(frozen=True, slots=True)
class Arcs:
    """Arcs of a network: ``tail``, ``head``, ``capacity``, ``cost`` (a,), the pairs first; ``supply`` (nodes,).

    Costs are in ``step`` units, what all scores share: the fewer steps between them, the sooner the solver is done.
    """

    tail: Whole
    head: Whole
    capacity: Whole
    cost: Whole
    supply: Whole
    step: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A best flow: ``chosen`` (e,) of the edges, and what runs on every arc of its network."""

    chosen: NDArray[np.bool_]
    arcs: Arcs
    carried: Whole


def left_of(asked: Asked, row_rank: Whole, column_rank: Whole) -> Left:
    """What forced pairs leave open; below 0 nowhere, whatever was forced."""
    rows, columns = asked.scores.shape
    i, j = asked.forced
    taken, used = np.bincount(i, minlength=rows), np.bincount(j, minlength=columns)
    demand = np.maximum(asked.demand - taken, 0)
    first = ((demand > 0) & (taken == 0)).astype(np.int64)
    return Left(
        first=first,
        more=np.minimum(demand, columns) - np.minimum(first, np.minimum(demand, columns)),
        capacity=np.minimum(np.maximum(asked.capacity - used, 0), rows),
        minimum=np.maximum(asked.minimum - used, 0),
        row_rank=row_rank,
        column_rank=column_rank,
    )


def arcs_of(left: Left, edges: Edges, counts: Counts | None) -> Arcs:
    """The network in which to place ``counts``, or everybody if ``None``. Columns draw their minimum loads first."""
    rows, columns = len(left.first), len(left.capacity)
    at_row, at_column = left.row_rank, rows + left.column_rank
    sink, one, other = rows + columns, rows + columns + 1, rows + columns + 2
    supply = np.zeros(rows + columns + 3, np.int64)
    supply[at_column] = -left.minimum
    placed = int(left.demand.sum()) if counts is None else counts.first + counts.more
    supply[sink] = int(left.minimum.sum()) - placed
    tails, heads = [at_row[edges.i], at_column], [at_column[edges.j], np.full(columns, sink)]
    widths = [np.ones(len(edges.i), np.int64), left.capacity - left.minimum]
    if counts is None:
        supply[at_row] = left.demand
    else:
        supply[one], supply[other] = counts.first, counts.more
        tails += [np.full(rows, one), np.full(rows, other)]
        heads += [at_row, at_row]
        widths += [left.first, left.more]
    tail, head, capacity = np.concatenate(tails), np.concatenate(heads), np.concatenate(widths)
    cost = np.zeros(len(tail), np.int64)
    step = max(1, int(np.gcd.reduce(edges.units, initial=0)))
    cost[: len(edges.i)] = -(edges.units // step)
    return Arcs(tail, head, capacity, cost, supply, step)


def best(left: Left, edges: Edges, counts: Counts | None = None) -> Flow | None:
    """The flow of the highest total among those that place ``counts`` (everybody if ``None``); ``None``: there is none.

    Solved by OR-tools' cost-scaling minimum-cost flow, one thread, arcs in the order of the network's nodes.
    """
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    if (left.minimum > left.capacity).any():
        return None
    arcs = arcs_of(left, edges, counts)
    order = np.lexsort((arcs.head, arcs.tail))
    solver = SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        arcs.tail[order], arcs.head[order], arcs.capacity[order], arcs.cost[order]
    )
    solver.set_nodes_supplies(np.arange(len(arcs.supply)), arcs.supply)
    status = solver.solve()
    if status in (solver.INFEASIBLE, solver.UNBALANCED):
        return None
    if status != solver.OPTIMAL:
        raise InputRefused(Problem.of("plan_scores_too_far_apart"))
    carried = np.empty(len(order), np.int64)
    carried[order] = solver.flows(np.arange(len(order)))
    return Flow(carried[: len(edges.i)] > 0, arcs, carried)


@dataclass(frozen=True, slots=True)
class Reach:
    """A largest flow: its ``value``, ``given`` to each row (m,), ``used`` of each column (n,), and the smallest cut.

    ``rows`` (m,) and ``columns`` (n,): who can still be reached from an unmet demand; reached columns are full.
    ``lacking`` (n,): the columns with room, and those that hold somebody who could go there instead.
    """

    value: int
    given: Whole
    used: Whole
    rows: NDArray[np.bool_]
    columns: NDArray[np.bool_]
    lacking: NDArray[np.bool_]


def most(left: Left, edges: Edges, demand: Whole, capacity: Whole) -> Reach:
    """As many pairs as ``demand`` (m,) and ``capacity`` (n,) let stand together, whatever they score."""
    from ortools.graph.python.max_flow import SimpleMaxFlow

    rows, columns = len(demand), len(capacity)
    source, sink = rows + columns, rows + columns + 1
    at_row, at_column = left.row_rank, rows + left.column_rank
    tail = np.concatenate([at_row[edges.i], np.full(rows, source), at_column])
    head = np.concatenate([at_column[edges.j], at_row, np.full(columns, sink)])
    width = np.concatenate([np.ones(len(edges.i), np.int64), demand, capacity])
    order = np.lexsort((head, tail))
    solver = SimpleMaxFlow()
    solver.add_arcs_with_capacity(tail[order], head[order], width[order])
    solver.solve(source, sink)
    carried = np.empty(len(order), np.int64)
    carried[order] = solver.flows(np.arange(len(order)))
    reached, lacking = (np.zeros(rows + columns + 2, np.bool_) for _ in range(2))
    reached[solver.get_source_side_min_cut()] = True
    lacking[solver.get_sink_side_min_cut()] = True
    count = len(edges.i)
    return Reach(
        value=int(solver.optimal_flow()),
        given=carried[count : count + rows],
        used=carried[count + rows :],
        rows=reached[at_row],
        columns=reached[at_column],
        lacking=lacking[at_column],
    )
