"""Whether a number tells a group from the others, beside groups drawn by lot."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from matchmaker.representation.separation import by_lot, separation


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=6, max_size=60))
def test_the_area_is_the_one_that_another_program_finds(people):
    values = np.array([float(value) for value, _ in people])
    inside = np.array([one for _, one in people])
    if min(inside.sum(), (~inside).sum()) < 2:
        with pytest.raises(ValueError, match="two people"):
            separation(values, inside)
        return
    found = separation(values, inside)
    assert found.value == pytest.approx(roc_auc_score(inside, values))
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_delong_s_interval_is_as_wide_as_a_bootstrap_s():
    rng = np.random.default_rng(3)
    inside = np.arange(120) < 40
    values = rng.normal(size=120) + 0.6 * inside
    found = separation(values, inside)
    a, b = values[inside], values[~inside]
    drawn = [
        separation(np.concatenate([rng.choice(a, len(a)), rng.choice(b, len(b))]), np.arange(120) < 40).value
        for _ in range(400)
    ]
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert found.low == pytest.approx(low, abs=0.03)
    assert found.high == pytest.approx(high, abs=0.03)


def test_several_looks_make_the_interval_wider():
    inside = np.arange(60) < 20
    values = np.random.default_rng(1).normal(size=60)
    one, ten = separation(values, inside), separation(values, inside, looks=10)
    assert ten.low < one.low < one.high < ten.high


def test_groups_drawn_by_lot_lie_round_a_half_and_narrower_the_larger_they_are():
    values = np.random.default_rng(1).normal(size=400)
    small, large = (by_lot(values, n, np.random.default_rng(2)) for n in (12, 150))
    for found in (small, large):
        assert found.low < 0.5 < found.high
        assert found.value == pytest.approx(0.5, abs=0.02)
    assert large.high - large.low < small.high - small.low
    assert by_lot(values, 12, np.random.default_rng(2)) == small
