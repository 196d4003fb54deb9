"""Workbooks (``.xlsx``): formulas as the values they last had, numbers and dates as people would type them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from matchmaker.domain.problem import Problem
from matchmaker.tables.archive import archive_problems
from matchmaker.tables.delimited import STEP, Progress
from matchmaker.tables.raw import Record, key_of
from matchmaker.tables.survey import Source


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open workbook. ``sheets`` are the names of its visible sheets that hold anything."""

    source: Source
    book: Any
    sheets: tuple[str, ...]

    def sheet_for(self, *names: str) -> str | None:
        """The sheet called by one of these names, whatever its case and spaces."""
        wanted = {key_of(name) for name in names}
        return next((sheet for sheet in self.sheets if key_of(sheet) in wanted), None)

    def rows(self, sheet: str, progress: Progress | None = None) -> Iterator[Record]:
        """A sheet's rows as text, numbered as the sheet numbers them."""
        page = self.book.get_sheet_by_name(sheet)
        total = page.total_height
        for row, cells in enumerate(page.iter_rows(), 1):
            if progress and row % STEP == 0:
                progress(self.source.name, row, total)
            yield row, [_text(cell) for cell in cells]
        if progress:
            progress(self.source.name, total, total)


def open_workbook(source: Source) -> Workbook | tuple[Problem, ...]:
    """Open a workbook after checking what it unpacks to."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    problems = archive_problems(source)
    if problems:
        return problems
    try:
        book = (
            CalamineWorkbook.from_path(str(source.path))
            if source.content is None
            else CalamineWorkbook.from_filelike(BytesIO(source.content))
        )
        sheets = tuple(
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
            and sheet.typ == SheetTypeEnum.WorkSheet
            and book.get_sheet_by_name(sheet.name).end is not None
        )
    except (CalamineError, ValueError, OSError):
        return (Problem.of("workbook_broken", file=source.name),)
    return Workbook(source, book, sheets)


def _text(cell: object) -> str:
    """A cell as somebody would type it: 12.0 is ``12``, a date is ISO, TRUE is ``yes``."""
    if isinstance(cell, str):
        return cell.replace("_x000D_", "\n") if "_x000D_" in cell else cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)
