"""What is written down of partnerships that exist, of who stands behind a challenge, and of what it means to people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

REFLECTION_TARGET: Final = 40.0
"""Per cent of every meeting for reflection and learning, where a pair set no target of its own (guide section 3)."""


class Pathway(StrEnum):
    """How openly a pair goes about its work (guide section 4). Never scored; both choices are good ones."""

    TOP_DOWN = "top_down"
    UNDER_THE_RADAR = "under_the_radar"
    MIXED = "mixed"
    UNDECIDED = "undecided"


class Template(StrEnum):
    """Whether the organisation's form fits what a pair does."""

    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """Two people who work together. ``reflection_shares``: per cent of each of the last meetings, oldest first.

    ``template_note`` says what the pair kept by not using the form, and who does not know of it.
    """

    patient_id: str
    professional_id: str
    pathway: Pathway | None = None
    pathway_reason: str | None = field(default=None, repr=False)
    template: Template | None = None
    template_note: str | None = field(default=None, repr=False)
    reflection_shares: tuple[float, ...] | None = None
    reflection_target: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffStep:
    """One step of a management chain that has to agree to a challenge; ``signed_at`` is ``None`` while it is open."""

    challenge_id: str
    order: int
    role: str | None = None
    signed_at: date | None = None
    note: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnImportance:
    """How much a challenge matters to somebody, 1 to 5, in their own view."""

    challenge_id: str
    partner_id: str
    importance: int
