"""Forget people: take them out of the vectors kept and of every run on this computer, and say what was removed."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matchmaker.domain.problem import Problem, WrongUse
from matchmaker.report import html
from matchmaker.report.rows import CONTRIBUTION_COLUMNS, MATCH_COLUMNS, NUMBERS
from matchmaker.report.run_file import run_json
from matchmaker.services.known_folders import known_folders
from matchmaker.services.letters import LETTERS, forget_letters
from matchmaker.services.reopening import run_document_of
from matchmaker.tables.write import read_back, staged_folder, write_csv, write_workbook

Table = tuple[Sequence[str], list[Sequence[Any]]]

TABLES = {
    "matches": (MATCH_COLUMNS, ("for_id", "candidate_id")),
    "contributions": (CONTRIBUTION_COLUMNS, ("patient_id", "professional_id")),
}
"""The tables of a run's folder: their columns, and those that name people."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed from one folder: how many texts' vectors, lines of lists and of scores, and letters."""

    folder: Path
    vectors: int
    lines: int
    letters: int

    @property
    def anything(self) -> bool:
        """Whether there was anything of these people in the folder."""
        return bool(self.vectors or self.lines or self.letters)


def forget(ids: Collection[str], folder: Path | None) -> Sequence[Removed]:
    """Remove people from the run or the kept vectors in ``folder``, or from every such folder known on this computer.

    A run's files are written anew beside the old ones and take their place together, so that a stop half-way leaves
    the folder as it was.
    """
    if folder is not None and not folder.is_dir():
        raise WrongUse(Problem.of("not_a_run", file=str(folder)))
    folders = [folder] if folder is not None else known_folders()
    return [_removed(set(ids), place) for place in folders]


def _removed(ids: set[str], folder: Path) -> Removed:
    """Letters first: the rest of the folder is then written anew with those that are left."""
    letters = sum(forget_letters(ids, place) for place in (folder, folder / LETTERS))
    return Removed(folder, _vectors(ids, folder), _lines(ids, folder), letters)


def _vectors(ids: Collection[str], folder: Path) -> int:
    from matchmaker.text import VectorCache

    caches = (VectorCache(folder), VectorCache.beside(folder))
    return sum(cache.forget(ids) for cache in caches if cache.path.is_file())


def _lines(ids: set[str], folder: Path) -> int:
    if not (folder / "run.json").is_file():
        return 0
    document = run_document_of(folder)
    before = {name: list(read_back(folder / f"{name}.csv")) for name in TABLES}
    tables = {name: _without(ids, before[name], *TABLES[name]) for name in TABLES}
    removed = sum(len(before[name]) - len(tables[name][1]) for name in TABLES)
    page = html.data_in((folder / "report.html").read_text(encoding="utf-8"))
    on_the_page = ids & {person.id for person in page.people}
    in_the_run = any(ids & set(assumption["about"]) for assumption in document["assumptions"])
    if removed or on_the_page or in_the_run:
        _write_anew(folder, ids, document, tables, page)
    return removed


def _cell(column: str, text: str) -> Any:
    if column not in NUMBERS or not text:
        return text or None
    return int(text) if text.isdecimal() else float(text)


def _without(ids: set[str], rows: list[dict[str, str]], columns: Sequence[str], people: Sequence[str]) -> Table:
    kept = [row for row in rows if not ids & {row[column] for column in people}]
    return columns, [tuple(_cell(column, row[column]) for column in columns) for row in kept]


def _write_anew(folder: Path, ids: set[str], document: Any, tables: dict[str, Table], page: html.ReportData) -> None:
    for assumption in document["assumptions"]:
        assumption["about"] = [one for one in assumption["about"] if one not in ids]
    document["taken_out"] = document.get("taken_out", 0) + len(ids)
    with staged_folder(folder, force=True) as aside:
        (aside / "run.json").write_text(run_json(document), encoding="utf-8")
        for name, (columns, rows) in tables.items():
            write_csv(aside / f"{name}.csv", columns, rows)
        write_workbook(aside / "matches.xlsx", tables)
        (aside / "report.html").write_text(html.render(html.without(page, ids)), encoding="utf-8")
        if (folder / LETTERS).is_dir():
            shutil.copytree(folder / LETTERS, aside / LETTERS)
