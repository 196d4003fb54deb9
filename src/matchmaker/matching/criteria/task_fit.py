"""Task fit: is the challenge close to what matters to each? (domain C.3; guide section 1, a real task)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from matchmaker.matching.criteria.contract import Known, SideKnown, SideValues, everybody
from matchmaker.matching.features import Features
from matchmaker.matching.selection import Selection


@dataclass(frozen=True)
class TaskFit:
    """Each person's own closeness to the challenge, worked out once a run (``Features.task``)."""

    name: Final = "task_fit"

    def known(self, patients: Features, professionals: Features) -> SideKnown:
        """Each side needs only its own; unknown without a challenge or without enough words."""
        return SideKnown(
            Known(~np.isnan(patients.task), everybody(professionals)),
            Known(everybody(patients), ~np.isnan(professionals.task)),
        )

    def values(self, patients: Features, professionals: Features, at: Selection) -> SideValues:
        """Each side reads its own."""
        return SideValues(at.left(patients.task), at.right(professionals.task))
