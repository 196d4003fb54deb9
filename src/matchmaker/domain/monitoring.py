"""What is only ever looked at in numbers: monitoring answers, the people they are held beside, how far people came.

None of it can reach a score: nothing in ``matching``, ``text`` or ``assumptions`` may import this module.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """The steps that people take, in order. Whoever reached one has passed those before it."""

    POOL = "pool"
    SHOWN = "shown"
    INVITED = "invited"
    BOTH_YES = "both_yes"
    WORKING = "working"
    STILL_WORKING = "still_working"


STAGES: tuple[Stage, ...] = tuple(Stage)
"""Every stage, first to last."""

LEVELS = ("contact", "ward_or_team", "service", "directorate", "board", "system", "community")
"""Where in an organisation somebody's work with a partner is anchored (guide §5, all levels)."""


class Meaning(StrEnum):
    """Which people a reference counts."""

    RESIDENTS = "residents"
    REGISTERED_PATIENTS = "registered_patients"
    PEOPLE_WITH_THE_CONDITION = "people_with_the_condition"
    SERVICE_USERS = "service_users"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringRecord:
    """One answer to one monitoring question. ``category`` is ``None`` where nothing was said."""

    partner_id: str = field(repr=False)
    attribute: str
    category: str | None = field(default=None, repr=False)
    consent_monitoring: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """One row of a table about the people whom a purpose is for: ``numerator`` of ``denominator`` are in a category."""

    attribute: str
    category: str
    numerator: float | None = None
    denominator: float | None = None
    source: str | None = None
    source_date: date | None = None
    geography: str | None = None
    meaning: Meaning | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRecord:
    """How far one person came after the lists: the furthest stage reached, and what is known of the work."""

    partner_id: str
    stage: Stage
    level: str | None = None
    development_hours: float | None = None
