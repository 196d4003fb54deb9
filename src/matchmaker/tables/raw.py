"""A table as it came: headings and rows of text, whatever the file was. Rows are read once, one at a time."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from matchmaker.domain.partner import Side
from matchmaker.domain.problem import Problem

Record = tuple[int, Sequence[str]]
"""A row number as a spreadsheet shows it, and the row's cells."""

LOOK_AHEAD = 20
"""How many rows are looked at for a heading that is not in row 1."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table, unread. ``table`` is its name in the reference (``partners`` …), ``file`` what a person calls it.

    ``side`` is set where the whole table stands on one side (the first and second of two files). ``rows`` may hold
    a :class:`Problem` in place of a row that could not be read; it can be gone through once.

    Where a person said what the columns are, ``headings`` are the names they chose, ``written`` the file's own, and
    ``left_out`` the places of columns that are not to be read.
    """

    table: str
    file: str
    headings: tuple[str, ...]
    rows: Iterable[Record | Problem]
    side: Side | None = None
    written: tuple[str, ...] = ()
    left_out: frozenset[int] = frozenset()

    @classmethod
    def of_records(cls, table: str, records: Sequence[Mapping[str, object]], *, file: str | None = None) -> RawTable:
        """A table from JSON-like records: lists become ``a; b``, an empty list ``none``, ``None`` a blank."""
        headings = tuple(dict.fromkeys(name for record in records for name in record))
        rows = [(row, [_cell_of(record.get(name)) for name in headings]) for row, record in enumerate(records, 1)]
        return cls(table, file or table, headings, rows)


def _cell_of(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.12f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return "; ".join(_cell_of(entry) for entry in value) or "none"
    return str(value)


def key_of(heading: str) -> str:
    """A heading without case, spaces, underscores and hyphens: ``Travel minutes`` and ``travel_minutes`` are one."""
    return re.sub(r"[\W_]+", "", heading.casefold())


def headed(
    table: str, file: str, records: Iterator[Record | Problem], columns: frozenset[str], side: Side | None = None
) -> RawTable | Problem:
    """Split off the heading row. A heading further down is a problem, and so is a table with nothing in it.

    ``columns`` are the known column names of this table, by which a heading is recognised.
    """
    first = list(islice(records, LOOK_AHEAD))
    filled = [item for item in first if not isinstance(item, Problem) and any(cell.strip() for cell in item[1])]
    if not filled:
        broken = next((item for item in first if isinstance(item, Problem)), None)
        return broken or Problem.of("file_empty", file=file)
    known = {key_of(name) for name in columns}
    hits = [sum(key_of(cell) in known for cell in cells) for _, cells in filled]
    row, cells = filled[0]
    if (row > 1 and hits[0]) or (not hits[0] and max(hits) > 0):
        found = filled[next(place for place, hit in enumerate(hits) if hit)][0]
        return Problem.of("heading_row_not_first", file=file, row=found)
    rest = (item for item in first if item is not filled[0])
    return RawTable(table, file, tuple(cell.strip() for cell in cells), chain(rest, records), side)
