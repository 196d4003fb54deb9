"""Pay bands and grades stand in an order where one can be told, and nothing is guessed where it cannot."""

from __future__ import annotations

from itertools import pairwise

import pytest

from matchmaker.assumptions.grade_bands import height


@pytest.mark.parametrize(
    "rising",
    [
        ("5", "6", "7", "8a", "8b", "8c", "8d", "9"),
        ("Band 7", "band 8A", "Band 9", "consultant", "clinical director"),
        ("junior", "middle", "senior", "executive"),
        ("8a", "very senior manager"),
    ],
)
def test_a_higher_band_is_higher(rising):
    heights = [height(grade) for grade in rising]
    assert all(low < high for low, high in pairwise(heights)), heights


@pytest.mark.parametrize("same", [("8a", "Band 8a", "8 A", "afc_8a"), ("Consultant", "consultant surgeon")])
def test_ways_of_writing_one_band_are_one(same):
    assert len({height(grade) for grade in same}) == 1


@pytest.mark.parametrize("unknown", [None, "", "2024", "other", "3.5", "purple"])
def test_what_is_in_no_order_is_unknown(unknown):
    assert height(unknown) is None
