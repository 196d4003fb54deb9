"""What may be changed, and what never: levers, their smallest options, and the officer’s sample (domain C.9, H.2)."""

from __future__ import annotations

import numpy as np
import pytest

from factories import VOCABULARY, patient, professional, tags
from matchmaker.domain.partner import SLOTS
from matchmaker.matching.counterfactuals import step_on_one_side
from matchmaker.matching.gates import NotYet, not_yet
from matchmaker.matching.levers import levers_of, openers_of

ALLOWED = {"slots", "flexible", "seeks", "offers", "values", "will_evidence", "local_system"}
OPENS = {"interpreter", "access_status", "slots", "mode"}


def by_code(left, right, *, local=False):
    return {(one.code, one.about): one for one in levers_of(left, right, VOCABULARY, local=local)}


def test_the_officer_s_sample_a_task_written_anew_for_the_professional():
    behind = 0.7340 - 0.6692
    assert step_on_one_side(71.24 - 68.54, 0.15, behind, 0.5) == pytest.approx(0.90 - 0.66, abs=1e-9)


def test_past_the_level_the_other_factor_counts():
    until = 50 * 0.1 * 1.5 * 0.2
    assert step_on_one_side(until, 0.1, 0.02, 0.5) == pytest.approx(0.2)
    assert step_on_one_side(until + 0.25, 0.1, 0.02, 0.5) == pytest.approx(0.2 + 0.25 / (50 * 0.1 * 0.5))


def test_a_further_half_day_is_one_that_the_other_gave_and_two_are_the_most():
    left, right = patient(slots=frozenset({"mon_am"})), professional(slots=frozenset({"mon_am", "wed_pm", "fri_am"}))
    lever = by_code(left, right)["second_time", "patient"]
    assert [option.people[0].slots for option in lever.options] == [frozenset({"mon_am", "wed_pm"})]
    assert lever.by == "host"
    assert [cell.text for cell in lever.options[0].cells] == ["mon_am;wed_pm"]


def test_where_two_half_days_are_shared_no_more_is_asked_for():
    both = frozenset({"mon_am", "wed_pm"})
    assert ("second_time", "patient") not in by_code(patient(slots=both), professional(slots=both | {"fri_am"}))


def test_only_what_somebody_has_not_answered_is_an_answer_to_be_given():
    left = patient(
        seeks=(), offers=(), values=(), will_evidence=(), slots=frozenset(), flexible=False, local_system="n"
    )
    right = professional(
        seeks=tags("budget"), offers=tags("budget"), values=("kindness",), slots=frozenset(SLOTS), local_system="north"
    )
    assert not [
        code for code, about in by_code(left, right, local=True) if about == "patient" and code != "second_time"
    ]


def test_every_option_answers_with_what_the_other_has_from_the_smallest_up():
    right = professional(
        seeks=tags(("budget", 3), ("research_skills", 1)),
        offers=tags(("lived_experience", 3), ("budget", 1)),
        values=("kindness", "evidence"),
        slots=frozenset({"tue_pm", "mon_am", "sat_am"}),
        local_system="north",
    )
    found = by_code(patient(), right, local=True)
    assert [o.cells[0].text for o in found["answer_seeks", "patient"].options] == ["budget:2", "lived_experience:2"]
    assert [o.cells[0].text for o in found["answer_values", "patient"].options] == ["kindness", "kindness;evidence"]
    assert [o.cells[0].text for o in found["answer_slots", "patient"].options] == ["mon_am", "mon_am;tue_pm"]
    assert [o.cells[0].text for o in found["answer_system", "patient"].options] == ["east", "north"]
    assert found["answer_offers", "patient"].options[0].cells[0].text == "budget:1"


def test_a_challenge_that_is_not_local_asks_for_no_local_system():
    assert not [code for code, _ in by_code(patient(), professional(local_system="north")) if code == "answer_system"]


def test_no_lever_touches_what_the_score_does_not_see_or_what_somebody_wrote(programme):
    patients = [p for p in programme.partners if p.may_be_patient]
    professionals = [p for p in programme.partners if p.may_be_professional]
    rng, columns, opened = np.random.default_rng(3), set(), set()
    for _ in range(2_000):
        left, right = patients[rng.integers(len(patients))], professionals[rng.integers(len(professionals))]
        if left.id == right.id:
            continue
        for lever in levers_of(left, right, programme.vocabulary, local=True):
            columns |= {cell.column for option in lever.options for cell in option.cells}
        for _, option in openers_of(left, right, not_yet(left, right, programme.vocabulary)):
            opened |= {cell.column for cell in option.cells}
    assert columns <= ALLOWED
    assert opened <= OPENS
    assert len(columns) >= 5
    assert len(opened) >= 3


def test_a_gate_is_opened_for_whoever_it_is_about():
    left = patient(languages=("Sylheti",), interpreter=None)
    right = professional(languages=("English",))
    ((gate, option),) = openers_of(left, right, not_yet(left, right, VOCABULARY))
    assert gate is NotYet.LANGUAGE
    assert not_yet(option.people[0], right, VOCABULARY) == ()
