"""Results out: CSV and workbooks that spreadsheets open without harm. Same rows, same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any

from matchmaker.tables.staging import staged_folder

__all__ = ["fits_in_memory", "harmless", "read_back", "staged_folder", "write_csv", "write_workbook"]

Target = Path | BytesIO
"""Where a file goes: to a place on a disk, or into memory, where no part of it ever touches a disk."""

Cell = object
"""What a cell may hold: text, a number, a date, a truth value, or ``None`` for a blank."""

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
RUNS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""The start of a text that a spreadsheet would run, perhaps behind quotes that were put before it already."""

Sheets = Mapping[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]]
"""Sheets of a workbook by name: columns and rows."""

SHEET_ROWS = 1_048_576
SHEET_CELL = 32_767
LONG_SHEET = 100_000
"""Rows after which a sheet is written row by row instead of being kept in memory."""

WRITTEN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The date inside a workbook, always the same so that the bytes are."""


def harmless(text: str) -> str:
    """A text that no spreadsheet runs as a formula: such a one gets a ``'`` in front. Numbers stay as they are."""
    return f"'{text}" if RUNS.match(text) and not NUMBER.fullmatch(text) else text


def _plain(cell: Cell) -> object:
    """A cell for a file: blanks for ``None`` and not-a-number, yes and no, ISO dates."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return cell
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def write_csv(target: Target, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as UTF-8 with BOM by RFC 4180: commas, CRLF, quotes where needed, texts made harmless."""
    with nullcontext(target) if isinstance(target, BytesIO) else target.open("wb") as file:
        stream = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        writer = csv.writer(stream)
        writer.writerow([harmless(name) for name in columns])
        for row in rows:
            plain = map(_plain, row)
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in plain])
        stream.flush()
        stream.detach()


def read_back(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file that :func:`write_csv` wrote, by column, every text as it was before."""
    csv.field_size_limit(20_000_000)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        columns = [_as_before(name) for name in next(reader, [])]
        for row in reader:
            yield dict(zip(columns, map(_as_before, row), strict=True))


def _as_before(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and RUNS.match(cell) else cell


def write_workbook(target: Target, sheets: Sheets) -> tuple[str, ...]:
    """Write sheets of ``(columns, rows)`` to a workbook: frozen headings, filters, fitting widths, no formulas.

    Returns the names of sheets that did not hold everything; their last row says so. In memory only sheets of up to
    ``LONG_SHEET`` rows can be written (``ValueError``): longer ones need a disk to lean on.
    """
    import xlsxwriter

    big = not fits_in_memory(sheets)
    if big and isinstance(target, BytesIO):
        raise ValueError("these sheets are too long to be made in memory")
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": big,
        "in_memory": not big,
        "tmpdir": str(target.parent) if isinstance(target, Path) else None,
    }
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        book.set_properties({"created": WRITTEN})
        bold = book.add_format({"bold": True})
        for name, (columns, rows) in sheets.items():
            _sheet(book.add_worksheet(name[:31]), columns, rows, bold)
    return tuple(name for name, (_, rows) in sheets.items() if len(rows) >= SHEET_ROWS)


def fits_in_memory(sheets: Sheets) -> bool:
    """Whether every sheet is short enough for the workbook to be made in memory."""
    return all(len(rows) <= LONG_SHEET for _, rows in sheets.values())


def _sheet(sheet: Any, columns: Sequence[str], rows: Sequence[Sequence[Cell]], bold: Any) -> None:
    fits = rows if len(rows) < SHEET_ROWS else rows[: SHEET_ROWS - 2]
    for place, name in enumerate(columns):
        seen = (len(str(row[place])) for row in islice(rows, 100) if row[place] is not None)
        sheet.set_column(place, place, min(60, max(8, len(name) + 3, *seen, 0)))
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, max(len(fits), 1), len(columns) - 1)
    sheet.write_row(0, 0, [str(name) for name in columns], bold)
    for number, row in enumerate(fits, 1):
        for place, cell in enumerate(map(_plain, row)):
            if isinstance(cell, str):
                sheet.write_string(number, place, cell[:SHEET_CELL])
            else:
                sheet.write(number, place, cell)
    if len(fits) < len(rows):
        sheet.write_string(len(fits) + 1, 0, f"{len(rows) - len(fits)} more rows are in the CSV file.")
