"""Will: has the other shown that they want this? Self-given evidence only; nobody rates anybody (domain B.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.matching.criteria.contract import Known, SideKnown, SideValues, everybody
from matchmaker.matching.features import Features
from matchmaker.matching.selection import Selection

FULL_EVIDENCE = 3
"""This many different pieces of evidence count fully."""


@dataclass(frozen=True)
class Will:
    """``n + (1 − n)·min(pieces, 3) / 3`` of the other, n the neutral value: evidence never counts below silence."""

    neutral: float
    name: Final = "will"

    def known(self, patients: Features, professionals: Features) -> SideKnown:
        """Unknown where the other was not asked."""
        return SideKnown(
            Known(everybody(patients), ~np.isnan(professionals.will)),
            Known(~np.isnan(patients.will), everybody(professionals)),
        )

    def values(self, patients: Features, professionals: Features, at: Selection) -> SideValues:
        """Each side reads the other's."""
        return SideValues(at.right(self._rubric(professionals.will)), at.left(self._rubric(patients.will)))

    def _rubric(self, pieces: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(self.neutral + (1 - self.neutral) * np.minimum(pieces, FULL_EVIDENCE) / FULL_EVIDENCE)
