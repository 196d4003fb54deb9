"""Plans beside the plainest formulation of each solver: real bids, and made-up cohorts of several sizes.

Times are of all cores together (CPU), medians of ``ROUNDS`` rounds in turn; ratios are what carries over.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Row = dict[str, Any]
Table = NDArray[np.float64]

ROUNDS, EACH = 5, 50
REVIEWERS = 3
SKIPPED = "skipped: MATCHMAKER_OUTSIDE_DATA is not set"
BIDS = {"preflib1": 6, "preflib2": 7, "preflib3": 6, "aamas2015": 12, "aamas2016": 12}


def in_turn(ways: dict[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, tuple[float, float]]:
    """CPU seconds (median) and what each way returned, A B A B …, after one round that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    found: dict[str, float] = {}
    for number in range(rounds + 1):
        for name, way in ways.items():
            started = time.process_time()
            found[name] = way()
            if number or rounds == 0:
                seconds[name].append(time.process_time() - started)
    return {name: (statistics.median(seconds[name]), found[name]) for name in ways}


def by_flow(scores: Table, demand: int, capacity: int) -> float:
    """The plain formulation for OR-tools: every pair an arc of a minimum-cost flow."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    rows, columns = scores.shape
    i, j = (side.ravel() for side in np.indices(scores.shape))
    solver = SimpleMinCostFlow()
    cost = -np.rint(scores.ravel() * 1e9).astype(np.int64)
    solver.add_arcs_with_capacity_and_unit_cost(i, rows + j, np.ones(len(i), np.int64), cost)
    at = np.arange(columns)
    solver.add_arcs_with_capacity_and_unit_cost(
        rows + at, np.full(columns, rows + columns), np.full(columns, capacity), np.zeros(columns, np.int64)
    )
    solver.set_nodes_supplies(np.arange(rows), np.full(rows, demand))
    solver.set_node_supply(rows + columns, -rows * demand)
    assert solver.solve() == solver.OPTIMAL
    return -solver.optimal_cost() / 1e9


def _rules(scores: Table, demand: int, capacity: int) -> tuple[Any, Any]:
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    (rows, columns), pairs = scores.shape, scores.size
    i, j = (side.ravel() for side in np.indices(scores.shape))
    of_row = csr_array((np.ones(pairs), (i, np.arange(pairs))), shape=(rows, pairs + 1))
    of_column = csr_array((np.ones(pairs), (j, np.arange(pairs))), shape=(columns, pairs + 1))
    return LinearConstraint(of_row, demand, demand), LinearConstraint(of_column, 0, capacity)


def by_highs(scores: Table, demand: int, capacity: int) -> float:
    """The plain formulation for HiGHS: a linear programme with every pair a variable."""
    from scipy.optimize import Bounds, milp

    upper = np.append(np.ones(scores.size), 0)
    found = milp(-np.append(scores, 0), constraints=_rules(scores, demand, capacity), bounds=Bounds(0, upper))
    return -float(found.fun)


def level_by_highs(scores: Table, demand: int, capacity: int) -> float:
    """The plain formulation of floor, then sum: two integer programmes with every pair a variable."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    rows, pairs = len(scores), scores.size
    i, at = np.indices(scores.shape)[0].ravel(), np.arange(pairs)
    where = (np.append(i, np.arange(rows)), np.append(at, np.full(rows, pairs)))
    above = coo_array((np.append(scores, -np.ones(rows)), where), shape=(rows, pairs + 1)).tocsr()
    rules = (*_rules(scores, demand, capacity), LinearConstraint(above, 0, np.inf))
    whole, highest = np.append(np.ones(pairs), 0), np.append(np.ones(pairs), demand * scores.max())
    exactly = {"mip_rel_gap": 0.0}
    gain = np.append(np.zeros(pairs), -1.0)
    first = milp(gain, constraints=rules, integrality=whole, bounds=Bounds(0, highest), options=exactly)
    lowest = np.append(np.zeros(pairs), -first.fun - 1e-7)
    second = milp(
        np.append(-scores, 0), constraints=rules, integrality=whole, bounds=Bounds(lowest, highest), options=exactly
    )
    return -float(second.fun)


def _ours(scores: Table, demand: int, capacity: int, objective: str, edges: Any = None) -> Callable[[], float]:
    from matchmaker.planning import assign

    def way() -> float:
        plan = assign(scores, row_demand=demand, column_capacity=capacity, objective=objective, edges=edges)
        assert plan.bound_gap <= 2e-5
        assert not len(plan.unplaced)
        return plan.total

    return way


def _row(what: str, measured: dict[str, tuple[float, float]], goal: str) -> Row:
    seconds, total = measured.pop("ours")
    best = min(peer for peer, _ in measured.values())
    return {
        "what": what,
        "peer": "; ".join(f"{name}: {peer:.3f} s CPU, total {found:.6f}" for name, (peer, found) in measured.items()),
        "ours": {"CPU seconds": round(seconds, 4), "ratio": round(seconds / best, 3), "total": round(total, 6)},
        "goal": goal,
    }


def real_bids(name: str) -> Row:
    """Real bids of reviewers: the highest total, beside the plain formulations for OR-tools and HiGHS."""
    what, capacity = f"{name}, highest total", BIDS[name]
    if (scores := _bids(name)) is None:
        return {"what": what, "peer": "-", "ours": SKIPPED, "goal": "-"}
    ways = {
        "OR-tools": lambda: by_flow(scores, REVIEWERS, capacity),
        "HiGHS": lambda: by_highs(scores, REVIEWERS, capacity),
        "ours": _ours(scores, REVIEWERS, capacity, "sum"),
    }
    return _row(what, in_turn(ways), "ratio under 1.5")


def level_bids(name: str) -> Row:
    """Real bids, floor then sum, beside the plain two integer programmes for HiGHS."""
    what, capacity = f"{name}, floor then sum", BIDS[name]
    if (scores := _bids(name)) is None:
        return {"what": what, "peer": "-", "ours": SKIPPED, "goal": "-"}
    ways = {
        "HiGHS": lambda: level_by_highs(scores, REVIEWERS, capacity),
        "ours": _ours(scores, REVIEWERS, capacity, "floor_then_sum"),
    }
    return _row(what, in_turn(ways, rounds=0), "ratio under 1.5")


def _bids(name: str) -> Table | None:
    folder = os.environ.get("MATCHMAKER_OUTSIDE_DATA")
    if not folder:
        return None
    lines = (Path(folder) / "aamas-preflib" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return np.array([line.split() for line in lines[1:] if line.strip()], float)


def made_up(rows: int, columns: int, *, much_wanted: int = 0, seed: int = 0) -> Table:
    """Scores of made-up people with leanings; a few columns that most rows would like, each to their own degree."""
    lot = np.random.default_rng(seed)
    ours, theirs = (lot.standard_normal((count, 16)) for count in (rows, columns))
    scores = 50 + 5 * ours @ theirs.T
    scores[:, :much_wanted] += 30 * lot.random((rows, 1))
    return np.asarray(scores)


def best_of_each(scores: Table, each: int = EACH) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What a scorer has kept: everybody's ``each`` highest, both ways round."""
    rows, columns = scores.shape
    theirs = np.argpartition(-scores, each, axis=1)[:, :each]
    ours = np.argpartition(-scores, each, axis=0)[:each]
    return (
        np.concatenate([np.repeat(np.arange(rows), each), ours.ravel()]),
        np.concatenate([theirs.ravel(), np.tile(np.arange(columns), each)]),
    )


def one_to_one(side: int, much_wanted: int, rounds: int = ROUNDS) -> Row:
    """One partner each, from the edges a scorer kept, proven over all pairs; beside scipy's dense solver."""
    from scipy.optimize import linear_sum_assignment

    scores = made_up(side, side, much_wanted=much_wanted)
    ways = {
        "scipy, dense": lambda: float(scores[linear_sum_assignment(scores, maximize=True)].sum()),
        "ours": _ours(scores, 1, 1, "sum", best_of_each(scores)),
    }
    what = f"{side:,} x {side:,}, {much_wanted} much wanted, highest total"
    return _row(what, in_turn(ways, rounds), "ratio at most 0.04 at 5,000 with much wanted, 0.125 at 10,000 without")


def with_loads(rows: int, columns: int, demand: int, capacity: int, rounds: int = ROUNDS) -> Row:
    """Several each, from the edges a scorer kept, proven over all pairs; beside a flow over all pairs."""
    scores = made_up(rows, columns)
    ways = {
        "OR-tools, all pairs": lambda: by_flow(scores, demand, capacity),
        "ours": _ours(scores, demand, capacity, "sum", best_of_each(scores)),
    }
    return _row(f"{rows:,} x {columns:,}, {demand} each, load {capacity}", in_turn(ways, rounds), "ratio at most 0.2")


def plans() -> list[Row]:
    """Real bids, and cohorts up to 2,000."""
    sizes = [one_to_one(side, hubs) for side in (1_000, 2_000) for hubs in (0, 20)]
    bids = [*map(real_bids, BIDS), *(level_bids(name) for name in BIDS if name != "aamas2015")]
    return [*bids, *sizes, with_loads(500, 200, 1, 4), with_loads(2_000, 800, 1, 4)]


def large_plans() -> list[Row]:
    """Cohorts of 5,000 and 10,000, and the slowest of the real bids, once each."""
    return [
        level_bids("aamas2015"),
        one_to_one(5_000, 20, 0),
        one_to_one(5_000, 0, 0),
        one_to_one(10_000, 0, 0),
        with_loads(10_000, 4_000, 1, 4, 0),
    ]


if __name__ == "__main__":
    import json
    import sys

    for row in large_plans() if "--large" in sys.argv[1:] else plans():
        print(json.dumps(row), flush=True)
