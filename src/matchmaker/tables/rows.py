"""From a raw table to records, row by row, with every problem named by its row and column."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from matchmaker.domain.partner import Side
from matchmaker.domain.problem import Problem
from matchmaker.tables.cells import CellWrong, Noted, Reader, text, trimmed
from matchmaker.tables.findings import ColumnsRead, Findings
from matchmaker.tables.headings import letter
from matchmaker.tables.plan import Plan, plan_of
from matchmaker.tables.raw import RawTable
from matchmaker.tables.shape import RowWrong, Shape, Values

MAX_ROWS = 1_000_000
REMEMBERED = 20_000
"""Different cells of one column that are read once and shared from then on."""


@dataclass(slots=True)
class Records:
    """What a table held: each record with its row.

    ``ids`` (row, id) and ``mentions`` (row, column, id of another table) also have those of rows with a problem.
    ``side`` is that of the whole table, ``whole`` says whether every row of it was good.
    """

    file: str
    made: list[tuple[int, Any]] = field(default_factory=list)
    ids: list[tuple[int, str]] = field(default_factory=list)
    mentions: list[tuple[int, str, str]] = field(default_factory=list)
    rows: int = 0
    columns: tuple[str, ...] = ()
    side: Side | None = None
    whole: bool = True


class _Column:
    """One column's reader with its memory: the same short cell is read once, and its value shared."""

    def __init__(self, name: str, place: int, reader: Reader) -> None:
        self.name, self.place, self.reader = name, place, reader
        self.remembers = reader is not text and name not in ("id", "display_name")
        self.memory: dict[str, object] = {}

    def read(self, cell: str) -> object:
        """The value of a cell, ``None`` for a blank."""
        known = self.memory.get(cell) if self.remembers else None
        if known is not None:
            return known
        clean = trimmed(cell)
        value = self.reader(clean) if clean else None
        if self.remembers and value is not None and len(self.memory) < REMEMBERED:
            self.memory[cell] = value
        return value


class _Reading:
    """One table being read."""

    def __init__(self, table: RawTable, shape: Shape, plan: Plan, findings: Findings) -> None:
        self.table, self.shape, self.plan, self.findings = table, shape, plan, findings
        in_order = sorted(plan.place_of.items(), key=lambda item: item[1])
        self.columns = [_Column(name, place, shape.readers[name]) for name, place in in_order]
        self.width = len(table.headings)
        self.seen: dict[Hashable, int] = {}
        self.blank_headings_said: set[int] = set()
        names = tuple(column.name for column in self.columns)
        self.records = Records(table.file, columns=names, side=table.side)

    def wrong(self, code: str, row: int, column: str | None = None, error: CellWrong | None = None) -> None:
        params = error.params if error else {}
        self.findings.wrong(code, file=self.table.file, row=row, column=column, **params)

    def take(self, row: int, cells: list[str]) -> None:
        """Read one row: a record, or problems."""
        if len(cells) != self.width and not self.fits(row, cells):
            return
        for place in self.plan.blank:
            if place not in self.blank_headings_said and cells[place].strip():
                self.blank_headings_said.add(place)
                self.wrong("heading_blank", row, letter(place))
        self.records.rows += 1
        before = len(self.findings.problems)
        values = self.values(row, cells)
        if isinstance(values.get("id"), str):
            self.records.ids.append((row, values["id"]))
        for column in self.shape.points_to:
            if isinstance(values.get(column), str):
                self.records.mentions.append((row, column, values[column]))
        if len(self.findings.problems) == before:
            self.make(row, values)

    def fits(self, row: int, cells: list[str]) -> bool:
        """Cut blanks beyond the last heading; any other difference in length is a problem."""
        if len(cells) > self.width and not any(cell.strip() for cell in cells[self.width :]):
            del cells[self.width :]
            return True
        self.findings.wrong("row_ragged", file=self.table.file, row=row, cells=len(cells), headings=self.width)
        return False

    def values(self, row: int, cells: list[str]) -> Values:
        """The values of a row. Where the whole table stands on one side, a row that says the other is wrong."""
        values: Values = {}
        for column in self.columns:
            try:
                value = column.read(cells[column.place])
            except CellWrong as error:
                self.wrong(error.code, row, column.name, error)
                values[column.name] = ...
                continue
            if type(value) is Noted:
                self.findings.note(value.codes, file=self.table.file, column=column.name)
                value = value.value
            values[column.name] = value
        if self.table.side:
            said = values.setdefault("side", None)
            values["side"] = said or self.table.side
            if said in ("patient", "professional") and said != self.table.side:
                self.wrong("side_contradicts_file", row, "side")
        for name in self.shape.filled:
            if values.get(name) is None and (name in self.plan.place_of or name == "side"):
                self.wrong("cell_blank", row, name)
        return values

    def make(self, row: int, values: Values) -> None:
        """Turn good values into a record, unless an earlier row said the same."""
        try:
            record = self.shape.make(values)
        except RowWrong as error:
            self.wrong(error.code, row, error.column, error)
            return
        same = self.shape.same(record)
        first = self.seen.setdefault(same, row)
        if first != row and self.shape.table not in ("partners", "challenges"):
            self.findings.wrong("row_twice", file=self.table.file, row=row, first=first)
        self.records.made.append((row, record))


def read_rows(table: RawTable, shape: Shape, findings: Findings) -> Records | None:
    """Read a table to its end. ``None`` where its headings do not allow it."""
    before = len(findings.problems)
    needed = tuple(name for name in shape.needed if not (name == "side" and table.side))
    plan = plan_of(table, shape.columns, needed, findings)
    if len(findings.problems) > before:
        return None
    reading = _Reading(table, shape, plan, findings)
    for item in table.rows:
        if isinstance(item, Problem):
            findings.problems.append(item)
            continue
        row, cells = item
        if not any(cells) or not any(cell.strip() for cell in cells):
            continue
        if reading.records.rows >= MAX_ROWS:
            findings.wrong("too_many_rows", file=table.file, row=row, limit=MAX_ROWS)
            break
        reading.take(row, list(cells))
    reading.records.whole = len(findings.problems) == before
    findings.columns.append(ColumnsRead(table.file, shape.table, reading.records.columns))
    return reading.records
