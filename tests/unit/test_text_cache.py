"""The vector cache: never embedding twice, whose vectors they are, forgetting, and a file that is broken."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing

import numpy as np
import pytest

from matchmaker.domain.problem import OutsideFailure
from matchmaker.explain.messages import say_problem
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


def rewrite(cache, change):
    """Change the stored rows as damage, or somebody with a database program, would."""
    with closing(sqlite3.connect(cache.path)) as database, database:
        rows = database.execute("SELECT key, body FROM vector ORDER BY key").fetchall()
        database.executemany("UPDATE vector SET body = ?2 WHERE key = ?1", change(rows))


def cut_short(rows):
    return [(key, body[:40]) for key, body in rows]


def one_bit_flipped(rows):
    return [(key, body[:200] + bytes([body[200] ^ 1]) + body[201:]) for key, body in rows]


def swapped(rows):
    keys, bodies = zip(*rows, strict=True)
    return list(zip(keys, (*bodies[1:], bodies[0]), strict=True))


def as_before_there_were_digests(rows):
    return [(key, body[16:]) for key, body in rows]


def of_another_type(rows):
    return [(key, "text") for key, _ in rows]


@pytest.mark.parametrize("change", [cut_short, one_bit_flipped, swapped, as_before_there_were_digests, of_another_type])
def test_an_altered_record_is_not_used_but_embedded_again(model, cache, change):
    first = model.read(TEXTS, owners=OWNERS, cache=cache)
    rewrite(cache, change)
    told = []
    again = model.read(TEXTS, cache=cache, progress=lambda done, of: told.append((done, of)))
    assert told == [(3, 3)]
    assert np.array_equal(again.whole, first.whole)
    assert np.array_equal(again.word_vectors, first.word_vectors)
    model.read(TEXTS, cache=cache, progress=lambda done, of: told.append("embedded once more"))
    assert told == [(3, 3)]


def test_a_file_that_is_no_database_is_an_outside_failure(cache):
    cache.folder.mkdir(parents=True)
    cache.path.write_text("not a database " * 100)
    with pytest.raises(OutsideFailure) as caught:
        cache.load([b"key"])
    assert caught.value.problems[0].code == "vector_cache_unusable"


@pytest.mark.parametrize("ask", [lambda c: c.forget(["anna"]), lambda c: c.owned(["anna"]), lambda c: c.owners()])
def test_forgetting_in_a_damaged_file_names_the_folder_and_no_option_that_it_does_not_have(cache, ask):
    cache.folder.mkdir(parents=True)
    cache.path.write_text("not a database " * 100)
    with pytest.raises(OutsideFailure) as caught:
        ask(cache)
    (problem,) = caught.value.problems
    assert problem.code == "vector_cache_damaged"
    assert str(cache.folder) in say_problem(problem)
    assert "--" not in say_problem(problem)


def test_a_folder_that_was_there_keeps_its_mode_and_the_file_alone_is_closed(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    cache = VectorCache(shared)
    cache.keep({b"key": b"body"})
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755
    assert stat.S_IMODE(cache.path.stat().st_mode) == 0o600


def test_a_read_only_cache_gives_what_is_there_and_adds_nothing_and_nobody(model, cache):
    first = model.read(TEXTS, owners=OWNERS, cache=cache)
    cache.forget(["bert"])
    kept = cache.path.read_bytes()
    reader = VectorCache(cache.folder, read_only=True)
    told = []
    again = model.read(TEXTS, owners=OWNERS, cache=reader, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 1)]
    assert np.array_equal(again.whole, first.whole)
    assert cache.path.read_bytes() == kept
    assert cache.owners() == {"anna", "cleo"}


def test_a_read_only_cache_makes_no_folder(tmp_path):
    reader = VectorCache.beside(tmp_path / "run", read_only=True)
    reader.keep({b"key": b"body"})
    reader.own(["anna"], [b"key"])
    assert reader.load([b"key"]) == {}
    assert list(tmp_path.iterdir()) == []


def test_it_says_whose_vectors_it_keeps_and_how_many_would_go(cache):
    assert (cache.owners(), cache.owned(["anna"])) == (frozenset(), 0)
    cache.keep({b"1": b"one", b"2": b"two", b"3": b"three"})
    cache.own(["anna", "anna", "bert", "cleo"], [b"1", b"2", b"2", b"3"])
    assert cache.owners() == {"anna", "bert", "cleo"}
    for people in (["anna"], ["bert"], ["nobody"], ["anna", "bert"], ["anna", "bert", "cleo"]):
        copy = VectorCache(cache.folder.with_name("-".join(people)))
        copy.folder.mkdir()
        shutil.copy(cache.path, copy.path)
        assert cache.owned(people) == copy.forget(people)
    assert cache.owned(["anna"]) == 1
    assert cache.count() == 3


def test_reading_from_a_cache_that_is_not_there_makes_no_file(cache):
    assert cache.load([b"key"]) == {}
    assert cache.forget(["anna"]) == 0
    assert not cache.folder.exists()
