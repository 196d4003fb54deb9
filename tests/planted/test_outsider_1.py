"""Cohorts of A01 to A13 as a stranger would write them: what is planted goes off, what nearly is does not, and every
assumption is told of, whatever the lists."""

from __future__ import annotations

import tomllib

import o1_power_and_place  # noqa: F401 - fills PLANTS, as the next ones do
import o1_time_and_task  # noqa: F401
import o1_unknown_and_thin  # noqa: F401
import o1_who_is_chosen  # noqa: F401
import o1_words_and_dates  # noqa: F401
import pytest
from a_folders import TODAY
from o1_cohort import PLANTS, Cohort

from matchmaker import pipeline
from matchmaker.assumptions.registry import all_checks, flags_of_one
from matchmaker.domain.weights import weight_set_of
from matchmaker.library import read_cohort
from matchmaker.matching.engine import keep
from matchmaker.matching.lists import listed
from matchmaker.matching.run import Options
from matchmaker.text import VectorCache

TRIGGERED = {"fired", "checked_no_effect"}
READ = {"A03", "A08", "A12"}
"""Assumptions about texts. The others' cohorts are run without reading any, to be quick."""
READ_AS_WELL = {"soft_skills", "soft_food_and_soft_chairs"}
OPTIONS = {"--for": "for_side", "--top": "top"}


@pytest.fixture(scope="module")
def vectors(tmp_path_factory):
    return VectorCache(tmp_path_factory.mktemp("vectors"))


def options_of(cohort: Cohort, *, reads: bool) -> Options:
    given = dict(zip(cohort.options[::2], cohort.options[1::2], strict=True))
    named = {OPTIONS[name]: value for name, value in given.items() if name in OPTIONS}
    if "top" in named:
        named["top"] = int(named["top"])
    return Options(no_text=not reads, as_of=TODAY, **named)


def steps(cohort: Cohort, folder, model, weights, vectors, *, reads: bool):
    """What the checks look at: the pipeline's own steps over a folder that was written and read."""
    folder = cohort.write(folder)
    given = dict(zip(cohort.options[::2], cohort.options[1::2], strict=True))
    if "--weights" in given:
        weights = weight_set_of(tomllib.loads(cohort.files["ours.toml"]), "ours.toml")
    options = options_of(cohort, reads=reads)
    read = read_cohort(folder, challenge=given.get("--challenge"))
    prepared = pipeline.prepare(read, weights, model=model if reads else None, cache=vectors)
    kept = keep(prepared.table, top=options.top)
    lists = listed(prepared.table, kept, top=options.top, for_side=options.for_side)
    return pipeline.see(prepared, kept, lists, options, pipeline.how_sure(prepared, kept, lists, options))


def statuses(key: tuple[str, bool, str], folder, model, weights, vectors) -> set[str]:
    """How one assumption stands in one cohort."""
    flag_id, _, name = key
    seen = steps(PLANTS[key](), folder, model, weights, vectors, reads=flag_id in READ or name in READ_AS_WELL)
    check = next(check for check in all_checks() if check.id == flag_id)
    return {flag.status.value for flag in flags_of_one(check, seen)}


def each(planted: bool) -> list[object]:
    return [pytest.param(key, id=f"{key[0]} {key[2].replace('_', ' ')}") for key in PLANTS if key[1] is planted]


@pytest.mark.parametrize("key", each(planted=True))
def test_what_a_stranger_plants_is_found(key, tmp_path, model, weights, vectors):
    assert statuses(key, tmp_path, model, weights, vectors) & TRIGGERED


@pytest.mark.parametrize("key", each(planted=False))
def test_what_a_stranger_nearly_plants_is_not_found(key, tmp_path, model, weights, vectors):
    assert not statuses(key, tmp_path, model, weights, vectors) & TRIGGERED


def everybody_apart(cohort: Cohort) -> Cohort:
    """Nobody may be suggested to anybody."""
    for patient in cohort.side("P"):
        for professional in cohort.side("H"):
            cohort.add("exclusions", by_id=patient["id"], not_id=professional["id"], not_organisation="")
    return cohort


def of_many_kinds(patients: int = 4, professionals: int = 4) -> Cohort:
    cohort = Cohort(900, patients, professionals, challenge=True).needs(("caring", 3), ("deaf", 2, ""))
    cohort.add("preferences", by_id="P01", about="kind", wanted="clinician", why="She listened")
    return cohort.brings("P01", "caring").put("P01", lever="none_yet").put("H01", lever="decides", kind="clinician")


@pytest.mark.parametrize("side", ["both", "patient", "professional", "pair"])
@pytest.mark.parametrize(
    "cohort",
    [
        pytest.param(of_many_kinds, id="four a side"),
        pytest.param(lambda: of_many_kinds(1, 1), id="one a side"),
        pytest.param(lambda: of_many_kinds().opt("--top", "1"), id="one place a list"),
        pytest.param(lambda: of_many_kinds().opt("--top", "20"), id="more places than people"),
        pytest.param(lambda: everybody_apart(of_many_kinds()), id="nobody for anybody"),
    ],
)
def test_every_assumption_is_told_of_whatever_the_lists(cohort, side, tmp_path, model, weights, vectors):
    seen = steps(cohort().opt("--for", side), tmp_path, model, weights, vectors, reads=False)
    assert [check.id for check in all_checks() if not list(flags_of_one(check, seen))] == []
    assert len(all_checks()) == 28
