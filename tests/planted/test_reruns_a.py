"""What a flag says a re-run changes is what comes out when the same thing is changed by hand and run again."""

from __future__ import annotations

import re
from dataclasses import replace

import a_list_plants
import a_run_plants
import pytest
from a_folders import Planted, brings, need, tables, with_cells
from test_planted_a import cohort_of, flags_of, weights_of

from matchmaker.domain.cohort import Cohort
from matchmaker.domain.weights import WeightSet
from matchmaker.explain.flags import evidence, showed
from matchmaker.library import match

NO_TASK_OR_PLACE = ("task_fit", "local")


def first_threes(cohort: Cohort, weights: WeightSet, top: int = 5) -> dict[tuple[str, str], list[str]]:
    """Whose first three are who, from a run of its own."""
    lists: dict[tuple[str, str], list[str]] = {}
    for place in match(cohort, weights, top=top, no_text=True).suggestions():
        if place.rank <= 3:
            lists.setdefault((place.for_side.value, place.person.id), []).append(place.candidate.id)
    return lists


def lists_changed(before: dict[tuple[str, str], list[str]], after: dict[tuple[str, str], list[str]]) -> int:
    return sum(set(before[whose]) != set(after[whose]) for whose in before)


def some_first_place_changes(before: dict[tuple[str, str], list[str]], after: dict[tuple[str, str], list[str]]) -> bool:
    return any(before[whose][0] != after[whose][0] for whose in before)


def without(weights: WeightSet, *names: str) -> WeightSet:
    left = {name: 0.0 if name in names else weight for name, weight in weights.weights.items()}
    return replace(weights, weights={name: weight / sum(left.values()) for name, weight in left.items()})


def values_twice(weights: WeightSet) -> WeightSet:
    left = dict(weights.weights) | {"values": 2 * weights.weights["values"]}
    return replace(weights, weights={name: weight / sum(left.values()) for name, weight in left.items()})


def before_learning(weights: WeightSet) -> WeightSet:
    return replace(weights, weights=weights.learned.before, learned=None)


@pytest.mark.parametrize(
    ("flag_id", "plant", "by_hand"),
    [
        *(("A06", plant, values_twice) for plant in a_run_plants.A06[:8]),
        *(("A16", plant, lambda weights: without(weights, *NO_TASK_OR_PLACE)) for plant in a_run_plants.A16),
        *(("A27", plant, before_learning) for plant in a_run_plants.A27),
    ],
    ids=lambda one: one.name if isinstance(one, Planted) else "",
)
def test_the_lists_that_other_weights_change_are_counted_as_a_run_by_hand_has_them(flag_id, plant, by_hand, model):
    flag = next(flag for flag in flags_of(plant, flag_id, model) if plant.rule in (None, flag.rule))
    cohort, weights = cohort_of(plant), weights_of(plant)
    before, after = first_threes(cohort, weights), first_threes(cohort, by_hand(weights))
    assert flag.values["changed"] == lists_changed(before, after)
    assert flag.effect.top1_changed is some_first_place_changes(before, after)


@pytest.mark.parametrize("plant", a_run_plants.A02[:5], ids=lambda one: one.name)
def test_lists_without_a_wish_are_as_if_nobody_had_had_it(plant, model):
    (flag,) = flags_of(plant, "A02", model)
    cohort, weights = cohort_of(plant), weights_of(plant)
    free = replace(cohort, preferences=())
    before, after = first_threes(cohort, weights), first_threes(free, weights)
    owners = {row.by_id for row in cohort.preferences}
    changed = {whose for whose in before if before[whose] != after[whose]}
    assert {owner for _, owner in changed} <= owners
    assert flag.values["changed"] == lists_changed(before, after)
    assert (set(flag.effect.top3_in), set(flag.effect.top3_out)) in [
        (set(after[whose]) - set(before[whose]), set(before[whose]) - set(after[whose])) for whose in changed
    ]


def test_a_wish_changes_no_score(model):
    plant = a_run_plants.A02[0]
    cohort, weights = cohort_of(plant), weights_of(plant)
    runs = [match(one, weights, no_text=True, top=12) for one in (cohort, replace(cohort, preferences=()))]
    scores = [{(p.patient.id, p.professional.id): p.score for p in run.pairings()} for run in runs]
    assert runs[0].id == runs[1].id
    assert scores[0] == scores[1], "the other side's lists still hold every pairing"


def test_the_people_whom_a_wish_keeps_off_are_counted(model):
    plant = a_run_plants.A02[0]
    (flag,) = flags_of(plant, "A02", model)
    others = [row for row in plant.tables["partners"] if row["side"] == "professional" and row["kind"] != "pharmacist"]
    assert flag.effect.shut_out == flag.values["shut_out"] == len(others)


def test_an_exclusion_beside_a_wish_leaves_the_count_as_it_is(model):
    plant = a_run_plants.A02[0]
    excluded = [{"by_id": "P1", "not_id": row["id"]} for row in plant.tables["partners"] if row["kind"] == "manager"]
    with_exclusions = replace(plant, tables=plant.tables | {"exclusions": excluded})
    (flag,), (quiet,) = flags_of(plant, "A02", model), flags_of(with_exclusions, "A02", model)
    assert flag.values["shut_out"] == quiet.values["shut_out"]


def test_flags_about_what_people_bring_name_nobody_and_tell_no_figure_of_it(model):
    said = [brings("P1", "night"), brings("P1", "day", "close"), brings("P2", "day")]
    made = tables(5, alike=True, needs=[need("night", 3), need("day", 1)], declarations=said)
    flags = flags_of(Planted("by hand", made), "A01", model)
    assert len(flags) == 5
    for flag in flags:
        assert not flag.people
        assert dict(flag.values) == {"needs": 2}
        assert not flag.effect.top3_in
        assert not flag.effect.top3_out
        assert (flag.effect.rank_before, flag.effect.score_before) == (None, None)
        said_of_it = f"{evidence(flag)} {showed(flag)}"
        assert not {person["id"] for person in made["partners"]} & set(re.findall(r"\w+", said_of_it))


@pytest.mark.parametrize("plant", [a_list_plants.A05[0], a_list_plants.A05[6]], ids=lambda one: one.name)
def test_without_an_unreasoned_need_whoever_brought_it_is_not_read_first(plant, model):
    flag = next(iter(flags_of(plant, "A05", model)))
    kept_needs = {"needs": plant.tables["needs"][1:]}
    without_it = replace(plant, tables=plant.tables | kept_needs)
    (again, *_) = flags_of(replace(without_it, name="by hand"), "A05", model)
    assert flag.effect.top1_changed
    assert again.status.value == "not_triggered"


def test_every_flag_on_a_list_with_a_wish_knows_the_places_that_the_list_shows():
    wish = a_run_plants.A02[0]
    plant = replace(wish, tables=with_cells(wish.tables, "H1", will_evidence="kept_going"))
    run = match(cohort_of(plant), weights_of(plant), no_text=True)
    shown = {
        (p.pairing.patient.id, p.pairing.professional.id): p.rank for p in run.suggestions() if p.person.id == "P1"
    }
    about = [
        flag
        for flag in run.flags
        if flag.subject.owner == "P1" and flag.subject.side == "patient" and flag.subject.candidate and flag.effect
    ]
    ranked = [flag for flag in about if flag.effect.rank_before is not None]
    assert {flag.id for flag in ranked} >= {"A24"}
    assert [flag.effect.rank_before for flag in ranked] == [
        shown[flag.subject.owner, flag.subject.candidate] for flag in ranked
    ]
