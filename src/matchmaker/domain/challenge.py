"""A challenge: the real task that a pair would work on, and the perspectives that it needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from matchmaker.domain.partner import Side


class Basis(StrEnum):
    """From where somebody speaks when they declare a perspective."""

    DIRECT = "direct"
    CLOSE = "close"
    THROUGH_MY_WORK = "through_my_work"
    NONE = "none"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """A shared leadership task. Only ``text`` and ``is_local`` (with ``local_system``) reach the scorer."""

    id: str
    title: str | None = None
    text: str | None = None
    authored_by_sides: tuple[Side, ...] | None = None
    owner: str | None = None
    starts: date | None = None
    ends: date | None = None
    local_system: str | None = None
    is_local: bool | None = None
    importance_to_system: int | None = None
    importance_evidence: str | None = None
    sponsor: str | None = None
    sponsor_kind: str | None = None
    sponsor_cadence_days: int | None = None
    sponsor_last_contact: date | None = None
    pathway: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A perspective that a challenge needs, and why."""

    challenge_id: str
    perspective: str
    importance: int | None = None
    why: str | None = None
    proposed_by_side: Side | None = None
    agreed_by_sides: tuple[Side, ...] | None = None
    conditions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A perspective that somebody says they bring. For coverage only: it never gives or takes points."""

    partner_id: str
    perspective: str | None = None
    basis: Basis | None = None
    words: str | None = field(default=None, repr=False)
    use_for_matching: bool | None = None
    shareable: bool | None = None
