"""Write the sheets of a blinded study of a run, and a sealed key apart that says which row came from where."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from matchmaker import pipeline
from matchmaker.domain.partner import Partner
from matchmaker.domain.problem import InputRefused, Problem, WrongUse
from matchmaker.explain.study import columns, page, shown_of
from matchmaker.matching.engine import Progress
from matchmaker.matching.study import Asked, SideTexts, draw_study
from matchmaker.services.known_folders import remember
from matchmaker.services.reopening import reopen, run_document_of
from matchmaker.tables.write import read_back, staged_folder, write_csv, write_workbook

FORMAT: Final = "matchmaker-study-1"
KEY: Final = "sealed-key.json"
RATERS: Final = "for-raters"
SHEET: Final = "ratings"
PAGE: Final = "read-me-first"
TO_FILL: Final = 2
"""The last columns of the sheet: the rating and the comment."""

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyMade:
    """A study that was written: how many people were drawn of those asked for, and how many rows there are."""

    folder: Path
    people: int
    asked_for: int
    rows: int
    with_text: bool
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """One side's people, what a rater sees of each (``None``: nothing, or forgotten since), and their texts."""

    people: tuple[Partner, ...]
    cells: tuple[Cells | None, ...]
    texts: SideTexts


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet as raters see it, without the rating, and what the key says of it."""

    row: str
    cells: Cells
    person_id: str
    candidate_id: str
    sources: tuple[str, ...]


def make_study(
    run: Path, out: Path, *, people: int, each: int, seed: int | None, with_text: bool, force: bool, progress: Progress
) -> StudyMade:
    """Draw a study of the run in ``run`` from today's files, and write it to ``out``, for its owner only.

    ``each`` candidates a source; ``seed`` replaces the run's. Whoever was forgotten since the run is not drawn. Raises
    :class:`WrongUse` where the run read no text, and :class:`InputRefused` where nobody can be drawn.
    """
    with staged_folder(out, force=force) as aside:
        opened = reopen(run, progress)
        prepared = opened.prepared
        if prepared.reading.texts is None:
            raise WrongUse(Problem.of("study_needs_text", file=str(run)))
        left = _left_in(run)
        patients = _side(prepared, prepared.pool.patients, left, with_text=with_text)
        professionals = _side(prepared, prepared.pool.professionals, left, with_text=with_text)
        chosen = opened.options.seed if seed is None else seed
        generator = np.random.default_rng(chosen)
        asked = draw_study(prepared.table, patients.texts, professionals.texts, generator, people=people, each=each)
        if not asked:
            raise InputRefused(Problem.of("study_shows_nothing"))
        rows = list(_rows(asked, patients, professionals))
        challenge = prepared.cohort.challenge
        head = columns(with_text=with_text)
        write_for_raters(
            aside, head, [(*row.cells, "", "") for row in rows], page(challenge.title if challenge else None)
        )
        _write_key(aside, head, rows, seed=chosen, with_text=with_text)
    remember(out)
    return StudyMade(out, len(asked), people, len(rows), with_text, opened.changed)


def fingerprint(cells: Iterable[str]) -> str:
    """What a row shows, as a hash that does not mind what spreadsheets do to spaces and leading quotes."""
    plain = (" ".join(cell.split()).lstrip("'") for cell in cells)
    return hashlib.sha256("\x1f".join(plain).encode()).hexdigest()


def write_for_raters(aside: Path, head: Sequence[str], rows: Sequence[Cells], lines: Sequence[str]) -> None:
    """The folder that raters get: a page to read first, and the sheet as a workbook and as CSV."""
    folder = aside / RATERS
    folder.mkdir()
    (folder / f"{PAGE}.txt").write_text("".join(f"{line}\n\n" for line in lines), encoding="utf-8")
    write_csv(folder / f"{SHEET}.csv", head, rows)
    write_workbook(folder / f"{SHEET}.xlsx", {SHEET: (head, rows), PAGE: ((lines[0],), [(one,) for one in lines[1:]])})


def _left_in(run: Path) -> frozenset[str] | None:
    """Who is left in a run from which somebody was taken out since; ``None`` where nobody was."""
    if not run_document_of(run).get("taken_out"):
        return None
    rows = list(read_back(run / "matches.csv"))
    return frozenset(row[column] for row in rows for column in ("for_id", "candidate_id"))


def _side(prepared: pipeline.Prepared, places: Sequence[int], left: frozenset[str] | None, *, with_text: bool) -> _Side:
    texts = prepared.reading.texts
    assert texts is not None
    people = tuple(prepared.pool.people[place] for place in places)
    read = tuple(prepared.statements.texts[place] if texts.known[place] else None for place in places)
    cells = tuple(
        shown_of(person, prepared.cohort, text, with_text=with_text) if left is None or person.id in left else None
        for person, text in zip(people, read, strict=True)
    )
    return _Side(people, cells, SideTexts(read, np.array([cell is not None for cell in cells], bool)))


def _rows(asked: Sequence[Asked], patients: _Side, professionals: _Side) -> Iterator[Row]:
    """The rows in the order of the sheet; a candidate is called by a letter that starts anew for each person."""
    number = 0
    for person_number, one in enumerate(asked, 1):
        mine, theirs = (patients, professionals) if one.is_patient else (professionals, patients)
        for place, candidate in enumerate(one.candidates, 1):
            number += 1
            me, other = mine.cells[one.place], theirs.cells[candidate.place]
            assert me is not None
            assert other is not None
            name = f"R{number:03d}"
            yield Row(
                name,
                (name, f"Person {person_number}", *me, f"no. {place}", *other),
                mine.people[one.place].id,
                theirs.people[candidate.place].id,
                candidate.sources,
            )


def _write_key(aside: Path, head: Sequence[str], rows: Sequence[Row], *, seed: int | None, with_text: bool) -> None:
    entries = [
        {
            "row": row.row,
            "person_id": row.person_id,
            "candidate_id": row.candidate_id,
            "sources": list(row.sources),
            "shown": fingerprint(row.cells),
        }
        for row in rows
    ]
    document = {"format": FORMAT, "seed": seed, "with_text": with_text, "columns": list(head), "rows": entries}
    (aside / KEY).write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
