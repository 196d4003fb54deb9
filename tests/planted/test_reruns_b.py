"""Each re-run is what a run on the altered input gives: same rank, same score. The input is altered by hand here."""

from __future__ import annotations

from dataclasses import replace

import b_plants
import b_text_plants
import pytest
from b_made_up import DISCHARGE, DISCHARGE_STAFF, KEEN, Planted, patient, pool, professional
from test_planted_b import flags_of, options_of, vectors

from matchmaker import pipeline
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.flag import Flag
from matchmaker.domain.weights import CRITERIA, WeightSet

__all__ = ["vectors"]


def with_people(cohort: Cohort, **changes: dict) -> Cohort:
    return replace(cohort, partners=tuple(replace(person, **changes.get(person.id, {})) for person in cohort.partners))


def without(weights: WeightSet, *names: str) -> WeightSet:
    """The weights of some criteria shared out among the others."""
    left = {name: 0.0 if name in names else weights.weights[name] for name in CRITERIA}
    return replace(weights, weights={name: value / sum(left.values()) for name, value in left.items()})


def place_of(plant: Planted, flag: Flag, cohort: Cohort, weights: WeightSet, model) -> tuple[int, float]:
    """Rank and score of a flag's pairing on its list, in a run on another cohort or with other weights."""
    run = pipeline.match(cohort, weights, options_of(plant), model=model if plant.read else None)
    wanted = {flag.subject.owner, flag.subject.candidate}
    found = [
        (one.rank, one.pairing.score)
        for one in run.suggestions()
        if {one.pairing.patient.id, one.pairing.professional.id} == wanted
        and (plant.for_side == "pair" or one.for_side == flag.subject.side)
    ]
    assert len(found) == 1
    return found[0]


def flag_of(plant: Planted, flag_id: str, subject: tuple[str, str], side: str, model, weights, vectors) -> Flag:
    found = [
        flag
        for flag in flags_of(plant, flag_id, model, weights, vectors)
        if (flag.subject.owner, flag.subject.candidate, flag.subject.side) == (*subject, side)
    ]
    assert len(found) == 1
    assert found[0].effect is not None
    return found[0]


def assert_same(flag: Flag, again: tuple[int, float]) -> None:
    assert (flag.effect.rank_after, flag.effect.score_after) == (again[0], pytest.approx(again[1], abs=1e-6))
    assert flag.effect.score_after != pytest.approx(flag.effect.score_before, abs=1e-9)


def named(plants: list[Planted], name: str) -> Planted:
    return next(plant for plant in plants if plant.name == name)


def test_likeness_without_values_is_a_run_without_values(model, weights, vectors):
    half = with_people(
        named(b_text_plants.A03, "values lead, with a little time").cohort, h1={"slots": frozenset({"mon_am"})}
    )
    plant = Planted("half of the time", half)
    flag = flag_of(plant, "A03", ("p", "h1"), "patient", model, weights, vectors)
    assert_same(flag, place_of(plant, flag, plant.cohort, without(weights, "values"), model))


def test_unknowns_in_full_are_a_run_in_which_they_are_known(model, weights, vectors):
    known = {"values": b_plants.ALL["values"], "slots": b_plants.ALL["slots"]}
    plant = named(b_plants.A07, "values and slots are unknown")
    flag = flag_of(plant, "A07", ("p", "h2"), "patient", model, weights, vectors)
    assert flag.effect.method == "unknown_full"
    assert_same(flag, place_of(plant, flag, with_people(plant.cohort, h2=known), weights, model))


def test_a_sentence_left_out_is_a_run_on_the_text_without_it(model, weights, vectors):
    one, two = (
        "I want each person to leave the ward with a plan on paper.",
        "The number that I was told to ring at night was always busy or wrong.",
    )
    cohort = pool(
        patient("p", experience_text=f"{one} {two}"),
        professional("h1", experience_text=DISCHARGE_STAFF),
        professional("h2", experience_text=b_text_plants.ALLOTMENT),
    )
    plant = Planted("two sentences", cohort, read=True)
    flag = flag_of(plant, "A08", ("p", "h2"), "patient", model, weights, vectors)
    assert flag.effect.method == "sentence_left_out"
    outcomes = [
        place_of(plant, flag, with_people(cohort, p={"experience_text": kept}), weights, model) for kept in (one, two)
    ]
    assert (flag.effect.rank_after, pytest.approx(flag.effect.score_after, abs=1e-6)) in outcomes


def test_the_place_switched_off_is_a_run_without_it(model, weights, vectors):
    plant = named(b_plants.A11, "the place decides who comes first")
    flag = next(flag for flag in flags_of(plant, "A11", model, weights, vectors) if flag.rule == "local_decides")
    run = pipeline.match(plant.cohort, without(weights, "local"), options_of(plant), model=None)
    first = next(one for one in run.suggestions() if one.for_side == "patient" and one.rank == 1)
    assert flag.effect.top1_changed
    assert first.candidate.id == "h2"


def test_short_forms_written_out_are_a_run_on_the_text_in_full(model, weights, vectors):
    plant = named(b_text_plants.A12, "a professional in short forms")
    flag = flag_of(plant, "A12", ("p", "h1"), "patient", model, weights, vectors)
    in_full = (
        b_text_plants.FIVE_IN_40.replace("MDT", "team of different professions")
        .replace("KPI", "measure of how things go")
        .replace("ICB", "integrated care board")
        .replace("RAG", "red, amber or green")
    )
    assert_same(flag, place_of(plant, flag, with_people(plant.cohort, h1={"experience_text": in_full}), weights, model))


def test_an_old_profile_is_a_run_in_which_nothing_of_it_is_known(model, weights, vectors):
    plant = named(b_plants.A13, "a professional's profile")
    everybody = with_people(
        plant.cohort, h1={**b_plants.EAGER, "confirmed_at": plant.cohort.partner("h1").confirmed_at}
    )
    plant = replace(plant, cohort=everybody)
    flag = flag_of(plant, "A13", ("p", "h1"), "patient", model, weights, vectors)
    nothing = dict.fromkeys(("values", "slots", "will_evidence", "seeks", "offers"))
    assert_same(flag, place_of(plant, flag, with_people(plant.cohort, h1=nothing), weights, model))


def test_a_text_counted_as_unknown_is_a_run_without_it(model, weights, vectors):
    plant = named(b_text_plants.A20, "a text read in parts")
    flag = flag_of(plant, "A20", ("p", "h1"), "professional", model, weights, vectors)
    assert_same(flag, place_of(plant, flag, with_people(plant.cohort, p={"experience_text": None}), weights, model))


def test_common_sentences_left_out_are_a_run_on_the_texts_without_them(model, weights, vectors):
    own = "I want everybody to leave the ward with a plan on paper and a number to ring at night."
    cohort = pool(
        patient("p", experience_text=f"{b_text_plants.COMMON.split('. ')[0]}. {own}"),
        professional("h1", experience_text=b_text_plants.COMMON_TOO),
        professional("h2", experience_text=DISCHARGE),
    )
    plant = Planted("a common sentence", cohort, read=True)
    flag = flag_of(plant, "A20", ("p", "h1"), "patient", model, weights, vectors)
    assert flag.effect.method == "common_left_out"
    assert flag.effect.score_after != pytest.approx(flag.effect.score_before)


def test_a_neutral_purpose_for_all_is_a_run_without_texts(model, weights, vectors):
    plant = named(b_plants.A23, "hospital and allotment")
    flag = flag_of(plant, "A23", ("p", "h1"), "patient", model, weights, vectors)
    assert flag.effect.method == "purpose_neutral"
    neutral = 100 * model.purpose.neutral
    used = without(weights, "task_fit", "values", "will", "time", "local").weights
    patient_side = used["shared_purpose"] * neutral + used["seek_offer"] * 100
    professional_side = used["shared_purpose"] * neutral + used["seek_offer"] * 100 * weights.neutral["seek_offer"]
    by_hand = (patient_side + professional_side) / 2 - 0.5 * abs(patient_side - professional_side) / 2
    assert flag.effect.score_after == pytest.approx(by_hand)


def test_full_will_is_a_run_with_three_pieces_of_evidence(model, weights, vectors):
    plant = named(b_plants.A24, "a professional who was not asked")
    flag = flag_of(plant, "A24", ("p", "h1"), "patient", model, weights, vectors)
    assert flag.effect.method in ("will_0", "will_1")
    if flag.effect.method == "will_1":
        assert_same(flag, place_of(plant, flag, with_people(plant.cohort, h1={"will_evidence": KEEN}), weights, model))
