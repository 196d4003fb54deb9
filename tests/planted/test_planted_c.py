"""What is planted is found, and what stands just this side of a threshold is not: A04, A09, A10, A18, A19, A21 …"""

from __future__ import annotations

import c_lists
import c_pairs
import c_run
import pytest

from matchmaker.domain.flag import Subject

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
