"""Coverage is bounded from printed cells: the truth lies between, and equal prints give equal bounds."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import VOCABULARY, patient
from matchmaker.disclosure import policy
from matchmaker.domain.challenge import Need
from matchmaker.matching.pool import pool_of
from matchmaker.representation.coverage import coverage
from matchmaker.representation.covered import covered
from matchmaker.representation.perspectives import Brought
from matchmaker.representation.report import Given, representation

POOL = pool_of([patient(f"p{n}") for n in range(60)])
IDS = tuple(person.id for person in POOL.people)


def brought(*people_of_each, basis=1.0, importance=(1, 2, 3)):
    needs = tuple(
        Need(challenge_id="c", perspective=f"need_{n}", why="It matters here.", importance=importance[n])
        for n in range(len(people_of_each))
    )
    table = np.zeros((len(IDS), len(needs)))
    for n, count in enumerate(people_of_each):
        table[:count, n] = basis
    weights = np.array([need.importance for need in needs], float)
    return Brought(needs, weights, IDS, table, table > 0, np.zeros_like(table, bool))


def bounds(people, name="internal", stage=0, shown=None):
    given_to_it = Given(brought=people, shown=shown)
    found = representation(POOL, given_to_it, VOCABULARY, policy=policy(name), today=date(2026, 6, 1))
    return covered(found.ladders, stage)


@given(st.lists(st.integers(0, 59), min_size=1, max_size=3), st.sampled_from((0.5, 1.0)))
def test_the_true_coverage_lies_between_the_bounds(counts, basis):
    people = brought(*counts, basis=basis)
    found = bounds(people)
    assert found.low - 1e-9 <= coverage(people.importance, people.basis) <= found.high + 1e-9


@pytest.mark.parametrize("name", ["internal", "export", "lt10"])
def test_one_person_more_or_less_under_the_limit_changes_nothing(name):
    assert len({(found.low, found.high) for k in range(1, 5) if (found := bounds(brought(k), name))}) == 1


def test_needs_that_nobody_brings_are_covered_by_nothing():
    found = bounds(brought(0, 0))
    assert (found.low, found.high, found.met, found.not_told) == (0, 0, 0, 0)


def test_needs_that_matter_more_count_for_more():
    assert bounds(brought(0, 0, 30)).low > bounds(brought(30, 0, 0)).high


def test_those_on_a_list_are_bounded_apart_from_the_pool():
    people = brought(30)
    shown = bounds(people, stage=1, shown=IDS[40:])
    assert (shown.low, shown.high, shown.met) == (0, 0, 0)
    assert bounds(people, shown=IDS[40:]).met == 1


def test_without_needs_there_is_no_coverage():
    found = representation(POOL, Given(), VOCABULARY, policy=policy("internal"), today=date(2026, 6, 1))
    assert covered(found.ladders, 0) is None
