"""Taking the weights for right (A19): does a first place hold when only their order is kept?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found
from matchmaker.assumptions.rerun import effect_on, with_weights
from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.domain.flag import Level, Severity
from matchmaker.domain.weights import CRITERIA, WeightSet
from matchmaker.matching.draws import Draws
from matchmaker.matching.score import weights_used

HOLDS: Final = 0.60
"""Share of draws in which a first place must stay first when only the order of the weights is kept (domain D.2)."""

SEED: Final = 19
"""The same weights are drawn for every run, so that two runs differ by their people and not by luck."""

DRAWS, DRAWS_OF_MANY, MANY_LISTS = 2_000, 500, 2_000
"""Fewer draws for each list where there are many lists: a share is then known to about two in a hundred."""

TIED: Final = 1e-9
"""Points under which two scores are the same: such a tie falls by lot, not by weights."""

METHOD: Final = "runner_up_weights"

Floats = NDArray[np.float64]


def look(seen: Seen) -> Iterator[Found]:
    """Once for the run: on some list the first place stays first in under :data:`HOLDS` of the weights that keep the
    order of the run's own (uniform on them; equal weights fall by lot).

    The re-run gives the shakiest list the central weights of its runner-up: the mean of the weights under which
    whoever else most often comes first there does.
    """
    draws = DRAWS_OF_MANY if len(seen.shortlists) > MANY_LISTS else DRAWS
    weights = Draws(SEED, draws).weights_in_order(weights_used(seen.table.weights, seen.table.dropped))
    held = np.array([_holds(_points(seen, one, weights)) for one in seen.shortlists]).round(9)
    if not (held < HOLDS).any():
        return
    shortlist = seen.shortlists[int(np.argmin(held))]
    points = _points(seen, shortlist, weights)
    runner_up = _runner_up(points)
    owner = seen.owner(shortlist)
    ids = [seen.candidate(shortlist, int(shortlist.pairings[place])).id for place in (0, runner_up)]
    rerun = with_weights(seen, METHOD, _led_by(seen, points, weights, runner_up))
    yield Found(
        rule="first_place_hangs_on_weights",
        values={
            "count": int((held < HOLDS).sum()),
            "lists": len(held),
            "holds_tens": round(10 * HOLDS),
            "shakiest_percent": round(100 * float(held.min())),
            "draws": draws,
        },
        people=(*((owner.id,) if owner else ()), *ids),
        effect=effect_on(seen, shortlist, rerun),
    )


def _points(seen: Seen, shortlist: Shortlist, weights: Floats) -> Floats:
    """Scores (k, draws) of a list's candidates under drawn weights (draws, 7)."""
    patient, professional = (
        values[shortlist.pairings] @ weights.T
        for values in (seen.scores.patient_values, seen.scores.professional_values)
    )
    return np.asarray(50 * (patient + professional - seen.table.weights.one_sided * np.abs(patient - professional)))


def _holds(points: Floats) -> float:
    """The share of draws in which nobody has more than the first."""
    return float((points[0] >= points.max(axis=0) - TIED).mean())


def _runner_up(points: Floats) -> int:
    """The place of whoever comes first most often in the draws in which the first does not."""
    others = points[1:, points[0] < points.max(axis=0) - TIED]
    return 1 + int(np.argmax(np.bincount(others.argmax(axis=0), minlength=len(points) - 1)))


def _led_by(seen: Seen, points: Floats, weights: Floats, place: int) -> WeightSet:
    """The run's weight set with the mean of the weights under which a place leads."""
    lead = points[place] - np.delete(points, place, axis=0).max(axis=0)
    central = weights[lead > TIED].mean(axis=0)
    own = seen.table.weights
    named = dict(zip(CRITERIA, (central / central.sum()).tolist(), strict=True))
    return replace(own, name=f"{own.name}, {METHOD}", weights=named, signed_by={})


CHECK = Check(
    id="A19",
    code="weights_are_right",
    level=Level.RUN,
    base=Severity.CHECK,
    guide_ref="§0",
    reads=("weights weights",),
    look=look,
)
