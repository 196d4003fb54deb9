"""What a flag says that its re-run changed is what happens when the assumption is made false by hand."""

from __future__ import annotations

from dataclasses import replace

import c_lists
import c_pairs
import c_run
import numpy as np
import pytest

from matchmaker.domain.flag import Flag
from matchmaker.domain.partner import AccessStatus
from matchmaker.domain.relation import Exclusion
from matchmaker.domain.weights import WeightSet
from matchmaker.explain.flags import in_words
from matchmaker.library import match
from matchmaker.matching.run import Run

WHOLE = 1000


def whole_lists(run: Run) -> dict[tuple[str, str], list[tuple[str, float]]]:
    """Everybody's list, to its end: side and owner to (candidate, points)."""
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for one in run.suggestions():
        found.setdefault((one.for_side.value, one.person.id), []).append((one.candidate.id, one.pairing.score))
    return found


def run_of(plant, cohort=None, weights: WeightSet | None = None) -> Run:
    side = plant.for_side
    return match(cohort or plant.cohort, weights or plant.weights, for_side=side, top=WHOLE, no_text=True, seed=7)


def owner_and_candidate(flag: Flag, before: list[tuple[str, float]]) -> str:
    """Whom the ranks of an effect are told of: the pairing's other person, or whoever comes first."""
    about = flag.subject
    if about.candidate is None:
        return before[0][0]
    return about.owner if about.side == "professional" else about.candidate


def key_of(flag: Flag) -> tuple[str, str]:
    about = flag.subject
    return about.side, about.candidate if about.side == "professional" and about.candidate else about.owner


def holds(flag: Flag, before: list[tuple[str, float]], after: list[tuple[str, float]], *, scores: bool = True) -> None:
    """An effect is the difference between two lists."""
    effect = flag.effect
    who = owner_and_candidate(flag, before)
    was, now = [one for one, _ in before], [one for one, _ in after]
    assert effect.rank_before == was.index(who) + 1
    assert effect.rank_after == (now.index(who) + 1 if who in now else None)
    assert effect.top1_changed == (was[:1] != now[:1])
    assert set(effect.top3_in) == set(now[:3]) - set(was[:3])
    assert set(effect.top3_out) == set(was[:3]) - set(now[:3])
    if scores:
        assert effect.score_before == pytest.approx(dict(before)[who], abs=1e-6)
        assert effect.score_after == (pytest.approx(dict(after)[who], abs=1e-6) if who in now else None)


def listed_flags(plant, flag_id: str) -> list[Flag]:
    """The flags that a plant raises on somebody's own list."""
    found = [
        flag
        for flag in plant.flags(flag_id)
        if flag.effect is not None and flag.subject.side in ("patient", "professional")
    ]
    assert found
    return found


def of_lists(plants):
    return pytest.mark.parametrize("plant", [one for one in plants if one.for_side != "pair"], ids=lambda one: one.name)


@of_lists(c_lists.A04)
def test_with_time_off_by_hand_the_lists_are_what_a04_says(plant):
    own = plant.weights
    rest = 1 - own.weights["time"]
    off = {name: 0.0 if name == "time" else weight / rest for name, weight in own.weights.items()}
    before, after = whole_lists(run_of(plant)), whole_lists(run_of(plant, weights=replace(own, weights=off)))
    for flag in listed_flags(plant, "A04"):
        holds(flag, before[key_of(flag)], after[key_of(flag)])
        shown = [one for one, _ in before[key_of(flag)]][: plant.top]
        assert flag.effect.shut_out == len({one for one, _ in after[key_of(flag)][: plant.top]} - set(shown))


@of_lists(c_pairs.A10)
def test_without_people_who_know_each_other_the_lists_are_what_a10_says(plant):
    apart = tuple(Exclusion(by_id=r.a_id, not_id=r.b_id) for r in plant.cohort.relations)
    before, after = (whole_lists(run_of(plant, c)) for c in (plant.cohort, replace(plant.cohort, exclusions=apart)))
    for flag in listed_flags(plant, "A10"):
        holds(flag, before[key_of(flag)], after.get(key_of(flag), []))


@of_lists(c_lists.A18)
def test_with_half_from_the_top_band_the_list_is_what_a18_says(plant):
    bands = {person.id: person.grade_band for person in plant.cohort.partners}
    before = whole_lists(run_of(plant))
    for flag in listed_flags(plant, "A18"):
        key = key_of(flag)
        shown = before[key][: plant.top]
        top = {str(bands[one]).casefold() for one, _ in shown}
        after, left = [], min(plant.top, len(before[key])) // 2
        for one, points in before[key]:
            is_top = str(bands[one]).casefold() in top
            left -= is_top
            if not (is_top and left < 0):
                after.append((one, points))
        holds(flag, before[key], after)


@of_lists(c_lists.A22)
def test_with_ties_to_first_timers_the_list_is_what_a22_says(plant):
    roles = {person.id: person.past_roles for person in plant.cohort.partners}
    run = match(plant.cohort, plant.weights, for_side=plant.for_side, top=plant.top, no_text=True, seed=7)
    bands = {
        (one.for_side.value, one.person.id, one.candidate.id): one.standing.band if one.standing else 1
        for one in run.suggestions()
    }
    before = whole_lists(run)
    for flag in listed_flags(plant, "A22"):
        key = key_of(flag)
        after = sorted(before[key], key=lambda one: (bands[*key, one[0]], roles[one[0]] != 0))
        holds(flag, before[key], after)


@pytest.mark.parametrize("plant", c_run.A21, ids=lambda one: one.name)
def test_with_closeness_to_everybody_taken_off_some_list_is_what_a21_says(plant):
    lists = whole_lists(match(plant.cohort, plant.weights, top=WHOLE, no_text=True, seed=7))
    (flag,) = (one for one in plant.flags("A21") if one.status.value in ("fired", "checked_no_effect"))
    others = "professional" if flag.people[0] in {who for side, who in lists if side == "professional"} else "patient"
    owners = "patient" if others == "professional" else "professional"

    def close(side: str, who: str) -> float:
        return float(np.mean(sorted((points for _, points in lists[side, who]), reverse=True)[:10]))

    changes = []
    for (side, owner), before in lists.items():
        if side == owners:
            corrected = {who: 2 * points - close(owners, owner) - close(others, who) for who, points in before}
            order = sorted(before, key=lambda one: -round(corrected[one[0]], 9))
            same = [who for who, _ in before[:3]], [who for who, _ in order[:3]]
            changes.append((set(same[0]) != set(same[1]) or same[0][0] != same[1][0], same))
    effect = flag.effect
    assert flag.values["changed"] == sum(changed for changed, _ in changes)
    assert any(
        effect.top1_changed == (was[0] != now[0])
        and set(effect.top3_in) == set(now) - set(was)
        and set(effect.top3_out) == set(was) - set(now)
        for _, (was, now) in changes
    )


@pytest.mark.parametrize(("points", "percent"), [(3, 50), (4, 38.5), (5, 28.6), (6, 20)])
def test_how_often_a_first_place_holds_is_what_arithmetic_gives(points, percent):
    """With w evenly in [½, 1] the first holds while w · points/9 ≤ 1 − w, that is w ≤ 9 / (9 + points)."""
    assert percent == pytest.approx(100 * 2 * (9 / (9 + points) - 0.5), abs=0.1)
    plant = next(one for one in c_run.A19 if one.cohort == c_run.needs_or_values(points))
    (flag,) = plant.flags("A19")
    assert flag.values["shakiest_percent"] == pytest.approx(percent, abs=4)
    assert flag.effect.top1_changed
    assert flag.effect.rank_after == 2


@pytest.mark.parametrize("plant", c_pairs.A25, ids=lambda one: one.name)
def test_with_everything_in_place_nothing_moves_as_a25_says(plant):
    people = tuple(
        replace(
            person,
            languages=None,
            access_needs=tuple(replace(need, status=AccessStatus.CONFIRMED) for need in person.access_needs or ()),
        )
        for person in plant.cohort.partners
    )
    after = run_of(plant, replace(plant.cohort, partners=people))
    assert [flag.status.value for flag in after.flags if flag.id == "A25"] == ["not_triggered"]
    before, then = whole_lists(run_of(plant)), whole_lists(after)
    assert before == then
    for flag in plant.flags("A25"):
        assert flag.effect.rank_before == flag.effect.rank_after
        assert flag.effect.score_before == flag.effect.score_after


@pytest.mark.parametrize("plant", c_pairs.A09, ids=lambda one: one.name)
def test_a_question_of_power_has_no_re_run_and_is_shown(plant):
    for flag in plant.flags("A09"):
        assert flag.effect is None
        assert flag.severity.value == ("talk" if flag.rule == "relation_opened" else "check")
        assert "talk about it" in in_words(flag).showed
