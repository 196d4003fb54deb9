"""One patient speaking for all (A01)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.on_one_list import strongest
from matchmaker.assumptions.reading_order import Order, Sets, order_effect, sets_of
from matchmaker.assumptions.rerun import no_rerun
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.subjects import about_list
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.representation.coverage import RHO, coverage

NEEDS: Final = 2
"""Needs from which on one person can hardly speak for all (domain D.2)."""

LITTLE: Final = 0.60
"""Coverage below which a set lacks much (domain D.2)."""

WITHIN_REACH: Final = 0.80
"""Coverage that the pool has to be able to reach, before a set is said to lack much (domain D.2)."""

ENOUGH_ALONE: Final = 1.0
"""ρ if one person were enough (domain D.2)."""

LESS: Final = 0.4
"""ρ if one person covered less (domain D.2)."""

EXACT: Final = 1e-9
DROPPED: Final = "person_left_out"
RHO_ONE: Final = "one_is_enough"
RHO_LESS: Final = "one_covers_less"


def look(seen: Seen) -> Iterator[Found] | NoData:
    """For each list of patient-side people, where the challenge has at least :data:`NEEDS` needs: one of those shown is
    the only one of them who brings a need; or together they cover less than :data:`LITTLE` of the needs' importance,
    though everybody in the pool together covers :data:`WITHIN_REACH`.

    The re-runs leave that person out (of a set that covers little, the one who brings most) and take ρ as 1 and as .4;
    they change the reading order. Nobody is named and no coverage is told: that would tell who declared what. No file
    says in words what population a challenge is about.
    """
    if not seen.cohort.needs:
        return NoData(("needs.csv perspective",))
    if not seen.cohort.declarations or seen.brought is None:
        return NoData(("declarations.csv basis",))
    sets = sets_of(seen)
    return iter(()) if sets is None or len(sets.importance) < NEEDS else _found(seen, sets)


@dataclass(frozen=True, slots=True)
class _Orders:
    """Reading orders (L, k): as it is, without the person, and under the other values of ρ."""

    now: Order
    left_out: Order
    one_is_enough: Order
    one_covers_less: Order


def _found(seen: Seen, sets: Sets) -> Iterator[Found]:
    brings = sets.basis > 0
    sole = brings.sum(axis=1) == 1
    covered = sets.covered(RHO)
    little = (covered < LITTLE - EXACT) & (_pool_covers(seen, sets) >= WITHIN_REACH - EXACT)
    weight = np.where(sole.any(axis=1)[:, None, None], brings & sole[:, None, :], sets.basis) @ sets.importance
    who, known = weight.argmax(axis=1), weight.max(axis=1) > 0
    out = np.arange(sets.people.shape[1])[None, :] == who[:, None]
    orders = _Orders(sets.order(RHO), sets.order(RHO, present=sets.present & ~out), *_under_other_rho(sets))
    for row in np.flatnonzero(sole.any(axis=1) | little).tolist():
        yield Found(
            rule="only_one_brings" if sole[row].any() else "little_covered",
            subject=about_list(seen, sets.lists[row]),
            values={"needs": len(sets.importance)},
            effect=_effect(row, orders) if known[row] else no_rerun(DROPPED, "nobody_brings"),
        )


def _under_other_rho(sets: Sets) -> tuple[Order, Order]:
    return sets.order(ENOUGH_ALONE), sets.order(LESS)


def _pool_covers(seen: Seen, sets: Sets) -> float:
    """What everybody on the patient side covers together."""
    assert seen.brought is not None
    everybody: NDArray[np.float64] = seen.brought.basis[np.array(seen.pool.patients)]
    return coverage(sets.importance, everybody)


def _effect(row: int, orders: _Orders) -> Effect:
    now = orders.now[row]
    left_out = order_effect(DROPPED, now, orders.left_out[row])
    if left_out.matters:
        return left_out
    one, less = orders.one_is_enough[row], orders.one_covers_less[row]
    return strongest((left_out, order_effect(RHO_ONE, now, one), order_effect(RHO_LESS, now, less)))


CHECK = Check(
    id="A01",
    code="one_patient_speaks_for_all",
    level=Level.LIST,
    base=Severity.CHECK,
    guide_ref="§2",
    reads=("needs.csv perspective", "needs.csv importance", "declarations.csv perspective", "declarations.csv basis"),
    look=look,
)
