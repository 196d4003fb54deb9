"""Needs and words of made-up people: the figures on the model card are those that come out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from benchmarks.bench_perspectives import FITTED_ON, Material, exact_tags, measured, table, tf_idf

from matchmaker.text.closeness import Closeness

CARD = Path(__file__).parents[2] / "models" / "perspectives" / "MODEL_CARD.md"


@pytest.fixture(scope="module")
def material():
    return Material.load()


def test_the_card_says_what_comes_out(material, model):
    assert table(material, model) in CARD.read_text(encoding="utf-8")


def test_there_are_enough_needs_and_words_of_every_kind(material):
    assert (len(material.needs), len(material.words)) == (60, 240)
    assert Counter(material.kinds.tolist()) == {"brings": 120, "near": 60, "denies": 60}
    assert Counter(material.voices.tolist()) == {"plain": 120, "chatty": 120}
    assert len(set(material.words)) == 240


def test_no_theme_is_in_both_halves(material):
    assert not set(material.themes[material.fitting].tolist()) & set(material.themes[~material.fitting].tolist())


def test_meaning_finds_more_than_names_and_words_do_on_themes_never_fitted(material, model):
    closeness = Closeness(model)
    ours = measured(
        material,
        closeness.table(material.words, material.needs),
        closeness.frozen.threshold,
        FITTED_ON,
        fitting=False,
    )
    tfidf = tf_idf(material)
    for threshold in np.unique(tfidf[material.brings]).tolist():  # a threshold between two of these finds no more
        theirs = measured(material, tfidf, threshold, FITTED_ON, fitting=False)
        assert theirs.precision < ours.precision or theirs.recall < ours.recall
    assert measured(material, exact_tags(material), 1.0, FITTED_ON, fitting=False).right < ours.right


def test_a_wording_s_closeness_does_not_depend_on_the_other_words(material, model):
    closeness = Closeness(model)
    together = closeness.table(material.words[:20], material.needs[:6])
    alone = np.concatenate([closeness.table([words], material.needs[:6]) for words in material.words[:20]])
    assert np.array_equal(together, alone)
