"""A draw by lot takes open pairings only, each as likely as any other, none twice, and scores them exactly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.matching.engine import Table, inputs_for
from matchmaker.matching.features import Features
from matchmaker.matching.gates import BlockedPairs
from matchmaker.matching.lot import draw_by_lot, open_code
from matchmaker.matching.score import score
from report_factories import run_of


@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_the_open_pairings_are_counted_off_without_gaps(rows, columns, data):
    blocked = sorted(data.draw(st.sets(st.integers(0, rows * columns - 1))))
    expected = [code for code in range(rows * columns) if code not in blocked]
    codes = open_code(np.arange(len(expected)), BlockedPairs(np.array(blocked, np.int64), columns))
    assert codes.tolist() == expected


def test_all_open_pairings_are_drawn_where_there_are_few():
    table = run_of().table
    lot = draw_by_lot(table, np.random.default_rng(1))
    rows, columns = table.shape
    assert lot.open_pairings == rows * columns - len(table.blocked.codes) == len(lot.scores)
    assert not table.blocked.holds(lot.i, lot.j).any()
    assert len(set(zip(lot.i.tolist(), lot.j.tolist(), strict=True))) == len(lot.i)


def test_a_blocked_pairing_is_never_drawn():
    table = run_of("programme-300", None).table
    assert len(table.blocked.codes)
    lot = draw_by_lot(table, np.random.default_rng(1), size=10**9)
    assert not table.blocked.holds(lot.i, lot.j).any()


def test_the_scores_are_the_exact_ones():
    table = run_of().table
    lot = draw_by_lot(table, np.random.default_rng(3), size=20)
    assert len(lot.scores) == 20
    assert lot.scores.tolist() == score(inputs_for(table, lot.i, lot.j), table.weights).mutual.tolist()


def test_the_same_generator_gives_the_same_draw_and_another_one_another():
    table = run_of("programme-300", None).table
    first, again, other = (draw_by_lot(table, np.random.default_rng(seed), size=50) for seed in (7, 7, 8))
    assert first.i.tolist() == again.i.tolist()
    assert first.scores.tolist() == again.scores.tolist()
    assert first.i.tolist() != other.i.tolist()


def test_every_open_pairing_is_as_likely_as_any_other():
    table = run_of().table
    generator = np.random.default_rng(5)
    draws, size = 2_000, 12
    counts = np.zeros(table.shape[0] * table.shape[1])
    for _ in range(draws):
        lot = draw_by_lot(table, generator, size=size)
        counts[lot.i * table.shape[1] + lot.j] += 1
    expected = draws * size / lot.open_pairings
    drawn = counts[counts > 0]
    assert len(drawn) == lot.open_pairings
    assert ((drawn - expected) ** 2 / expected).sum() == pytest.approx(lot.open_pairings, rel=0.5)


def people(count: int, generator: np.random.Generator) -> Features:
    return Features(
        texts=None,
        task=np.full(count, np.nan),
        seek=np.zeros((count, 1)),
        seeks_known=np.zeros(count, bool),
        offer=np.zeros((count, 1)),
        offers_known=np.zeros(count, bool),
        values=generator.integers(0, 2, (count, 6)).astype(float),
        will=np.full(count, np.nan),
        slots=generator.integers(0, 2**14, count).astype(np.uint16),
        slots_known=np.ones(count, bool),
        flexible=np.zeros(count, bool),
        system=np.full(count, -1),
    )


def test_a_pool_of_two_hundred_thousand_people_costs_no_more_than_the_draw():
    small, generator = run_of().table, np.random.default_rng(2)
    patients, professionals = people(100_000, generator), people(100_000, generator)
    nobody = BlockedPairs(np.array([], np.int64), 100_000)
    lots = np.arange(100_000, dtype=np.uint64)
    lot = draw_by_lot(
        Table(patients, professionals, small.criteria, nobody, small.weights, small.dropped, lots, lots),
        generator,
        size=2_000,
    )
    assert lot.open_pairings == 10**10
    assert len(lot.scores) == 2_000
    assert ((lot.scores >= 0) & (lot.scores <= 100)).all()
