"""Values: do both care about the same ways of working? (domain C.3; guide section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from matchmaker.matching.criteria.contract import Known, SideKnown, SideValues
from matchmaker.matching.features import Features
from matchmaker.matching.selection import Selection


@dataclass(frozen=True)
class Values:
    """Dice on the listed values, ``2·|A ∩ B| / (|A| + |B|)``; values in somebody's own words are shown, not scored."""

    name: Final = "values"

    def known(self, patients: Features, professionals: Features) -> SideKnown:
        """Unknown where either listed none."""
        known = Known(patients.values.sum(axis=1) > 0, professionals.values.sum(axis=1) > 0)
        return SideKnown(known, known)

    def values(self, patients: Features, professionals: Features, at: Selection) -> SideValues:
        """The share of listed values that both listed."""
        listed = at.left(patients.values.sum(axis=1)) + at.right(professionals.values.sum(axis=1))
        value = 2 * at.dot(patients.values, professionals.values) / np.maximum(listed, 1)
        return SideValues(value, value)
