"""Every criterion keeps the same promises: bounds, unknowns declared, order without effect, blocks like pairs."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import VOCABULARY, challenge, tags
from matchmaker.domain.partner import SLOTS, Partner, Side
from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.criteria import criteria_of, evaluate
from matchmaker.matching.features import features_of, setting_of
from matchmaker.matching.pool import pool_of
from matchmaker.matching.selection import Block, Pairs, Texts
from matchmaker.text.mask import mask

TEXTS = (
    None,
    "Too short.",
    "I want people who leave hospital to know whom to ring at night, and to have their tablets explained by somebody.",
    "Our ward sends people home late on Fridays without a plan; I would like discharge to be agreed with families.",
    "My knees stop me from getting on the bus to the eye clinic, and the letters come in print that I cannot read.",
    "I run the eye clinic and its letters; appointments are missed and I suspect the transport and the small print.",
)
KNOWN_TAGS = ("lived_experience", "carer_view", "budget", "decision_know_how", "research_skills", "baking bread")


def some(entries):
    return st.none() | st.lists(st.sampled_from(entries), max_size=4, unique=True).map(tuple)


@st.composite
def people(draw, side, prefix):
    return [
        Partner(
            id=f"{prefix}{number}",
            side=side,
            experience_text=draw(st.sampled_from(TEXTS)),
            seeks=draw(some(KNOWN_TAGS).map(lambda chosen: None if chosen is None else tags(*chosen))),
            offers=draw(some(KNOWN_TAGS).map(lambda chosen: None if chosen is None else tags(*chosen))),
            values=draw(some(("kindness", "evidence", "take_time", "in my own words"))),
            will_evidence=draw(some(("why_it_matters", "kept_going", "asked_a_question", "confirmed_now"))),
            slots=draw(st.none() | st.frozensets(st.sampled_from(SLOTS), max_size=4)),
            flexible=draw(st.none() | st.booleans()),
            local_system=draw(st.sampled_from((None, "east", "north", "West"))),
        )
        for number in range(draw(st.integers(1, 4)))
    ]


@cache
def read_once(model):
    """Every text and the challenge's, read once."""
    masked = [mask(text).text if text else None for text in (*TEXTS, challenge().text)]
    return model.read(masked)


def sides(everybody, model, task):
    pool = pool_of(everybody)
    setting = setting_of(pool.people, VOCABULARY, local=bool(task.is_local))
    texts = read_once(model)
    rows = np.array([TEXTS.index(p.experience_text) for p in pool.people])
    to_task = np.full(len(rows), len(TEXTS))
    fit = np.where(texts.known[rows], model.task.g(model.exact(texts, rows, texts, to_task)), np.nan)
    made = [
        features_of([pool.people[n] for n in side], setting, texts=Texts(texts, rows[list(side)]), task=fit[list(side)])
        for side in (pool.patients, pool.professionals)
    ]
    return made[0], made[1], setting


def all_pairs(patients, professionals):
    i, j = (grid.ravel() for grid in np.indices((len(patients), len(professionals))))
    return Pairs(i, j)


@pytest.fixture(params=range(len(CRITERIA)), ids=CRITERIA)
def which(request):
    return request.param


@settings(max_examples=25)
@given(st.data())
def test_values_are_shares_and_unknown_exactly_where_something_needed_is(which, model, weights, data):
    everybody = data.draw(people(Side.PATIENT, "p")) + data.draw(people(Side.PROFESSIONAL, "h"))
    patients, professionals, setting = sides(everybody, model, challenge(is_local=data.draw(st.booleans())))
    criterion = criteria_of(weights, setting, model)[which]
    assert criterion.name == CRITERIA[which]
    at = all_pairs(patients, professionals)
    values, known = evaluate(criterion, patients, professionals, at), criterion.known(patients, professionals)
    for value, needed in zip(values, known, strict=True):
        is_known = needed.patients[at.i] & needed.professionals[at.j]
        assert np.array_equal(~np.isnan(value), is_known)
        assert ((value[is_known] >= 0) & (value[is_known] <= 1)).all()


@settings(max_examples=25)
@given(st.data())
def test_a_pairings_value_does_not_depend_on_what_else_is_asked(which, model, weights, data):
    everybody = data.draw(people(Side.PATIENT, "p")) + data.draw(people(Side.PROFESSIONAL, "h"))
    patients, professionals, setting = sides(everybody, model, challenge(is_local=True))
    criterion = criteria_of(weights, setting, model)[which]
    at = all_pairs(patients, professionals)
    together = evaluate(criterion, patients, professionals, at)
    order = np.array(data.draw(st.permutations(range(len(at.i)))))
    shuffled = evaluate(criterion, patients, professionals, Pairs(at.i[order], at.j[order]))
    alone = [evaluate(criterion, patients, professionals, Pairs(at.i[[n]], at.j[[n]])) for n in order]
    for side in (0, 1):
        assert np.array_equal(shuffled[side], together[side][order], equal_nan=True)
        assert np.array_equal(np.concatenate([one[side] for one in alone]), shuffled[side], equal_nan=True)


@settings(max_examples=25)
@given(st.data())
def test_a_block_knows_the_same_as_single_pairings(which, model, weights, data):
    everybody = data.draw(people(Side.PATIENT, "p")) + data.draw(people(Side.PROFESSIONAL, "h"))
    patients, professionals, setting = sides(everybody, model, challenge(is_local=True))
    criterion = criteria_of(weights, setting, model)[which]
    single = evaluate(criterion, patients, professionals, all_pairs(patients, professionals))
    block = Block(np.arange(len(patients)), np.arange(len(professionals)))
    shape = (len(patients), len(professionals))
    for one, many in zip(single, evaluate(criterion, patients, professionals, block), strict=True):
        spread = np.broadcast_to(many, shape).ravel()
        assert np.array_equal(np.isnan(one), np.isnan(spread))
        if criterion.name != "shared_purpose":  # a block's text values are first-stage estimates
            assert np.allclose(one, spread, atol=1e-6, equal_nan=True)
