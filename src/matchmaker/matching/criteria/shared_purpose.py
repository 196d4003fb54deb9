"""Shared purpose: do both want the same kind of change? (domain C.3, C.4; guide section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from matchmaker.matching.criteria.contract import Known, SideKnown, SideValues, nobody
from matchmaker.matching.features import Features
from matchmaker.matching.selection import Selection
from matchmaker.text import TextModel


@dataclass(frozen=True)
class SharedPurpose:
    """``g`` of the blend of text channels on the two statements; the same for both sides."""

    model: TextModel | None
    name: Final = "shared_purpose"

    def known(self, patients: Features, professionals: Features) -> SideKnown:
        """Unknown where either has fewer words than can be read, and for all where texts are not used."""
        if patients.texts is None or professionals.texts is None:
            known = Known(nobody(patients), nobody(professionals))
        else:
            known = Known(patients.texts.known, professionals.texts.known)
        return SideKnown(known, known)

    def values(self, patients: Features, professionals: Features, at: Selection) -> SideValues:
        """How close the two statements are."""
        if self.model is None or patients.texts is None or professionals.texts is None:
            return SideValues(np.array(np.nan), np.array(np.nan))
        likeness = np.asarray(at.likeness(self.model, patients.texts, professionals.texts), np.float64)
        close = np.asarray(self.model.purpose.g(likeness))
        return SideValues(close, close)
