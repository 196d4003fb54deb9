"""Monitoring data cannot reach a score: no import leads there, and changing all of it changes nothing."""

from __future__ import annotations

import ast
import shutil
from functools import cache
from pathlib import Path

import pytest

from matchmaker.library import read_cohort
from matchmaker.matching.run import Options
from matchmaker.pipeline import match

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "matchmaker"
KEPT_APART = [path for room in ("matching", "text", "assumptions") for path in sorted((SOURCE / room).rglob("*.py"))]
OUT_OF_REACH = ("matchmaker.domain.monitoring", "matchmaker.representation.monitoring", "matchmaker.tables.monitoring")
SEALED = "_sealed"


@cache
def named_in(path: Path) -> set[str]:
    """Every module that a file imports, with the names it takes from them."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def file_of(module: str) -> Path | None:
    place = ROOT / "src" / Path(*module.split("."))
    return next((one for one in (place.with_suffix(".py"), place / "__init__.py") if one.is_file()), None)


@cache
def reached_from(path: Path) -> set[str]:
    """Every module of ours that is imported from here, at any distance."""
    found, waiting = set(), [path]
    while waiting:
        for module in named_in(waiting.pop()):
            file = file_of(module)
            if module.startswith("matchmaker") and file and module not in found:
                found.add(module)
                waiting.append(file)
    return found


@pytest.mark.parametrize("path", KEPT_APART, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_that_makes_scores_can_reach_monitoring(path):
    assert not reached_from(path) & set(OUT_OF_REACH)


@pytest.mark.parametrize("path", KEPT_APART, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_that_makes_scores_even_names_it(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not {name for name in names if "monitoring" in name.casefold() or name == "MonitoringRecord"}


def test_the_way_of_looking_finds_what_it_is_for():
    assert set(OUT_OF_REACH[:2]) <= reached_from(SOURCE / "representation" / "report.py")


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(SOURCE.rglob("*.py")) if "disclosure" not in path.parts],
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_only_disclosure_opens_a_sealed_count(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert SEALED not in {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert SEALED not in strings


def test_disclosure_needs_the_domain_alone():
    for path in sorted((SOURCE / "disclosure").glob("*.py")):
        ours = {name for name in named_in(path) if name.startswith("matchmaker.")}
        assert all(name.startswith(("matchmaker.disclosure", "matchmaker.domain")) for name in ours), path.name


MONITORING = "partner_id,attribute,category,consent_monitoring\n{first},age,{one},yes\n{second},age,{other},yes\n"


def test_swapping_all_monitoring_data_leaves_every_score_as_it_was(tmp_path, weights):
    runs = []
    for name, (one, other) in {"a": ("young", "old"), "b": ("old", "young")}.items():
        folder = tmp_path / name
        shutil.copytree(ROOT / "data" / "fixtures" / "collaborative-pairs", folder)
        people = read_cohort(folder).partners
        text = MONITORING.format(first=people[0].id, second=people[1].id, one=one, other=other)
        (folder / "monitoring.csv").write_text(text, encoding="utf-8")
        runs.append(match(read_cohort(folder), weights, Options(no_text=True), model=None))
    first, second = runs
    assert first.id == second.id
    assert (first.lists.scores.mutual == second.lists.scores.mutual).all()
    lines = [[pairing.contributions for pairing in run.pairings()] for run in runs]
    assert lines[0] == lines[1]
    assert [(s.rank, s.candidate.id) for s in first.suggestions()] == [
        (s.rank, s.candidate.id) for s in second.suggestions()
    ]
