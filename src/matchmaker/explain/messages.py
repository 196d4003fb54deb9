"""Every sentence the program says, once, found by kind and code.

The words are data: ``words/<language>/<kind>.toml`` holds ``code = "sentence with {params}"``. A second language is
a second folder with the same files and codes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from matchmaker.domain.assumption import Assumption, Value
from matchmaker.domain.problem import Problem

LANGUAGE = "en"


@cache
def sentences(kind: str, language: str = LANGUAGE) -> Mapping[str, str]:
    """All sentences of one kind (``problem``, ``assumption``, ``reason`` …), by code.

    A kind may be spread over ``<kind>.toml`` and ``<kind>_<part>.toml``; each is read once. An unknown kind raises
    ``KeyError``.
    """
    folder = files(__package__).joinpath("words", language)
    sources = [s for s in folder.iterdir() if s.name == f"{kind}.toml" or s.name.startswith(f"{kind}_")]
    if not sources:
        raise KeyError(kind)
    found: dict[str, str] = {}
    for source in sources:
        found |= {str(code): str(text) for code, text in tomllib.loads(source.read_text(encoding="utf-8")).items()}
    return found


def shown(value: Value) -> str:
    """A parameter as it stands in a sentence: lists joined by commas."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def say(kind: str, code: str, params: Mapping[str, Value] | None = None) -> str:
    """The sentence for a code, with its parameters filled in. An unknown code raises ``KeyError``.

    Where ``count`` is 1 and there is a sentence ``<code>_one``, that one is taken.
    """
    words, filled = sentences(kind), params or {}
    if filled.get("count") == 1:
        code = f"{code}_one" if f"{code}_one" in words else code
    return words[code].format_map({name: shown(value) for name, value in filled.items()})


def say_assumption(assumption: Assumption) -> str:
    """An assumption in words; criteria are called by the name that people see."""
    params = dict(assumption.params)
    if "criterion" in params:
        params["criterion"] = say("criterion", f"name_{params['criterion']}").lower()
    return say("assumption", assumption.code, params)


def say_problem(problem: Problem) -> str:
    """What is wrong and how to mend it, without the place (see ``place_of``)."""
    place = {"column": problem.column or "", "file": problem.file or ""}
    return say("problem", problem.code, place | dict(problem.params))


def place_of(problem: Problem) -> str:
    """Where a problem is: file, row and column, as far as they are known."""
    parts = (problem.file, problem.row and f"row {problem.row}", problem.column and f"column {problem.column}")
    return ", ".join(str(part) for part in parts if part)
