"""A pair's likeness is the same to the last bit whatever else is asked, in whatever order, by however many threads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.text.artefacts import Artefacts, artefacts_folder
from matchmaker.text.onnx_encoder import OnnxEncoder
from text_model import all_pairs, material

LONG = "We met on the ward and nobody wrote down what the family had said about the tablets. " * 20


@pytest.fixture(scope="module")
def sides(model):
    return model.read(material().development.patients), model.read(material().development.professionals)


@pytest.fixture(scope="module")
def every(model, sides):
    i, j = all_pairs(60, 60)
    return model.exact(sides[0], i, sides[1], j).reshape(60, 60)


@given(st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), min_size=1, max_size=80))
def test_any_selection_of_pairs_in_any_order_has_the_same_bits(model, sides, every, pairs):
    i, j = (np.array(side) for side in zip(*pairs, strict=True))
    assert np.array_equal(model.exact(sides[0], i, sides[1], j), every[i, j])
    assert np.array_equal(model.exact(sides[1], j, sides[0], i), every[i, j])


@pytest.fixture(scope="module")
def encoders():
    return {workers: OnnxEncoder(Artefacts(artefacts_folder()), workers=workers) for workers in (1, 2, 3)}


@settings(max_examples=12)
@given(order=st.permutations(range(5)), workers=st.integers(1, 3))
def test_a_text_has_the_same_vectors_whatever_stands_beside_it(encoders, order, workers):
    texts = [*material().development.patients[:3], LONG, "Short."]
    shuffled = [texts[place] for place in order]
    for text, encoded in zip(shuffled, encoders[workers].encode(shuffled), strict=True):
        (alone,) = encoders[1].encode([text])
        assert np.array_equal(encoded.pooled, alone.pooled)
        assert np.array_equal(encoded.tokens, alone.tokens)


@given(st.data())
def test_estimates_of_a_block_do_not_depend_on_the_block(model, sides, data):
    everybody = np.arange(60)
    whole = model.coarse(sides[0], everybody, sides[1], everybody)
    rows = np.array(data.draw(st.lists(st.integers(0, 59), min_size=1, max_size=20, unique=True)))
    columns = np.array(data.draw(st.lists(st.integers(0, 59), min_size=1, max_size=20, unique=True)))
    part = model.coarse(sides[0], rows, sides[1], columns)
    assert np.abs(part - whole[np.ix_(rows, columns)]).max() < 1e-4


def test_a_text_of_few_words_is_unknown_and_never_guessed(model):
    index = model.read(["Too short to say much.", None, "", material().development.patients[0]])
    assert index.known.tolist() == [False, False, False, True]
    assert index.words.tolist()[:3] == [5, 0, 0]
    scores = model.exact(index, np.array([0, 1, 3, 3]), index, np.array([3, 3, 2, 3]))
    assert np.isnan(scores).tolist() == [True, True, True, False]
    block = model.coarse(index, np.array([0, 3]), index, np.array([1, 3]))
    assert np.isnan(block).tolist() == [[True, True], [True, False]]


def test_a_text_is_closer_to_itself_than_to_anybody(model, sides, every):
    patients = sides[0]
    own = model.exact(patients, np.arange(60), patients, np.arange(60))
    assert (own > every.max(axis=1)).all()
    assert model.purpose.g(own).min() > 0.999
