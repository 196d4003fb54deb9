"""What every criterion promises; ``tests/contract`` holds all of them to it."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from matchmaker.matching.features import Features
from matchmaker.matching.selection import Floats, Selection


class SideValues(NamedTuple):
    """A criterion's values as each side reads them, in [0, 1]; ``nan`` where unknown. Shapes broadcast together."""

    patient: Floats
    professional: Floats


class Known(NamedTuple):
    """Whose data one side's value needs: it is known where both the patient (P,) and the professional (Q,) are."""

    patients: NDArray[np.bool_]
    professionals: NDArray[np.bool_]


class SideKnown(NamedTuple):
    """What is known for the value as the patient side reads it, and as the professional side does."""

    patient: Known
    professional: Known


class Criterion(Protocol):
    """One thing that a score looks at. It never looks at another criterion, and a person's order has no effect."""

    @property
    def name(self) -> str:
        """Its name in weight sets and files."""

    def known(self, patients: Features, professionals: Features) -> SideKnown:
        """Whose data the values need."""

    def values(self, patients: Features, professionals: Features, at: Selection) -> SideValues:
        """The values for the selected pairings; whatever it gives where something is unknown is not used."""


def evaluate(criterion: Criterion, patients: Features, professionals: Features, at: Selection) -> SideValues:
    """A criterion's values for the selected pairings, ``nan`` wherever something they need is unknown."""
    values, known = criterion.values(patients, professionals, at), criterion.known(patients, professionals)
    return SideValues(
        *(
            np.where(at.left(side.patients) & at.right(side.professionals), value, np.nan)
            for value, side in zip(values, known, strict=True)
        )
    )


def everybody(people: Features) -> NDArray[np.bool_]:
    """True for each person of a side."""
    return np.ones(len(people), bool)


def nobody(people: Features) -> NDArray[np.bool_]:
    """False for each person of a side."""
    return np.zeros(len(people), bool)
