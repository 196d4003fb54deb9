"""``monitoring.csv`` and ``stages.csv``: read apart from a cohort, for the representation report alone."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.monitoring import LEVELS, MonitoringRecord, Stage, StageRecord
from matchmaker.domain.problem import Problem
from matchmaker.tables.beside import read_beside
from matchmaker.tables.cells import code_key, identifier, member_of, number, one_of, short, yes_no
from matchmaker.tables.shape import Shape

CONSENT = "consent_monitoring"


@dataclass(frozen=True, slots=True)
class MonitoringRead:
    """The good rows, every problem, and what was assumed. ``consent_asked``: whether the consent column was there."""

    records: tuple[MonitoringRecord, ...] = field(repr=False)
    consent_asked: bool
    sha256: str | None
    problems: tuple[Problem, ...]
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class StagesRead:
    """The good rows of a programme's record of steps, every problem, and what was assumed."""

    records: tuple[StageRecord, ...]
    sha256: str | None
    problems: tuple[Problem, ...]
    assumptions: tuple[Assumption, ...]


def _whole_row(record: MonitoringRecord) -> Hashable:
    return record


MONITORING = Shape(
    "monitoring",
    {"partner_id": identifier, "attribute": short, "category": short, CONSENT: yes_no},
    ("partner_id", "attribute", "category"),
    ("partner_id", "attribute"),
    lambda values: MonitoringRecord(**values),
    {},
    _whole_row,
)

STAGES = Shape(
    "stages",
    {
        "partner_id": identifier,
        "stage": member_of(Stage),
        "level": one_of(LEVELS),
        "development_hours": number(0, 10_000),
    },
    ("partner_id", "stage"),
    ("partner_id", "stage"),
    lambda values: StageRecord(**values),
    {},
    lambda record: record.partner_id,
)


def read_monitoring(path: Path, *, encoding: str | None = None) -> MonitoringRead:
    """Read ``monitoring.csv``: ``partner_id, attribute, category, consent_monitoring``.

    Two different answers of one person to one question are a problem. A file without the consent column is read, and
    the report then uses none of it. Raises :class:`WrongUse` where there is no such file.
    """
    read = read_beside(path, MONITORING, encoding)
    first: dict[tuple[str, str], tuple[int, str]] = {}
    problems = list(read.problems)
    for row, record in read.records.made:
        said = code_key(record.category or "")
        earlier, other = first.setdefault((record.partner_id, code_key(record.attribute)), (row, said))
        if other != said:
            problems.append(
                Problem.of("monitoring_two_answers", file=path.name, row=row, column="category", first=earlier)
            )
    return MonitoringRead(
        records=tuple(record for _, record in read.records.made),
        consent_asked=CONSENT in read.records.columns,
        sha256=read.sha256,
        problems=tuple(sorted(problems, key=lambda p: p.row or 0)),
        assumptions=read.assumptions,
    )


def read_stages(path: Path, *, encoding: str | None = None) -> StagesRead:
    """Read ``stages.csv``: ``partner_id, stage``, and ``level`` and ``development_hours`` where they are kept.

    A row a person, with the furthest stage reached. Raises :class:`WrongUse` where there is no such file.
    """
    read = read_beside(path, STAGES, encoding)
    records = tuple(record for _, record in read.records.made)
    return StagesRead(records, read.sha256, read.problems, read.assumptions)
