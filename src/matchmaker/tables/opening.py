"""Opening a file: from a place on disk to raw tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from matchmaker.domain.problem import Problem
from matchmaker.tables.delimited import Progress, read_delimited
from matchmaker.tables.findings import Findings
from matchmaker.tables.locate import Place
from matchmaker.tables.raw import RawTable, Record, headed, key_of
from matchmaker.tables.shape import Shape
from matchmaker.tables.shapes import TABLES
from matchmaker.tables.survey import Survey, survey
from matchmaker.tables.workbook import Workbook, open_workbook

SIDE_SHEETS = {
    "patient": ("partners", "patients", "patient"),
    "professional": ("partners", "professionals", "professional"),
}


def open_place(
    place: Place, shapes: Mapping[str, Shape], findings: Findings, encoding: str | None, progress: Progress | None
) -> tuple[Survey | None, Iterator[RawTable]]:
    """The raw tables of one file, opened one after the other, and what its bytes are."""
    looked = survey(place.source, encoding)
    if isinstance(looked, Problem):
        findings.problems.append(looked)
        return None, iter(())
    if looked.encoding is None:
        return looked, _sheets(place, shapes, findings, progress)
    if looked.guessed:
        findings.assume("read_as_windows_1252", file=looked.source.name)
    return looked, _delimited(place, looked, shapes, findings, progress)


def _delimited(
    place: Place, looked: Survey, shapes: Mapping[str, Shape], findings: Findings, progress: Progress | None
) -> Iterator[RawTable]:
    delimiter, records = read_delimited(looked, progress)
    if delimiter != ",":
        name = {";": "semicolon", "\t": "tab"}.get(delimiter, "other")
        findings.assume("other_delimiter", file=looked.source.name, delimiter=name)
    yield from _headed(place, place.table or "partners", looked.source.name, records, shapes, findings)


def _sheets(
    place: Place, shapes: Mapping[str, Shape], findings: Findings, progress: Progress | None
) -> Iterator[RawTable]:
    book = open_workbook(place.source)
    if not isinstance(book, Workbook):
        findings.problems += book
        return
    if not book.sheets:
        findings.wrong("file_empty", file=place.source.name)
        return
    chosen = _chosen(place, book, shapes)
    if not chosen:
        findings.wrong("sheet_not_found", file=place.source.name, sheets=book.sheets, tables=TABLES)
    unread = tuple(sheet for sheet in book.sheets if sheet not in chosen.values())
    if chosen and unread:
        findings.assume("sheets_not_read", file=place.source.name, sheets=unread)
    for table, sheet in chosen.items():
        name = f"{place.source.name} [{sheet}]" if len(chosen) > 1 else place.source.name
        records: Iterator[Record | Problem] = iter(book.rows(sheet, progress))
        yield from _headed(place, table, name, records, shapes, findings)


def _chosen(place: Place, book: Workbook, shapes: Mapping[str, Shape]) -> dict[str, str]:
    """Which sheet is which table: by its name, the only sheet there is, or the only one with the heading it needs."""
    if place.table is None:
        named = {table: sheet for table in TABLES if (sheet := book.sheet_for(table))}
        if "partners" in named:
            return named
        only = _only_with("id", book, [sheet for sheet in book.sheets if sheet not in named.values()])
        return {"partners": only, **named} if only else {}
    names = SIDE_SHEETS[place.side.value] if place.side else (place.table,)
    sheet = book.sheets[0] if len(book.sheets) == 1 else book.sheet_for(*names)
    sheet = sheet or _only_with(shapes[place.table].needed[0], book, book.sheets)
    return {place.table: sheet} if sheet else {}


def _only_with(heading: str, book: Workbook, sheets: Sequence[str]) -> str | None:
    """The only sheet of these, or the only one whose first row that holds anything has this heading."""
    if len(book.sheets) == 1:
        return book.sheets[0]
    found = []
    for sheet in sheets:
        first = next((cells for _, cells in book.rows(sheet) if any(cell.strip() for cell in cells)), ())
        if key_of(heading) in map(key_of, first):
            found.append(sheet)
    return found[0] if len(found) == 1 else None


def _headed(
    place: Place,
    table: str,
    name: str,
    records: Iterator[Record | Problem],
    shapes: Mapping[str, Shape],
    findings: Findings,
) -> Iterator[RawTable]:
    found = headed(table, name, records, frozenset(shapes[table].columns), place.side)
    if isinstance(found, Problem):
        findings.problems.append(found)
    else:
        yield found
