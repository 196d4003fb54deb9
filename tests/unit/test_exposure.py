"""Who is shown how much, over time."""

from __future__ import annotations

import numpy as np
import pytest

from factories import patient
from matchmaker.domain.partner import AccessNeed, AccessStatus, Interpreter
from matchmaker.explain.messages import sentences
from matchmaker.representation.exposure import (
    Barrier,
    RunShown,
    exposure,
    exposure_debt,
    exposure_of,
    gini,
    likely_barrier,
    never_shown,
    share_never_shown,
    value_of,
)


def test_the_first_place_counts_one_and_later_ones_less():
    assert value_of(np.array([1, 3, 7])).tolist() == [1.0, 0.5, pytest.approx(1 / 3)]
    with pytest.raises(ValueError, match="begin at 1"):
        value_of(np.array([0]))


def test_exposure_adds_up_over_lists():
    assert exposure(np.array([0, 0, 2]), np.array([1, 3, 1]), 4).tolist() == [1.5, 0.0, 1.0, 0.0]


def test_the_spread_is_nought_for_equals_and_near_one_for_one_alone():
    assert gini(np.ones(5)) == pytest.approx(0)
    assert gini(np.array([0, 0, 0, 1.0])) == pytest.approx(0.75)
    assert gini(np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx(0.25)
    assert gini(np.zeros(3)) == gini(np.array([])) == 0.0


def test_the_share_never_shown_is_of_those_in_the_pool():
    assert share_never_shown(np.array([0.0, 1.0, 0.0, 2.0])) == 0.5
    assert share_never_shown(np.array([])) == 0.0


def run(*pool, **ranks):
    return RunShown(frozenset(pool), ranks)


def test_debt_grows_for_who_waits_and_is_never_below_nought():
    runs = [run("a", "b", a=[1]), run("a", "b", "c", a=[1], b=[3])]
    assert exposure_of(runs[1]) == {"a": 1.0, "b": 0.5, "c": 0.0}
    assert exposure_debt(runs, ["a", "b", "c", "new"]).tolist() == [0.0, 0.5, 0.5, 0.0]


def test_who_was_on_no_list_of_three_runs_is_named_with_what_to_ask():
    people = [patient("b", experience_text="Words."), patient("a"), patient("c")]
    three = [run("a", "b", "c", c=[2])] * 3
    named = never_shown(three, people)
    assert [one.id for one in named] == ["a", "b"]
    assert [one.barrier for one in named] == [Barrier.NOTHING_TO_READ, Barrier.NO_TIME_GIVEN]
    assert never_shown(three[:2], people) == ()
    assert never_shown([run("b", "c"), *three[:2]], [people[1]]) == ()


def test_each_barrier_is_found_and_has_words():
    told = {"experience_text": "Words.", "slots": frozenset({"mon_am"})}
    from datetime import date

    lift = AccessNeed("lift", essential=True, status=AccessStatus.WORKING_ON_IT)
    assert likely_barrier(patient(interpreter=Interpreter.NEEDED, **told)) is Barrier.INTERPRETER
    assert likely_barrier(patient(access_needs=(lift,), **told)) is Barrier.ACCESS
    assert likely_barrier(patient(**told)) is Barrier.NOT_CONFIRMED
    assert likely_barrier(patient(confirmed_at=date(2026, 1, 1), **told)) is Barrier.NOT_KNOWN
    assert {f"barrier_{one}" for one in Barrier} <= sentences("gap").keys()
