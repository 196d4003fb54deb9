"""Local: do both work in the same local system? Only for a local challenge, and low (domain C.3, A11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.matching.criteria.contract import Known, SideKnown, SideValues, nobody
from matchmaker.matching.features import UNKNOWN_SYSTEM, Features
from matchmaker.matching.selection import Selection


@dataclass(frozen=True)
class Local:
    """1 in the same local system, .5 in linked ones, else 0. ``linked`` is None where the challenge is not local."""

    linked: NDArray[np.float64] | None
    name: Final = "local"

    def known(self, patients: Features, professionals: Features) -> SideKnown:
        """Unknown where either's local system is; for all where the challenge is not local."""
        if self.linked is None:
            known = Known(nobody(patients), nobody(professionals))
        else:
            known = Known(patients.system != UNKNOWN_SYSTEM, professionals.system != UNKNOWN_SYSTEM)
        return SideKnown(known, known)

    def values(self, patients: Features, professionals: Features, at: Selection) -> SideValues:
        """Whether the two work in the same local system, or in linked ones."""
        if self.linked is None or not self.linked.size:
            return SideValues(np.array(np.nan), np.array(np.nan))
        left, right = np.broadcast_arrays(at.left(patients.system), at.right(professionals.system))
        value = self.linked[left, right]  # -1, the unknown, wraps round to the last system and is not used
        return SideValues(value, value)
