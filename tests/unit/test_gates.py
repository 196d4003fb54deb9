"""Gates: blocked pairings never come back; what is not yet possible is ranked and shown with what it waits for."""

from __future__ import annotations

import numpy as np
import pytest

from factories import VOCABULARY, cohort, either, patient, professional
from matchmaker.domain.partner import AccessNeed, AccessStatus, Interpreter, Mode
from matchmaker.domain.relation import Exclusion, Relation, RelationKind
from matchmaker.matching.gates import NotYet, blocked_pairs, not_yet
from matchmaker.matching.pool import consenting, may_read_text, pool_of


def blocked_ids(people):
    pool = pool_of(people.partners)
    found = blocked_pairs(people, pool)
    return {
        (p.id, h.id)
        for i, p in enumerate(pool.patient_side)
        for j, h in enumerate(pool.professional_side)
        if found.holds(np.array([i]), np.array([j]))[0]
    }


def waits_for(a, b):
    return not_yet(a, b, VOCABULARY)


def test_nobody_is_paired_with_themselves():
    assert blocked_ids(cohort(either("e"), patient("p"), professional("h"))) == {("e", "e")}


@pytest.mark.parametrize("by", ["p", "h"])
def test_an_exclusion_counts_both_ways_round(by):
    other = {"p": "h", "h": "p"}[by]
    people = cohort(patient("p"), professional("h"), exclusions=(Exclusion(by_id=by, not_id=other),))
    assert blocked_ids(people) == {("p", "h")}


def test_excluding_an_organisation_excludes_everybody_in_it_however_it_is_spelt():
    people = cohort(
        patient("p"),
        professional("h1", organisation="Eastdale  Trust"),
        professional("h2", organisation="eastdale trust"),
        professional("h3", organisation="Westdale Trust"),
        exclusions=(Exclusion(by_id="p", not_organisation="EASTDALE TRUST"),),
    )
    assert blocked_ids(people) == {("p", "h1"), ("p", "h2")}


@pytest.mark.parametrize("kind", [RelationKind.TREATS, RelationKind.MANAGES, RelationKind.COMMISSIONS])
@pytest.mark.parametrize(
    ("opt_in_a", "opt_in_b", "out"), [(True, True, False), (True, None, True), (None, None, True), (True, False, True)]
)
def test_a_treating_or_line_relation_is_out_unless_both_opted_in_beforehand(kind, opt_in_a, opt_in_b, out):
    relation = Relation(a_id="h", b_id="p", relation=kind, opt_in_a=opt_in_a, opt_in_b=opt_in_b)
    assert (("p", "h") in blocked_ids(cohort(patient("p"), professional("h"), relations=(relation,)))) is out


@pytest.mark.parametrize("kind", [RelationKind.KNOWS, RelationKind.WORKED_WITH, RelationKind.FAMILY])
def test_knowing_one_another_is_no_gate(kind):
    relation = Relation(a_id="h", b_id="p", relation=kind)
    assert not blocked_ids(cohort(patient("p"), professional("h"), relations=(relation,)))


def test_a_blocked_pairing_is_found_among_the_rows_it_is_in():
    people = cohort(
        *(patient(f"p{n}") for n in range(5)),
        *(professional(f"h{n}") for n in range(4)),
        exclusions=(Exclusion(by_id="p2", not_id="h3"), Exclusion(by_id="h1", not_id="p4")),
    )
    pool = pool_of(people.partners)
    blocked = blocked_pairs(people, pool)
    rows, columns = blocked.within(0, 5)
    names = {(pool.patient_side[i].id, pool.professional_side[j].id) for i, j in zip(rows, columns, strict=True)}
    assert names == {("p2", "h3"), ("p4", "h1")}
    halves = [blocked.within(0, 2)[0].size, blocked.within(2, 5)[0].size]
    assert sum(halves) == 2


def test_no_shared_language_waits_for_an_interpreter():
    a, b = patient(languages=("sylheti",)), professional(languages=("english", "polish"))
    assert waits_for(a, b) == (NotYet.LANGUAGE,)
    assert waits_for(patient(languages=("sylheti",), interpreter=Interpreter.CONFIRMED), b) == ()
    assert waits_for(patient(languages=("Polish",)), b) == ()
    assert waits_for(patient(languages=None), b) == ()


def test_an_essential_access_need_that_cannot_be_met_yet_waits_for_the_host():
    def needing(essential, status):
        return patient(access_needs=(AccessNeed("step_free", essential, status),))

    assert waits_for(needing(True, AccessStatus.CANNOT_YET), professional()) == (NotYet.ACCESS,)
    assert waits_for(needing(False, AccessStatus.CANNOT_YET), professional()) == ()
    assert waits_for(needing(True, AccessStatus.WORKING_ON_IT), professional()) == ()
    assert waits_for(needing(True, None), professional()) == ()


def test_no_shared_half_day_waits_for_a_time_unless_somebody_is_flexible():
    mornings, evenings = frozenset({"mon_am"}), frozenset({"tue_pm"})
    assert waits_for(patient(slots=mornings), professional(slots=evenings)) == (NotYet.TIME,)
    assert waits_for(patient(slots=mornings, flexible=True), professional(slots=evenings)) == ()
    assert waits_for(patient(slots=mornings), professional(slots=None)) == ()
    assert waits_for(patient(slots=frozenset()), professional(slots=evenings)) == (NotYet.TIME,)


def test_too_far_apart_waits_for_a_place_only_if_somebody_cannot_meet_from_afar():
    def living(side, area, minutes, *modes):
        return side(area=area, travel_minutes=minutes, mode=frozenset(modes) or None)

    in_person = (Mode.IN_PERSON,)
    far = living(patient, "coast", 20, *in_person), living(professional, "town", 30, *in_person)
    assert waits_for(*far) == (NotYet.PLACE,)
    assert waits_for(far[0], living(professional, "town", 60, *in_person)) == ()
    assert waits_for(living(patient, "coast", 20, Mode.ONLINE), living(professional, "town", 30, Mode.PHONE)) == ()
    assert waits_for(living(patient, "coast", 20), living(professional, "town", 30)) == ()
    assert waits_for(far[0], living(professional, "unheard_of", 10, *in_person)) == ()


def test_without_consent_to_matching_nobody_takes_part():
    people = cohort(
        patient("yes", consent_matching=True),
        patient("no", consent_matching=False),
        patient("blank"),
        consent_given=True,
    )
    kept, assumed = consenting(people)
    assert [p.id for p in kept] == ["yes"]
    assert dict(assumed[0].params) == {"count": 2}


def test_where_nobody_was_asked_whoever_runs_it_vouches():
    kept, assumed = consenting(cohort(patient("a"), professional("b")))
    assert len(kept) == 2
    assert [one.code for one in assumed] == ["consent_vouched_for"]


def test_health_text_is_read_only_with_consent_and_only_on_the_patient_side_it_is_asked_for():
    people = cohort(health_consent_given=True)
    assert may_read_text(patient(consent_health=True), people)
    assert not may_read_text(patient(), people)
    assert not may_read_text(either(consent_health=False), people)
    assert may_read_text(professional(), people)
    assert may_read_text(patient(), cohort(health_consent_given=False))
