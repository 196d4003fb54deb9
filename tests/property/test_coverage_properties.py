"""Coverage of a set, the order in which to read a list, and combinations that nobody brings: on any numbers."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.domain.challenge import Need
from matchmaker.representation.coverage import coverage, gains
from matchmaker.representation.overlaps import overlaps
from matchmaker.representation.perspectives import Brought
from matchmaker.representation.shortlist import shortlist

MANY = settings(max_examples=1_000)
LEVELS = st.sampled_from([0.0, 0.125, 0.25, 0.5, 1.0])


def brings(basis, importance):
    basis = np.asarray(basis, float).reshape(len(basis), len(importance))
    needs = tuple(Need(challenge_id="c", perspective=f"n{k}") for k in range(len(importance)))
    flags = np.ones(basis.shape, bool)
    ids = tuple(f"p{k}" for k in range(len(basis)))
    return Brought(needs, np.asarray(importance, float), ids, basis, flags, flags)


@st.composite
def people(draw, most=8, most_needs=5):
    needs = draw(st.integers(1, most_needs))
    importance = draw(st.lists(st.integers(1, 3), min_size=needs, max_size=needs))
    row = st.lists(LEVELS, min_size=needs, max_size=needs)
    return brings(draw(st.lists(row, min_size=1, max_size=most)), importance)


@st.composite
def lists(draw):
    group = draw(people())
    entries = []
    for owner in range(draw(st.integers(1, 4))):
        candidates = draw(st.permutations(range(len(group.ids))))[: draw(st.integers(1, len(group.ids)))]
        band = 1
        for rank, candidate in enumerate(candidates, 1):
            band += rank > 1 and draw(st.booleans())
            entries.append((bool(owner % 2), owner // 2, rank, band, candidate))
    shuffled = draw(st.permutations(entries))
    side, person, rank, band, candidate = (np.array(column) for column in zip(*shuffled, strict=True))
    return group, side, person, rank, band, candidate


def cov(group, chosen):
    return coverage(group.importance, group.basis[list(chosen)])


@MANY
@given(people(), st.data())
def test_more_people_never_cover_less_and_each_adds_less_than_before(group, data):
    everybody = range(len(group.ids))
    large = set(data.draw(st.lists(st.sampled_from(everybody), unique=True)))
    small = {person for person in large if data.draw(st.booleans())}
    one = data.draw(st.sampled_from(everybody))
    assert cov(group, large) >= cov(group, small) - 1e-12
    assert 0 <= cov(group, large) < 1
    if one not in large:
        early, late = cov(group, small | {one}) - cov(group, small), cov(group, large | {one}) - cov(group, large)
        assert early >= late - 1e-12
        missed = np.prod(1 - 0.6 * group.basis[list(large)], axis=0)
        assert abs(gains(group.importance, missed, group.basis[[one]])[0] - late) < 1e-12


@MANY
@given(lists())
def test_nobody_ever_passes_a_band_and_every_list_is_read_once(case):
    group, side, person, rank, band, candidate = case
    order = shortlist(side, person, rank, band, candidate, group)
    for key in {(s, p) for s, p in zip(side.tolist(), person.tolist(), strict=True)}:
        mine = (side == key[0]) & (person == key[1])
        assert sorted(order[mine].tolist()) == list(range(1, mine.sum() + 1))
        assert (np.diff(band[mine][np.argsort(order[mine])]) >= 0).all()


@MANY
@given(lists())
def test_inside_a_band_the_next_is_whoever_adds_most_then_whoever_ranks_first(case):
    group, side, person, rank, band, candidate = case
    order = shortlist(side, person, rank, band, candidate, group)
    mine = np.flatnonzero((side == side[0]) & (person == person[0]))
    left, listed = sorted(mine.tolist(), key=lambda entry: order[entry]), []
    while left:
        same_band = [entry for entry in left if band[entry] == band[left[0]]]
        adds = {e: round(cov(group, [*listed, candidate[e]]) - cov(group, listed), 8) for e in same_band}
        assert adds[left[0]] >= max(adds.values()) - 2e-8
        if len(set(adds.values())) == 1 and not any(adds.values()):
            assert rank[left[0]] == min(rank[entry] for entry in same_band)
        listed.append(candidate[left.pop(0)])


@MANY
@given(people(most=7, most_needs=5))
def test_overlaps_are_exactly_the_simplest_combinations_that_nobody_brings(group):
    has = group.basis >= 0.5

    def somebody(needs):
        return bool(has[:, list(needs)].all(axis=1).any())

    expected = {
        tuple(f"n{k}" for k in sorted(needs))
        for size in (2, 3)
        for needs in combinations(range(len(group.needs)), size)
        if not somebody(needs) and all(somebody(part) for part in combinations(needs, size - 1))
    }
    assert {tuple(sorted(one.needs)) for one in overlaps(group).uncovered} == expected
