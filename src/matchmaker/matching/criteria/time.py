"""Time: can the two find half-days together? Saturates early, so that free time does not decide (domain C.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from matchmaker.matching.criteria.contract import Known, SideKnown, SideValues
from matchmaker.matching.features import Features
from matchmaker.matching.selection import Selection

ENOUGH_SLOTS = 2


@dataclass(frozen=True)
class Time:
    """``min(1, (shared half-days + ½ if either is flexible) / 2)``; the same for both sides."""

    name: Final = "time"

    def known(self, patients: Features, professionals: Features) -> SideKnown:
        """Unknown unless both gave their half-days."""
        known = Known(patients.slots_known, professionals.slots_known)
        return SideKnown(known, known)

    def values(self, patients: Features, professionals: Features, at: Selection) -> SideValues:
        """How easily the two can meet."""
        shared = np.bitwise_count(at.left(patients.slots) & at.right(professionals.slots)).astype(np.float64)
        flexible = at.left(patients.flexible) | at.right(professionals.flexible)
        value = np.minimum(1.0, (shared + 0.5 * flexible) / ENOUGH_SLOTS)
        return SideValues(value, value)
