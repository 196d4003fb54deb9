"""Reading a whole input: every problem at once, or a cohort with everything that had to be assumed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from matchmaker.domain.challenge import Challenge
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Side
from matchmaker.domain.problem import InputRefused, Problem, WrongUse
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.tables.altered import Alterations, as_altered
from matchmaker.tables.choosing import Choices, as_chosen
from matchmaker.tables.delimited import Progress
from matchmaker.tables.findings import ColumnsRead, Findings, HeadingRead, SetAside
from matchmaker.tables.identity import (
    Tables,
    check_mentions,
    check_organisations,
    check_people,
    check_preferences,
    check_unique,
    settle_perspectives,
)
from matchmaker.tables.locate import Located, locate
from matchmaker.tables.opening import open_place
from matchmaker.tables.raw import RawTable
from matchmaker.tables.rows import Records, read_rows
from matchmaker.tables.shape import Shape
from matchmaker.tables.shapes import shapes
from matchmaker.tables.survey import survey
from matchmaker.tables.vocabulary import read_vocabulary


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: the name people are told, where it is, its SHA-256 and how many rows it had."""

    name: str
    path: Path
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class ReadInput:
    """A cohort, the files it came from, the columns that were read, and those that were not.

    ``headings`` says what became of each heading of each file.
    """

    cohort: Cohort
    files: tuple[InputFile, ...]
    columns: tuple[ColumnsRead, ...]
    set_aside: tuple[SetAside, ...]
    headings: tuple[HeadingRead, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """Every problem of an input, and what could be understood of it all the same (``None`` where nothing)."""

    problems: tuple[Problem, ...]
    read: ReadInput


def read_input(
    paths: Sequence[Path],
    *,
    challenge_id: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
    altered: Alterations | None = None,
) -> ReadInput:
    """Read an input: a folder, one file of partners, or two files with the patient side first.

    ``challenge_id`` names the challenge of several. ``encoding`` is believed for every text file. ``altered``: cells
    to be read as if they said something else. Raises
    :class:`InputRefused` with every problem there is, or :class:`WrongUse` for paths, an encoding or a challenge
    that do not exist.
    """
    return accepted(
        inspect_input(paths, encoding=encoding, progress=progress, challenge_id=challenge_id, altered=altered)
    )


def read_tables(
    tables: Iterable[RawTable], *, vocabulary: Vocabulary | None = None, challenge_id: str | None = None
) -> ReadInput:
    """Read tables that came another way (a web page, JSON). The same rules and errors as :func:`read_input`."""
    findings = Findings()
    words = vocabulary or read_vocabulary(None)[0]
    by_name = shapes(words)
    parts: dict[str, list[Records]] = {}
    for table in tables:
        found = read_rows(table, by_name[table.table], findings)
        parts.setdefault(table.table, []).extend([found] if found else [])
    return accepted(_settled(parts, by_name, words, findings, (), challenge_id))


def inspect_input(
    paths: Sequence[Path],
    *,
    challenge_id: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
    altered: Alterations | None = None,
) -> Inspection:
    """Read as far as possible and tell everything, problems and all. Raises only :class:`WrongUse`."""
    findings = Findings()
    try:
        located = locate(paths)
    except InputRefused as refused:
        findings.problems += refused.problems
        located = Located(())
    return inspect_located(
        located, findings, challenge_id=challenge_id, encoding=encoding, progress=progress, altered=altered
    )


def inspect_located(
    located: Located,
    findings: Findings,
    *,
    challenge_id: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
    chosen: Choices | None = None,
    altered: Alterations | None = None,
) -> Inspection:
    """Read the files that were found, on a disk or in memory. ``chosen``: what a person said the headings are."""
    words, problems = read_vocabulary(located.vocabulary)
    findings.problems += problems
    if located.left:
        findings.assume("files_not_read", files=located.left)
    by_name = shapes(words)
    parts: dict[str, list[Records]] = {}
    files: list[InputFile] = []
    for place in located.places:
        try:
            looked, tables = open_place(place, by_name, findings, encoding, progress)
            before = len(parts.get("partners", ()))
            tables = (as_altered(as_chosen(table, chosen, findings), altered, by_name) for table in tables)
            rows = sum(_read_into(parts, table, by_name, findings) for table in tables)
            if place.table in (None, "partners") and len(parts.get("partners", ())) == before:
                findings.unread.add(place.side)
        except OSError:
            raise WrongUse(Problem.of("file_not_readable", file=place.source.name)) from None
        if looked:
            files.append(InputFile(place.source.name, place.source.path, looked.sha256, rows))
    files += _vocabulary_file(located)
    return _settled(parts, by_name, words, findings, tuple(files), challenge_id)


def _vocabulary_file(located: Located) -> list[InputFile]:
    source = located.vocabulary
    looked = survey(source, "latin-1") if source else None
    if not source or not looked or isinstance(looked, Problem):
        return []
    return [InputFile(source.name, source.path, looked.sha256, 0)]


def _read_into(
    parts: dict[str, list[Records]], table: RawTable, by_name: Mapping[str, Shape], findings: Findings
) -> int:
    found = read_rows(table, by_name[table.table], findings)
    parts.setdefault(table.table, []).extend([found] if found else [])
    return found.rows if found else 0


def accepted(inspection: Inspection) -> ReadInput:
    """What was read, or :class:`InputRefused` with every problem there is."""
    if inspection.problems:
        raise InputRefused(inspection.problems)
    return inspection.read


def _settled(
    parts: Tables,
    by_name: Mapping[str, Shape],
    words: Vocabulary,
    findings: Findings,
    files: tuple[InputFile, ...],
    challenge_id: str | None,
) -> Inspection:
    """Check the tables against one another and make a cohort of them."""
    people, asked = parts.get("partners", []), parts.get("challenges", [])
    check_unique(people, findings)
    check_unique(asked, findings)
    for part in people:
        if not part.rows and not findings.problems:
            findings.wrong("no_rows", file=part.file)
    if people:
        check_mentions(parts, by_name, findings)
    check_organisations(parts, findings)
    check_preferences(parts, findings)
    meant = settle_perspectives(parts, words, findings)
    challenge = _challenge([record for part in asked for _, record in part.made], challenge_id, findings)
    given = _consent("consent_matching", people, findings)
    cohort = Cohort(
        partners=_all(parts, "partners"),
        vocabulary=words,
        challenge=challenge,
        needs=tuple(
            replace(need, perspective=meant[need.perspective]) for need in _of_challenge(parts, "needs", challenge)
        ),
        declarations=tuple(
            replace(said, perspective=meant.get(said.perspective)) for said in _all(parts, "declarations")
        ),
        relations=_all(parts, "relations"),
        exclusions=_all(parts, "exclusions"),
        pins=_all(parts, "pins"),
        preferences=_all(parts, "preferences"),
        partnerships=_all(parts, "partnerships"),
        sign_offs=_of_challenge(parts, "signoffs", challenge),
        importances=_of_challenge(parts, "importance_to_me", challenge),
        identity_audit=_all(parts, "identity_audit"),
        consent_given=given,
        health_consent_given=_consent("consent_health", people, findings),
    )
    check_people(cohort, _doubtful(people, findings), findings)
    cohort = replace(cohort, assumptions=findings.assumptions())
    seen = tuple(findings.columns), tuple(findings.set_aside), tuple(findings.headings)
    return Inspection(findings.in_order(), ReadInput(cohort, files, *seen))


def _doubtful(people: list[Records], findings: Findings) -> frozenset[Side]:
    """The sides that may have more people than were read."""
    lost = findings.unread | {part.side for part in people if not part.whole} | (set() if people else {None})
    return frozenset(Side if None in lost else (side for side in lost if side))


def _all(parts: Tables, table: str) -> tuple[Any, ...]:
    return tuple(record for part in parts.get(table, []) for _, record in part.made)


def _of_challenge(parts: Tables, table: str, challenge: Challenge | None) -> tuple[Any, ...]:
    return tuple(one for one in _all(parts, table) if challenge is not None and one.challenge_id == challenge.id)


def _consent(column: str, people: list[Records], findings: Findings) -> bool:
    """Whether consent was asked. Of two files both must have the column, or one side would be left out unnoticed.

    ``consent_health`` is about the patient side, so the second file need not have it.
    """
    without = [part for part in people if column not in part.columns]
    if without and len(without) < len(people) and not (column == "consent_health" and without[0] is not people[0]):
        for part in without:
            findings.wrong("consent_column_in_one_file", file=part.file, row=1, column=column)
    return len(without) < len(people)


def _challenge(found: Sequence[Challenge], wanted: str | None, findings: Findings) -> Challenge | None:
    """The challenge of the run: the one named, or the only one; of several none, and that is said."""
    if wanted is not None:
        named = next((challenge for challenge in found if challenge.id == wanted), None)
        if named is None and not findings.problems:
            known = tuple(challenge.id for challenge in found) or ("none",)
            raise WrongUse(Problem.of("challenge_unknown", known=known))
        return named
    if len(found) > 1:
        findings.assume("no_challenge_chosen", known=tuple(challenge.id for challenge in found))
    return found[0] if len(found) == 1 else None
