"""What is planted is found, and what stands just this side of a threshold is not: A01, A02, A05, A06, A14 to A17 …"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import a_list_plants
import a_run_plants
import pytest
from a_folders import TODAY, Planted

from matchmaker import pipeline
from matchmaker.assumptions.registry import all_checks, flags_of_one
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.flag import Flag
from matchmaker.domain.weights import WeightSet, weight_set_of
from matchmaker.explain.messages import say
from matchmaker.library import read_cohort
from matchmaker.matching.engine import keep
from matchmaker.matching.lists import listed
from matchmaker.matching.run import Options
from matchmaker.places import shipped_models
from matchmaker.representation.perspectives import brought
from matchmaker.text import TextModel

PLANTED = {
    "A01": (a_list_plants.A01, a_list_plants.A01_NEAR),
    "A02": (a_run_plants.A02, a_run_plants.A02_NEAR),
    "A05": (a_list_plants.A05, a_list_plants.A05_NEAR),
    "A06": (a_run_plants.A06, a_run_plants.A06_NEAR),
    "A14": (a_run_plants.A14, a_run_plants.A14_NEAR),
    "A15": (a_run_plants.A15, a_run_plants.A15_NEAR),
    "A16": (a_run_plants.A16, a_run_plants.A16_NEAR),
    "A17": (a_list_plants.A17, a_list_plants.A17_NEAR),
    "A26": (a_run_plants.A26, a_run_plants.A26_NEAR),
    "A27": (a_run_plants.A27, a_run_plants.A27_NEAR),
}


def each(which: int) -> list[object]:
    return [
        pytest.param(flag_id, one, id=f"{flag_id} {one.name}")
        for flag_id, both in PLANTED.items()
        for one in both[which]
    ]


@cache
def shipped() -> dict[str, object]:
    path = shipped_models() / "weights" / "default-1.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def weights_of(plant: Planted) -> WeightSet:
    return weight_set_of(shipped() | dict(plant.weights), "planted.toml")


def cohort_of(plant: Planted) -> Cohort:
    with TemporaryDirectory() as folder:
        return read_cohort(plant.written(Path(folder)))


def flags_of(plant: Planted, flag_id: str, model: TextModel) -> list[Flag]:
    """One assumption's flags over the pipeline's own steps, with what people bring."""
    cohort, reads = cohort_of(plant), model if plant.reads_texts else None
    options = Options(for_side=plant.for_side, top=plant.top, no_text=not plant.reads_texts, as_of=TODAY)
    prepared = pipeline.prepare(cohort, weights_of(plant), model=reads)
    kept = keep(prepared.table, top=options.top)
    lists = listed(prepared.table, kept, top=options.top, for_side=options.for_side)
    seen = pipeline.see(prepared, kept, lists, options, pipeline.how_sure(prepared, kept, lists, options))
    if seen.brought is None and cohort.needs:
        seen = replace(seen, brought=brought(prepared.pool, cohort, reads))
    check = next(check for check in all_checks() if check.id == flag_id)
    return list(flags_of_one(check, seen))


@pytest.mark.parametrize(("flag_id", "plant"), each(0))
def test_what_is_planted_is_found(flag_id, plant, model):
    flags = [flag for flag in flags_of(plant, flag_id, model) if plant.rule in (None, flag.rule)]
    assert plant.status in {flag.status.value for flag in flags}


@pytest.mark.parametrize(("flag_id", "plant"), each(1))
def test_what_stands_just_this_side_is_not_found(flag_id, plant, model):
    found = {flag.status.value for flag in flags_of(plant, flag_id, model)}
    assert found == {plant.status if plant.status == "no_data" else "not_triggered"}


def test_each_assumption_has_five_plants_and_five_near_misses():
    assert all(len(plants) >= 5 and len(misses) >= 5 for plants, misses in PLANTED.values())


@pytest.mark.parametrize(("flag_id", "plant"), each(0))
def test_every_sentence_of_what_was_found_can_be_said(flag_id, plant, model):
    begins = flag_id.lower()
    for flag in flags_of(plant, flag_id, model):
        assert "{" not in say("flag", f"{begins}_why_{flag.rule}", flag.values)
        if flag.effect:
            code = f"norerun_{flag.effect.not_rerun}" if flag.effect.not_rerun else f"rerun_{flag.effect.method}"
            assert say("flag", f"{begins}_{code}")
    for part in ("title", "assume", "question", "partner_question", "not_triggered", "no_data"):
        assert say("flag", f"{begins}_{part}")
