"""From a request's body to a cohort, by the very same rules as a file; problems point into the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from matchmaker.api.bodies import SHAPES, MatchRequest
from matchmaker.api.problems import FieldError, field_error, pointer_to
from matchmaker.domain.problem import InputRefused, Problem
from matchmaker.tables import RawTable, ReadInput, read_tables
from matchmaker.tables.vocabulary import vocabulary_of

MOST_FIELDS = 300
"""Different fields in one table; nobody's list has more columns."""

ABOUT_THE_TABLE = frozenset({"heading_twice", "consent_column_in_one_file", "no_rows", "too_many_fields"})
ONE = ("challenge",)


def cohort_in(body: MatchRequest) -> ReadInput:
    """The cohort of a request. Raises :class:`InputRefused` with everything wrong with it."""
    words, problems = vocabulary_of(body.vocabulary or {}, "vocabulary")
    if problems:
        raise InputRefused(problems)
    return read_tables(_tables(body), vocabulary=words)


def _tables(body: MatchRequest) -> list[RawTable]:
    challenges: list[BaseModel] = [body.challenge] if body.challenge is not None else []
    rows: Mapping[str, Sequence[BaseModel]] = {
        "partners": body.partners,
        "challenges": challenges,
        "needs": body.needs,
        "declarations": body.declarations,
        "relations": body.relations,
        "exclusions": body.exclusions,
        "pins": body.pins,
    }
    dumped = {table: [row.model_dump(exclude_unset=True) for row in listed] for table, listed in rows.items()}
    if challenges:
        named = dumped["challenges"][0].get("id")
        dumped["needs"] = [{"challenge_id": named, **need} for need in dumped["needs"]]
    wide = {table: len({name for row in listed for name in row}) for table, listed in dumped.items()}
    problems = [
        Problem.of("too_many_fields", file=table, count=count, most=MOST_FIELDS)
        for table, count in wide.items()
        if count > MOST_FIELDS
    ]
    if problems:
        raise InputRefused(problems)
    needed = {table: dict.fromkeys(SHAPES[table].needed) for table in dumped}
    return [
        RawTable.of_records(table, [{**needed[table], **row} for row in listed])
        for table, listed in dumped.items()
        if listed
    ]


def errors_in(problems: Sequence[Problem]) -> list[FieldError]:
    """The problems of a cohort, each with a pointer into the body."""
    return [_error(problem) for problem in problems]


def _error(problem: Problem) -> FieldError:
    if problem.code == "cell_blank":
        problem = Problem.of("field_missing", file=problem.file, row=problem.row, column=problem.column)
    return field_error(problem, pointer_to(_place(problem)))


def _place(problem: Problem) -> list[str | int]:
    table, row = problem.file or "", problem.row
    if table in ("weights", "vocabulary"):
        return ["options", "weights"] if table == "weights" else ["vocabulary"]
    place: list[Any] = ["challenge" if table == "challenges" else table] if table else []
    if row is not None and problem.code not in ABOUT_THE_TABLE:
        place += ([] if table == "challenges" else [row - 1]) + ([problem.column] if problem.column else [])
    return place
