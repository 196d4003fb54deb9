"""What people say they bring is out of the score's reach: by import, by name, and by the vectors that are read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "matchmaker"
APART = {"matchmaker.text.closeness", "matchmaker.text.denial", "matchmaker.representation"}
AFTER_THE_SCORE = {"run", "bounds"}
"""Rooms of ``matching`` that hold what came out of a run; a run carries what people bring, for coverage."""

SCORING = [
    *(path for path in sorted((SOURCE / "matching").rglob("*.py")) if path.stem not in AFTER_THE_SCORE),
    *(path for path in sorted((SOURCE / "text").glob("*.py")) if path.stem not in {"closeness", "denial"}),
]


def modules(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("path", SCORING, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_that_makes_a_score_knows_the_index_of_own_words(path):
    assert not {name for name in modules(path) if any(name == one or name.startswith(f"{one}.") for one in APART)}


@pytest.mark.parametrize("path", SCORING, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_that_makes_a_score_sees_what_came_out_of_a_run(path):
    assert not modules(path) & {f"matchmaker.matching.{name}" for name in AFTER_THE_SCORE}


@pytest.mark.parametrize("name", ["perspectives.py", "shortlist.py", "overlaps.py", "coverage.py"])
def test_what_people_bring_is_worked_out_without_what_is_scored(name):
    known = modules(SOURCE / "representation" / name)
    assert not {one for one in known if one.startswith("matchmaker.matching.") and "pool" not in one}
    tree = ast.parse((SOURCE / "representation" / name).read_text(encoding="utf-8"))
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not read & {"experience_text", "purpose_achieve", "purpose_how", "statement_parts"}


def test_a_text_s_vectors_for_a_score_and_for_its_needs_are_kept_under_different_keys(model):
    from matchmaker.text.closeness import Closeness

    words = "I was twelve when I began caring for my mum, before school and after."
    assert model._reader.key(words) != Closeness(model)._reader.key(words)
