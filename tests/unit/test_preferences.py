"""Whom somebody would work best with: read with every problem named, kept to their own list, and in no score."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from factories import cohort, patient, professional
from matchmaker import pipeline
from matchmaker.domain.preference import Preference
from matchmaker.domain.problem import InputRefused
from matchmaker.library import read_cohort
from matchmaker.matching.engine import keep
from matchmaker.matching.lists import listed
from matchmaker.services.runs import default_weights

PARTNERS = (
    "id,side,kind,organisation,values\n"
    "P1,patient,carer,,kindness\nP2,patient,patient,,evidence\n"
    "H1,professional,pharmacist,Sandmoor Trust,kindness\nH2,professional,manager,Calder Clinic,kindness\n"
    "H3,professional,,,kindness\n"
)


@pytest.fixture
def folder(tmp_path):
    def written(preferences: str):
        (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
        (tmp_path / "preferences.csv").write_text(preferences, encoding="utf-8")
        return tmp_path

    return written


def problems_of(path) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(InputRefused) as refused:
        read_cohort(path)
    return [(problem.code, problem.row, problem.column) for problem in refused.value.problems]


def test_a_preference_is_read_by_code_or_by_the_words_that_people_see(folder):
    read = read_cohort(folder("by_id,about,wanted,why\nP1,Kind,Nurse leader; pharmacist,A nurse listened\n"))
    assert read.preferences == (
        Preference(by_id="P1", about="kind", wanted=("nurse_leader", "pharmacist"), why="A nurse listened"),
    )


def test_every_problem_of_the_preferences_is_named_at_once(folder):
    path = folder(
        "by_id,about,wanted\nP9,kind,pharmacist\nP1,confidence,5\nP1,kind,surgeon\nP2,organisation,none\n"
        "P2,organisation,Sandmore Trust\nP1,kind,manager\nP1,kind,carer\n"
    )
    assert problems_of(path) == [
        ("id_unknown", 2, "by_id"),
        ("word_not_known", 3, "about"),
        ("word_not_known", 4, "wanted"),
        ("preference_wants_nothing", 5, "wanted"),
        ("preference_nearly_known", 6, "wanted"),
        ("row_twice", 8, None),
    ]


def test_a_preference_that_nobody_meets_is_said(folder):
    read = read_cohort(folder("by_id,about,wanted\nP1,organisation,Quarry Hospice\n"))
    assert "preference_not_in_input" in {one.code for one in read.assumptions}


def lists_of(people, *, top: int, score_all_up_to: int) -> dict[tuple[bool, str], list[str]]:
    prepared = pipeline.prepare(people, default_weights(), model=None)
    lists = listed(prepared.table, keep(prepared.table, top=top, each=4, score_all_up_to=score_all_up_to), top=top)
    sides = prepared.pool.patient_side, prepared.pool.professional_side
    found: dict[tuple[bool, str], list[str]] = {}
    for entry in range(len(lists.rank)):
        is_patient, pair = bool(lists.side[entry]), lists.pair[entry]
        one, other = sides[0][lists.i[pair]].id, sides[1][lists.j[pair]].id
        found.setdefault((is_patient, one if is_patient else other), []).append(other if is_patient else one)
    return found


def crowd(count: int, **more):
    rng = np.random.default_rng(5)
    values = ("kindness", "evidence", "take_time")
    kinds = ("manager", "pharmacist", None)
    people = [
        make(f"{letter}{n}", values=(values[rng.integers(3)],), kind=kinds[rng.integers(3)] if letter == "h" else None)
        for make, letter in ((patient, "p"), (professional, "h"))
        for n in range(count)
    ]
    return cohort(*people, **more)


WISH = Preference(by_id="p3", about="kind", wanted=("pharmacist",))


def test_only_the_own_list_holds_whom_somebody_asked_for():
    free = crowd(30)
    before, after = (
        lists_of(one, top=30, score_all_up_to=10_000) for one in (free, replace(free, preferences=(WISH,)))
    )
    assert {whose for whose in before if before[whose] != after[whose]} == {(True, "p3")}
    kinds = {person.id: person.kind for person in free.partners}
    assert after[True, "p3"] == [who for who in before[True, "p3"] if kinds[who] in ("pharmacist", None)]


def test_in_blocks_the_own_list_is_still_full_of_those_asked_for():
    people = replace(crowd(60), preferences=(WISH, replace(WISH, by_id="h7", about="local_system", wanted=("East",))))
    exact, in_blocks = (lists_of(people, top=4, score_all_up_to=up_to) for up_to in (100_000, 1))
    assert in_blocks[True, "p3"] == exact[True, "p3"]
    assert in_blocks[False, "h7"] == exact[False, "h7"], "nobody's local system is known, so nobody is kept off"


def test_somebody_who_may_stand_on_either_side_is_kept_to_their_wish_on_both_lists():
    from factories import either

    people = cohort(
        either("e", values=("kindness",)),
        patient("p", values=("kindness",), organisation="East Trust"),
        professional("h1", values=("kindness",), organisation="East Trust"),
        professional("h2", values=("kindness",), organisation="West Trust"),
        preferences=(Preference(by_id="e", about="organisation", wanted=("east trust",)),),
    )
    found = lists_of(people, top=5, score_all_up_to=100)
    assert found[True, "e"] == ["h1"]
    assert found[False, "e"] == ["p"]
    assert set(found[False, "h2"]) == {"e", "p"}
