"""What is planted is found, and what stands just this side of a threshold is not: A03, A07, A08, A11 to A13, A20 …"""

from __future__ import annotations

import b_plants
import b_text_plants
import pytest
from b_made_up import TODAY, Planted

from matchmaker import pipeline
from matchmaker.assumptions.registry import all_checks, flags_of_one
from matchmaker.domain.flag import Flag
from matchmaker.matching.engine import keep
from matchmaker.matching.lists import listed
from matchmaker.matching.run import Options
from matchmaker.text import VectorCache

PLANTED = {
    "A03": (b_text_plants.A03, b_text_plants.A03_NEAR),
    "A07": (b_plants.A07, b_plants.A07_NEAR),
    "A08": (b_text_plants.A08, b_text_plants.A08_NEAR),
    "A11": (b_plants.A11 + b_text_plants.A11, b_plants.A11_NEAR + b_text_plants.A11_NEAR),
    "A12": (b_text_plants.A12, b_text_plants.A12_NEAR),
    "A13": (b_plants.A13, b_plants.A13_NEAR),
    "A20": (b_text_plants.A20, b_text_plants.A20_NEAR),
    "A23": (b_plants.A23, b_plants.A23_NEAR),
    "A24": (b_plants.A24, b_plants.A24_NEAR),
}
TRIGGERED = {"fired", "checked_no_effect"}


def each(which: int) -> list[object]:
    return [
        pytest.param(flag_id, one, id=f"{flag_id} {one.name}")
        for flag_id, both in PLANTED.items()
        for one in both[which]
    ]


@pytest.fixture(scope="module")
def vectors(tmp_path_factory):
    return VectorCache(tmp_path_factory.mktemp("vectors"))


def options_of(plant: Planted) -> Options:
    return Options(for_side=plant.for_side, top=plant.top, no_text=not plant.read, as_of=TODAY)


def flags_of(plant: Planted, flag_id: str, model, weights, vectors) -> list[Flag]:
    """One assumption's flags, over the steps of the pipeline itself."""
    options = options_of(plant)
    prepared = pipeline.prepare(plant.cohort, weights, model=model if plant.read else None, cache=vectors)
    kept = keep(prepared.table, top=options.top)
    lists = listed(prepared.table, kept, top=options.top, for_side=options.for_side)
    seen = pipeline.see(prepared, kept, lists, options, pipeline.how_sure(prepared, kept, lists, options))
    check = next(check for check in all_checks() if check.id == flag_id)
    return list(flags_of_one(check, seen))


@pytest.mark.parametrize(("flag_id", "plant"), each(0))
def test_what_is_planted_is_found(flag_id, plant, model, weights, vectors):
    found = {(flag.rule, flag.status.value) for flag in flags_of(plant, flag_id, model, weights, vectors)}
    assert any(rule == plant.rule and status in TRIGGERED for rule, status in found), found


@pytest.mark.parametrize(("flag_id", "plant"), each(1))
def test_what_stands_just_this_side_is_not_found(flag_id, plant, model, weights, vectors):
    flags = flags_of(plant, flag_id, model, weights, vectors)
    assert [(flag.rule, flag.subject) for flag in flags if flag.status.value in TRIGGERED] == []


def test_each_assumption_has_five_plants_and_five_near_misses():
    assert all(len(plants) >= 5 and len(misses) >= 5 for plants, misses in PLANTED.values())
