"""What a run noted about its own lists, for letters and sheets: from its folder, or from a run in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from matchmaker.explain.letters_noted import Noted, noted
from matchmaker.matching.run import Run
from matchmaker.report.flag_rows import FLAG_COLUMNS
from matchmaker.report.rows import MATCH_COLUMNS
from matchmaker.report.tables import TABLES
from matchmaker.tables.write import read_back

MATCHES, FLAGS = "matches", "flags"


def noted_in(folder: Path, *, by_pair: bool) -> Noted:
    """What ``matches.csv`` and ``flags.csv`` of a run's folder say. Columns that an older run has not are blank."""
    tables = [folder / f"{name}.csv" for name in (MATCHES, FLAGS)]
    matches, flags = (
        _filled(read_back(table), columns) if table.is_file() else iter(())
        for table, columns in zip(tables, (MATCH_COLUMNS, FLAG_COLUMNS), strict=True)
    )
    return noted(matches, flags, by_pair=by_pair)


def noted_of(run: Run) -> Noted:
    """The same of a run in memory."""
    return noted(_rows(run, MATCHES), _rows(run, FLAGS), by_pair=run.options.for_side == "pair")


def _rows(run: Run, name: str) -> Iterator[Mapping[str, str]]:
    """The rows of a table as they would be read back."""
    table = TABLES[name]
    for row in table.rows(run):
        yield {column: "" if cell is None else str(cell) for column, cell in zip(table.columns, row, strict=True)}


def _filled(rows: Iterator[Mapping[str, str]], columns: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    blank = dict.fromkeys(columns, "")
    return ({**blank, **row} for row in rows)
