"""What reading unmasked changes in the lists: found where it is, silent where it is not, and never kept."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

import factories
from matchmaker.matching.engine import keep
from matchmaker.matching.unmasked import unmasked_changes_first
from matchmaker.pipeline import prepare
from matchmaker.text import VectorCache
from matchmaker.text.audit.sentences import hobbies

WHO = (
    "I am a Bangladeshi Muslim woman, a widow and a grandmother, born in Sylhet. I speak Sylheti and I pray at the "
    "mosque with the other Bangladeshi widows."
)
TRANSPORT = "The car home from dialysis is late three evenings a week and nobody at the desk can say when it will come."
PLAN = "I plan the transport of the renal unit and I know which evenings the drivers are late to take people home."
MIGHT = (
    "I answer the phone for hospital transport. When the drivers run late people ring me and I cannot tell them why."
)


def looked(model, weights, *people, cache=None, most=25, seed=1):
    prepared = prepare(factories.cohort(*people), weights, model=model, cache=cache)
    kept = keep(prepared.table, top=3)
    generator = np.random.default_rng(seed)
    return unmasked_changes_first(prepared.reading.rewording, kept, prepared.weights, hobbies(), generator, most=most)


def planted():
    return (
        factories.patient("p1", experience_text=f"{WHO} {TRANSPORT}"),
        factories.professional("h1", experience_text=PLAN),
        factories.professional("h2", experience_text=f"{MIGHT} {WHO}"),
    )


def test_likeness_of_identity_that_masking_took_out_is_found(model, weights):
    found = looked(model, weights, *planted())

    assert found.masked == found.read == 2
    assert "p1" in found.by_unmasking
    assert "p1" in found.people


def test_where_nothing_was_masked_nothing_is_read_again(model, weights):
    found = looked(
        model,
        weights,
        factories.patient("p1", experience_text=TRANSPORT),
        factories.professional("h1", experience_text=PLAN),
        factories.professional("h2", experience_text=MIGHT),
    )

    assert (found.masked, found.read, found.people) == (0, 0, ())


def test_what_chit_chat_changes_as_well_does_not_count(model, weights):
    for seed in range(3):
        found = looked(model, weights, *planted(), seed=seed)
        assert not set(found.people) & set(found.by_control)


def keys_in(cache):
    with sqlite3.connect(cache.path) as database:
        return {key for (key,) in database.execute("SELECT key FROM vector")}


def test_no_unmasked_vector_is_kept_and_the_masked_ones_belong_to_somebody(model, weights, tmp_path):
    cache = VectorCache(tmp_path / "vectors")
    prepared = prepare(factories.cohort(*planted()), weights, model=model, cache=cache)
    before = keys_in(cache)

    found = unmasked_changes_first(
        prepared.reading.rewording, keep(prepared.table, top=3), prepared.weights, hobbies(), np.random.default_rng(1)
    )

    written = ["\n".join(person.statement_parts()) for person in prepared.pool.people]
    key, after = model._reader.key, keys_in(cache)
    chit_chat = {
        key(f"{text} {hobby}"): person.id
        for person, text in zip(prepared.pool.people, prepared.statements.texts, strict=True)
        for hobby in hobbies()
    }
    assert not after & {key(text) for text in written if text not in prepared.statements.texts}
    assert len(after - before) == found.read
    assert after - before <= set(chit_chat)

    cache.forget(["p1"])
    assert {chit_chat[one] for one in keys_in(cache) - before} == {"h2"}


def test_beyond_the_most_people_a_seeded_sample_is_read(model, weights):
    more = [factories.patient(f"p{n}", experience_text=f"I am a widow of {60 + n}. {TRANSPORT}") for n in range(2, 8)]

    first, again = (looked(model, weights, *planted(), *more, most=4) for _ in range(2))

    assert first == again
    assert (first.read, first.masked) == (4, 8)


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_people_are_read_than_asked_for(model, weights, most):
    assert looked(model, weights, *planted(), most=most).read == most
