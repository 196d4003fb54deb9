"""The vector cache: never embedding twice, whose vectors they are, forgetting, and a file that is broken."""

from __future__ import annotations

import sqlite3
import stat

import numpy as np
import pytest

from matchmaker.domain.problem import OutsideFailure
from matchmaker.text import VectorCache

TEXTS = [
    "I run a cafe for people who look after somebody with dementia, every second Tuesday in the church hall.",
    "Our memory clinic has a wait of nine months and nobody rings the families while they are waiting for us.",
    "The minibus to dialysis comes at five in the morning and brings me home whenever the driver has time.",
]
OWNERS = ["anna", "bert", "cleo"]


@pytest.fixture
def cache(tmp_path):
    return VectorCache(tmp_path / "run" / ".vectors")


def test_a_second_reading_embeds_nothing_and_gives_the_same_bits(model, cache):
    told = []
    first = model.read(TEXTS, owners=OWNERS, cache=cache, progress=lambda done, of: told.append((done, of)))
    assert told == [(3, 3)]
    again = model.read(TEXTS, owners=OWNERS, cache=cache, progress=lambda done, of: told.append("embedded"))
    assert told == [(3, 3)]
    plain = model.read(TEXTS)
    for index in (again, plain):
        assert np.array_equal(first.whole, index.whole)
        assert np.array_equal(first.sentences, index.sentences)
        assert np.array_equal(first.word_vectors, index.word_vectors)
        assert np.array_equal(first.stems, index.stems)


def test_only_its_owner_may_open_the_cache(model, cache):
    model.read(TEXTS, owners=OWNERS, cache=cache)
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(cache.path.stat().st_mode) == 0o600


def test_the_cache_holds_no_text(model, cache):
    model.read(TEXTS, owners=OWNERS, cache=cache)
    stored = cache.path.read_bytes()
    assert b"dementia" not in stored
    assert b"dialysis" not in stored


def test_forgetting_removes_what_nobody_else_owns_and_leaves_the_rest(model, cache):
    shared = [*TEXTS, TEXTS[0]]
    model.read(shared, owners=[*OWNERS, "dora"], cache=cache)
    assert cache.forget(["bert", "nobody"]) == 1
    assert cache.forget(["anna"]) == 0
    assert cache.forget(["dora"]) == 1
    assert cache.count() == 1


def test_forgotten_vectors_are_overwritten_on_the_disk(model, cache):
    index = model.read(TEXTS, owners=OWNERS, cache=cache)
    trace = index.whole[1].tobytes()[:64]
    assert trace in cache.path.read_bytes()
    cache.forget(["bert"])
    assert trace not in cache.path.read_bytes()


def test_a_damaged_record_is_embedded_again(model, cache):
    first = model.read(TEXTS, owners=OWNERS, cache=cache)
    with sqlite3.connect(cache.path) as database:
        database.execute("UPDATE vector SET body = substr(body, 1, 40)")
    database.close()
    assert np.array_equal(model.read(TEXTS, cache=cache).whole, first.whole)


def test_a_file_that_is_no_database_is_an_outside_failure(cache):
    cache.folder.mkdir(parents=True)
    cache.path.write_text("not a database " * 100)
    with pytest.raises(OutsideFailure) as caught:
        cache.load([b"key"])
    assert caught.value.problems[0].code == "vector_cache_unusable"


def test_reading_from_a_cache_that_is_not_there_makes_no_file(cache):
    assert cache.load([b"key"]) == {}
    assert cache.forget(["anna"]) == 0
    assert not cache.folder.exists()
