"""A07: what nobody told us counts as ordinary (guide §3, an open-minded record).

Goes off for a shown pairing where less than .70 of the weight is known on either side, and where its score, with its
unknowns at 0 or at 1, could stand in another band of the list: below the highest score of a later band, or above the
lowest of an earlier one. Where a list has one band only, no band can be crossed. Re-run: the pairing's unknowns at 0,
then at 1, everybody else as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found
from matchmaker.assumptions.on_one_list import OnLists, strongest
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import of_pairing, shown_of
from matchmaker.domain.flag import Level, Severity
from matchmaker.matching.score import ScoreInputs, score
from matchmaker.matching.shown import tenths

ENOUGH_KNOWN: Final = 0.70
_ROUNDING: Final = 1e-9

Floats = NDArray[np.float64]


def look(seen: Seen) -> Iterator[Found]:
    """One for each shown pairing of which much is unknown, if knowing could move it over a band."""
    shown = shown_of(seen)
    known = np.minimum(seen.scores.patient_known, seen.scores.professional_known)
    chosen = known[shown.pairing] < ENOUGH_KNOWN - _ROUNDING
    if not chosen.any():
        return
    rows = OnLists(shown, chosen)
    low, high = (_with_unknowns(seen, rows.pairing, value) for value in (0.0, 1.0))
    crossing = np.flatnonzero(_cross(rows, np.minimum(low, high), np.maximum(low, high)))
    none, full = (
        rows.effects(f"unknown_{name}", rows.with_one(scores)[crossing], crossing)
        for name, scores in (("none", low), ("full", high))
    )
    for n, row in enumerate(crossing.tolist()):
        shortlist, pairing = rows.places[row]
        least, most = sorted((none[n].score_after or 0.0, full[n].score_after or 0.0))
        yield Found(
            rule="bounds_cross",
            subject=of_pairing(seen, shortlist, pairing),
            values={"known": int(100 * float(known[pairing])), "low": tenths(least) / 10, "high": tenths(most) / 10},
            people=tuple(sorted((seen.patient(pairing).id, seen.professional(pairing).id))),
            effect=strongest((none[n], full[n])),
        )


def _with_unknowns(seen: Seen, pairings: NDArray[np.intp], value: float) -> Floats:
    """The scores of some pairings with everything unknown of them at a value."""
    inputs = seen.kept.inputs
    sides = [
        np.where(np.isnan(side[pairings]), value, side[pairings]) for side in (inputs.patient, inputs.professional)
    ]
    return score(ScoreInputs(sides[0], sides[1], inputs.dropped), seen.table.weights).mutual


def _cross(rows: OnLists, low: Floats, high: Floats) -> NDArray[np.bool_]:
    """Places (m,) that a score from ``low`` to ``high`` (m,) could bring into another band of their list."""
    wide = rows.bands.shape[1]
    scores, row = rows.base[:, :wide], np.arange(len(low))
    mine = rows.bands[row, rows.subject][:, None]
    later, earlier = rows.shown & (rows.bands > mine), rows.shown & (rows.bands < mine)
    return np.asarray((later & (scores > low[:, None])).any(axis=1) | (earlier & (scores < high[:, None])).any(axis=1))


CHECK = Check(
    id="A07",
    code="unknown_as_ordinary",
    level=Level.PAIR,
    base=Severity.CHECK,
    guide_ref="§3, open-minded record",
    reads=("partners.csv (all columns that are scored)",),
    look=look,
)
