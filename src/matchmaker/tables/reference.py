"""``reference.csv``: tables about the people whom a purpose is for. Read here, checked in ``representation``."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from pathlib import Path

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.monitoring import Meaning, ReferenceRow
from matchmaker.domain.problem import Problem
from matchmaker.tables.beside import Beside, read_beside
from matchmaker.tables.cells import code_key, day, member_of, number, short
from matchmaker.tables.shape import Shape, Values

MOST = 99_999_999_999


@dataclass(frozen=True, slots=True)
class ReferenceRead:
    """The rows of every attribute that could be read whole, every problem, and what was assumed."""

    rows: tuple[ReferenceRow, ...]
    sha256: str | None
    problems: tuple[Problem, ...]
    assumptions: tuple[Assumption, ...]


def _row(values: Values) -> ReferenceRow:
    return ReferenceRow(**values)


def _itself(record: ReferenceRow) -> Hashable:
    return record


REFERENCE = Shape(
    "reference",
    {
        "attribute": short,
        "category": short,
        "numerator": number(0, MOST),
        "denominator": number(0, MOST),
        "source": short,
        "source_date": day,
        "geography": short,
        "meaning": member_of(Meaning),
    },
    ("attribute", "category", "numerator", "denominator"),
    ("attribute", "category"),
    _row,
    {"attribute": "reference"},
    _itself,
)


def read_reference(path: Path, *, encoding: str | None = None) -> ReferenceRead:
    """Read ``reference.csv``: ``attribute, category, numerator, denominator, source, source_date, geography, meaning``.

    An attribute with a row that could not be read is left out whole, since its parts would no longer add up. Raises
    :class:`WrongUse` where there is no such file.
    """
    read = read_beside(path, REFERENCE, encoding)
    lost = _lost(read)
    made = [replace(record, row=row) for row, record in read.records.made]
    problems = [Problem.of("reference_left_out", file=path.name, attribute=name) for name in lost.values()]
    rows = tuple(record for record in made if code_key(record.attribute) not in lost)
    return ReferenceRead(rows, read.sha256, (*read.problems, *problems), read.assumptions)


def _lost(read: Beside) -> dict[str, str]:
    """The attributes of which a row could not be read, by their keys."""
    good = {row for row, _ in read.records.made}
    return {code_key(name): name for row, _, name in read.records.mentions if row not in good}
