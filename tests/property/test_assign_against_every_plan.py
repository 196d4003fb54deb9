"""The planner reaches exactly what trying every plan reaches, with every kind of rule, and keeps every rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brute_plan import Small, aims, best
from matchmaker.planning import assign


@st.composite
def problems(draw, *, most_rows, most_columns, most_demand, distinct=10_000):
    rows, columns = draw(st.integers(1, most_rows)), draw(st.integers(1, most_columns))

    def each(count, values):
        return draw(st.lists(values, min_size=count, max_size=count))

    capacity = each(columns, st.integers(0, 3))
    return Small(
        hundredths=[each(columns, st.integers(-100 if distinct > 10 else 0, distinct)) for _ in range(rows)],
        demand=each(rows, st.integers(0, most_demand)),
        capacity=capacity,
        minimum=[min(c, low) for c, low in zip(capacity, each(columns, st.sampled_from([0, 0, 0, 1, 2])), strict=True)],
        forbidden=[each(columns, st.sampled_from([False, False, False, True])) for _ in range(rows)],
        forced=sorted(draw(st.sets(st.tuples(st.integers(0, rows - 1), st.integers(0, columns - 1)), max_size=2))),
    )


def planned(small, objective="floor_then_sum", edges=None):
    return assign(
        np.array(small.hundredths) / 100,
        row_demand=small.demand,
        column_capacity=small.capacity,
        column_minimum=small.minimum,
        forbidden=np.array(small.forbidden),
        forced=small.forced,
        objective=objective,
        edges=edges,
    )


def as_rows(small, plan):
    i, j = plan.pairs
    return [tuple(j[i == row].tolist()) for row in range(small.rows)]


def check(small, objective, edges=None):
    expected, plan = best(small, objective), planned(small, objective, edges)
    if expected is None:
        assert plan.relaxation is not None
        assert plan.relaxation.nothing_planned
        assert not len(plan.pairs[0])
        return plan
    found = as_rows(small, plan)
    used = [sum(j in taken for taken in found) for j in range(small.columns)]
    assert all(low <= u <= c for low, u, c in zip(small.minimum, used, small.capacity, strict=True))
    assert all(len(taken) <= d for taken, d in zip(found, small.demand, strict=True))
    assert not any(small.forbidden[i][j] for i, taken in enumerate(found) for j in taken)
    assert all(j in found[i] for i, j in small.forced)
    assert aims(small, found, objective) == expected
    assert plan.total == pytest.approx(expected[3] / 100, abs=1e-9)
    assert plan.bound_gap == pytest.approx(0, abs=1e-6)
    assert plan.floor_gap == pytest.approx(0, abs=1e-6)
    assert sum(small.demand) - sum(map(len, found)) == plan.missing.sum()
    return plan


OBJECTIVES = st.sampled_from(["floor_then_sum", "sum"])


@settings(max_examples=300, deadline=None)
@given(problems(most_rows=5, most_columns=5, most_demand=1), OBJECTIVES)
def test_one_partner_each_with_every_rule(small, objective):
    check(small, objective)


@settings(max_examples=200, deadline=None)
@given(problems(most_rows=4, most_columns=4, most_demand=3), OBJECTIVES)
def test_several_partners_each_with_every_rule(small, objective):
    check(small, objective)


@settings(max_examples=200, deadline=None)
@given(problems(most_rows=4, most_columns=4, most_demand=2, distinct=3), OBJECTIVES)
def test_many_ties(small, objective):
    check(small, objective)


@settings(max_examples=8, deadline=None)
@given(problems(most_rows=7, most_columns=7, most_demand=1), OBJECTIVES)
def test_seven_on_each_side(small, objective):
    check(replace(small, capacity=[1] * small.columns, minimum=[0] * small.columns), objective)


@settings(max_examples=200, deadline=None)
@given(problems(most_rows=5, most_columns=5, most_demand=1), OBJECTIVES, st.data())
def test_whichever_pairs_are_solved_first_the_plan_is_as_good(small, objective, data):
    cell = st.tuples(st.integers(0, small.rows - 1), st.integers(0, small.columns - 1))
    check(small, objective, edges=data.draw(st.lists(cell, max_size=6)))


@settings(max_examples=100, deadline=None)
@given(problems(most_rows=4, most_columns=4, most_demand=3), st.data())
def test_whichever_pairs_are_solved_first_the_total_is_the_highest(small, data):
    cell = st.tuples(st.integers(0, small.rows - 1), st.integers(0, small.columns - 1))
    check(small, "sum", edges=data.draw(st.lists(cell, max_size=6)))
