"""A24: whoever signed up is taken to be willing (guide §1, a partner with will and determination).

Goes off for a pairing where either of the two gave no piece of evidence of will (the cell is blank), or said for the
last time more than 90 days ago that they want this. A blank ``confirmed_at`` alone does not set it off: the rule names
an old confirmation. Re-run: the will of whoever it is true of counts as 0, then as 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.on_one_list import OnLists, PersonChange, rescored, strongest
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import Flags, by_side, each_marked, of_pairing, shown_of
from matchmaker.domain.flag import Level, Severity
from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.engine import Places

CONFIRMED_WITHIN: Final = timedelta(days=90)
WILL: Final = CRITERIA.index("will")


def look(seen: Seen) -> Iterator[Found] | NoData:
    """One for each shown pairing of somebody whose will, now, is not known."""
    people = seen.pool.people
    if all(who.will_evidence is None and who.confirmed_at is None for who in people):
        return NoData(("partners.csv will_evidence", "partners.csv confirmed_at"))
    silent = np.array([who.will_evidence is None for who in people], bool)
    oldest = seen.as_of - CONFIRMED_WITHIN
    old = np.array([who.confirmed_at is not None and who.confirmed_at < oldest for who in people], bool)
    return _found(seen, silent, old)


def _found(seen: Seen, silent: Flags, old: Flags) -> Iterator[Found]:
    doubtful, shown = silent | old, shown_of(seen)
    chosen = shown.either(doubtful)
    if not chosen.any():
        return
    rows = OnLists(shown, chosen)
    none, full = (
        rows.effects(f"will_{value}", rows.with_change(_with_will(seen, doubtful, value))) for value in (0, 1)
    )
    said_nothing, people = (each_marked(seen, rows.pairing, one) for one in (silent, doubtful))
    for n, (shortlist, pairing) in enumerate(rows.places):
        yield Found(
            rule="will_unknown" if said_nothing[n] else "confirmed_long_ago",
            subject=of_pairing(seen, shortlist, pairing),
            values={"days": CONFIRMED_WITHIN.days},
            people=people[n],
            effect=strongest((none[n], full[n])),
        )


def _with_will(seen: Seen, doubtful: Flags, value: int) -> PersonChange:
    """The scores with the will of these people at a value; each side reads the will of the other."""
    left, right = by_side(seen, doubtful)

    def scored(pairings: Places, *, patients: bool, professionals: bool) -> NDArray[np.float64]:
        patient, professional = seen.kept.inputs.patient[pairings], seen.kept.inputs.professional[pairings]
        patient[right[seen.kept.j[pairings]] & professionals, WILL] = value
        professional[left[seen.kept.i[pairings]] & patients, WILL] = value
        return rescored(seen, patient, professional)

    return scored


CHECK = Check(
    id="A24",
    code="signing_up_means_willing",
    level=Level.PAIR,
    base=Severity.CHECK,
    guide_ref="§1 outset-1",
    reads=("partners.csv will_evidence", "partners.csv confirmed_at"),
    look=look,
)
