"""Keeping the highest while blocks stream past gives what sorting everything gives."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.matching.best import Best


def streamed(values, keep, width):
    best = Best(len(values), keep)
    for start in range(0, values.shape[1], width):
        columns = np.arange(start, min(start + width, values.shape[1]))
        for rows in (slice(0, 3), slice(3, len(values))):
            best.update(rows, values[rows][:, columns], columns)
    return {(int(person), int(whose)) for person, whose in zip(*best.pairs(), strict=True)}


def sorted_out(values, keep):
    order = np.argsort(-values, axis=1, kind="stable")[:, :keep]
    return {(row, int(column)) for row, best in enumerate(order) for column in best if np.isfinite(values[row, column])}


@pytest.mark.parametrize("keep", [1, 5, 40])
@pytest.mark.parametrize("width", [1, 7, 64])
def test_streaming_keeps_what_sorting_keeps(keep, width):
    values = np.random.default_rng(3).uniform(0, 100, (8, 30)).astype(np.float32)
    assert streamed(values, keep, width) == sorted_out(values, keep)


def test_among_equals_the_earlier_is_kept_and_the_blocked_never():
    values = np.full((5, 20), 50, np.float32)
    values[:, 3] = -np.inf
    assert streamed(values, 4, 6) == sorted_out(values, 4) == {(row, c) for row in range(5) for c in (0, 1, 2, 4)}
