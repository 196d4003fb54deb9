"""The seven criteria, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from factories import VOCABULARY, patient, professional, tags
from matchmaker.matching.criteria import criteria_of, evaluate
from matchmaker.matching.features import features_of, setting_of
from matchmaker.matching.selection import Pairs

ONE = Pairs(np.array([0]), np.array([0]))


def valued(name, weights, a, b, *, local=True, task=(np.nan, np.nan)):
    setting = setting_of([a, b], VOCABULARY, local=local)
    one, other = (
        features_of([who], setting, texts=None, task=np.array([fit])) for who, fit in zip((a, b), task, strict=True)
    )
    criterion = next(c for c in criteria_of(weights, setting, None) if c.name == name)
    values = evaluate(criterion, one, other, ONE)
    return float(values.patient[0]), float(values.professional[0])


def unknown(pair):
    return [bool(np.isnan(value)) for value in pair]


def test_seek_and_offer_weighs_needs_by_importance_and_offers_by_level(weights):
    seeker = patient(seeks=tags(("budget", 3), ("research_skills", 1)), offers=tags(("lived_experience", 3)))
    giver = professional(offers=tags(("budget", 3), ("research_skills", 1)), seeks=tags("lived_experience"))
    mine, theirs = valued("seek_offer", weights, seeker, giver)
    assert mine == pytest.approx((3 * 1 + 1 * (1 / 3)) / 4)
    assert theirs == pytest.approx(1.0)


def test_an_offer_of_the_same_family_counts_half(weights):
    seeker, giver = patient(seeks=tags("budget")), professional(offers=tags(("decision_know_how", 3)))
    assert valued("seek_offer", weights, seeker, giver)[0] == pytest.approx(0.5)


def test_a_bare_offer_counts_as_level_two(weights):
    seeker, giver = patient(seeks=tags("budget")), professional(offers=tags("budget"))
    assert valued("seek_offer", weights, seeker, giver)[0] == pytest.approx(2 / 3)


def test_free_tags_count_by_equal_text_alone(weights):
    seeker = patient(seeks=tags("Baking  bread", "knitting"))
    assert valued("seek_offer", weights, seeker, professional(offers=tags(("baking bread", 3))))[0] == pytest.approx(
        0.5
    )
    assert valued("seek_offer", weights, seeker, professional(offers=tags(("baking cake", 3))))[0] == 0.0


def test_no_needs_or_no_offers_is_unknown(weights):
    seeker, giver = patient(seeks=tags("budget")), professional(offers=tags("budget"))
    assert unknown(valued("seek_offer", weights, seeker, giver)) == [False, True]
    assert unknown(valued("seek_offer", weights, seeker, professional())) == [True, True]
    assert unknown(valued("seek_offer", weights, patient(seeks=()), giver)) == [True, True]


def test_values_are_compared_by_dice_and_own_words_are_not_scored(weights):
    one = patient(values=("kindness", "evidence", "in my own words"))
    other = professional(values=("kindness", "take_time"))
    assert valued("values", weights, one, other) == pytest.approx((0.5, 0.5))
    assert unknown(valued("values", weights, patient(values=("in my own words",)), other)) == [True, True]


def test_evidence_of_will_never_counts_below_silence(weights):
    shown = professional(will_evidence=("why_it_matters",))
    mine, theirs = valued("will", weights, patient(will_evidence=()), shown)
    assert mine == pytest.approx(0.5 + 0.5 / 3)
    assert theirs == pytest.approx(weights.neutral["will"])
    three = professional(will_evidence=("why_it_matters", "kept_going", "asked_a_question", "confirmed_now"))
    assert valued("will", weights, patient(), three)[0] == 1.0
    assert unknown(valued("will", weights, patient(), shown)) == [False, True]
    twice = professional(will_evidence=("kept_going", "kept_going"))
    assert valued("will", weights, patient(), twice)[0] == pytest.approx(0.5 + 0.5 / 3)


@pytest.mark.parametrize(
    ("mine", "theirs", "flexible", "expected"),
    [
        ({"mon_am"}, {"mon_am"}, None, 0.5),
        ({"mon_am", "tue_pm"}, {"mon_am", "tue_pm", "sun_pm"}, None, 1.0),
        ({"mon_am"}, {"tue_am"}, True, 0.25),
        ({"mon_am"}, {"mon_am"}, True, 0.75),
        ({"mon_am"}, {"tue_am"}, False, 0.0),
    ],
)
def test_time_saturates_at_two_shared_half_days(weights, mine, theirs, flexible, expected):
    pair = patient(slots=frozenset(mine)), professional(slots=frozenset(theirs), flexible=flexible)
    assert valued("time", weights, *pair) == pytest.approx((expected, expected))


def test_time_is_unknown_unless_both_gave_half_days(weights):
    assert unknown(valued("time", weights, patient(flexible=True), professional(slots=frozenset()))) == [True, True]


@pytest.mark.parametrize(("system", "expected"), [("East", 1.0), ("north", 0.5), ("west", 0.0)])
def test_local_counts_the_same_system_fully_and_a_linked_one_half(weights, system, expected):
    pair = patient(local_system="east"), professional(local_system=system)
    assert valued("local", weights, *pair) == (expected, expected)


def test_local_is_unknown_for_all_where_the_challenge_is_not_local(weights):
    pair = patient(local_system="east"), professional(local_system="east")
    assert unknown(valued("local", weights, *pair, local=False)) == [True, True]
    assert unknown(valued("local", weights, patient(), professional(local_system="east"))) == [True, True]


def test_task_fit_is_each_sides_own(weights):
    assert valued("task_fit", weights, patient(), professional(), task=(0.7, 0.4)) == (0.7, 0.4)
    assert unknown(valued("task_fit", weights, patient(), professional(), task=(0.7, np.nan))) == [False, True]
