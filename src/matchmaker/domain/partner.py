"""A partner: one person (or group) who may work with somebody of the other side.

``None`` always means *unknown* (nobody said); an empty tuple or set means the person said *none*.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Which side of a pairing somebody stands on. ``EITHER`` may stand on each, never opposite themselves."""

    PATIENT = "patient"
    PROFESSIONAL = "professional"
    EITHER = "either"


class Mode(StrEnum):
    """How somebody can meet. In files, ``any`` stands for all three."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    PHONE = "phone"


class Lever(StrEnum):
    """What somebody can do about the challenge. Read by flags, never by the scorer."""

    DECIDES = "decides"
    SETS_AGENDA_OR_BUDGET = "sets_agenda_or_budget"
    INFLUENCES = "influences"
    NONE_YET = "none_yet"


class Interpreter(StrEnum):
    """Whether somebody needs an interpreter, and whether the host has confirmed one."""

    NEEDED = "needed"
    CONFIRMED = "confirmed"


class AccessStatus(StrEnum):
    """How far the host has come with an access need."""

    CONFIRMED = "confirmed"
    WORKING_ON_IT = "working_on_it"
    CANNOT_YET = "cannot_yet"


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SLOTS: tuple[str, ...] = tuple(f"{day}_{half}" for day in DAYS for half in ("am", "pm"))
"""The fourteen half-days of a week, in order."""


@dataclass(frozen=True, slots=True)
class WeightedTag:
    """One entry of ``seeks`` (weight is importance 1-3) or ``offers`` (weight is level 1-3)."""

    tag: str
    weight: int = 2


@dataclass(frozen=True, slots=True)
class AccessNeed:
    """Something that has to be in place for somebody to take part; the host sees the need, never a reason."""

    need: str
    essential: bool
    status: AccessStatus | None = None


@dataclass(frozen=True, slots=True)
class CapabilityLevel:
    """A self-rating 0-3 on a relational (RC1-RC9) or leadership (LC1-LC5) area. For prompts, never scored."""

    code: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Everything a partner has told us. Most of it the scorer never sees: see ``matching.inputs``.

    ``experience_text``, ``purpose_achieve`` and ``purpose_how`` are usually health data: they are never logged,
    and never appear in an error, which is why they are not in the ``repr`` either.
    """

    id: str
    side: Side
    display_name: str | None = field(default=None, repr=False)
    kind: str | None = None
    is_group: bool | None = None
    role_title: str | None = None
    organisation: str | None = None
    site: str | None = None
    local_system: str | None = None
    area: str | None = None
    travel_minutes: int | None = None
    experience_text: str | None = field(default=None, repr=False)
    purpose_achieve: str | None = field(default=None, repr=False)
    purpose_how: str | None = field(default=None, repr=False)
    what_i_know: str | None = field(default=None, repr=False)
    seeks: tuple[WeightedTag, ...] | None = None
    offers: tuple[WeightedTag, ...] | None = None
    values: tuple[str, ...] | None = None
    will_evidence: tuple[str, ...] | None = None
    slots: frozenset[str] | None = None
    hours_per_month: float | None = None
    flexible: bool | None = None
    mode: frozenset[Mode] | None = None
    languages: tuple[str, ...] | None = None
    interpreter: Interpreter | None = None
    access_needs: tuple[AccessNeed, ...] | None = None
    lever: Lever | None = None
    confidence: int | None = None
    grade_band: str | None = None
    past_roles: int | None = None
    relational: tuple[CapabilityLevel, ...] | None = None
    leadership: tuple[CapabilityLevel, ...] | None = None
    engagement_basis: str | None = None
    capacity: int | None = None
    confirmed_at: date | None = None
    purpose_at: date | None = None
    consent_matching: bool | None = None
    consent_health: bool | None = None

    @property
    def may_be_patient(self) -> bool:
        """Whether this partner may stand on the patient side."""
        return self.side is not Side.PROFESSIONAL

    @property
    def may_be_professional(self) -> bool:
        """Whether this partner may stand on the professional side."""
        return self.side is not Side.PATIENT

    def statement_parts(self) -> tuple[str, ...]:
        """The three texts that are embedded for the score, in order, without the empty ones (domain C.4)."""
        parts = (self.experience_text, self.purpose_achieve, self.purpose_how)
        return tuple(part for part in parts if part)
