"""Affinity as a library: shape, range, several texts of one person, and nothing that depends on the others."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.text import affinity
from text_model import material

PROFESSIONALS = material().development.professionals
PATIENTS = material().development.patients


@pytest.fixture(scope="module")
def closeness(model):
    return affinity(PATIENTS[:6], PROFESSIONALS[:6], model=model)


def test_closeness_is_a_table_of_profiles_by_statements_strictly_between_0_and_1(closeness):
    assert closeness.shape == (6, 6)
    assert closeness.dtype == np.float64
    assert closeness.min() > 0.0
    assert closeness.max() < 1.0
    assert len(np.unique(closeness)) == closeness.size


def test_a_profile_and_statement_do_not_depend_on_the_others(model, closeness):
    assert affinity(PATIENTS[2:3], PROFESSIONALS[4:5], model=model)[0, 0] == closeness[2, 4]


def test_one_text_and_a_list_of_that_text_are_the_same(model, closeness):
    assert np.array_equal(affinity([[PATIENTS[0]]], PROFESSIONALS[:6], model=model), closeness[:1])


def test_a_person_with_several_texts_is_between_their_mean_and_their_closest(model, closeness):
    several = affinity([[PATIENTS[0], PATIENTS[1]]], PROFESSIONALS[:6], model=model)[0]
    assert (several <= closeness[:2].max(axis=0)).all()
    assert (several >= closeness[:2].min(axis=0)).all()


def test_short_titles_are_read_and_tell_topics_apart(model):
    found = affinity(
        ["I teach people to do their dialysis at home"], ["Home dialysis training", "A cafe for carers"], model=model
    )
    assert found[0, 0] > found[0, 1]


def test_empty_texts_and_empty_lists_do_not_break_it(model):
    assert affinity([], ["A cafe for carers"], model=model).shape == (0, 1)
    assert affinity(["A cafe for carers"], [], model=model).shape == (1, 0)
    found = affinity(["", "A cafe for people who care for somebody"], ["A cafe for carers", ""], model=model)
    assert np.isfinite(found).all()
    assert found[1, 0] > found[0, 0]


def test_a_person_without_a_readable_text_has_no_closeness_and_one_blank_text_among_others_takes_nothing_away(model):
    text, statements = "A cafe for people who care for somebody", ["A cafe for carers", "Home dialysis training"]
    found = affinity([[], [""], ["…", "  "], [text, ""], text, ""], statements, model=model)
    assert (found[[0, 1, 2, 5]] == 0.0).all()
    assert np.array_equal(found[3], found[4])
    assert (found[4] > 0.0).all()


def test_a_statement_without_a_word_is_close_to_nobody(model):
    found = affinity([PATIENTS[0], [PATIENTS[1], PATIENTS[2]], []], ["", PROFESSIONALS[0]], model=model)
    assert (found[:, 0] == 0.0).all()
    assert (found[:2, 1] > 0.0).all()


@pytest.mark.parametrize("name", ["profiles", "statements"])
def test_one_text_in_place_of_a_list_is_refused_and_not_read_letter_by_letter(model, name):
    given = {"profiles": ["A cafe for carers"], "statements": ["Home dialysis training"]}
    with pytest.raises(TypeError, match=rf"{name} must be a list of texts.*{name}=\[text\]"):
        affinity(**given | {name: "one text"}, model=model)
