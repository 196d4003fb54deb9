"""A role standing for the people it is about (A17)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.reading_order import Flags, Sets, order_effect, sets_of
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.subjects import about_list
from matchmaker.domain.challenge import Basis
from matchmaker.domain.flag import Level, Severity
from matchmaker.representation.coverage import BASIS, RHO

LEADS_OR_REPRESENTS: Final = frozenset(
    {
        *("community_leader", "faith_or_community_leaders", "patient_leader", "voluntary_sector_leader"),
        *("patient_group_chair", "patient_panel_member", "lay_member", "healthwatch"),
    }
)
"""Patient-side kinds whose people speak for others as well (domain B.1)."""

METHOD: Final = "role_counts_nothing"


def look(seen: Seen) -> Iterator[Found] | NoData:
    """For each list of patient-side people: a need that nobody shown brings but through their work; or somebody shown
    who leads or stands for a group (:data:`LEADS_OR_REPRESENTS`) and brings no need from direct experience.

    The re-run counts those bases as nothing; it changes the reading order. Nobody is named and nothing is counted:
    that would tell who declared what.
    """
    if not seen.cohort.needs:
        return NoData(("needs.csv perspective",))
    if not seen.cohort.declarations or seen.brought is None:
        return NoData(("declarations.csv basis",))
    sets = sets_of(seen)
    return iter(()) if sets is None else _found(seen, sets)


def _found(seen: Seen, sets: Sets) -> Iterator[Found]:
    work_only, leaders = _through_work_only(seen, sets), _leads_without_direct(seen, sets)
    through_work = np.asarray((sets.basis > 0) & work_only[:, None, :])
    now = sets.order(RHO)
    for rule, nothing, goes_off in (
        ("only_through_work", through_work, work_only.any(axis=1)),
        ("leads_without_direct", np.broadcast_to(leaders[:, :, None], sets.basis.shape), leaders.any(axis=1)),
    ):
        basis = np.where(nothing, 0.0, sets.basis)
        after = sets.order(RHO, basis=basis)
        for row in np.flatnonzero(goes_off).tolist():
            yield Found(
                rule=rule,
                subject=about_list(seen, sets.lists[row]),
                values={"needs": len(sets.importance)},
                effect=order_effect(METHOD, now[row], after[row]),
            )


def _through_work_only(seen: Seen, sets: Sets) -> Flags:
    """Needs (L, N) that somebody on a list brings, and all of those through their work."""
    assert seen.brought is not None
    said: NDArray[np.bool_] = seen.brought.confirmed[sets.people]
    brings = sets.basis > 0
    most = BASIS[Basis.THROUGH_MY_WORK]
    through_work = brings & np.where(said, sets.basis <= most, sets.basis < most)
    return np.asarray(brings.any(axis=1) & (through_work | ~brings).all(axis=1))


def _leads_without_direct(seen: Seen, sets: Sets) -> Flags:
    """Who (L, k) leads or stands for a group, without direct experience of any need."""
    assert seen.brought is not None
    leads = np.array([person.kind in LEADS_OR_REPRESENTS for person in seen.pool.people])
    from_elsewhere = leads & (seen.brought.basis < BASIS[Basis.DIRECT]).all(axis=1)
    return np.asarray(sets.present & from_elsewhere[sets.people])


CHECK = Check(
    id="A17",
    code="role_stands_for_people",
    level=Level.LIST,
    base=Severity.CHECK,
    guide_ref="§2",
    reads=("declarations.csv basis", "declarations.csv perspective", "partners.csv kind", "needs.csv perspective"),
    look=look,
)
