"""What holds for every run, on real fixtures with the real model (domain K.2: 1, 2, 4, 5, 6, 7, 9, 14)."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from matchmaker.domain.partner import AccessNeed, AccessStatus, CapabilityLevel, Lever, Side
from matchmaker.domain.problem import InputRefused
from matchmaker.domain.relation import Exclusion
from matchmaker.matching.engine import keep
from matchmaker.matching.lists import listed
from matchmaker.matching.run import Options
from matchmaker.pipeline import match, prepare, run_of
from matchmaker.report.rows import contribution_rows, match_rows
from matchmaker.report.tables import TABLES
from matchmaker.text import VectorCache

FIXTURES = ("twelve_pairs", "programme", "barts", "two_lists")
seeds = st.integers(0, 10_000)


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return VectorCache(tmp_path_factory.mktemp("vectors"))


@pytest.fixture(scope="session")
def run_for(model, weights, cache):
    """Lists and scores alone: what the rest of a run says of them is left out, so that many can be made."""

    def run(cohort, **options):
        asked = Options(**options)
        prepared = prepare(cohort, weights, model=None if asked.no_text else model, cache=cache)
        kept = keep(prepared.table, top=asked.top)
        return run_of(prepared, listed(prepared.table, kept, top=asked.top, for_side=asked.for_side), asked)

    return run


@pytest.fixture(scope="session")
def whole_run_for(model, weights, cache):
    """The whole way, with draws, assumptions and questions."""

    def run(cohort, **options):
        return match(cohort, weights, Options(**options), model=model, cache=cache)

    return run


def everything(run):
    return [list(table.rows(run)) for table in TABLES.values()] if run.certainty else scored(run)


def scored(run):
    return [list(match_rows(run)), list(contribution_rows(run))]


@pytest.mark.parametrize("name", FIXTURES)
def test_lines_add_up_for_every_pairing_of_every_fixture(name, request, run_for):
    cohort = request.getfixturevalue(name)
    run = run_for(cohort, top=len(cohort.partners))
    pairings = list(run.pairings())
    rows, columns = run.table.shape
    assert len(pairings) == rows * columns - len(run.table.blocked.codes)
    for pairing in pairings:
        points = [line.points for line in pairing.contributions]
        assert abs(math.fsum(points) - pairing.score) <= 1e-9
        assert sum(line.tenths for line in pairing.contributions) == pairing.tenths
        lower, mean = (f((pairing.patient_side, pairing.professional_side)) for f in (min, lambda s: sum(s) / 2))
        assert lower - 1e-9 <= pairing.score <= mean + 1e-9


@settings(max_examples=10)
@given(seed=seeds)
def test_the_order_of_rows_changes_nothing(twelve_pairs, run_for, seed):
    shuffled = list(twelve_pairs.partners)
    random.Random(seed).shuffle(shuffled)
    assert everything(run_for(replace(twelve_pairs, partners=tuple(shuffled)))) == everything(run_for(twelve_pairs))


def test_the_order_of_rows_changes_nothing_in_a_whole_programme(programme, whole_run_for):
    backwards = replace(programme, partners=programme.partners[::-1])
    assert everything(whole_run_for(backwards)) == everything(whole_run_for(programme))


def altered(partner, chance):
    """The same person with everything different that must never reach a score."""
    return replace(
        partner,
        display_name=f"Somebody {chance.random()}",
        role_title=chance.choice([None, "Professor", "Porter"]),
        kind=chance.choice([None, partner.kind]),
        is_group=chance.choice([None, True, False]),
        site=chance.choice([None, "elsewhere"]),
        what_i_know=chance.choice([None, "Everything about everything"]),
        hours_per_month=chance.choice([None, 0.0, 80.0]),
        access_needs=chance.choice([None, (AccessNeed("bsl", True, AccessStatus.CONFIRMED),)]),
        lever=chance.choice([None, *Lever]),
        confidence=chance.choice([None, 1, 5]),
        grade_band=chance.choice([None, "9", "2"]),
        past_roles=chance.choice([None, 0, 12]),
        relational=chance.choice([None, (CapabilityLevel("RC1", 3),)]),
        leadership=chance.choice([None, (CapabilityLevel("LC1", 0),)]),
        engagement_basis=chance.choice([None, "employed", "unpaid"]),
        capacity=chance.choice([None, 1, 9]),
    )


@settings(max_examples=10)
@given(seed=seeds)
def test_what_must_never_be_scored_changes_no_score_rank_or_line(twelve_pairs, run_for, seed):
    chance = random.Random(seed)
    others = replace(
        twelve_pairs, partners=tuple(altered(p, chance) for p in twelve_pairs.partners), declarations=(), needs=()
    )
    before, after = run_for(twelve_pairs), run_for(others)
    assert before.id == after.id
    assert before.seed == after.seed
    assert everything(before) == everything(after)


IDENTITY = (
    "I am a 54-year-old Bangladeshi Muslim woman.",
    "As a gay man in my sixties I speak only for myself.",
    "I was born in Poland and came to this country as a refugee.",
    "I'm a single mother of three and proudly working class.",
    "I am a white British man, married, and I vote Labour.",
)


@settings(max_examples=10, report_multiple_bugs=False, phases=(Phase.generate,))
@given(seed=seeds)
def test_whole_sentences_of_identity_change_nothing(twelve_pairs, run_for, seed):
    chance = random.Random(seed)
    people = list(twelve_pairs.partners)
    for place in chance.sample(range(len(people)), 6):
        text = f"{people[place].experience_text} {chance.choice(IDENTITY)}"
        people[place] = replace(people[place], experience_text=text)
    with_identity = run_for(replace(twelve_pairs, partners=tuple(people)))
    assert everything(with_identity) == everything(run_for(twelve_pairs))


@settings(max_examples=3)
@given(seed=seeds)
def test_withdrawn_consent_leaves_no_trace(twelve_pairs, whole_run_for, seed):
    gone = random.Random(seed).sample([p.id for p in twelve_pairs.partners], 3)
    withdrawn = tuple(replace(p, consent_matching=False) if p.id in gone else p for p in twelve_pairs.partners)
    never = tuple(p for p in twelve_pairs.partners if p.id not in gone)
    after = whole_run_for(replace(twelve_pairs, partners=withdrawn))
    assert everything(after) == everything(whole_run_for(replace(twelve_pairs, partners=never)))
    assert not set(gone) & {p.id for p in after.pool.people}


@settings(max_examples=10)
@given(seed=seeds)
def test_to_whoever_excluded_them_an_excluded_person_does_not_exist(twelve_pairs, run_for, seed):
    chance = random.Random(seed)
    patient = chance.choice([p.id for p in twelve_pairs.partners if p.side is Side.PATIENT])
    excluded = chance.choice([p.id for p in twelve_pairs.partners if p.side is Side.PROFESSIONAL])
    silent = replace(twelve_pairs, exclusions=(Exclusion(by_id=patient, not_id=excluded),))
    without = replace(twelve_pairs, partners=tuple(p for p in twelve_pairs.partners if p.id != excluded))

    def list_of(run):
        found = [s for s in run.suggestions() if s.person.id == patient]
        return [(s.rank, s.candidate.id, s.pairing.score) for s in found]

    after = run_for(silent, top=20)
    assert list_of(after) == list_of(run_for(without, top=20))
    assert not any({p.patient.id, p.professional.id} == {patient, excluded} for p in after.pairings())


def test_no_blocked_pairing_is_returned_by_either_way_of_ranking(programme, run_for, model, weights, cache):
    from matchmaker.matching.lists import rank
    from matchmaker.pipeline import prepare

    table = prepare(programme, weights, model=model, cache=cache).table
    for limit in (0, 10**9):
        lists = rank(table, top=200, score_all_up_to=limit)
        assert not table.blocked.holds(lists.i, lists.j).any()
    assert len(table.blocked.codes)


def test_blocks_find_what_scoring_everything_finds(programme, model, weights, cache):
    from matchmaker.matching.lists import rank
    from matchmaker.pipeline import prepare

    table = prepare(programme, weights, model=model, cache=cache).table

    def entries(lists):
        return {
            (bool(side), int(person), int(place), int(lists.i[pair]), int(lists.j[pair]))
            for side, person, place, pair in zip(lists.side, lists.person, lists.rank, lists.pair, strict=True)
        }

    everything_scored = entries(rank(table, top=20, score_all_up_to=10**9))
    by_blocks = entries(rank(table, top=20, score_all_up_to=0, each=60))
    assert len(everything_scored & by_blocks) >= 0.995 * len(everything_scored)


def test_a_seed_that_is_named_replaces_the_one_from_the_inputs(twelve_pairs, run_for):
    own, named = run_for(twelve_pairs), run_for(twelve_pairs, seed=7)
    assert (own.id, named.seed) == (named.id, 7)
    assert own.seed != 7


def test_one_list_of_pairs_holds_the_highest_scores_of_all(twelve_pairs, run_for):
    run = run_for(twelve_pairs, for_side="pair", top=10)
    listed = [s.pairing.score for s in run.suggestions()]
    every = sorted((p.score for p in run_for(twelve_pairs, top=12).pairings()), reverse=True)
    assert [s.rank for s in run.suggestions()] == list(range(1, 11))
    assert listed == every[:10]


def test_an_empty_side_and_nothing_to_rank_by_are_refused(twelve_pairs, run_for):
    patients_only = tuple(p for p in twelve_pairs.partners if p.side is Side.PATIENT)
    with pytest.raises(InputRefused, match="nobody_on_side"):
        run_for(replace(twelve_pairs, partners=patients_only))
    bare = tuple(type(p)(id=p.id, side=p.side, consent_matching=True) for p in twelve_pairs.partners)
    with pytest.raises(InputRefused, match="nothing_to_rank_by"):
        run_for(replace(twelve_pairs, partners=bare))


def test_with_texts_alone_the_order_is_that_of_the_texts(twelve_pairs, run_for, model):
    bare = tuple(
        type(p)(
            id=p.id,
            side=p.side,
            experience_text=p.experience_text,
            purpose_achieve=p.purpose_achieve,
            purpose_how=p.purpose_how,
        )
        for p in twelve_pairs.partners
    )
    run = run_for(replace(twelve_pairs, partners=bare, consent_given=False, health_consent_given=False), top=12)
    assert run.dropped == ("task_fit", "seek_offer", "values", "will", "time", "local")
    texts = run.table.patients.texts, run.table.professionals.texts
    for suggestions in (
        list(group) for _, group in groupby(run.suggestions(), key=lambda s: (s.for_side, s.person.id))
    ):
        rows = [
            (run.pool.patient_side.index(s.pairing.patient), run.pool.professional_side.index(s.pairing.professional))
            for s in suggestions
        ]
        i, j = (np.array(side) for side in zip(*rows, strict=True))
        closeness = model.exact(texts[0].index, texts[0].rows[i], texts[1].index, texts[1].rows[j])
        assert len(closeness) == 12
        assert (np.diff(closeness) < 0).all()
