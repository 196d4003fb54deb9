"""The shipped neutral values are those measured on the made-up programme, so that silence is neither good nor bad."""

from __future__ import annotations

import pytest

from matchmaker.matching.neutral import measured_neutrals
from matchmaker.pipeline import prepare


def test_the_shipped_neutral_values_are_those_of_the_programme(programme, weights):
    measured = measured_neutrals(prepare(programme, weights, model=None).table)
    assert set(measured) == {"seek_offer", "values", "time", "local"}
    for name, value in measured.items():
        assert weights.neutral[name] == pytest.approx(value, abs=0.005), name
