"""An input with some cells read as if they said something else (what-if): the same readers, rules and problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from matchmaker.domain.problem import Problem
from matchmaker.tables.cells import INVISIBLE
from matchmaker.tables.findings import Findings
from matchmaker.tables.plan import plan_of
from matchmaker.tables.raw import RawTable, Record
from matchmaker.tables.shape import Shape


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an input: the table, the id of its row and the column of the reference."""

    table: str
    id: str
    column: str


Alterations = Mapping[Cell, str]
"""What cells are to say instead; an empty text is a blank. They may be people's words: kept in memory alone."""


def as_altered(table: RawTable, alterations: Alterations | None, shapes: Mapping[str, Shape]) -> RawTable:
    """The table with some of its cells altered. A column that it does not have is added, blank for everybody else."""
    wanted: dict[str, dict[str, str]] = {}
    for cell, value in (alterations or {}).items():
        if cell.table == table.table:
            wanted.setdefault(cell.id, {})[cell.column] = value
    if not wanted:
        return table
    shape = shapes[table.table]
    needed = tuple(name for name in shape.needed if not (name == "side" and table.side))
    place_of = plan_of(table, shape.columns, needed, Findings()).place_of
    if "id" not in place_of:
        return table
    columns = dict.fromkeys(column for cells in wanted.values() for column in cells)
    new = tuple(column for column in columns if column not in place_of)
    named = {place: column for column, place in place_of.items()}
    headings = tuple(named.get(place, heading) for place, heading in enumerate(table.headings))
    places = {**place_of, **{column: len(headings) + n for n, column in enumerate(new)}}
    rows = _rows(table, wanted, places, len(new))
    return replace(table, headings=headings + new, written=(*(table.written or table.headings), *new), rows=rows)


def _rows(
    table: RawTable, wanted: Mapping[str, Mapping[str, str]], places: Mapping[str, int], more: int
) -> Iterator[Record | Problem]:
    for item in table.rows:
        if isinstance(item, Problem) or len(item[1]) < len(table.headings):
            yield item
            continue
        row, cells = item[0], [*item[1][: len(table.headings)], *[""] * more, *item[1][len(table.headings) :]]
        for column, value in wanted.get(cells[places["id"]].strip(INVISIBLE), {}).items():
            cells[places[column]] = value
        yield row, cells
