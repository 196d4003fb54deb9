"""Reasons say what the lines say, no more: known lines worth a point above ordinary, and what is not known yet."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.domain.partner import Side
from matchmaker.domain.weights import CRITERIA
from matchmaker.explain.messages import say, sentences
from matchmaker.explain.reasons import LONGEST, WORTH_NAMING, factors, reason
from report_factories import NEUTRAL, pairing_with

ALL_ORDINARY = dict.fromkeys(CRITERIA, 0.0) | NEUTRAL
OTHER = {"patient partner": "professional partner", "professional partner": "patient partner"}
FORBIDDEN = ("best match", "suitable", "representative", "hard to reach", "unbiased", "BAME", "diverse")


def both(**values: float):
    return pairing_with(ALL_ORDINARY | values, ALL_ORDINARY | values)


def test_the_criterion_worth_most_comes_first():
    text = reason(both(shared_purpose=0.9, values=1.0), Side.PATIENT, NEUTRAL)
    assert text.startswith("Both write about the same kind of change and both care")


def test_a_pairing_with_nothing_above_ordinary_says_so():
    assert "nothing that we know sets this pairing apart" in reason(both(), Side.PATIENT, NEUTRAL).casefold()


def test_a_criterion_worth_less_than_a_point_is_not_named():
    line = next(line for line in both().contributions if line.criterion == "time")
    nudges = (-0.01, 0.01)
    just_below, just_above = (NEUTRAL["time"] + (WORTH_NAMING + nudge) / (100 * line.weight) for nudge in nudges)
    assert "free at some of the same times" not in reason(both(time=just_below), Side.PATIENT, NEUTRAL)
    assert "free at some of the same times" in reason(both(time=just_above), Side.PATIENT, NEUTRAL)


def test_what_only_one_side_gains_is_said_of_that_side():
    pairing = pairing_with(ALL_ORDINARY | {"seek_offer": 1.0}, ALL_ORDINARY)
    expected = "professional partner brings something that the patient partner asks for"
    assert expected in reason(pairing, Side.PATIENT, NEUTRAL)
    assert expected in reason(pairing, Side.PROFESSIONAL, NEUTRAL)


def test_a_gain_of_one_side_that_the_other_side_cancels_is_not_named():
    pairing = pairing_with(ALL_ORDINARY | {"seek_offer": 0.45}, ALL_ORDINARY | {"seek_offer": 0.06})
    assert "brings something" not in reason(pairing, Side.PATIENT, NEUTRAL)


def test_what_is_not_known_is_said_and_never_given_as_a_reason():
    known = {name: value for name, value in ALL_ORDINARY.items() if name not in ("time", "values")}
    text = reason(pairing_with(known, known), Side.PATIENT, NEUTRAL)
    assert text.endswith("Not known yet: their values and when both are free.")
    assert "some of the same times" not in text


def test_what_only_one_side_knows_is_called_not_known_in_part():
    known = {name: value for name, value in ALL_ORDINARY.items() if name != "will"}
    text = reason(pairing_with(ALL_ORDINARY, known), Side.PATIENT, NEUTRAL)
    assert text.endswith("Not known yet: if both want this (in part).")


def test_a_little_is_not_said_like_a_lot():
    little, lot = (reason(both(shared_purpose=value), Side.PATIENT, NEUTRAL) for value in (0.49, 0.5))
    assert little == "What the two write is closer than usual."
    assert lot == "Both write about the same kind of change."
    linked = pairing_with(
        {"local": 0.5, "time": 0.5}, {"local": 0.5, "time": 0.5}, dropped=("shared_purpose", "seek_offer")
    )
    assert "in the same local system" not in reason(linked, Side.PATIENT, NEUTRAL | {"local": 0.2})
    assert "local systems work together" in reason(linked, Side.PATIENT, NEUTRAL | {"local": 0.2})
    assert "some of the same ways" in reason(both(values=0.4), Side.PATIENT, NEUTRAL)


def test_a_criterion_dropped_for_all_is_not_listed_again_for_each_pairing():
    known = {name: value for name, value in ALL_ORDINARY.items() if name != "task_fit"}
    assert "challenge" not in reason(pairing_with(known, known, dropped=("task_fit",)), Side.PATIENT, NEUTRAL)


@pytest.mark.parametrize("code", sorted(sentences("reason")))
def test_no_part_uses_a_forbidden_word_or_the_code_of_a_criterion(code):
    text = sentences("reason")[code]
    assert not [word for word in (*FORBIDDEN, "_") if word.casefold() in text.casefold()]


values = st.dictionaries(st.sampled_from(CRITERIA), st.floats(0, 1))


@given(values, values)
def test_a_reason_is_short_and_names_only_what_is_known_and_worth_a_point(mine, theirs):
    pairing = pairing_with(mine, theirs)
    text = reason(pairing, Side.PATIENT, NEUTRAL)
    assert len(text) <= LONGEST
    assert text.count(". ") <= 1
    worth = {factor.criterion for factor in factors(pairing, Side.PATIENT, NEUTRAL)}
    lines = {(line.criterion, line.side): line for line in pairing.contributions}
    for name in CRITERIA:
        gain = sum(
            lines[name, side].points - 50 * lines[name, side].weight * NEUTRAL[name]
            for side in ("patient", "professional")
            if lines[name, side].known
        )
        assert (name in worth) == (round(gain, 9) >= WORTH_NAMING), name
        if name not in worth:
            stem = say("reason", name if f"{name}_both" not in sentences("reason") else f"{name}_both")
            assert stem.casefold() not in text.casefold()


@given(values, values)
def test_swapping_the_two_sides_swaps_the_words(mine, theirs):
    text = reason(pairing_with(mine, theirs), Side.PATIENT, NEUTRAL).casefold()
    other = reason(pairing_with(theirs, mine), Side.PROFESSIONAL, NEUTRAL).casefold()
    assert re.sub("patient partner|professional partner", lambda found: OTHER[found[0]], text) == other
