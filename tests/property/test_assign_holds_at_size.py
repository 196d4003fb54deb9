"""Cohorts too large to try every plan: against scipy's solver, from sparse beginnings, in any order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from matchmaker.planning import assign
from matchmaker.planning.edges import EVERY_PAIR_UP_TO

ONE = {"row_demand": 1, "column_capacity": 1}
SIDE = int(EVERY_PAIR_UP_TO**0.5) + 50


def alike(rows, columns, seed, much_wanted=0):
    """Made-up scores in points: people with leanings, and a few whom most would like to work with."""
    lot = np.random.default_rng(seed)
    ours, theirs = (lot.standard_normal((count, 12)) for count in (rows, columns))
    scores = 50 + 6 * ours @ theirs.T
    scores[:, :much_wanted] += 20 * lot.random((rows, 1))
    return scores


def as_set(plan, rows=None, columns=None):
    i, j = plan.pairs
    i, j = (i if rows is None else rows[i]), (j if columns is None else columns[j])
    return {*zip(i.tolist(), j.tolist(), strict=True)}


@pytest.mark.parametrize("much_wanted", [0, 20])
def test_more_pairs_than_are_looked_at_give_the_same_total_as_the_dense_solver(much_wanted):
    scores = alike(SIDE, SIDE, 1, much_wanted)
    plan = assign(scores, **ONE, objective="sum")
    assert plan.total == pytest.approx(scores[linear_sum_assignment(scores, maximize=True)].sum(), abs=1e-6)
    assert plan.bound_gap <= 1e-12


@pytest.mark.parametrize("each", [1, 5])
def test_a_beginning_too_sparse_to_place_anybody_well_is_widened_until_it_is_proven(each):
    scores = alike(200, 200, 2)
    best = np.argsort(-scores, axis=1)[:, :each]
    edges = (np.repeat(np.arange(200), each), best.ravel())
    for objective in ("sum", "floor_then_sum"):
        sparse, dense = (assign(scores, **ONE, objective=objective, edges=e) for e in (edges, None))
        assert sparse.total == pytest.approx(dense.total, abs=1e-9)
        assert sparse.floor == dense.floor
        assert sparse.bound_gap <= 1e-12


def test_the_floor_is_the_highest_that_still_places_everybody():
    scores = alike(60, 60, 3)
    plan = assign(scores, **ONE)
    higher = np.where(scores > plan.floor, 0.0, 1.0)
    assert higher[linear_sum_assignment(higher)].sum() > 0
    among = np.where(scores >= plan.floor, scores, -1e6)
    assert plan.total == pytest.approx(among[linear_sum_assignment(among, maximize=True)].sum(), abs=1e-6)


@pytest.mark.parametrize("objective", ["sum", "floor_then_sum"])
@pytest.mark.parametrize("seed", range(8))
def test_with_many_ties_the_order_of_rows_and_columns_changes_nothing(objective, seed):
    lot = np.random.default_rng(seed)
    scores = lot.integers(0, 3, (14, 16)) * 25.0
    demand, capacity = lot.integers(1, 3 if seed % 2 else 2, 14), lot.integers(1, 3, 16)
    forbidden = lot.random((14, 16)) < 0.2
    rows, columns = lot.permutation(14), lot.permutation(16)
    plan = assign(scores, row_demand=demand, column_capacity=capacity, forbidden=forbidden, objective=objective)
    again = assign(
        scores[rows][:, columns],
        row_demand=demand[rows],
        column_capacity=capacity[columns],
        forbidden=forbidden[rows][:, columns],
        objective=objective,
    )
    assert as_set(again, rows, columns) == as_set(plan)


def test_scores_that_differ_by_less_than_a_step_are_ties():
    scores = np.full((3, 3), 50.0)
    noise = np.random.default_rng(1).random((3, 3)) * 1e-11
    assert as_set(assign(scores, **ONE)) == as_set(assign(scores + noise, **ONE))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_steps_of_a_relaxation_place_everybody_and_one_place_fewer_would_not(seed):
    lot = np.random.default_rng(seed)
    rows, columns = lot.integers(1, 9, 2)
    demand, capacity = lot.integers(0, 3, rows), lot.integers(0, 2, columns)
    forbidden = lot.random((rows, columns)) < 0.4
    scores = lot.random((rows, columns))

    def plan(room):
        return assign(scores, row_demand=demand, column_capacity=room, forbidden=forbidden, objective="sum")

    first = plan(capacity)
    steps = first.relaxation.steps if first.relaxation else ()
    for step in steps:
        if step.code == "capacity_short":
            capacity[step.column] += step.by
    missing = np.maximum(demand - (~forbidden).sum(axis=1), 0)
    blocked = {(step.row, step.by) for step in steps if step.code in {"nobody_open", "too_few_open"}}
    assert blocked == {(row, int(missing[row])) for row in np.flatnonzero(missing)}
    assert plan(capacity).missing.sum() == missing.sum()
    assert sum(step.by for step in steps) == first.missing.sum()
