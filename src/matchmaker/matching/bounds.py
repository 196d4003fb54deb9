"""How far an unknown could move a score: the score again with it at 0, and with it at 1 (domain C.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.weights import CRITERIA, SAME_FOR_BOTH
from matchmaker.matching.run import Run
from matchmaker.matching.score import ScoreInputs, score


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a pairing's score would be, in points, if something unknown were 0, and if it were 1.

    ``side`` is ``both`` for a value that the two sides share.
    """

    criterion: str
    side: str
    if_none: float
    if_full: float


def bounds(run: Run) -> Sequence[Bounds]:
    """For each unknown line of a run's first pairing that counts: real re-runs of ``score``."""
    inputs = run.lists.inputs
    found = []
    for place, criterion in enumerate(CRITERIA):
        for side in ("both",) if criterion in SAME_FOR_BOTH else ("patient", "professional"):
            if not run.table.dropped[place] and np.isnan(_of(inputs, side)[0, place]):
                ends = [_score_with(run, inputs, side, place, value) for value in (0.0, 1.0)]
                found.append(Bounds(criterion, side, *ends))
    return found


def _of(inputs: ScoreInputs, side: str) -> NDArray[np.float64]:
    return inputs.professional if side == "professional" else inputs.patient


def _score_with(run: Run, inputs: ScoreInputs, side: str, place: int, value: float) -> float:
    patient, professional = inputs.patient.copy(), inputs.professional.copy()
    if side != "professional":
        patient[0, place] = value
    if side != "patient":
        professional[0, place] = value
    return float(score(replace(inputs, patient=patient, professional=professional), run.weights).mutual[0])
