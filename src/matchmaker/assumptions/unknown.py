"""Re-runs in which what certain people told us counts as unknown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.on_one_list import PersonChange, rescored
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import Flags, by_side
from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.engine import Places

BETWEEN = ("shared_purpose", "values", "time", "local", "seek_offer")
"""Criteria that need what both told: with either unknown, both sides' values are."""


@dataclass(frozen=True, slots=True)
class Told:
    """Some criteria, and of which people (n,), in the order of ``Pool.people``, they are to count as unknown."""

    criteria: tuple[str, ...]
    people: Flags


def as_unknown(seen: Seen, *told: Told) -> PersonChange:
    """The scores with these things unknown of these people.

    ``will`` is read by the other side alone, ``task_fit`` by the person's own; all others need both.
    """

    sides = [by_side(seen, one.people) for one in told]

    def scored(pairings: Places, *, patients: bool, professionals: bool) -> NDArray[np.float64]:
        i, j, inputs = seen.kept.i[pairings], seen.kept.j[pairings], seen.kept.inputs
        patient, professional = inputs.patient[pairings], inputs.professional[pairings]
        for one, (left, right) in zip(told, sides, strict=True):
            of_left, of_right = left[i] & patients, right[j] & professionals
            for name in one.criteria:
                at = CRITERIA.index(name)
                for_patient, for_professional = _touched(name, of_left, of_right)
                patient[for_patient, at] = np.nan
                professional[for_professional, at] = np.nan
        return rescored(seen, patient, professional)

    return scored


def _touched(name: str, of_left: Flags, of_right: Flags) -> tuple[Flags, Flags]:
    if name in BETWEEN:
        return of_left | of_right, of_left | of_right
    return (of_left, of_right) if name == "task_fit" else (of_right, of_left)
