"""Published tables and a real pool, made by others: read where MATCHMAKER_OUTSIDE_DATA names their folder."""

from __future__ import annotations

import csv
import json
import math
import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from scipy.stats import norm

from factories import VOCABULARY, patient
from matchmaker.disclosure import policy
from matchmaker.explain.messages import say_assumption, say_problem
from matchmaker.matching.pool import pool_of
from matchmaker.representation.reference import Repair, check_references
from matchmaker.representation.remedies import Type
from matchmaker.representation.report import Given, representation
from matchmaker.tables.monitoring import read_monitoring
from matchmaker.tables.reference import read_reference

FOLDER = os.environ.get("MATCHMAKER_OUTSIDE_DATA")
pytestmark = pytest.mark.skipif(not FOLDER, reason="MATCHMAKER_OUTSIDE_DATA is not set")
TODAY = date(2026, 6, 1)
HEAD = ("attribute", "category", "numerator", "denominator", "source", "source_date", "geography", "meaning")


def write(path, head, rows):
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([head, *rows])
    return path


def areas():
    return sorted(Path(FOLDER or "").glob("census2021-yorkshire/E*.json"))


def census(path, folder, total="total"):
    """One area's counts as reference.csv; without a stated total, the parts' own sum."""
    area = json.loads(path.read_text(encoding="utf-8"))
    rows = []
    for attribute, parts in area["data"].items():
        whole = parts.get(total) or sum(n for name, n in parts.items() if name != "total")
        rows += [
            (attribute, name, n, whole, "Census 2021, open innovations", "2021-03-21", area["name"], "residents")
            for name, n in parts.items()
            if name != "total"
        ]
    return area, write(folder / "reference.csv", HEAD, rows)


@pytest.mark.parametrize("place", range(9))
def test_the_table_whose_parts_do_not_add_up_is_refused_with_its_figures(place, tmp_path):
    area, path = census(areas()[place], tmp_path)
    read = read_reference(path)
    assert read.problems == ()
    found = check_references(read.rows, {}, today=TODAY)
    parts = {name: n for name, n in area["data"]["ethnicity"].items() if name != "total"}
    total, missing = area["data"]["ethnicity"]["total"], area["data"]["ethnicity"]["total"] - sum(parts.values())
    off = {
        name
        for name, counts in area["data"].items()
        if "total" in counts
        and abs(counts["total"] - sum(n for key, n in counts.items() if key != "total")) > 0.001 * counts["total"]
    }
    assert {dict(problem.params)["attribute"] for problem in found.problems} == off
    assert "ethnicity" in off
    said = next(say_problem(one) for one in found.problems if dict(one.params)["attribute"] == "ethnicity")
    for figure in (f"{sum(parts.values()):,}", f"{total:,}", f"{missing:,}"):
        assert figure in said
    assert set(found.attributes) == set(area["data"]) - off


@pytest.mark.parametrize("repair", list(Repair))
def test_the_table_is_repaired_openly_when_asked(repair, tmp_path):
    area, path = census(areas()[0], tmp_path)
    found = check_references(read_reference(path).rows, {}, today=TODAY, repair=repair)
    assert found.problems == ()
    shares = found.attributes["ethnicity"].shares
    counts = area["data"]["ethnicity"]
    base = counts["total"] if repair is Repair.REMAINDER else sum(n for k, n in counts.items() if k != "total")
    assert shares["black"] == pytest.approx(counts["black"] / base)
    said = " ".join(say_assumption(one) for one in found.assumptions)
    assert f"{counts['total']:,}" in said


def panel():
    folder = Path(FOLDER or "") / "panel-diversimax"
    with (folder / "participants_pool.csv").open(encoding="utf-8-sig") as stream:
        pool = list(csv.DictReader(stream))
    with (folder / "categories_exact_ranges.csv").open(encoding="utf-8-sig") as stream:
        places = {(row["category"], row["name"]): int(row["min"]) for row in csv.DictReader(stream)}
    return pool, places


def by_hand(k, n, share, looks):
    """The verdict worked out again, from the quadratic whose roots are the interval's ends."""
    if n * share < 5:
        return "too_few"
    z = float(norm.ppf(1 - 0.05 / looks / 2))
    a, b, c = 1 + z * z / n, -(2 * k / n + z * z / n), (k / n) ** 2
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    low, high = (-b - root) / (2 * a), (-b + root) / (2 * a)
    if k / n < 0.8 * share:
        return "clear_gap" if high < share else "possible_gap"
    if k / n > 1.2 * share:
        return "heard_more_from" if low > share else "possibly_heard_more_from"
    return "no_clear_difference"


def weaker(verdicts):
    """What may be said of several: the only one, the less sure of two that agree, or nothing."""
    if len(verdicts) == 1:
        return next(iter(verdicts))
    for one in ("possible_gap", "possibly_heard_more_from"):
        if verdicts == {one, one.replace("possible_", "clear_").replace("possibly_", "")}:
            return one
    return "held_back"


@pytest.fixture(scope="module")
def assembly(tmp_path_factory):
    """The panel's pool as monitoring, its own target shares as the reference."""
    folder = tmp_path_factory.mktemp("panel")
    pool, places = panel()
    attributes = list(dict.fromkeys(attribute for attribute, _ in places))
    answers = [(f"m{n}", name, row[name], "yes") for n, row in enumerate(pool) for name in attributes]
    head = ("partner_id", "attribute", "category", "consent_monitoring")
    monitoring = read_monitoring(write(folder / "monitoring.csv", head, answers))
    size = 60
    targets = [(*key, n, size, "target shares", "2023-01-01", "the town", "residents") for key, n in places.items()]
    reference = read_reference(write(folder / "reference.csv", HEAD, targets))
    assert monitoring.problems == reference.problems == ()
    people = pool_of([patient(f"m{n}") for n in range(len(pool))])
    given = Given(monitoring=monitoring.records, reference=reference.rows, chosen_by="the test")
    return representation(people, given, VOCABULARY, policy=policy("internal"), today=TODAY)


def test_each_gap_of_the_panel_has_the_verdict_of_an_independent_computation(assembly):
    pool, places = panel()
    assert assembly.problems == ()
    looks = len({attribute for attribute, _ in places})
    found = {one.perspective: one for one in assembly.findings if one.type is Type.POOL_AND_PEOPLE}
    compared = 0
    for (attribute, name), target in places.items():
        n, k = len(pool), Counter(row[attribute] for row in pool)[name]
        one = found[f"{attribute}: {name}"]
        if not target:
            continue
        ladder = next(ladder for ladder in assembly.ladders if ladder.attribute == attribute)
        cell = next(group.cells[0] for group in ladder.groups if group.category == name)
        possible = cell.possible()
        if possible is None:
            assert one.verdict == "held_back"
            continue
        compared += 1
        assert k in possible
        assert one.verdict == weaker({by_hand(each, n, target / 60, looks) for each in possible}), one
        if cell.value is not None:
            assert one.ratio == pytest.approx(k / n / (target / 60))
    assert compared >= len(places) - 4


def test_the_group_nobody_may_be_chosen_from_is_named(assembly):
    _, places = panel()
    empty = [f"{attribute}: {name}" for (attribute, name), target in places.items() if target == 0]
    assert empty == ["age: 18-21"]
    one = next(one for one in assembly.findings if one.perspective == empty[0] and one.type is Type.POOL_AND_PEOPLE)
    assert one.is_gap
    assert "leaves no place for anybody from this group" in one.wording
    assert one.count_shown is None
