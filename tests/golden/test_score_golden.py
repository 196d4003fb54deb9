"""The golden numbers of the score, worked out by hand from the officer's sample (pair P07)."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.domain.weights import CRITERIA, WeightSet
from matchmaker.matching.score import ScoreInputs, score
from matchmaker.matching.shown import lines_in_tenths, split_in_tenths, tenths

WEIGHTS = WeightSet(
    name="golden",
    version="1",
    weights=dict(zip(CRITERIA, (0.30, 0.15, 0.22, 0.15, 0.06, 0.07, 0.05), strict=True)),
    one_sided=0.5,
    neutral=dict.fromkeys(CRITERIA, 0.5),
    signed_by={},
)
PATIENT = (0.78, 0.74, 0.70, 0.60, 1.00, 0.50, 1.00)
PROFESSIONAL = (0.78, 0.66, 0.55, 0.60, 0.67, 0.50, 1.00)


def scored(patient=PATIENT, professional=PROFESSIONAL, dropped=()):
    inputs = ScoreInputs(
        np.array([patient]), np.array([professional]), np.array([name in dropped for name in CRITERIA])
    )
    return score(inputs, WEIGHTS)


def changed(values, **new):
    return tuple(new.get(name, value) for name, value in zip(CRITERIA, values, strict=True))


def test_side_scores_and_the_mutual_score():
    scores = scored()
    assert scores.patient_side[0] == pytest.approx(0.7340, abs=1e-9)
    assert scores.professional_side[0] == pytest.approx(0.6692, abs=1e-9)
    assert scores.mutual[0] == pytest.approx(68.5400, abs=1e-9)


def test_the_lines_are_products_that_a_spreadsheet_can_check():
    scores = scored()
    lines = (scores.patient_points + scores.professional_points)[0]
    assert lines == pytest.approx([23.4, 10.5, 13.75, 9.0, 5.01, 3.5, 5.0], abs=1e-9)
    assert scores.one_sided[0] == pytest.approx(-1.62, abs=1e-9)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"patient": changed(PATIENT, time=1.0), "professional": changed(PROFESSIONAL, time=1.0)}, 72.0400),
        ({"dropped": ("time",)}, 69.935483871),
        ({"dropped": ("task_fit", "local")}, 66.6750),
        ({"professional": changed(PROFESSIONAL, task_fit=0.90)}, 71.2400),
    ],
)
def test_what_changes_when_one_thing_changes(change, expected):
    assert scored(**change).mutual[0] == pytest.approx(expected, abs=1e-9)


def test_printed_lines_add_up_to_the_printed_total():
    scores = scored()
    exact = [*(scores.patient_points + scores.professional_points)[0], scores.one_sided[0]]
    printed = lines_in_tenths(exact)
    assert printed == [234, 105, 137, 90, 50, 35, 50, -16]
    assert sum(printed) == tenths(scores.mutual[0]) == 685


def test_a_printed_line_splits_between_its_sides_without_a_remainder():
    assert split_in_tenths(137, 7.7, 6.05) == (77, 60)
    assert split_in_tenths(0, 0.0, 0.0) == (0, 0)
