"""Forget people: take them out of the vectors kept and of every run on this computer, and say what was removed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from matchmaker.domain.problem import MatchmakerError, Problem, WrongUse
from matchmaker.report import html
from matchmaker.report.run_file import run_json
from matchmaker.report.tables import TABLES, RunTable
from matchmaker.services.known_folders import known_folders, state_folder
from matchmaker.services.letters import LETTERS, forget_letters, letters_about
from matchmaker.services.remembered import forget_in_memory
from matchmaker.services.reopening import run_document_of
from matchmaker.services.study_reading import forget_in_study, rows_about
from matchmaker.services.waiting import forget_waiting
from matchmaker.tables.write import read_back, staged_folder, write_csv, write_workbook

Table = tuple[Sequence[str], list[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed from one folder: how many texts' vectors, lines (of lists, scores, studies), and letters.

    ``problems`` says what could not be done in it; the rest of it, and the other folders, were done all the same.
    """

    folder: Path
    vectors: int
    lines: int
    letters: int
    problems: tuple[Problem, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there was anything of these people in the folder."""
        return bool(self.vectors or self.lines or self.letters)


def forget(ids: Collection[str], folder: Path | None, *, dry_run: bool = False) -> Sequence[Removed]:
    """Remove people from the run or the kept vectors in ``folder``, or from every such folder known on this computer.

    A run's files are written anew beside the old ones and take their place together, so that a stop half-way leaves
    the folder as it was. With ``dry_run`` nothing is changed: what would be removed is counted.
    """
    if folder is not None and not folder.is_dir():
        raise WrongUse(Problem.of("not_a_run", file=str(folder)))
    if folder is not None:
        return [_removed(set(ids), folder, dry_run)]
    removed = [_removed(set(ids), place, dry_run) for place in known_folders()]
    return [*removed, *_in_memory(ids, dry_run)]


def _in_memory(ids: Collection[str], dry_run: bool) -> Sequence[Removed]:
    """What was removed from the runs that this computer remembers, if there was anything."""
    place = state_folder()
    try:
        lines = forget_in_memory(ids, dry_run=dry_run)
    except MatchmakerError as error:
        return [Removed(place, 0, 0, 0, error.problems)]
    return [Removed(place, 0, lines, 0)] if lines else []


def _removed(ids: set[str], folder: Path, dry_run: bool) -> Removed:
    """Letters first: the rest of the folder is then written anew with those that are left."""
    problems: list[Problem] = []

    def attempt(step: Callable[[], int]) -> int:
        try:
            return step()
        except MatchmakerError as error:
            problems.extend(replace(problem, file=str(folder)) for problem in error.problems)
        except (OSError, ValueError) as error:
            problems.append(Problem.of("outside_failed", file=str(folder), why=type(error).__name__))
        return 0

    letters = sum(attempt(partial(_letters, ids, place, dry_run)) for place in (folder, folder / LETTERS))
    vectors = attempt(lambda: _vectors(ids, folder, dry_run))
    lines = attempt(lambda: _lines(ids, folder, dry_run, problems))
    lines += attempt(lambda: rows_about(ids, folder) if dry_run else forget_in_study(ids, folder))
    lines += attempt(lambda: forget_waiting(ids, folder, dry_run=dry_run))
    return Removed(folder, vectors, lines, letters, tuple(problems))


def _letters(ids: set[str], folder: Path, dry_run: bool) -> int:
    return letters_about(ids, folder) if dry_run else forget_letters(ids, folder)


def _vectors(ids: set[str], folder: Path, dry_run: bool) -> int:
    from matchmaker.text import VectorCache

    caches = [cache for cache in (VectorCache(folder), VectorCache.beside(folder)) if cache.path.is_file()]
    return sum(cache.owned(ids) if dry_run else cache.forget(ids) for cache in caches)


def _lines(ids: set[str], folder: Path, dry_run: bool, problems: list[Problem]) -> int:
    if not (folder / "run.json").is_file():
        return 0
    document = run_document_of(folder)
    before = {name: list(read_back(folder / f"{name}.csv")) for name in TABLES if (folder / f"{name}.csv").is_file()}
    tables = {name: _without(ids, rows, TABLES[name]) for name, rows in before.items()}
    removed = sum(len(rows) - len(tables[name][1]) for name, rows in before.items())
    page, on_the_page = _page(ids, folder)
    in_the_run = any(ids & set(assumption["about"]) for assumption in document["assumptions"])
    if dry_run or not (removed or on_the_page or in_the_run):
        return removed
    _write_anew(folder, ids, document, tables, page)
    if page is None:
        problems.append(Problem.of("report_removed", file=str(folder)))
    return removed


def _page(ids: set[str], folder: Path) -> tuple[html.ReportData | None, bool]:
    """The report's data, ``None`` where it cannot be read, and whether the page mentions one of these people."""
    try:
        text = (folder / "report.html").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None, False
    try:
        page = html.data_in(text)
    except MatchmakerError:
        return None, any(one in text for one in ids)
    return page, bool(ids & {person.id for person in page.people})


def _cell(column: str, text: str, numbers: Collection[str]) -> Any:
    if column not in numbers or not text:
        return text or None
    return int(text) if text.isdecimal() else float(text)


def _without(ids: set[str], rows: list[dict[str, str]], table: RunTable) -> Table:
    """The rows that are not about these people; in the others they are taken out of lists and of words."""
    kept = [_unnamed(ids, row, table) for row in rows if not ids & _about(row, table)]
    return table.columns, [tuple(_cell(column, row[column], table.numbers) for column in table.columns) for row in kept]


def _about(row: dict[str, str], table: RunTable) -> set[str]:
    """The ids that a row is about; the subject of a flag is written ``list:side:id`` or ``pair:id:id``."""
    return {part for column in table.named for part in (row[column], *_parts(row[column]))}


def _parts(cell: str) -> tuple[str, ...]:
    kind, _, rest = cell.partition(":")
    if kind == "list":
        return (rest.partition(":")[2],)
    return tuple(rest.split(":")) if kind == "pair" else ()


def _unnamed(ids: set[str], row: dict[str, str], table: RunTable) -> dict[str, str]:
    """A row that speaks of others too, without these ids: gone from lists, a dash in sentences."""
    named = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(ids)))})(?![\w-])")
    for column in table.listing:
        row = {**row, column: ";".join(one for one in row[column].split(";") if one not in ids)}
    for column in table.spoken:
        row = {**row, column: named.sub("–", row[column])}
    return row


def _write_anew(
    folder: Path, ids: set[str], document: Any, tables: dict[str, Table], page: html.ReportData | None
) -> None:
    """The run without these people. A report that cannot be read goes: nobody could be taken out of it."""
    for assumption in document["assumptions"]:
        assumption["about"] = [one for one in assumption["about"] if one not in ids]
    document["taken_out"] = document.get("taken_out", 0) + len(ids)
    with staged_folder(folder, force=True) as aside:
        (aside / "run.json").write_text(run_json(document), encoding="utf-8")
        for name, (columns, rows) in tables.items():
            write_csv(aside / f"{name}.csv", columns, rows)
        write_workbook(aside / "matches.xlsx", tables)
        if page is not None:
            (aside / "report.html").write_text(html.render(html.without(page, ids)), encoding="utf-8")
        if (folder / LETTERS).is_dir():
            shutil.copytree(folder / LETTERS, aside / LETTERS)
