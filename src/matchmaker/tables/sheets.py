"""A sheet that we wrote and people gave back: CSV or workbook, read by its headings, every problem at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from matchmaker.domain.problem import InputRefused, Problem
from matchmaker.tables.delimited import read_delimited
from matchmaker.tables.raw import RawTable, Record, headed, key_of
from matchmaker.tables.survey import Source, Survey, survey
from matchmaker.tables.workbook import Workbook, open_workbook


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows: row number and cells by column. ``sha256`` is of the file; ``problems`` of rows unread."""

    file: str
    sha256: str
    rows: tuple[tuple[int, dict[str, str]], ...]
    problems: tuple[Problem, ...]


def read_sheet(path: Path, columns: Sequence[str], sheet: str) -> Sheet:
    """Read ``columns`` of a CSV file, or of the ``sheet`` of a workbook. Other columns are not read.

    Raises :class:`InputRefused` where there is no such file, or it is no such table.
    """
    if not path.is_file():
        raise InputRefused(Problem.of("path_missing", file=str(path)))
    looked = survey(Source(path, path.name))
    if isinstance(looked, Problem):
        raise InputRefused(looked)
    found = headed(sheet, path.name, _records(looked, sheet), frozenset(columns))
    if isinstance(found, Problem):
        raise InputRefused(found)
    place = {key_of(heading): n for n, heading in reversed(list(enumerate(found.headings)))}
    missing = [column for column in columns if key_of(column) not in place]
    if missing:
        raise InputRefused([Problem.of("ratings_column_missing", file=path.name, heading=name) for name in missing])
    return _sheet(found, looked.sha256, {column: place[key_of(column)] for column in columns})


def _records(looked: Survey, sheet: str) -> Iterator[Record | Problem]:
    if looked.encoding is not None:
        yield from read_delimited(looked)[1]
        return
    book = open_workbook(looked.source)
    if not isinstance(book, Workbook):
        raise InputRefused(book)
    name = book.sheet_for(sheet) or (book.sheets[0] if len(book.sheets) == 1 else None)
    if name is None:
        problem = Problem.of("sheet_not_found", file=looked.source.name, sheets=book.sheets, tables=(sheet,))
        raise InputRefused(problem)
    yield from book.rows(name)


def _sheet(table: RawTable, sha256: str, place: dict[str, int]) -> Sheet:
    rows, problems = [], []
    for item in table.rows:
        if isinstance(item, Problem):
            problems.append(item)
        elif any(cell.strip() for cell in item[1]):
            number, cells = item
            rows.append((number, {name: cells[n].strip() if n < len(cells) else "" for name, n in place.items()}))
    return Sheet(table.file, sha256, tuple(rows), tuple(problems))
