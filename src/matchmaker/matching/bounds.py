"""How far an unknown could move a score: the score again with it at 0, and with it at 1 (domain C.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.run import Run
from matchmaker.matching.score import ScoreInputs, score


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a pairing's score would be, in points, if an unknown line of one side were 0, and if it were 1."""

    criterion: str
    side: str
    if_none: float
    if_full: float


def bounds(run: Run) -> Sequence[Bounds]:
    """For each unknown line of a run's first pairing that counts: real re-runs of ``score``."""
    inputs = run.lists.inputs
    found = []
    for place, criterion in enumerate(CRITERIA):
        for side in ("patient", "professional"):
            if not run.table.dropped[place] and np.isnan(getattr(inputs, side)[0, place]):
                ends = [_score_with(run, inputs, side, place, value) for value in (0.0, 1.0)]
                found.append(Bounds(criterion, side, *ends))
    return found


def _score_with(run: Run, inputs: ScoreInputs, side: str, place: int, value: float) -> float:
    values = getattr(inputs, side).copy()
    values[0, place] = value
    altered = replace(inputs, patient=values) if side == "patient" else replace(inputs, professional=values)
    return float(score(altered, run.weights).mutual[0])
