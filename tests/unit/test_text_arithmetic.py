"""Whole-number vectors: exact products, sums that do not depend on their order, and what a likeness becomes."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from matchmaker.text.blend import Scale
from matchmaker.text.fixed_point import UNIT, WORD_UNIT, as_units, as_word_units, normalised
from matchmaker.text.index import Segments
from matchmaker.text.windows import token_windows
from matchmaker.text.words import word_count, word_spans


@pytest.fixture
def vectors():
    return np.random.default_rng(7).normal(size=(300, 384))


@pytest.mark.parametrize("pack", [as_units, as_word_units])
def test_float32_products_of_stored_vectors_are_exact_whatever_the_blocking(vectors, pack):
    stored = pack(vectors)
    exact = stored.astype(np.int64) @ stored.astype(np.int64).T
    whole = stored.astype(np.float32) @ stored.astype(np.float32).T
    single = np.array([row.astype(np.float32) @ stored[0].astype(np.float32) for row in stored])
    assert np.array_equal(whole.astype(np.int64), exact)
    assert np.array_equal(single.astype(np.int64), exact[0])


def test_even_the_worst_vector_stays_where_float32_counts_whole_numbers_exactly():
    worst = as_units(np.eye(1, 384))
    assert (worst.astype(np.int64) @ worst.astype(np.int64).T).max() < 2**24
    dense = as_units(np.ones((1, 384)))
    assert (np.abs(dense.astype(np.int64)) @ np.abs(dense.astype(np.int64)).T).max() < 2**24


@pytest.mark.parametrize(("pack", "unit", "near"), [(as_units, UNIT, 1e-3), (as_word_units, WORD_UNIT, 5e-3)])
def test_storing_whole_numbers_changes_a_cosine_by_next_to_nothing(vectors, pack, unit, near):
    exact = normalised(vectors) @ normalised(vectors).T
    stored = pack(vectors).astype(np.float64)
    assert np.abs(stored @ stored.T / unit**2 - exact).max() < near


def test_g_rises_from_anchor_to_anchor_without_a_kink_and_unknown_stays_unknown():
    scale = Scale(low=-1.0, high=3.0, neutral=0.1)
    assert scale.g(np.array([-1.0, 1.0, 3.0])) == pytest.approx([0.05, 0.5, 0.95])
    rising = scale.g(np.linspace(-6, 8, 400))
    assert (np.diff(rising) > 0).all(), "two likenesses that differ never become one"
    assert 0 < rising[0] < 1e-6
    assert 1 - 1e-6 < rising[-1] < 1
    steps = np.diff(scale.g(np.array([-1.001, -1, -0.999, 2.999, 3, 3.001])))
    assert steps[[0, 3]] == pytest.approx(steps[[1, 4]], rel=0.02)
    assert np.isnan(scale.g(np.nan))


def test_places_of_rows_are_the_same_whether_the_rows_stand_side_by_side_or_not():
    segments = Segments.of([2, 0, 3, 1])
    assert np.arange(6)[segments.places(np.array([0, 1, 2]))].tolist() == [0, 1, 2, 3, 4]
    assert np.arange(6)[segments.places(np.array([3, 1, 0]))].tolist() == [5, 0, 1]


def test_a_long_text_is_read_in_parts_that_end_where_sentences_end():
    starts = list(range(0, 5000, 10))
    sentences = [(start, start + 1500) for start in range(0, 5000, 1500)]
    windows = token_windows(starts, sentences)
    assert windows == [(0, 150), (150, 300), (300, 500)]


def test_a_sentence_longer_than_a_part_is_cut_and_every_token_is_read_once():
    windows = token_windows(list(range(1001)), [(0, 1001)])
    assert [b - a for a, b in windows] == [200, 200, 200, 200, 200, 1]
    assert windows[0][0] == 0
    assert all(left[1] == right[0] for left, right in itertools.pairwise(windows))


def test_words_are_counted_as_a_reader_would_and_found_in_any_script():
    assert word_count("The GP's follow-up took 10 days, didn't it?") == 8
    text = "naïve Łódź 東京 10 A&E"
    assert [text[a:b] for a, b in word_spans(text)] == ["naïve", "Łódź", "東京", "A", "E"]
