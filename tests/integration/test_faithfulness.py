"""What is said of a score is what the score does, on every fixture (domain H.3). Runs are made anew from altered files.

The files are altered here with the csv module alone, never with the code that is tested.
"""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import replace
from functools import cached_property

import numpy as np
import pytest

from conftest import FIXTURES
from matchmaker import pipeline
from matchmaker.domain.partner import Side
from matchmaker.domain.weights import CRITERIA, ONE_SIDED
from matchmaker.explain.audiences import Audience
from matchmaker.explain.letters import letter_to
from matchmaker.explain.letters_in_words import in_words
from matchmaker.explain.messages import sentences
from matchmaker.explain.reasons import reason
from matchmaker.library import read_cohort
from matchmaker.matching.counterfactuals import Goal, counterfactuals, openings
from matchmaker.matching.engine import keep
from matchmaker.matching.gates import not_yet
from matchmaker.matching.lists import listed
from matchmaker.matching.run import Options
from matchmaker.matching.score import ScoreInputs, score
from matchmaker.matching.sentence_effects import sentence_effects
from matchmaker.matching.weight_views import tipping_points
from matchmaker.matching.what_if import ground_of, with_answers
from matchmaker.services.letters import Format, rendered
from matchmaker.text import VectorCache

EVERYBODY = Options(top=300)
INPUTS = {
    "pairs": (("collaborative-pairs",), "C01"),
    "barts": (("barts-examples",), None),
    "two-lists": (("two-lists/patients.csv", "two-lists/professionals.csv"), None),
    "programme": (("programme-300",), None),
}
TRIED = {"pairs": 12, "barts": 4, "two-lists": 4, "programme": 3}
"""How many pairings of each fixture are gone through."""

STEPS = {"pairs": 3, "barts": 3, "two-lists": 3, "programme": 8}
"""Of the sentences of a pairing, every which one is left out in a run of its own."""

SOURCES = {
    "shared_purpose": {"both": ("experience_text", "purpose_achieve", "purpose_how")},
    "task_fit": {"own": ("experience_text", "purpose_achieve", "purpose_how")},
    "seek_offer": {"own": ("seeks",), "other": ("offers",)},
    "values": {"both": ("values",)},
    "will": {"other": ("will_evidence",)},
    "time": {"both": ("slots",)},
    "local": {"both": ("local_system",)},
}


class Fixture:
    """A fixture prepared once: its cohort, its kept pairings, and how to make its run again."""

    def __init__(self, name, model, weights, folder):
        places, self.challenge = INPUTS[name]
        self.name, self.model, self.weights = name, model, weights
        self.paths = [FIXTURES / place for place in places]
        self.cache = VectorCache(folder / "vectors")
        self.cohort = read_cohort(*self.paths, challenge=self.challenge)
        self.prepared = pipeline.prepare(self.cohort, weights, model=model, cache=self.cache)
        self.kept = keep(self.prepared.table, top=EVERYBODY.top)

    @property
    def chosen(self):
        rng = np.random.default_rng(7)
        return rng.choice(len(self.kept), min(TRIED[self.name], len(self.kept)), replace=False).tolist()

    def ground(self, n):
        challenge = self.cohort.challenge
        local = bool(challenge and challenge.is_local)
        i, j = int(self.kept.i[n]), int(self.kept.j[n])
        prepared = self.prepared
        return ground_of(prepared.pool, self.cohort.vocabulary, local, prepared.table, self.kept, i, j)

    @cached_property
    def run(self):
        return self.run_again()

    @cached_property
    def shown(self):
        """The first five of every list, as they are shown."""
        lists = listed(self.prepared.table, self.kept, top=5)
        return list(pipeline.run_of(self.prepared, lists, Options(top=5)).suggestions())

    def run_again(self, cohort=None, weights=None):
        """The run made anew; of the programme without the draws and flags, which change no score and no rank."""
        cohort, weights = cohort or self.cohort, weights or self.weights
        if self.name != "programme":
            return pipeline.match(cohort, weights, EVERYBODY, model=self.model, cache=self.cache)
        prepared = pipeline.prepare(cohort, weights, model=self.model, cache=self.cache)
        lists = listed(prepared.table, keep(prepared.table, top=EVERYBODY.top), top=EVERYBODY.top)
        return pipeline.run_of(prepared, lists, EVERYBODY)

    def altered(self, cells, folder):
        """The cohort read from a copy of the files in which these cells say something else."""
        copy = folder / "altered"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.paths[0], copy)
        with (copy / "partners.csv").open(encoding="utf-8-sig", newline="") as file:
            headings, *rows = csv.reader(file)
        place = {heading.strip().lower().replace(" ", "_"): n for n, heading in enumerate(headings)}
        for cell in cells:
            for row in rows:
                if row[place["id"]].strip() == cell.id:
                    row[place[cell.column]] = cell.text
        with (copy / "partners.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headings, *rows])
        return read_cohort(copy, challenge=self.challenge)


@pytest.fixture(scope="module", params=list(INPUTS))
def fixture(request, model, weights, tmp_path_factory):
    return Fixture(request.param, model, weights, tmp_path_factory.mktemp(request.param))


def found_in(run, patient, professional):
    """A pairing's score and its rank on both lists, read from the lists of a run."""
    i = [p.id for p in run.pool.patient_side].index(patient.id)
    j = [p.id for p in run.pool.professional_side].index(professional.id)
    place = int(np.flatnonzero((run.lists.i == i) & (run.lists.j == j))[0])
    entries = np.flatnonzero(run.lists.pair == place)
    ranks = {bool(run.lists.side[entry]): int(run.lists.rank[entry]) for entry in entries}
    return run.pairing(place).score, (ranks[True], ranks[False])


def goals(ground):
    patient, professional = (
        int(ground.base.for_patient[ground.pairing]),
        int(ground.base.for_professional[ground.pairing]),
    )
    yield Goal(side="patient", rank=max(patient - 1, 1))
    yield Goal(side="professional", rank=max(professional // 2, 1))
    yield Goal(score=float(ground.base.mutual[ground.pairing]) + 2)


def every_counterfactual(fixture):
    for n in fixture.chosen:
        ground = fixture.ground(n)
        for goal in goals(ground):
            for one in counterfactuals(ground, goal, challenge=fixture.cohort.challenge is not None):
                yield ground, one


def test_answers_left_as_they_are_give_the_very_inputs_of_the_run(fixture):
    for n in fixture.chosen:
        ground = fixture.ground(n)
        same = with_answers(ground, {})
        assert np.array_equal(same.patient, ground.kept.inputs.patient, equal_nan=True)
        assert np.array_equal(same.professional, ground.kept.inputs.professional, equal_nan=True)


def test_every_change_that_a_cell_can_say_gives_in_a_run_made_anew_what_was_said(fixture, tmp_path):
    seen, done = set(), 0
    for ground, one in every_counterfactual(fixture):
        if not one.cells or (ground.people, one.cells) in seen or done >= TRIED[fixture.name]:
            continue
        seen.add((ground.people, one.cells))
        run = fixture.run_again(fixture.altered(one.cells, tmp_path))
        exact, ranks = found_in(run, *ground.people)
        assert exact == pytest.approx(one.score_after, abs=1e-9)
        assert ranks == one.ranks_after
        done += 1
    assert done or fixture.name in ("two-lists", "barts")


def test_what_would_open_a_gate_opens_it_in_a_run_made_anew(fixture, tmp_path):
    waiting = 0
    for n in range(0, len(fixture.kept), max(len(fixture.kept) // 150, 1)):
        ground = fixture.ground(n)
        for opening in openings(ground):
            cohort = fixture.altered(opening.cells, tmp_path)
            patient, professional = (cohort.partner(person.id) for person in ground.people)
            after = not_yet(patient, professional, cohort.vocabulary)
            assert opening.gate not in after
            assert after == opening.left
            waiting += 1
        if waiting > 15:
            break
    assert waiting or fixture.name in ("two-lists", "barts", "pairs")


def by_hand(fixture, pairing, new):
    """The formula once more, on plain numbers, with some values replaced."""
    sides = {}
    for line in pairing.contributions:
        if line.criterion != ONE_SIDED:
            value = new.get((line.criterion, line.side), line.value)
            sides[line.side] = sides.get(line.side, 0.0) + line.weight * value
    p, h = sides["patient"], sides["professional"]
    return 100 * ((p + h) / 2 - fixture.weights.one_sided * abs(p - h) / 2)


def test_every_wording_gives_by_hand_what_was_said_and_the_last_hundredth_was_needed(fixture):
    run, checked = fixture.run, 0
    pairings = {(p.patient.id, p.professional.id): p for p in run.pairings()}
    for ground, one in every_counterfactual(fixture):
        if not one.lever.endswith("_wording"):
            continue
        pairing = pairings[tuple(person.id for person in ground.people)]
        new = dict(zip([(one.criterion, "patient"), (one.criterion, "professional")], one.value_after, strict=True))
        assert by_hand(fixture, pairing, new) == pytest.approx(one.score_after, abs=1e-9)
        checked += 1
        if one.reaches and one.criterion == "shared_purpose" and one.value_after[0] > one.value_before[0] + 0.02:
            less = {key: value - 0.02 for key, value in new.items()}
            others = sorted(o for o in ground.base.mutual[ground.on_list("patient")].tolist() if o > one.score_before)
            assert not others or by_hand(fixture, pairing, less) < one.score_after
    assert checked


def test_the_weights_under_which_the_next_one_leads_make_them_lead_in_a_run_made_anew(fixture):
    made, lists = 0, {}
    for suggestion in fixture.shown:
        lists.setdefault((suggestion.for_side, suggestion.person.id), []).append(suggestion)
    for key in sorted(lists)[:: max(len(lists) // 3, 1)]:
        first, *rest = lists[key]
        if not rest:
            continue
        second = rest[0].pairing
        n = _place(fixture, second)
        ground = fixture.ground(n)
        places = ground.on_list(key[0])
        inputs = ScoreInputs(
            ground.kept.inputs.patient[places], ground.kept.inputs.professional[places], ground.kept.inputs.dropped
        )
        leads = int(np.flatnonzero(places == ground.pairing)[0])
        for tipping in tipping_points(inputs, ground.weights, leads, ground.kept.lots[places])[:1]:
            again = fixture.run_again(weights=replace(fixture.weights, weights=tipping.weights.weights))
            _, ranks = found_in(again, *ground.people)
            assert ranks[0 if key[0] is Side.PATIENT else 1] == 1
            assert first.candidate.id != rest[0].candidate.id
            made += 1
    assert made or fixture.name in ("two-lists", "barts")


def _place(fixture, pairing):
    patients = [p.id for p in fixture.prepared.pool.patient_side]
    professionals = [p.id for p in fixture.prepared.pool.professional_side]
    i, j = patients.index(pairing.patient.id), professionals.index(pairing.professional.id)
    return int(np.flatnonzero((fixture.kept.i == i) & (fixture.kept.j == j))[0])


def test_every_sentence_s_effect_is_that_of_a_run_made_without_it(fixture):
    checked, moved = 0, 0
    for n in fixture.chosen[:2]:
        i, j = int(fixture.kept.i[n]), int(fixture.kept.j[n])
        inputs = ScoreInputs(
            fixture.kept.inputs.patient[[n]], fixture.kept.inputs.professional[[n]], fixture.kept.inputs.dropped
        )
        whole = score(inputs, fixture.prepared.weights).mutual[0]
        patient, professional = fixture.prepared.pool.patient_side[i], fixture.prepared.pool.professional_side[j]
        for effect in sentence_effects(fixture.prepared.reading.rewording, inputs, fixture.prepared.weights, i, j)[
            :: STEPS[fixture.name]
        ]:
            person = patient if effect.person == patient.id else professional
            written = getattr(person, effect.column)
            assert written[effect.start : effect.end] == effect.sentence
            shorter = replace(person, **{effect.column: written[: effect.start] + written[effect.end :]})
            people = tuple(shorter if p.id == person.id else p for p in fixture.cohort.partners)
            run = fixture.run_again(replace(fixture.cohort, partners=people))
            without, _ = found_in(run, patient, professional)
            assert whole - without == pytest.approx(effect.points, abs=1e-9)
            checked += 1
            moved += abs(effect.points) > 0.01
    assert checked >= 2
    assert moved


def worth(pairing, criterion, neutral):
    """What a criterion gives both sides above an ordinary pairing, in points, where it is known."""
    lines = [line for line in pairing.contributions if line.criterion == criterion and line.known]
    return sum(50 * line.weight * (line.value - neutral[criterion]) for line in lines)


def phrases(kind, start):
    """Every phrase that names a criterion, as a pattern with its gaps open, by criterion."""
    found = {}
    for code, text in sentences(kind).items():
        name = next((name for name in CRITERIA if code.startswith(f"{start}{name}")), None)
        if name and not code.endswith(("_you", "_you_both")):
            pattern = re.sub(r"\\\{\w+\\\}", ".+?", re.escape(text.rstrip(".")))
            found.setdefault(name, []).append(re.compile(pattern, re.IGNORECASE))
    return found


def test_no_reason_names_a_factor_worth_less_than_a_point(fixture):
    run, named = fixture.prepared, 0
    words = phrases("reason", "")
    for suggestion in fixture.shown:
        text = reason(suggestion.pairing, suggestion.for_side, run.weights.neutral)
        for criterion, patterns in words.items():
            if any(pattern.search(text) for pattern in patterns):
                assert worth(suggestion.pairing, criterion, run.weights.neutral) >= 1 - 1e-9, text
                named += 1
    assert named > 10


def test_no_letter_names_a_factor_worth_less_than_a_point(fixture):
    run, named = fixture.prepared, 0
    audiences = {Side.PATIENT: Audience.PATIENT, Side.PROFESSIONAL: Audience.PROFESSIONAL}
    words = {a: {**phrases(f"letter_{a.value}", "reason_")} for a in audiences.values()}
    things = {a: phrases(f"letter_{a.value}", "things_") for a in audiences.values()}
    for suggestion in fixture.shown[:: max(len(fixture.shown) // 200, 1)]:
        audience = audiences[suggestion.for_side]
        letter = letter_to(suggestion.for_side, [suggestion.pairing], run.cohort, run.weights.neutral)
        text = " ".join(rendered(in_words(letter, audience, run.cohort.vocabulary), Format.TEXT).split())
        for criterion in CRITERIA:
            patterns = [*words[audience].get(criterion, ()), *things[audience].get(criterion, ())]
            if any(pattern.search(text) for pattern in patterns):
                assert worth(suggestion.pairing, criterion, run.weights.neutral) >= 1 - 1e-9, criterion
                named += 1
    assert named > 5


def test_no_line_is_known_without_the_fields_that_it_is_read_from(fixture):
    lines = 0
    for pairing in fixture.run.pairings():
        people = {"patient": pairing.patient, "professional": pairing.professional}
        for line in pairing.contributions:
            if line.criterion == ONE_SIDED or not line.known:
                continue
            own = people[line.side]
            whose = {"own": (own,), "other": (pairing.other(own.id),), "both": tuple(people.values())}
            for who, fields in SOURCES[line.criterion].items():
                for person in whose[who]:
                    assert any(getattr(person, name) is not None for name in fields), line.criterion
            lines += 1
    assert lines


def test_swapping_the_sides_swaps_every_line(fixture):
    if any(p.side is Side.EITHER for p in fixture.cohort.partners) or fixture.cohort.health_consent_given:
        partners = [replace(p, consent_health=True) for p in fixture.cohort.partners if p.side is not Side.EITHER]
    else:
        partners = list(fixture.cohort.partners)
    other = {Side.PATIENT: Side.PROFESSIONAL, Side.PROFESSIONAL: Side.PATIENT}
    people = {p.id for p in partners}
    straight = replace(
        fixture.cohort,
        partners=tuple(partners),
        relations=tuple(r for r in fixture.cohort.relations if {r.a_id, r.b_id} <= people),
    )
    swapped = replace(straight, partners=tuple(replace(p, side=other[p.side]) for p in partners))
    runs = [fixture.run_again(cohort) for cohort in (straight, swapped)]
    there = {(p.patient.id, p.professional.id): p for p in runs[0].pairings()}
    back = {(p.professional.id, p.patient.id): p for p in runs[1].pairings()}
    assert there.keys() == back.keys()
    turned = {"patient": "professional", "professional": "patient", "both": "both"}
    for ids, pairing in there.items():
        mirrored = back[ids]
        lines = {(line.criterion, turned[line.side]): line for line in mirrored.contributions}
        assert mirrored.score == pytest.approx(pairing.score, abs=1e-9)
        assert (mirrored.patient_known, mirrored.professional_known) == pytest.approx(
            (pairing.professional_known, pairing.patient_known)
        )
        for line in pairing.contributions:
            assert lines[line.criterion, line.side].points == pytest.approx(line.points, abs=1e-9)
            assert lines[line.criterion, line.side].known == line.known
