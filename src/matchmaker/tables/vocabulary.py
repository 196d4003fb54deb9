"""The words of a programme: those shipped, with what an input folder's ``vocabulary.toml`` replaces."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from matchmaker.domain.problem import Problem
from matchmaker.domain.vocabulary import Perspective, Vocabulary
from matchmaker.tables.cells import code_key
from matchmaker.tables.survey import Source

WORD_LISTS = (
    "values",
    "patient_kinds",
    "professional_kinds",
    "will_evidence",
    "access_needs",
    "engagement_bases",
    "relational",
    "leadership",
)
OTHERS = ("version", "tags", "perspectives", "linked_systems", "minutes_between")
MAX_BYTES = 5_000_000


@cache
def shipped() -> Mapping[str, Any]:
    """The tables that come with the package."""
    return tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))


def read_vocabulary(source: Source | None) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """The words to use and what is wrong with a folder's own; where anything is, the shipped words stand in."""
    if source is None:
        return vocabulary_of({}, "vocabulary.toml")
    if source.size > MAX_BYTES:
        return _refused(Problem.of("file_too_big", file=source.name, limit=MAX_BYTES))
    try:
        with source.open() as file:
            own = tomllib.loads(file.read().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return _refused(Problem.of("vocabulary_unreadable", file=source.name))
    return vocabulary_of(own, source.name)


def _refused(*problems: Problem) -> tuple[Vocabulary, tuple[Problem, ...]]:
    return _built(shipped()), problems


def vocabulary_of(own: Mapping[str, Any], file: str) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """A vocabulary from TOML tables laid over the shipped ones, table by table."""
    problems = tuple(_problems(own, file))
    return _refused(*problems) if problems else (_built({**shipped(), **own}), ())


def _problems(own: Mapping[str, Any], file: str) -> list[Problem]:
    known = (*OTHERS, *WORD_LISTS)
    found = [
        Problem.of("vocabulary_table_unknown", file=file, column=name, known=known) for name in own if name not in known
    ]
    checks: dict[str, Callable[[object], bool]] = dict.fromkeys(WORD_LISTS, _is_words) | {
        "version": lambda value: isinstance(value, str | int | float),
        "tags": lambda value: isinstance(value, dict) and all(_is_words(family) for family in value.values()),
        "perspectives": _is_perspectives,
        "linked_systems": lambda value: _is_rows(value, (str, str)),
        "minutes_between": lambda value: _is_rows(value, (str, str, int)),
    }
    wrong = [name for name, is_right in checks.items() if name in own and not is_right(own[name])]
    found += [Problem.of("vocabulary_table_wrong", file=file, column=name) for name in wrong]
    if "perspectives" in own and "perspectives" not in wrong:
        ids = own["perspectives"].keys()
        lost = [name for name, entry in own["perspectives"].items() if entry.get("parent", name) not in ids]
        found += [Problem.of("vocabulary_parent_unknown", file=file, column="perspectives", name=name) for name in lost]
    return found


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(words, str) for words in value.values())


def _is_rows(value: object, kinds: tuple[type, ...]) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, list) and len(row) == len(kinds) and all(map(isinstance, row, kinds)) for row in value
    )


def _is_perspectives(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(entry, dict)
        and entry.keys() <= {"name", "family", "sensitive", "parent"}
        and isinstance(entry.get("name"), str)
        and isinstance(entry.get("family"), str)
        and isinstance(entry.get("sensitive", False), bool)
        and isinstance(entry.get("parent", ""), str)
        for entry in value.values()
    )


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _built(tables: Mapping[str, Any]) -> Vocabulary:
    families: Mapping[str, Mapping[str, str]] = tables["tags"]
    return Vocabulary(
        version=str(tables["version"]),
        tags={tag: family for family, names in families.items() for tag in names},
        tag_names={tag: name for names in families.values() for tag, name in names.items()},
        perspectives={
            name: Perspective(name, entry["name"], entry["family"], entry.get("sensitive", False), entry.get("parent"))
            for name, entry in tables["perspectives"].items()
        },
        linked_systems=frozenset(_pair(a, b) for a, b in tables["linked_systems"]),
        minutes_between={_pair(code_key(a), code_key(b)): minutes for a, b, minutes in tables["minutes_between"]},
        **{name: dict(tables[name]) for name in WORD_LISTS},
    )
