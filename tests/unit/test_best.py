"""Keeping the highest while blocks stream past gives what sorting everything gives, ties by lot."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.matching.best import Best, lots_of


def numbers(count, seed):
    return np.random.default_rng(seed).integers(0, 2**63, count).astype(np.uint64)


def streamed(values, lots, keep, width):
    best = Best(len(values), keep)
    for start in range(0, values.shape[1], width):
        columns = np.arange(start, min(start + width, values.shape[1]))
        for rows in (slice(0, 3), slice(3, len(values))):
            best.update(rows, values[rows][:, columns], lots[rows][:, columns], columns)
    return {(int(person), int(whose)) for person, whose in zip(*best.pairs(), strict=True)}


def sorted_out(values, lots, keep):
    found = set()
    for row, (line, drawn) in enumerate(zip(values, lots, strict=True)):
        order = np.lexsort((drawn, -line.astype(float)))[:keep]
        found |= {(row, int(column)) for column in order if np.isfinite(line[column])}
    return found


@pytest.mark.parametrize("keep", [1, 5, 40])
@pytest.mark.parametrize("width", [1, 7, 64])
def test_streaming_keeps_what_sorting_keeps(keep, width):
    values = np.random.default_rng(3).uniform(0, 100, (8, 30)).astype(np.float32)
    lots = lots_of(numbers(8, 1)[:, None], numbers(30, 2)[None, :])
    assert streamed(values, lots, keep, width) == sorted_out(values, lots, keep)


def test_among_equals_the_lot_decides_and_the_blocked_are_never_kept():
    values = np.full((5, 20), 50, np.float32)
    values[:, 3] = -np.inf
    lots = lots_of(numbers(5, 1)[:, None], numbers(20, 2)[None, :])
    kept = streamed(values, lots, 4, 6)
    assert kept == sorted_out(values, lots, 4)
    assert len({column for _, column in kept}) > 8, "another few on each list"


def test_lots_are_spread_evenly_and_always_the_same():
    lots = lots_of(numbers(300, 5)[:, None], numbers(400, 6)[None, :])
    assert lots.min() >= 0
    assert lots.max() < 1
    assert np.allclose(np.histogram(lots, 10, (0, 1))[0] / lots.size, 0.1, atol=0.005)
    assert abs(np.corrcoef(lots[0], lots[1])[0, 1]) < 0.2
    assert np.array_equal(lots[3:5, 7:9], lots_of(numbers(300, 5)[3:5, None], numbers(400, 6)[None, 7:9]))
