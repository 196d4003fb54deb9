"""Read the ratings of a blinded study back, every problem at once; and take people out of a study."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from matchmaker.domain.problem import InputRefused, MatchmakerError, OutsideFailure, Problem, WrongUse
from matchmaker.explain.messages import say
from matchmaker.matching.ratings import HIGHEST, LOWEST, Findings, Rating, findings
from matchmaker.services.study import FORMAT, KEY, PAGE, RATERS, SHEET, fingerprint, write_for_raters
from matchmaker.tables.sheets import Sheet, read_sheet
from matchmaker.tables.write import read_back, staged_folder

VALUES = {str(value): value for value in range(LOWEST, HIGHEST + 1)}


@dataclass(frozen=True, slots=True)
class StudyRead:
    """What the raters said, how many rows the sheet has, and whether it showed what people wrote."""

    findings: Findings
    rows: int
    with_text: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What the key says of a row."""

    person_id: str
    sources: tuple[str, ...]
    shown: str


def read_study(folder: Path, sheets: Sequence[Path]) -> StudyRead:
    """The findings from one sheet a rater. :class:`InputRefused` names everything wrong with all of them at once."""
    key = key_of_study(folder)
    known = {row["row"]: _Known(row["person_id"], tuple(row["sources"]), row["shown"]) for row in key["rows"]}
    problems: list[Problem] = []
    ratings: list[Rating] = []
    seen: dict[str, str] = {}
    for rater, path in enumerate(sheets):
        try:
            sheet = read_sheet(path, key["columns"], SHEET)
        except MatchmakerError as error:
            problems += error.problems
            continue
        if sheet.sha256 in seen:
            problems.append(Problem.of("ratings_file_twice", file=sheet.file, other=seen[sheet.sha256]))
        seen.setdefault(sheet.sha256, sheet.file)
        problems += sheet.problems
        found = list(_ratings(sheet, rater, key["columns"], known))
        wrong = [one for one in found if isinstance(one, Problem)]
        rated = [one for one in found if isinstance(one, Rating)]
        if not wrong and not rated:
            wrong = [Problem.of("ratings_nothing_rated", file=sheet.file)]
        problems += wrong
        ratings += rated
    if problems:
        raise InputRefused(problems)
    return StudyRead(findings(ratings, np.random.default_rng(key["seed"])), len(known), key["with_text"])


def key_of_study(folder: Path) -> dict[str, Any]:
    """The sealed key. :class:`WrongUse` where there is none, :class:`OutsideFailure` where it is damaged."""
    try:
        key = json.loads((folder / KEY).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WrongUse(Problem.of("not_a_study", file=str(folder))) from None
    except (OSError, ValueError):
        raise OutsideFailure(Problem.of("study_key_unreadable", file=str(folder / KEY))) from None
    if not isinstance(key, dict) or key.get("format") != FORMAT:
        raise OutsideFailure(Problem.of("study_key_unreadable", file=str(folder / KEY)))
    return key


def _ratings(
    sheet: Sheet, rater: int, columns: Sequence[str], known: Mapping[str, _Known]
) -> Iterator[Rating | Problem]:
    """A rating, or what is wrong, for each row that was filled in. Comments are not read."""
    *shown, rating, _ = columns
    before: set[str] = set()
    for number, cells in sheet.rows:
        name = cells[shown[0]]
        if name not in known:
            yield Problem("rating_row_unknown", file=sheet.file, row=number)
            continue
        if name in before:
            yield Problem("rating_row_twice", file=sheet.file, row=number)
        elif fingerprint(cells[column] for column in shown) != known[name].shown:
            yield Problem("rating_row_altered", file=sheet.file, row=number)
        before.add(name)
        answer = " ".join(cells[rating].casefold().split()).removesuffix(".0")
        if answer in VALUES or answer == say("study", "cannot_say"):
            entry = known[name]
            yield Rating(rater, name, entry.person_id, entry.sources, VALUES.get(answer))
        elif answer:
            yield Problem("rating_not_understood", file=sheet.file, row=number, column=rating)


def document(read: StudyRead) -> dict[str, Any]:
    """The findings as JSON."""
    found = read.findings
    return {
        "rows": read.rows,
        "with_text": read.with_text,
        "sources": [asdict(one) for one in found.sources],
        "differences": [asdict(one) | {"verdict": one.verdict} for one in found.differences],
        "agreement": asdict(found.agreement),
    }


def rows_about(ids: Collection[str], folder: Path) -> int:
    """How many rows of a study show one of these people; 0 where the folder holds no study."""
    return len(_rows_about(ids, folder))


def forget_in_study(ids: Collection[str], folder: Path) -> int:
    """Take every row out of a study that shows one of these people; how many there were."""
    gone = _rows_about(ids, folder)
    if not gone:
        return 0
    key = key_of_study(folder)
    key["rows"] = [row for row in key["rows"] if row["row"] not in gone]
    lines = (folder / RATERS / f"{PAGE}.txt").read_text(encoding="utf-8").split("\n\n")
    first = key["columns"][0]
    kept = [tuple(row.values()) for row in read_back(folder / RATERS / f"{SHEET}.csv") if row[first] not in gone]
    with staged_folder(folder, force=True) as aside:
        write_for_raters(aside, key["columns"], kept, [line for line in lines if line.strip()])
        (aside / KEY).write_text(json.dumps(key, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return len(gone)


def _rows_about(ids: Collection[str], folder: Path) -> set[str]:
    if not (folder / KEY).is_file():
        return set()
    rows = key_of_study(folder)["rows"]
    return {row["row"] for row in rows if row["person_id"] in ids or row["candidate_id"] in ids}
