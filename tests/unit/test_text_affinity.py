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
