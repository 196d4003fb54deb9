"""What is planted is found, and what stands just this side of a threshold is not: A04, A09, A10, A18, A19, A21 …"""

from __future__ import annotations

import c_lists
import c_pairs
import c_run
import pytest

from matchmaker.domain.flag import Subject
from matchmaker.library import match

PLANTED = {
    "A04": (c_lists.A04, c_lists.A04_NEAR),
    "A09": (c_pairs.A09, c_pairs.A09_NEAR),
    "A10": (c_pairs.A10, c_pairs.A10_NEAR),
    "A18": (c_lists.A18, c_lists.A18_NEAR),
    "A19": (c_run.A19, c_run.A19_NEAR),
    "A19b": (c_run.A19B, c_run.A19B_NEAR),
    "A21": (c_run.A21, c_run.A21_NEAR),
    "A22": (c_lists.A22, c_lists.A22_NEAR),
    "A25": (c_pairs.A25, c_pairs.A25_NEAR),
}


def each(which: int) -> list[object]:
    return [
        pytest.param(flag_id, one, id=f"{flag_id} {one.name}")
        for flag_id, both in PLANTED.items()
        for one in both[which]
    ]


def whose_list(subject: Subject) -> str | None:
    """The owner of the list that a flag stands on; a flag on both lists of a pairing is the patient's here."""
    return subject.candidate if subject.side == "professional" and subject.candidate else subject.owner


@pytest.mark.parametrize(("flag_id", "plant"), each(0))
def test_what_is_planted_is_found(flag_id, plant):
    found = [
        flag
        for flag in plant.flags(flag_id)
        if plant.owner in (None, whose_list(flag.subject)) and plant.rule in (None, flag.rule)
    ]
    assert plant.status in {flag.status.value for flag in found}


@pytest.mark.parametrize(("flag_id", "plant"), each(1))
def test_what_stands_just_this_side_is_not_found(flag_id, plant):
    assert [flag for flag in plant.flags(flag_id) if flag.status.value == "fired"] == []


def test_each_assumption_has_five_plants_and_five_near_misses():
    assert all(len(plants) >= 5 and len(misses) >= 5 for plants, misses in PLANTED.values())


@pytest.mark.parametrize(
    ("flag_id", "missing"),
    [
        ("A04", ("partners.csv slots", "partners.csv hours_per_month")),
        ("A09", ("partners.csv lever", "partners.csv confidence", "relations.csv")),
        ("A10", ("relations.csv",)),
        ("A18", ("partners.csv grade_band",)),
        ("A22", ("partners.csv past_roles",)),
        ("A25", ("partners.csv access_needs", "partners.csv languages")),
    ],
)
def test_what_was_never_asked_is_named(flag_id, missing):
    (flag,) = c_run.A19_NEAR[-1].flags(flag_id)
    assert (flag.status.value, flag.missing) == ("no_data", missing)


def test_on_the_made_up_programme_nothing_reveals_who_asked_not_to_be_suggested(programme):
    """No flag is about a pairing that an exclusion keeps apart."""
    apart = {frozenset((one.by_id, one.not_id)) for one in programme.exclusions if one.not_id}
    assert apart
    for flag in match(programme, no_text=True).flags:
        assert frozenset((flag.subject.owner, flag.subject.candidate)) not in apart
