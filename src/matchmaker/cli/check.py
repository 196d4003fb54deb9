"""``matchmaker check``: every problem of an input at once, and what was understood of it. Writes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matchmaker.cli import options
from matchmaker.cli.edge import watcher
from matchmaker.domain.partner import Partner, Side
from matchmaker.explain.messages import place_of, say, say_assumption, say_problem

if TYPE_CHECKING:
    from matchmaker.domain.problem import Problem
    from matchmaker.tables import Inspection

EXAMPLE = """Example:  matchmaker check patients.csv professionals.csv

INPUT is a folder with partners.csv and, if you like, challenges.csv, needs.csv and so on; or one partners file; or
two files, the patient side first. CSV or XLSX. Exit code 0: no problems; 1: problems, all of them listed."""


SEEN_FIRST = ("no_text_column", "columns_set_aside_consent")


@click.command(epilog=EXAMPLE)
@options.inputs()
@click.option("--challenge", metavar="ID", help="Which challenge a run would be for.")
@options.encoding()
@options.as_json("Print everything as one JSON object.")
@options.quiet("Only problems.")
def check(inputs: tuple[Path, ...], challenge: str | None, encoding: str | None, as_json: bool, quiet: bool) -> None:
    """Name every problem of an input, with its place and how to mend it, and say what was understood."""
    from matchmaker.tables import inspect_input

    found = inspect_input(inputs, challenge_id=challenge, encoding=encoding, progress=watcher(quiet or as_json))
    if as_json:
        json.dump(_document(found), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        lines = [*_problems(found.problems)] if found.problems or not quiet else []
        lines += [] if quiet else [*_first(found), "", *_understood(found)]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
    click.get_current_context().exit(1 if found.problems else 0)


def _problems(problems: tuple[Problem, ...]) -> Iterator[str]:
    """The problems under the name of their file, in the order of its rows."""
    if not problems:
        yield say("check", "fine")
        return
    yield say("check", "problems", {"count": len(problems)})
    before: object = ...
    for problem in problems:
        if problem.file != before:
            before = problem.file
            yield f"\n{problem.file or say('check', 'whole_input')}"
        place = place_of(problem).removeprefix(problem.file or "").removeprefix(", ")
        yield f"  {place}: {say_problem(problem)}" if place else f"  {say_problem(problem)}"


def _first(found: Inspection) -> Iterator[str]:
    """What was taken for granted that a person should see before anything else."""
    said = [each for each in found.read.cohort.assumptions if each.code in SEEN_FIRST]
    if said:
        yield f"\n{say('check', 'first')}"
    for each in said:
        yield f"  - {say_assumption(each)}"


def _known(people: tuple[Partner, ...]) -> dict[str, int]:
    """For how many people each column is known."""
    return {column.name: sum(getattr(p, column.name) is not None for p in people) for column in fields(Partner)}


def _understood(found: Inspection) -> Iterator[str]:
    yield say("check", "understood")
    for line in _people(found):
        yield f"  {line}"
    yield f"\n{say('check', 'assumed')}"
    assumptions = [each for each in found.read.cohort.assumptions if each.code not in SEEN_FIRST]
    for assumption in assumptions:
        yield f"  - {say_assumption(assumption)}"
    if not assumptions:
        yield f"  {say('check', 'nothing_assumed')}"


def _people(found: Inspection) -> Iterator[str]:
    cohort = found.read.cohort
    people = cohort.partners
    sides = {side.value: sum(p.side is side for p in people) for side in Side}
    yield say("check", "people_so_far" if found.problems else "people", {"total": len(people), **sides})
    for part in found.read.columns:
        yield say("check", "columns", {"file": part.file, "table": part.table, "columns": part.columns})
    known = _known(people)
    some = tuple(f"{name} {count}" for name, count in known.items() if 0 < count < len(people))
    none = tuple(name for name, count in known.items() if count == 0)
    if some:
        yield say("check", "known", {"total": len(people), "columns": some})
    if none and people:
        yield say("check", "unknown", {"columns": none})
    yield say("check", "challenge", {"id": cohort.challenge.id}) if cohort.challenge else say("check", "challenge_none")
    yield from _consent(people, given=cohort.consent_given, health=cohort.health_consent_given)


def _consent(people: tuple[Partner, ...], *, given: bool, health: bool) -> Iterator[str]:
    taking_part = [p for p in people if p.consent_matching is True or not given]
    yield say("check", "consent_given", {"yes": len(taking_part)}) if given else say("check", "consent_vouched")
    if health:
        yes = sum(p.consent_health is True and p.may_be_patient for p in taking_part)
        yield say("check", "health_given", {"yes": yes})


def _document(found: Inspection) -> dict[str, Any]:
    """Everything as JSON: problems and assumptions by code, with their sentences."""
    cohort, people = found.read.cohort, found.read.cohort.partners
    return {
        "ok": not found.problems,
        "problems": [
            {
                "file": problem.file,
                "row": problem.row,
                "column": problem.column,
                "code": problem.code,
                "params": dict(problem.params),
                "message": say_problem(problem),
            }
            for problem in found.problems
        ],
        "people": {side.value: sum(p.side is side for p in people) for side in Side},
        "known": _known(people),
        "challenge": cohort.challenge.id if cohort.challenge else None,
        "consent_asked": cohort.consent_given,
        "health_consent_asked": cohort.health_consent_given,
        "files": [{"name": file.name, "sha256": file.sha256, "rows": file.rows} for file in found.read.files],
        "columns": [{"file": part.file, "table": part.table, "columns": part.columns} for part in found.read.columns],
        "set_aside": [{"file": entry.file, "column": entry.column, "why": entry.why} for entry in found.read.set_aside],
        "assumptions": [
            {
                "code": assumption.code,
                "params": dict(assumption.params),
                "about": assumption.about,
                "message": say_assumption(assumption),
            }
            for assumption in cohort.assumptions
        ],
    }
