"""Seek and offer: does the other bring what I said I need? Difference as strength (domain C.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from matchmaker.matching.criteria.contract import Known, SideKnown, SideValues
from matchmaker.matching.features import Features
from matchmaker.matching.selection import Selection


@dataclass(frozen=True)
class SeekOffer:
    """``Σ_s importance_s · max_o sim(s, o) · level_o / 3 ÷ Σ_s importance_s``, each side's own needs."""

    name: Final = "seek_offer"

    def known(self, patients: Features, professionals: Features) -> SideKnown:
        """Unknown where one seeks nothing, or the other lists no offers."""
        return SideKnown(
            Known(patients.seeks_known, professionals.offers_known),
            Known(patients.offers_known, professionals.seeks_known),
        )

    def values(self, patients: Features, professionals: Features, at: Selection) -> SideValues:
        """How far the other's offers cover one's own needs."""
        return SideValues(
            np.minimum(at.dot(patients.seek, professionals.offer), 1.0),
            np.minimum(at.dot(patients.offer, professionals.seek), 1.0),
        )
