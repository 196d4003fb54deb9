"""From files to the report on who is needed and not here: read, hold beside earlier reports, write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from matchmaker.disclosure import Policy, policy
from matchmaker.domain.assumption import Assumption
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.monitoring import Stage
from matchmaker.domain.problem import Forbidden, InputRefused, Problem, WrongUse
from matchmaker.matching.engine import Progress
from matchmaker.matching.pool import Pool, consenting, pool_of
from matchmaker.report import board as page
from matchmaker.report.board import Board
from matchmaker.report.gap_document import gap_document
from matchmaker.report.gap_rows import FOR_FILES, FOR_THE_OFFICER
from matchmaker.representation.gap_columns import COLUMNS as GAP_COLUMNS
from matchmaker.representation.overlaps import overlaps
from matchmaker.representation.perspectives import Brought, brought
from matchmaker.representation.reference import Repair
from matchmaker.representation.report import Given, representation, views_of
from matchmaker.services import reported
from matchmaker.services.known_folders import remember
from matchmaker.services.remembered import Memory, recall
from matchmaker.services.reopening import run_document_of
from matchmaker.services.waiting import WAITING, waiting_of, write_waiting
from matchmaker.tables import ReadInput, read_input
from matchmaker.tables.monitoring import read_monitoring, read_stages
from matchmaker.tables.reference import read_reference
from matchmaker.tables.write import read_back, staged_folder, write_csv
from matchmaker.text.cache import FOLDER, VectorCache

BOARD, PDF, GAPS, DOCUMENT = "board.html", "board.pdf", "gaps.csv", "representation.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for. ``kept_back`` names the policy for everything; without it, what leaves the organisation
    (tables, JSON, PDF) is made under ``export`` and the officer's page under ``internal``."""

    inputs: tuple[Path, ...]
    out: Path
    run: Path | None = None
    reference: Path | None = None
    monitoring: Path | None = None
    stages: Path | None = None
    challenge_id: str | None = None
    programme: str | None = None
    kept_back: str | None = None
    chosen_by: str | None = None
    repair: str | None = None
    no_text: bool = False
    pdf: bool = False
    encoding: str | None = None
    force: bool = False
    as_of: date = field(default_factory=date.today)


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was written: as the officer sees it, and as it may be passed on."""

    officer: Board
    outside: Board
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the input, read as far as it goes, with what was wrong and what was assumed."""

    given: Given
    run_id: str | None
    problems: tuple[Problem, ...]
    assumptions: tuple[Assumption, ...]


def make_report(asked: Asked, progress: Progress, *, today: date | None = None) -> Made:
    """Read, count, write. What is wrong beside the input leaves out the part it is about, and is said.

    Raises :class:`InputRefused` for errors of the input itself, :class:`Forbidden` where a report of the last 30 days
    was about almost the same people; nothing is written then. ``today`` is the day of the guard, never ``as_of``.
    """
    if asked.pdf:
        from matchmaker.report.pdf import require_pdf

        require_pdf()
    officer, outside = (policy(asked.kept_back or usual) for usual in (FOR_THE_OFFICER, FOR_FILES))
    with staged_folder(asked.out, force=asked.force) as folder:
        read, pool, beside = _read(asked, progress)
        progress("counting", 0, 1)
        guard = policy(FOR_THE_OFFICER)
        record, alike = reported.held_beside(views_of(pool, beside.given), guard, today or date.today())
        if Stage.POOL in alike:
            raise Forbidden(Problem.of("report_forbidden", limit=guard.smallest_shown))
        beside = replace(beside, given=replace(beside.given, not_again=alike))
        memory = recall(asked.programme) if asked.programme else None
        boards = [_board(asked, read.cohort, pool, beside, memory, one) for one in (officer, outside)]
        made = Made(boards[0], boards[1], gap_document(boards[1]))
        _write(asked, made, folder)
        if memory:
            write_waiting(folder / WAITING, memory.never_shown(pool.people))
            remember(asked.out)
        reported.keep(record)
    return made


def _read(asked: Asked, progress: Progress) -> tuple[ReadInput, Pool, _Beside]:
    document = run_document_of(asked.run) if asked.run else None
    chosen = asked.challenge_id or (document["options"]["challenge"] if document else None)
    read = read_input(asked.inputs, challenge_id=chosen, encoding=asked.encoding, progress=progress)
    people, vouched = consenting(read.cohort)
    pool = pool_of(people)
    beside = _beside(asked, read, document)
    brings = _brought(asked, read.cohort, pool, progress)
    given = replace(beside.given, brought=brings, overlaps=overlaps(brings) if brings else None)
    told = tuple(one for one in vouched if one.code == "consent_vouched_for")
    return read, pool, replace(beside, given=given, assumptions=(*told, *beside.assumptions))


def _beside(asked: Asked, read: ReadInput, document: Mapping[str, Any] | None) -> _Beside:
    """Read the run's lists and the three tables. A table that cannot be read at all is a problem like any other."""
    problems: list[Problem] = []
    assumed: list[Assumption] = []

    def tried(path: Path | None, how: Any) -> Any:
        if path is None:
            return None
        try:
            found = how(path, encoding=asked.encoding)
        except InputRefused as error:
            problems.extend(error.problems)
            return None
        problems.extend(found.problems)
        assumed.extend(found.assumptions)
        return found

    answers, steps = tried(asked.monitoring, read_monitoring), tried(asked.stages, read_stages)
    reference = tried(asked.reference, read_reference)
    shown = _shown(asked.run, document, read, assumed) if asked.run and document else None
    given = Given(
        shown=shown,
        stages=steps.records if steps else (),
        monitoring=answers.records if answers else (),
        consent_monitoring_asked=answers.consent_asked if answers else True,
        reference=reference.rows if reference else (),
        chosen_by=asked.chosen_by,
        repair=Repair(asked.repair) if asked.repair else None,
    )
    return _Beside(given, document["run_id"] if document else None, tuple(problems), tuple(assumed))


def _shown(run: Path, document: Mapping[str, Any], read: ReadInput, assumed: list[Assumption]) -> frozenset[str]:
    """Everybody on a list of a run. Where one side alone had lists, whoever had one counts as shown too."""
    matches = run / "matches.csv"
    if not matches.is_file():
        raise WrongUse(Problem.of("not_a_run", file=str(run)))
    rows = list(read_back(matches))
    sides = document["options"]["for"]
    named = {row["candidate_id"] for row in rows}
    if sides != "both":
        named |= {row["for_id"] for row in rows}
    if sides in ("patient", "professional"):
        assumed.append(Assumption.of("run_for_one_side"))
    before = {file["name"]: file["sha256"] for file in document["inputs"]}
    if before != {file.name: file.sha256 for file in read.files}:
        assumed.append(Assumption.of("run_of_other_files"))
    return frozenset(named)


def _brought(asked: Asked, cohort: Cohort, pool: Pool, progress: Progress) -> Brought | None:
    """Who says they bring what. Words are read only where there are any and texts may be used."""
    if not cohort.needs:
        return None
    model = None
    if not asked.no_text and any(one.words for one in cohort.declarations):
        from matchmaker.text import open_text_model

        model = open_text_model()
    kept = asked.run / FOLDER if asked.run else None
    cache = VectorCache(kept, read_only=True) if kept and kept.is_dir() else None
    return brought(pool, cohort, model, cache, lambda done, total: progress("reading declarations", done, total))


def _board(
    asked: Asked, cohort: Cohort, pool: Pool, beside: _Beside, memory: Memory | None, kept_back: Policy
) -> Board:
    challenge = cohort.challenge
    return Board(
        found=representation(pool, beside.given, cohort.vocabulary, policy=kept_back, today=asked.as_of),
        challenge=(challenge.title or challenge.id) if challenge else None,
        run_id=beside.run_id,
        waiting=waiting_of(memory, pool, kept_back) if memory else None,
        problems=beside.problems,
        assumptions=beside.assumptions,
    )


def _write(asked: Asked, made: Made, folder: Path) -> None:
    rows: Iterable[tuple[object, ...]] = made.outside.found.rows(made.outside.run_id or "")
    write_csv(folder / GAPS, GAP_COLUMNS, rows)
    text = json.dumps(made.document, indent=2, ensure_ascii=False) + "\n"
    (folder / DOCUMENT).write_text(text, encoding="utf-8")
    (folder / BOARD).write_text(page.render(made.officer), encoding="utf-8")
    if asked.pdf:
        from matchmaker.report.pdf import as_pdf

        (folder / PDF).write_bytes(as_pdf(page.render(made.outside), identifier=made.document["format"]))
