"""Reading one table that stands beside an input: monitoring, a reference, or how far people came."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.problem import Problem, WrongUse
from matchmaker.tables.findings import Findings
from matchmaker.tables.locate import Place
from matchmaker.tables.opening import open_place
from matchmaker.tables.rows import Records, read_rows
from matchmaker.tables.shape import Shape
from matchmaker.tables.survey import Source


@dataclass(frozen=True, slots=True)
class Beside:
    """The table's records, if its headings allowed it, the file's SHA-256, and everything found on the way."""

    records: Records
    sha256: str | None
    problems: tuple[Problem, ...]
    assumptions: tuple[Assumption, ...]


def read_beside(path: Path, shape: Shape, encoding: str | None = None) -> Beside:
    """Read a table as far as it goes. Raises :class:`WrongUse` where there is no such file or it cannot be opened."""
    if not path.is_file():
        code = "path_is_a_folder" if path.is_dir() else "path_missing"
        raise WrongUse(Problem.of(code, file=str(path)))
    findings = Findings()
    place = Place(Source(path, path.name), shape.table)
    records = Records(path.name)
    try:
        looked, tables = open_place(place, {shape.table: shape}, findings, encoding, None)
        for table in tables:
            records = read_rows(table, shape, findings) or records
    except OSError:
        raise WrongUse(Problem.of("file_not_readable", file=path.name)) from None
    return Beside(records, looked.sha256 if looked else None, findings.in_order(), findings.assumptions())
