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

DRAWS, DRAWS_OF_MANY, MANY_LISTS = 2_000, 500, 2_000
"""Fewer draws for each list where there are many lists: a share is then known to about two in a hundred."""

TIED: Final = 1e-9
"""Points under which two scores are the same. Such a tie falls by lot whatever the weights, so it is held to stay."""

METHOD: Final = "runner_up_weights"

Floats = NDArray[np.float64]


def look(seen: Seen) -> Iterator[Found]:
    """Once for the run: on some list the first place stays first in under :data:`HOLDS` of the weights that keep the
    order of the run's own (uniform on them; equal weights fall by lot).

    The re-run gives the shakiest list the central weights of its runner-up: the mean of the weights under which
    whoever else most often comes first there does.
    """
    draws = DRAWS_OF_MANY if len(seen.shortlists) > MANY_LISTS else DRAWS
    weights = Draws(seen.seed, draws).weights_in_order(weights_used(seen.table.weights, seen.table.dropped))
    held = np.array([(_behind(_points(seen, one, weights)) == 0).mean() for one in seen.shortlists]).round(9)
    if not (held < HOLDS).any():
        return
    shortlist = seen.shortlists[int(np.argmin(held))]
    runner_up = _runner_up(_points(seen, shortlist, weights))
    owner = seen.owner(shortlist)
    ids = [seen.candidate(shortlist, int(shortlist.pairings[place])).id for place in (0, runner_up)]
    rerun = with_weights(seen, METHOD, _led_by(seen, shortlist, weights, runner_up))
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
    at, scores = shortlist.pairings, seen.scores
    patient, professional = scores.patient_values[at] @ weights.T, scores.professional_values[at] @ weights.T
    return np.asarray(50 * (patient + professional - seen.table.weights.one_sided * np.abs(patient - professional)))


def _behind(points: Floats) -> Floats:
    """By how many points the first is behind whoever leads, (draws,); ties are none."""
    behind = points.max(axis=0) - points[0]
    return np.asarray(np.where(behind > TIED, behind, 0.0))


def _runner_up(points: Floats) -> int:
    """The place of whoever leads most often in the draws in which the first does not."""
    leaders = points[:, _behind(points) > 0].argmax(axis=0)
    return int(np.argmax(np.bincount(leaders, minlength=len(points))))


def _led_by(seen: Seen, shortlist: Shortlist, weights: Floats, place: int) -> WeightSet:
    """The run's weight set with the mean of the weights under which a place leads, and the first does not.

    Where the first leads under that mean all the same, the weights under which it is furthest behind.
    """
    points = _points(seen, shortlist, weights)
    behind = _behind(points)
    led = (behind > 0) & (points[place] >= points.max(axis=0) - TIED)
    chosen = weights[led].mean(axis=0)
    if not _behind(_points(seen, shortlist, chosen[None, :]))[0]:
        chosen = weights[int(np.argmax(behind))]
    own = seen.table.weights
    named = dict(zip(CRITERIA, (chosen / chosen.sum()).tolist(), strict=True))
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
