"""Real bids of reviewers, with published best totals: read where MATCHMAKER_OUTSIDE_DATA names their folder."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from matchmaker.planning import assign

FOLDER = os.environ.get("MATCHMAKER_OUTSIDE_DATA")
pytestmark = pytest.mark.skipif(not FOLDER, reason="MATCHMAKER_OUTSIDE_DATA is not set")
REVIEWERS = 3
BEST = {
    "preflib1": (6, 124.25),
    "preflib2": (7, 141.5),
    "preflib3": (6, 454.25),
    "aamas2015": (12, 1406.25),
    "aamas2016": (12, 949.5),
}


def bids(name):
    """(papers, reviewers): how much each reviewer wants each paper."""
    lines = (Path(FOLDER) / "aamas-preflib" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    papers, reviewers = map(int, lines[0].split())
    table = np.array([line.split() for line in lines[1 : papers + 1]], float)
    assert table.shape == (papers, reviewers)
    return table


def loads(plan, columns):
    return np.bincount(plan.pairs[1], minlength=columns)


@pytest.mark.parametrize("name", BEST)
def test_the_published_best_total_is_reached_and_proven(name):
    load, total = BEST[name]
    table = bids(name)
    plan = assign(table, row_demand=REVIEWERS, column_capacity=load, objective="sum")
    assert plan.total == pytest.approx(total, abs=1e-9)
    assert (plan.bound_gap, len(plan.unplaced), plan.relaxation) == (0, 0, None)
    assert loads(plan, table.shape[1]).max() <= load
    assert len({*zip(*(side.tolist() for side in plan.pairs), strict=True)}) == REVIEWERS * len(table)


@pytest.mark.parametrize("name", ["preflib1", "preflib2", "preflib3"])
def test_no_paper_is_left_far_behind_and_what_that_costs_is_known(name):
    load, total = BEST[name]
    plan = assign(bids(name), row_demand=REVIEWERS, column_capacity=load)
    alone = assign(bids(name), row_demand=REVIEWERS, column_capacity=load, objective="sum")
    assert plan.floor >= alone.floor
    assert plan.total <= total
    assert (plan.bound_gap, plan.floor_gap) == (0, 0)
    assert plan.row_totals.min() == plan.floor


def test_sparse_bids_reach_the_same_total_because_prices_bring_in_what_is_missing():
    load, total = BEST["aamas2016"]
    table = bids("aamas2016")
    wanted = np.nonzero(table >= 0.5)
    plan = assign(table, row_demand=REVIEWERS, column_capacity=load, objective="sum", edges=wanted)
    assert plan.total == pytest.approx(total, abs=1e-9)
    assert plan.bound_gap <= 2e-5


@pytest.mark.parametrize("name", ["preflib3", "aamas2016"])
def test_the_order_of_papers_and_reviewers_does_not_change_the_plan(name):
    table, lot = bids(name), np.random.default_rng(1)
    asked = {"row_demand": REVIEWERS, "column_capacity": BEST[name][0], "objective": "sum"}
    rows, columns = lot.permutation(table.shape[0]), lot.permutation(table.shape[1])
    i, j = assign(table, **asked).pairs
    k, m = assign(table[rows][:, columns], **asked).pairs
    assert {*zip(rows[k].tolist(), columns[m].tolist(), strict=True)} == {*zip(i.tolist(), j.tolist(), strict=True)}
