"""The whole at a glance: listed scores beside a draw by lot, and who stands on many lists and who on none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.partner import Partner
from matchmaker.matching.lot import Lot
from matchmaker.matching.run import Run
from matchmaker.matching.shown import tenths
from matchmaker.report.data import Appearances, Bin, Picture

BIN_POINTS = 5

MOST_SHOWN, NOWHERE_SHOWN = 20, 60


def _quantile(scores: NDArray[np.float64], share: float) -> int | None:
    return tenths(float(np.quantile(scores, share))) if len(scores) else None


def _bins(listed: NDArray[np.float64], lot: NDArray[np.float64]) -> tuple[Bin, ...]:
    """Bins of five points, from the lowest that anything falls in to the highest."""
    edges = np.arange(0, 101, BIN_POINTS)
    ours, chance = (np.histogram(np.clip(scores, 0, 100), edges)[0] for scores in (listed, lot))
    used = np.flatnonzero(ours + chance)
    places = range(used[0], used[-1] + 1) if len(used) else range(0)
    return tuple(Bin(int(edges[k]), int(edges[k + 1]), int(ours[k]), int(chance[k])) for k in places)


def picture_of(run: Run, lot: Lot) -> Picture:
    """Scores of the pairings on the lists, beside those of the lot."""
    listed = run.lists.scores.mutual
    return Picture(
        bins=_bins(listed, lot.scores),
        listed=len(listed),
        listed_middle=_quantile(listed, 0.5),
        lot=len(lot.scores),
        lot_middle=_quantile(lot.scores, 0.5),
        lot_low=_quantile(lot.scores, 0.05),
        lot_high=_quantile(lot.scores, 0.95),
        open_pairings=lot.open_pairings,
    )


def appearances_of(run: Run) -> tuple[Appearances, ...]:
    """For each side whose people stand on lists of the other: how often each does. A list of pairs counts for both."""
    lists, pool = run.lists, run.pool
    found = []
    for side, people, places, of_lists in (
        ("patient", pool.patient_side, lists.i, ~lists.side),
        ("professional", pool.professional_side, lists.j, lists.side),
    ):
        entries = np.ones(len(lists.side), bool) if run.options.for_side == "pair" else of_lists
        if entries.any():
            found.append(_appearances(side, people, np.bincount(places[lists.pair[entries]], minlength=len(people))))
    return tuple(found)


def _appearances(side: str, people: Sequence[Partner], times: NDArray[np.int64]) -> Appearances:
    by_often = sorted(range(len(people)), key=lambda n: (-times[n], people[n].id))
    nowhere = sorted(people[n].id for n in np.flatnonzero(times == 0).tolist())
    spread = np.bincount(times)
    return Appearances(
        side=side,
        people=len(people),
        mean=round(float(times.mean()), 2),
        spread=tuple((lists, int(count)) for lists, count in enumerate(spread)),
        most=tuple((people[n].id, int(times[n])) for n in by_often[:MOST_SHOWN] if times[n]),
        nowhere=tuple(nowhere[:NOWHERE_SHOWN]),
        nowhere_count=len(nowhere),
    )
