"""The rules of the house that no linter knows: sizes, who may import what, and what a score may see."""

from __future__ import annotations

import ast
import dataclasses
import sys
from pathlib import Path

import pytest

from matchmaker.matching.features import Features
from matchmaker.matching.score import ScoreInputs

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "matchmaker"
MODULES = sorted(SOURCE.rglob("*.py"))
NAMES = [str(path.relative_to(SOURCE)) for path in MODULES]
LONGEST_MODULE, LONGEST_FUNCTION = 400, 40
NOBODY_KNOWS_WHAT_IS_IN_IT = {"utils.py", "helpers.py", "common.py", "manager.py", "misc.py"}
ONLY_REFERENCE = "text/reference_encoder.py"


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    documented = ast.get_docstring(function) is not None
    first = function.body[1] if documented and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or 0) - first.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_modules_and_functions_stay_small(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_MODULE, f"{path.name} has {lines} lines"
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    too_long = {f.name: body_lines(f) for f in functions if body_lines(f) > LONGEST_FUNCTION}
    assert not too_long


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_modules_are_named_for_what_they_hold(path):
    assert path.name not in NOBODY_KNOWS_WHAT_IS_IN_IT


@pytest.mark.parametrize("path", sorted((SOURCE / "domain").glob("*.py")), ids=lambda path: path.name)
def test_the_domain_needs_the_standard_library_only(path):
    strangers = imported(tree_of(path)) - set(sys.stdlib_module_names) - {"matchmaker"}
    assert not strangers


def test_only_one_file_knows_the_reference_encoder():
    heavy = {"torch", "sentence_transformers", "transformers"}
    assert {name for name, path in zip(NAMES, MODULES, strict=True) if imported(tree_of(path)) & heavy} == {
        ONLY_REFERENCE
    }


PURE = [*sorted((SOURCE / "matching").rglob("*.py")), *sorted((SOURCE / "explain").glob("*.py"))]


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(SOURCE)))
def test_matching_and_explaining_do_no_input_or_output(path):
    tree = tree_of(path)
    assert not imported(tree) & {"os", "sys", "pathlib", "socket", "sqlite3", "subprocess", "logging", "io", "shutil"}
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"open", "print", "input"}


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(SOURCE)))
def test_matching_draws_no_random_number_of_its_own(path):
    source = path.read_text(encoding="utf-8")
    assert "default_rng" not in source
    assert "np.random.seed" not in source
    assert "import random" not in source


def test_a_score_can_see_only_what_it_may():
    assert {field.name for field in dataclasses.fields(ScoreInputs)} == {"patient", "professional", "dropped"}
    assert {field.name for field in dataclasses.fields(Features)} == {
        "texts",
        "task",
        "seek",
        "seeks_known",
        "offer",
        "offers_known",
        "values",
        "will",
        "slots",
        "slots_known",
        "flexible",
        "system",
    }


NEVER_SCORED = (
    "access_needs",
    "confidence",
    "engagement_basis",
    "lever",
    "grade_band",
    "past_roles",
    "relational",
    "leadership",
    "role_title",
    "display_name",
    "kind",
    "declarations",
    "confirmed_at",
    "what_i_know",
)


@pytest.mark.parametrize("path", ["features.py", "fingerprint.py", "statements.py", "score.py", "engine.py"])
def test_what_is_never_scored_is_not_even_named_where_scores_are_made(path):
    tree = tree_of(SOURCE / "matching" / path)
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not read & set(NEVER_SCORED)


@pytest.mark.parametrize("path", sorted((SOURCE / "matching" / "criteria").glob("*.py")), ids=lambda path: path.name)
def test_criteria_read_features_alone(path):
    read = {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
    assert not read & set(NEVER_SCORED)
    assert "partner" not in path.read_text(encoding="utf-8").casefold().replace("partner of", "")
