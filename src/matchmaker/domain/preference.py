"""What somebody said they would work best with: a filter on their own list, and an assumption to be tested (A02)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ABOUT: Final = ("kind", "role_title", "organisation", "site", "local_system", "area", "grade_band")
"""What a preference may be about. Never the person: their texts, needs, levels and hours are no filters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """``by_id`` wants people whose ``about`` is one of ``wanted``; somebody of whom it is not known is not kept off.

    It shapes their own list alone: no score changes, and nobody else's list.
    """

    by_id: str
    about: str
    wanted: tuple[str, ...]
    why: str | None = field(default=None, repr=False)
