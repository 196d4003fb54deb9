"""The order in which to read a list, and combinations of needs that nobody brings."""

from __future__ import annotations

import time

import numpy as np

from matchmaker.domain.challenge import Need
from matchmaker.representation.overlaps import MOST_NEEDS, overlaps
from matchmaker.representation.perspectives import Brought
from matchmaker.representation.shortlist import shortlist


def brings(basis, importance, confirmed=True):
    basis = np.asarray(basis, float)
    needs = tuple(Need(challenge_id="c", perspective=f"n{k}") for k in range(len(importance)))
    flags = np.full(basis.shape, confirmed)
    ids = tuple(f"p{k}" for k in range(len(basis)))
    return Brought(needs, np.asarray(importance, float), ids, basis, flags, flags)


def one_list(band, group, already=None):
    n = len(band)
    side, person = np.ones(n, bool), np.zeros(n, int)
    return shortlist(side, person, np.arange(1, n + 1), np.array(band), np.arange(n), group, already).tolist()


GOLDEN = brings([[1, 0, 0, 0], [1, 0.5, 0, 0], [0, 0, 1, 0.5], [0, 1, 0, 0]], [3, 2, 2, 1])


def test_inside_one_band_the_golden_four_are_read_by_what_they_add():
    assert one_list([1, 1, 1, 1], GOLDEN) == [4, 1, 2, 3]


def test_bands_are_read_one_after_the_other():
    assert one_list([1, 2, 3, 4], GOLDEN) == [1, 2, 3, 4]
    assert one_list([1, 1, 2, 2], GOLDEN) == [2, 1, 3, 4]


def test_those_who_already_work_on_it_are_covered_from_the_start():
    assert one_list([1, 1, 1, 1], GOLDEN, already=np.array([1])).index(1) == 2


def test_without_needs_or_declarations_the_order_is_the_rank():
    assert one_list([1, 1, 1], brings(np.zeros((3, 0)), [])) == [1, 2, 3]
    assert one_list([1, 1, 1], brings(np.zeros((3, 2)), [1, 2])) == [1, 2, 3]
    nothing = np.zeros(0, int)
    assert not len(shortlist(nothing.astype(bool), nothing, nothing, nothing, nothing, GOLDEN))


def test_twenty_thousand_lists_of_five_to_twenty_take_no_loop_over_lists():
    rng = np.random.default_rng(5)
    lengths = rng.integers(5, 21, 20_000)
    person = np.repeat(np.arange(20_000), lengths)
    rank = np.concatenate([np.arange(1, n + 1) for n in lengths])
    group = brings(rng.choice([0, 0, 0.5, 1], (5_000, 6)), [3, 2, 2, 1, 1, 1])
    started = time.process_time()
    order = shortlist(person % 2 == 0, person, rank, (rank + 2) // 3, rng.integers(0, 5_000, len(rank)), group)
    assert np.array_equal((order + 2) // 3, (rank + 2) // 3)
    assert time.process_time() - started < 15


def test_a_pair_that_nobody_brings_is_named_and_its_triples_are_not():
    group = brings([[1, 0, 1]] * 6 + [[0, 1, 1]] * 6, [1, 1, 1])
    (found,) = overlaps(group).uncovered
    assert found.needs == ("n0", "n1")
    assert not found.may_identify


def test_a_triple_is_named_where_every_pair_has_somebody():
    group = brings([[1, 1, 0], [1, 0, 1], [0, 1, 1]], [1, 1, 1])
    (found,) = overlaps(group).uncovered
    assert found.needs == ("n0", "n1", "n2")
    assert found.may_identify


def test_a_combination_whose_part_few_people_bring_may_identify_them():
    group = brings([[1, 0]] * 4 + [[0, 1]] * 20, [1, 1])
    assert [one.may_identify for one in overlaps(group).uncovered] == [True]


def test_work_alone_and_unconfirmed_words_do_not_bring_a_combination():
    work = brings([[1, 0.25]] * 6 + [[0.25, 1]] * 6, [1, 1])
    assert [one.needs for one in overlaps(work).uncovered] == [("n0", "n1")]
    assert overlaps(brings([[0.5, 0.5]] * 6, [1, 1], confirmed=False)).uncovered == ()


def test_a_need_that_nobody_brings_makes_no_overlap():
    assert overlaps(brings([[1, 0]] * 6, [1, 1])).uncovered == ()


def test_only_the_twelve_most_important_are_combined_and_the_rest_named():
    group = brings(np.ones((3, 14)), [1] * 13 + [3])
    found = overlaps(group)
    assert len(group.needs) - len(found.left_out) == MOST_NEEDS
    assert found.left_out == ("n11", "n12")


def test_overlaps_can_be_asked_of_a_set():
    group = brings([[1, 1], [1, 0], [0, 1]], [1, 1])
    assert overlaps(group).uncovered == ()
    assert [one.needs for one in overlaps(group, np.array([1, 2])).uncovered] == [("n0", "n1")]
