"""What ``assign`` does with small cohorts that can be followed by hand. The numbers are made up."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker import InputRefused
from matchmaker.explain.messages import say, say_problem, sentences
from matchmaker.planning import assign

ONE = {"row_demand": 1, "column_capacity": 1}


def pairs(plan):
    return list(zip(*(side.tolist() for side in plan.pairs), strict=True))


def test_the_highest_total_alone_may_leave_somebody_far_behind():
    scores = [[90, 60], [60, 10]]
    plan = assign(scores, **ONE, objective="sum")
    assert pairs(plan) == [(0, 1), (1, 0)]
    scores = [[90, 50], [50, 20]]
    plan = assign(scores, **ONE, objective="sum")
    assert (pairs(plan), plan.total, plan.floor) == ([(0, 0), (1, 1)], 110.0, 20.0)


def test_the_floor_comes_before_the_total():
    plan = assign([[90, 50], [50, 20]], **ONE)
    assert (pairs(plan), plan.total, plan.floor) == ([(0, 1), (1, 0)], 100.0, 50.0)
    assert plan.row_totals.tolist() == [50.0, 50.0]


def test_placing_people_comes_before_the_floor():
    forbidden = np.array([[False, False], [True, False]])
    plan = assign([[5, 90], [0, 80]], **ONE, forbidden=forbidden)
    assert (pairs(plan), plan.floor) == ([(0, 0), (1, 1)], 5.0)


def test_above_the_floor_the_total_is_the_highest():
    scores = [[90, 40, 60], [40, 30, 50], [80, 50, 70]]
    plan = assign(scores, **ONE)
    assert plan.floor == 50.0
    assert plan.total == 190.0
    assert pairs(plan) == [(0, 0), (1, 2), (2, 1)]


def test_a_floor_under_the_totals_of_people_with_two_partners_each():
    scores = [[90, 80, 10, 10], [90, 80, 10, 10]]
    by_total = assign(scores, row_demand=2, column_capacity=1, objective="sum")
    level = assign(scores, row_demand=2, column_capacity=1)
    assert by_total.total == level.total == 190.0
    assert level.floor == 90.0
    assert sorted(level.row_totals.tolist()) == [90.0, 100.0]


def test_when_places_are_short_nobody_gets_a_second_before_everybody_has_a_first():
    plan = assign([[90, 80], [20, 10]], row_demand=2, column_capacity=1, objective="sum")
    assert sorted(row for row, _ in pairs(plan)) == [0, 1]
    assert plan.unplaced.tolist() == [0, 1]
    assert plan.missing.tolist() == [1, 1]


def test_a_pinned_pair_stands_and_the_others_are_planned_around_it():
    plan = assign([[90, 10], [80, 20]], **ONE, forced=[(0, 1)])
    assert pairs(plan) == [(0, 1), (1, 0)]


def test_a_least_load_is_filled_though_it_costs():
    plan = assign([[90, 1], [90, 1]], row_demand=1, column_capacity=2, column_minimum=[0, 1], objective="sum")
    assert plan.total == 91.0


@pytest.mark.parametrize("form", ["pairs", "arrays", "mask", "sparse"])
def test_pairs_may_be_given_in_every_form(form):
    from scipy.sparse import csr_array

    scores = np.array([[90.0, 10.0], [80.0, 20.0]])
    given = {
        "pairs": [(0, 1), (1, 0)],
        "arrays": (np.array([0, 1]), np.array([1, 0])),
        "mask": np.array([[False, True], [True, False]]),
        "sparse": csr_array(np.array([[0, 1], [1, 0]])),
    }[form]
    assert pairs(assign(scores, **ONE, forced=given)) == [(0, 1), (1, 0)]
    assert assign(scores, **ONE, edges=given, objective="sum").total == 110.0


def test_an_empty_side_gives_an_empty_plan_that_says_so():
    plan = assign(np.zeros((3, 0)), row_demand=1, column_capacity=np.zeros(0, int))
    assert plan.unplaced.tolist() == [0, 1, 2]
    assert (plan.total, plan.floor) == (0.0, None)
    assert [(step.code, step.by) for step in plan.relaxation.steps] == [("nobody_on_columns", 3)]
    assert assign(np.zeros((0, 2)), row_demand=np.zeros(0, int), column_capacity=1).relaxation is None


def test_everybody_kept_apart_is_said_person_by_person():
    plan = assign(np.ones((2, 2)), **ONE, forbidden=np.ones((2, 2), bool))
    assert [(step.code, step.row) for step in plan.relaxation.steps] == [("nobody_open", 0), ("nobody_open", 1)]


def test_one_more_place_is_asked_for_where_it_would_help_and_all_who_could_give_it_are_named():
    forbidden = np.array([[False, False, True], [False, False, True], [False, False, True]])
    plan = assign(np.ones((3, 3)), **ONE, forbidden=forbidden)
    (step,) = plan.relaxation.steps
    assert (step.code, step.by, step.choices) == ("capacity_short", 1, (0, 1))
    for column in step.choices:
        wider = np.ones(3, int)
        wider[column] += 1
        after = assign(np.ones((3, 3)), row_demand=1, column_capacity=wider, forbidden=forbidden)
        assert not len(after.unplaced)
        assert after.relaxation is None


def test_contradictions_are_named_all_at_once_and_nothing_is_planned():
    plan = assign(
        np.ones((4, 4)),
        row_demand=[1, 1, 1, 1],
        column_capacity=[1, 1, 1, 1],
        column_minimum=[0, 0, 0, 2],
        forbidden=np.eye(4, dtype=bool),
        forced=[(0, 0), (1, 2), (1, 0), (2, 0)],
    )
    assert plan.relaxation.nothing_planned
    assert not len(plan.pairs[0])
    found = {(step.code, step.row, step.column, step.by) for step in plan.relaxation.steps}
    assert found == {
        ("forced_and_forbidden", 0, 0, 1),
        ("forced_beyond_demand", 1, None, 1),
        ("forced_beyond_capacity", None, 0, 2),
        ("minimum_beyond_capacity", None, 3, 1),
    }


def test_least_loads_that_nobody_can_fill_name_who_could_do_with_fewer():
    plan = assign(np.ones((1, 3)), row_demand=1, column_capacity=1, column_minimum=[1, 1, 0])
    (step,) = plan.relaxation.steps
    assert plan.relaxation.nothing_planned
    assert (step.code, step.by, step.choices) == ("minimum_unfilled", 1, (0, 1))


def test_everything_that_is_wrong_with_the_input_is_named_at_once():
    with pytest.raises(InputRefused) as refused:
        assign(
            [[1.0, np.nan], [2.0, 3.0]],
            row_demand=[1, 1, 1],
            column_capacity=[0.5, 1],
            column_minimum=-1,
            forbidden=np.zeros((3, 2), bool),
            forced=[(5, 0), (0, -1)],
            edges=[(0.5, 1.0)],
            objective="most",
        )
    assert {problem.code for problem in refused.value.problems} == {
        "plan_score_unknown",
        "plan_counts_length",
        "plan_counts_not_whole",
        "plan_counts_below_zero",
        "plan_forbidden_no_mask",
        "plan_pairs_outside",
        "plan_pairs_not_places",
        "plan_aim_unknown",
    }
    assert all(say_problem(problem) for problem in refused.value.problems)


def test_a_score_may_be_unknown_where_the_pair_is_kept_apart():
    plan = assign([[1.0, np.nan], [-np.inf, 2.0]], **ONE, forbidden=[[False, True], [True, False]])
    assert plan.total == 3.0


def test_every_step_has_its_sentences():
    words = sentences("plan")
    for code in {code.removesuffix("_one") for code in words if code in STEPS}:
        for count in (1, 2):
            assert say("plan", code, {"row": "R", "column": "C", "count": count, "choices": ("A", "B")})
    assert set(words) >= STEPS


STEPS = {
    "forced_and_forbidden",
    "forced_beyond_demand",
    "forced_beyond_capacity",
    "minimum_beyond_capacity",
    "minimum_unfilled",
    "capacity_short",
    "nobody_open",
    "too_few_open",
    "nobody_on_columns",
    "nobody_on_rows",
}


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e7, 1e15])
def test_any_scale_of_scores_is_read(scale):
    scores = np.array([[3.0, 1.0], [2.0, 1.0]]) * scale
    assert assign(scores, **ONE, objective="sum").total == pytest.approx(4 * scale)
