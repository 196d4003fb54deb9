"""Attackers who have read everything printed cannot tell a count that was held back.

The first attacker knows what every mark means, the exact number of people at every stage, and reads several reports at
once; integer programmes (another method than the program's own audit) give what they can work out. The second knows
the program itself: of every possible table, those that would have been printed the same. The third compares two whole
reports, verdicts and sentences included, on people who differ in what is held back.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from factories import VOCABULARY, patient
from matchmaker.disclosure import CountTable, Mark, disclose, policy
from matchmaker.domain.monitoring import Meaning, MonitoringRecord, ReferenceRow
from matchmaker.matching.pool import pool_of
from matchmaker.representation.report import Given, representation

ENDLESS = 10**6


@st.composite
def tables(draw):
    """Counts of 2 to 4 categories at 1 to 3 stages, mostly small, nested."""
    rows, stages = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    few = st.integers(0, 9)
    many = st.integers(0, 40)
    first = [draw(st.one_of(few, many)) for _ in range(rows)]
    found = [first]
    for _ in range(stages - 1):
        lost = [draw(st.one_of(st.just(0), st.integers(0, min(6, n)), st.integers(0, n))) for n in found[-1]]
        found.append([n - gone for n, gone in zip(found[-1], lost, strict=True)])
    return np.array(found).T


def table_of(numbers, telling=True):
    names = [f"c{j}" for j in range(len(numbers))]
    stages = [f"s{s}" for s in range(numbers.shape[1])]
    return CountTable(names, stages, numbers, telling=range(len(names)) if telling else ())


class Attacker:
    """Everything printed as inequalities over the cells; extremes by an integer programme."""

    def __init__(self, totals, reports):
        rows, stages = len(reports[0].cells), len(totals)
        self.shape = rows, stages
        low = np.zeros(self.shape)
        high = np.full(self.shape, ENDLESS, float)
        for report in reports:
            for j in range(rows):
                for s in range(stages):
                    cell = report.cells[j][s]
                    low[j, s] = max(low[j, s], cell.low)
                    high[j, s] = min(high[j, s], ENDLESS if cell.high is None else cell.high)
        self.bounds = Bounds(low.ravel(), high.ravel())
        lines, least, most = [], [], []
        for s in range(stages):
            line = np.zeros(self.shape)
            line[:, s] = 1
            lines.append(line.ravel())
            least.append(totals[s])
            most.append(totals[s])
        for j in range(rows):
            for s in range(1, stages):
                line = np.zeros(self.shape)
                line[j, s - 1], line[j, s] = 1, -1
                lines.append(line.ravel())
                least.append(0)
                most.append(ENDLESS)
        self.constraint = LinearConstraint(np.array(lines), least, most)

    def _extreme(self, weights):
        whole = np.ones(len(weights))
        found = milp(weights, constraints=self.constraint, bounds=self.bounds, integrality=whole)
        assert found.success
        return round(found.fun)

    def between(self, weights, shift):
        """The least and the most; where it may be nobody, the most is not looked for."""
        weights = np.asarray(weights, float).ravel()
        low = self._extreme(weights) + shift
        return low, (-self._extreme(-weights) + shift if low >= 1 else ENDLESS)


def quantities(numbers):
    """Every cell, what it leaves of its stage, and what was lost since the stage before, with the true number.

    The number of people at a stage, and how many it lost, this attacker is given: what equals them is no secret.
    """
    rows, stages = numbers.shape
    totals = numbers.sum(axis=0)
    for j in range(rows):
        for s in range(stages):
            cell = np.zeros(numbers.shape)
            cell[j, s] = 1
            yield f"cell {j} {s}", cell, numbers[j, s], 0, totals[s]
            yield f"rest {j} {s}", -cell, totals[s] - numbers[j, s], totals[s], totals[s]
            if s:
                drop = -cell
                drop[j, s - 1] = 1
                yield f"lost {j} {s}", drop, numbers[j, s - 1] - numbers[j, s], 0, totals[s - 1] - totals[s]


READ = [("internal",), ("export",), ("lt10",), ("internal", "export"), ("internal", "export", "lt10")]


@pytest.mark.slow
@settings(max_examples=1_000)
@given(tables(), st.sampled_from(READ))
def test_whoever_read_every_report_cannot_narrow_a_small_count(numbers, names):
    reports = [disclose(policy(name), table_of(numbers)) for name in names]
    attacker = Attacker(numbers.sum(axis=0), reports)
    most = min(policy(name).largest_hidden for name in names)
    for what, weights, true, shift, whole in quantities(numbers):
        if not 0 < true <= most:
            continue
        low, high = attacker.between(weights, shift)
        narrow = low >= 1 and high <= most and (low, high) not in ((1, most), (whole, whole))
        assert not narrow, f"{what} is known to lie between {low} and {high}"


@settings(max_examples=1_000)
@given(tables(), st.sampled_from(["internal", "lt10"]))
def test_a_range_is_only_ever_made_from_a_number_that_is_printed(numbers, name):
    shown = disclose(policy(name), table_of(numbers))
    for row in shown.cells:
        for s, cell in enumerate(row):
            if cell.mark is Mark.NEARLY_ALL:
                wholes = {before.value for before in row[:s]} | {int(numbers[:, s].sum())}
                assert cell.high + 1 in wholes


@pytest.mark.parametrize(("people", "rows"), [(10, 2), (10, 4), (13, 3), (16, 4), (24, 3)])
def test_whoever_knows_the_program_cannot_tell_a_small_count_at_one_stage(people, rows):
    printed = defaultdict(list)
    for numbers in all_tables(people, rows):
        shown = disclose(policy("internal"), table_of(np.array(numbers)[:, None]))
        printed[shown.cells].append(numbers)
    assert len(printed) > 3
    for same in printed.values():
        for column in np.array(same).T:
            pinned = set(column.tolist())
            assert len(pinned) > 1 or not 0 < pinned.pop() < 5


@pytest.mark.parametrize("people", [22, 26])
def test_whoever_knows_the_program_cannot_tell_a_small_count_at_two_stages(people):
    printed = defaultdict(list)
    for first in all_tables(people, 2):
        for a in range(first[0] + 1):
            for b in range(first[1] + 1):
                numbers = np.array([[first[0], a], [first[1], b]])
                shown = disclose(policy("internal"), table_of(numbers))
                printed[shown.cells, a + b].append(numbers.ravel())
    for same in printed.values():
        for column in np.array(same).T:
            pinned = set(column.tolist())
            assert len(pinned) > 1 or not 0 < pinned.pop() < 5


def all_tables(people, rows):
    if rows == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in all_tables(people - first, rows - 1):
            yield (first, *rest)


def report_on(numbers, shares, name):
    """The whole report on made-up people: ``numbers`` (J, 2) are in the pool and on a list."""
    people, shown, answers = [], set(), []
    for j, (pool, listed) in enumerate(numbers.tolist()):
        for k in range(pool):
            one = patient(f"p{len(people)}")
            people.append(one)
            answers.append(
                MonitoringRecord(partner_id=one.id, attribute="group", category=f"c{j}", consent_monitoring=True)
            )
            if k < listed:
                shown.add(one.id)
    total = sum(shares)
    reference = [
        ReferenceRow(
            attribute="group",
            category=f"c{j}",
            numerator=share,
            denominator=total,
            source="made up",
            source_date=date(2026, 1, 1),
            geography="nowhere",
            meaning=Meaning.RESIDENTS,
        )
        for j, share in enumerate(shares)
    ]
    given = Given(shown=shown, monitoring=answers, reference=reference)
    return representation(pool_of(people), given, VOCABULARY, policy=policy(name), today=date(2026, 6, 1))


@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    st.lists(st.tuples(st.integers(9, 40), st.integers(0, 40)), min_size=2, max_size=3),
    st.tuples(st.integers(1, 4), st.integers(0, 4)),
    st.lists(st.integers(1, 50), min_size=4, max_size=4),
    st.booleans(),
    st.sampled_from(["internal", "export"]),
)
def test_verdicts_and_sentences_say_no_more_than_the_printed_cells(pairs, few, shares, up, name):
    numbers = np.array([[max(few), min(few)], *([max(pair), min(pair)] for pair in pairs)])
    rows, twin = len(numbers), numbers.copy()
    given_up = min(range(1, rows), key=lambda j: (-shares[j], j))
    twin[0] += 1 if up else -1
    twin[given_up] -= 1 if up else -1
    assume((twin >= 0).all())
    printed = [printed_of(one, shares[:rows], name) for one in (numbers, twin)]
    assume(printed[0] == printed[1])
    assume(printed[0].cells[0][0].mark is Mark.SMALL)
    one, two = (report_on(table, shares[:rows], name) for table in (numbers, twin))
    assert one.findings
    assert list(one.rows("run")) == list(two.rows("run"))
    assert one == two


def printed_of(numbers, shares, name):
    """The table of such a report by itself, with those who did not say (nobody) last."""
    rows = len(numbers)
    order = [*sorted(range(rows), key=lambda j: (-shares[j], j)), rows]
    names, whole = [f"c{j}" for j in range(rows + 1)], np.vstack([numbers, [0, 0]])
    return disclose(policy(name), CountTable(names, ["pool", "shown"], whole, telling=range(rows), give_up=order))
