"""The golden numbers of coverage and of ratios when numbers are small."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.representation.coverage import coverage
from matchmaker.representation.ratios import (
    Verdict,
    chance_of_none,
    exact_chance_of_so_few,
    participation_to_prevalence,
    stage_ratio,
    verdict,
    wilson,
)

IMPORTANCE = np.array([3.0, 2.0, 2.0, 1.0])  # first-year carer, lives alone, speaks Sylheti, young onset
BASIS = {
    "a": [1.0, 0.0, 0.0, 0.0],
    "b": [1.0, 0.5, 0.0, 0.0],
    "c": [0.0, 0.0, 1.0, 0.5],
    "d": [0.0, 1.0, 0.0, 0.0],
}


def covered(names):
    return coverage(IMPORTANCE, np.array([BASIS[name] for name in names]).reshape(len(names), 4))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("", 0),
        ("a", 0.2250),
        ("b", 0.3000),
        ("c", 0.1875),
        ("d", 0.1500),
        ("ab", 0.3900),
        ("ac", 0.4125),
        ("bc", 0.4875),
        ("bd", 0.4050),
        ("abc", 0.5775),
        ("bcd", 0.5925),
        ("abcd", 0.6825),
    ],
)
def test_coverage_of_a_set(names, expected):
    assert covered(names) == pytest.approx(expected, abs=1e-9)


def test_what_one_person_adds_gets_less():
    gains = [covered("a") - covered(""), covered("ab") - covered("b"), covered("abc") - covered("bc")]
    assert gains == pytest.approx([0.2250, 0.0900, 0.0900], abs=1e-9)


def test_without_needs_nothing_is_covered():
    assert coverage(np.zeros(2), np.ones((3, 2))) == 0.0


@pytest.mark.parametrize(
    ("k", "n", "prevalence", "ratio", "expected"),
    [
        (2, 40, 0.12, (0.417, 0.115, 1.375), Verdict.TOO_FEW),
        (6, 40, 0.30, (0.500, 0.235, 0.969), Verdict.CLEAR_GAP),
        (9, 120, 0.16, (0.469, 0.250, 0.853), Verdict.CLEAR_GAP),
        (3, 30, 0.11, (0.909, 0.315, 2.329), Verdict.TOO_FEW),
    ],
)
def test_participation_to_prevalence(k, n, prevalence, ratio, expected):
    found = participation_to_prevalence(k, n, prevalence)
    assert (round(found.value, 3), round(found.low, 3), round(found.high, 3)) == ratio
    assert verdict(k, n, prevalence) is expected


def test_the_interval_of_a_share():
    share = wilson(2, 40)
    assert (share.value, round(share.low, 4), round(share.high, 4)) == (0.05, 0.0138, 0.1650)


def test_none_of_a_group_may_be_chance():
    assert round(chance_of_none(24, 0.10), 4) == 0.0798
    assert verdict(0, 24, 0.10) is Verdict.TOO_FEW


def test_several_looks_make_a_clear_gap_a_possible_one():
    assert verdict(6, 40, 0.30) is Verdict.CLEAR_GAP
    assert verdict(6, 40, 0.30, looks=2) is Verdict.POSSIBLE_GAP
    assert round(participation_to_prevalence(6, 40, 0.30, looks=2).high, 3) == 1.049


def test_the_ratio_of_a_stage_and_its_exact_chance():
    ratio = stage_ratio(4, 20, 30, 80)
    assert (round(ratio.value, 3), round(ratio.low, 3), round(ratio.high, 3)) == (0.533, 0.244, 1.373)
    assert round(exact_chance_of_so_few(4, 20, 30, 80), 4) == 0.1104


@pytest.mark.parametrize(
    ("k", "expected"),
    [(30, Verdict.HEARD_MORE_FROM), (13, Verdict.POSSIBLY_HEARD_MORE_FROM), (10, Verdict.NO_CLEAR_DIFFERENCE)],
)
def test_more_than_expected_is_said_neutrally(k, expected):
    assert verdict(k, 100, 0.10) is expected
