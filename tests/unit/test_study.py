"""Who is drawn for a blinded study, and from where: the same people for all three sources, and nobody can tell."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel

from matchmaker.domain.partner import Side
from matchmaker.domain.relation import Exclusion
from matchmaker.explain.study import shown_of
from matchmaker.matching.lists import rank
from matchmaker.matching.study import SOURCES, SideTexts, draw_study
from matchmaker.pipeline import prepare

EACH = 3


@pytest.fixture(scope="module")
def prepared(twelve_pairs, weights, model):
    return prepare(twelve_pairs, weights, model=model)


def side(prepared, places, shown=None):
    texts = tuple(prepared.statements.texts[place] for place in places)
    return SideTexts(texts, np.ones(len(texts), bool) if shown is None else shown)


def drawn(prepared, *, seed=1, people=12, each=EACH, shown=None):
    patients, professionals = side(prepared, prepared.pool.patients), side(prepared, prepared.pool.professionals, shown)
    return draw_study(prepared.table, patients, professionals, np.random.default_rng(seed), people=people, each=each)


def named(asked, source):
    return {candidate.place for candidate in asked.candidates if source in candidate.sources}


def test_ours_are_the_first_places_of_the_list(prepared):
    lists = rank(prepared.table, top=EACH)
    for asked in drawn(prepared):
        here = (lists.side == asked.is_patient) & (lists.person == asked.place)
        pairs = lists.pair[here]
        assert named(asked, "ours") == set((lists.j if asked.is_patient else lists.i)[pairs].tolist())


def test_tfidf_is_the_plain_peer_on_the_same_masked_texts(prepared):
    patients, professionals = side(prepared, prepared.pool.patients), side(prepared, prepared.pool.professionals)
    written = [*patients.texts, *professionals.texts]
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english", strip_accents="unicode").fit_transform(written)
    cosine = linear_kernel(rows[: len(patients.texts)], rows[len(patients.texts) :])
    for asked in drawn(prepared):
        values = cosine[asked.place] if asked.is_patient else cosine[:, asked.place]
        others = [n for n in range(len(values)) if not blocked(prepared, asked, n)]
        assert named(asked, "tfidf") == set(sorted(others, key=lambda n: -values[n])[:EACH])


def blocked(prepared, asked, other):
    i, j = (asked.place, other) if asked.is_patient else (other, asked.place)
    return bool(prepared.table.blocked.holds(np.array([i]), np.array([j]))[0])


def test_the_same_seed_draws_the_same_study_and_another_one_another(prepared):
    assert drawn(prepared) == drawn(prepared)
    assert drawn(prepared) != drawn(prepared, seed=2)


def test_half_the_people_are_of_each_side_and_nobody_is_there_twice(prepared):
    asked = drawn(prepared)
    assert sum(one.is_patient for one in asked) == 6
    assert len({(one.is_patient, one.place) for one in asked}) == len(asked) == 12


def test_a_candidate_of_several_sources_is_there_once(prepared):
    merged = 0
    for asked in drawn(prepared):
        places = [candidate.place for candidate in asked.candidates]
        assert len(set(places)) == len(places)
        assert all(len(named(asked, source)) == EACH for source in SOURCES)
        merged += sum(len(candidate.sources) > 1 for candidate in asked.candidates)
    assert merged


def test_the_place_of_a_candidate_does_not_tell_its_source(prepared):
    firsts = [asked.candidates[0].sources for seed in range(12) for asked in drawn(prepared, seed=seed)]
    lasts = [asked.candidates[-1].sources for seed in range(12) for asked in drawn(prepared, seed=seed)]
    for source in SOURCES:
        first, last = (np.mean([source in sources for sources in some]) for some in (firsts, lasts))
        assert abs(first - last) < 0.15


def test_the_lot_reaches_everybody_whom_no_rule_keeps_apart(prepared):
    asked = [one for seed in range(40) for one in drawn(prepared, seed=seed) if one.is_patient and one.place == 0]
    reached = set().union(*(named(one, "lot") for one in asked))
    allowed = {n for n in range(prepared.table.shape[1]) if not blocked(prepared, asked[0], n)}
    assert len(reached) > 0.8 * len(allowed)
    assert reached <= allowed


def test_people_who_are_kept_apart_are_never_on_one_row(twelve_pairs, weights, model):
    from dataclasses import replace

    apart = replace(
        twelve_pairs,
        exclusions=tuple(
            Exclusion(by_id=f"P{n:02d}-patient", not_id=f"P{m:02d}-professional")
            for n in range(1, 13)
            for m in range(1, 13)
            if (n + m) % 2
        ),
    )
    prepared = prepare(apart, weights, model=model)
    for seed in range(3):
        for asked in drawn(prepared, seed=seed):
            assert not any(blocked(prepared, asked, candidate.place) for candidate in asked.candidates)


def test_nobody_of_whom_a_rater_could_see_nothing_is_drawn(prepared):
    shown = np.arange(prepared.table.shape[1]) % 3 > 0
    for asked in drawn(prepared, people=24, shown=shown):
        places = [candidate.place for candidate in asked.candidates] if asked.is_patient else [asked.place]
        assert shown[places].all()


def test_a_rater_sees_neither_name_nor_id_nor_what_somebody_wrote(twelve_pairs):
    for person in twelve_pairs.partners:
        cells = shown_of(person, twelve_pairs, "A masked text.", with_text=False)
        assert cells is not None
        said = " ".join(cells)
        hidden = (person.id, person.display_name, person.role_title, person.organisation, "A masked text.")
        assert not any(one and one in said for one in hidden)


def test_with_text_a_rater_sees_the_masked_one(twelve_pairs):
    person = next(p for p in twelve_pairs.partners if p.side is Side.PATIENT)
    assert shown_of(person, twelve_pairs, "A masked text.", with_text=True)[-1] == "A masked text."
