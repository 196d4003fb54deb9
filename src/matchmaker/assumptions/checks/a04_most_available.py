"""Working with whoever is easiest to meet (A04)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.first_three import change_of_first_three
from matchmaker.assumptions.rerun import FIRST, Rerun, effect_on, no_rerun, without_criteria
from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.assumptions.shut_out import ShutOut
from matchmaker.assumptions.subjects import about_list, places_shown, pool_shown_by
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.domain.weights import CRITERIA

MORE_HOURS: Final = 1.5
"""Times the pool's median hours a month, from which on a list leans to those with most time (domain D.2)."""

METHOD: Final = "time_off"


def look(seen: Seen) -> Iterator[Found] | NoData:
    """Per list: its first three are others, or somebody else comes first, with ``time`` off; or the median hours of
    those suggested reach :data:`MORE_HOURS` times the pool's. Hours count where they are known."""
    hours = {side: _hours(seen, side) for side in ("patient", "professional")}
    no_hours = all(np.isnan(known).all() for known in hours.values())
    if seen.kept.inputs.dropped[CRITERIA.index("time")] and no_hours:
        return NoData(("partners.csv slots", "partners.csv hours_per_month"))
    return _lists(seen, hours)


def _lists(seen: Seen, hours: dict[str, NDArray[np.float64]]) -> Iterator[Found]:
    rerun = without_criteria(seen, METHOD, "time")
    shut_out = ShutOut(seen, rerun) if rerun else None
    middle = {side: float(_medians(known[None, :])[0]) for side, known in hours.items()}
    for shortlist, shown in zip(seen.shortlists, _hours_shown(seen, hours).tolist(), strict=True):
        changed = rerun is not None and change_of_first_three(shortlist, rerun) > 0
        side = "patient" if shortlist.side == "professional" else "professional"
        pool = middle[side]
        more = shown > pool and shown >= MORE_HOURS * pool
        if not (changed or more):
            continue
        effect = _effect(seen, shortlist, rerun, shut_out)
        subject = about_list(seen, shortlist)
        if changed:
            yield Found(
                rule="top3_changes_without_time" if effect.top3_in or effect.top3_out else "first_changes_without_time",
                subject=subject,
                values={"changed": len(effect.top3_in), "of": min(FIRST, len(shortlist.pairings))},
                people=tuple(sorted({*effect.top3_in, *effect.top3_out})),
                effect=effect,
            )
        if more:
            places = places_shown(seen, shortlist)
            known = places[~np.isnan(hours[side][places])].tolist()
            people = pool_shown_by(seen, shortlist)
            yield Found(
                rule="more_hours_than_pool",
                subject=subject,
                values={"hours": f"{shown:g}", "pool_hours": f"{pool:g}", "known": len(known)},
                people=tuple(sorted(people[place].id for place in known)),
                effect=effect,
            )


def _effect(seen: Seen, shortlist: Shortlist, rerun: Rerun | None, shut_out: ShutOut | None) -> Effect:
    if rerun is None or shut_out is None:
        return no_rerun(METHOD, "only_time")
    return effect_on(seen, shortlist, rerun, shut_out=shut_out.on(shortlist))


def _hours(seen: Seen, side: str) -> NDArray[np.float64]:
    people = seen.pool.patient_side if side == "patient" else seen.pool.professional_side
    return np.array([np.nan if p.hours_per_month is None else p.hours_per_month for p in people])


def _hours_shown(seen: Seen, hours: dict[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """The median known hours (L,) of those whom each list suggests; nan where none is known."""
    table = np.full((len(seen.shortlists), max((one.shown for one in seen.shortlists), default=0)), np.nan)
    for row, shortlist in enumerate(seen.shortlists):
        side = "patient" if shortlist.side == "professional" else "professional"
        table[row, : shortlist.shown] = hours[side][places_shown(seen, shortlist)]
    return _medians(table)


def _medians(hours: NDArray[np.float64]) -> NDArray[np.float64]:
    """The median (n,) of what is known in each row (n, k); nan where nothing is."""
    known = (~np.isnan(hours)).sum(axis=1)
    in_order = np.concatenate([np.sort(hours, axis=1), np.full((len(hours), 1), np.nan)], axis=1)
    row, last = np.arange(len(hours)), hours.shape[1]
    low, high = (np.where(known > 0, place, last) for place in ((known - 1) // 2, known // 2))
    return np.asarray((in_order[row, low] + in_order[row, high]) / 2)


CHECK = Check(
    id="A04",
    code="most_available",
    level=Level.LIST,
    base=Severity.CHECK,
    guide_ref="§2 div",
    reads=("partners.csv slots", "partners.csv flexible", "partners.csv hours_per_month"),
    look=look,
)
