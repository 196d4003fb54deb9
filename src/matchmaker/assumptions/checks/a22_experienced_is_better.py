"""Suggesting those who have done it before (A22)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.rerun import Rerun, effect_on
from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.assumptions.subjects import about_list, places_shown
from matchmaker.domain.flag import Level, Severity

SHOWN_FROM: Final = 0.60
POOL_BELOW: Final = 0.30
"""Shares with past roles of those suggested, and of the pool (domain D.2)."""

METHOD: Final = "ties_to_first_timers"

Roles = NDArray[np.float64]


def look(seen: Seen) -> Iterator[Found] | NoData:
    """Per list: at least :data:`SHOWN_FROM` of those suggested are known to have had such roles before, but under
    :data:`POOL_BELOW` of the pool (of those in it of whom it is known). Unknown is not none: it makes nobody a
    first-timer. The re-run puts those who had none first among people who cannot be told apart."""
    roles = {side: _roles(seen, side) for side in ("patient", "professional")}
    if all(np.isnan(known).all() for known in roles.values()):
        return NoData(("partners.csv past_roles",))
    return _lists(seen, roles)


def _lists(seen: Seen, roles: dict[str, Roles]) -> Iterator[Found]:
    rare = {side: _share(known) < POOL_BELOW for side, known in roles.items()}
    chosen = [one for one in seen.shortlists if rare[_shown_side(one)] and _mostly_experienced(seen, one, roles)]
    rerun = _ties_to_first_timers(seen, chosen, roles)
    for shortlist in chosen:
        side = _shown_side(shortlist)
        places = places_shown(seen, shortlist)
        had = roles[side][places] > 0
        people = (seen.candidate(shortlist, pairing).id for pairing in shortlist.suggested[had].tolist())
        yield Found(
            rule="mostly_experienced",
            subject=about_list(seen, shortlist),
            values={
                "experienced": int(had.sum()),
                "shown": shortlist.shown,
                "pool_experienced": int((roles[side] > 0).sum()),
                "pool_known": int((~np.isnan(roles[side])).sum()),
            },
            people=tuple(sorted(people)),
            effect=effect_on(seen, shortlist, rerun),
        )


def _ties_to_first_timers(seen: Seen, lists: list[Shortlist], roles: dict[str, Roles]) -> Rerun:
    """The run's own order, but inside each band of these lists whoever is known to be new to it comes first."""
    ranks = {
        "patient": seen.base.for_patient.copy(),
        "professional": seen.base.for_professional.copy(),
        "pair": seen.base.for_pair.copy(),
    }
    for shortlist in lists:
        new = roles[_shown_side(shortlist)][places_shown(seen, shortlist)] == 0
        order = np.lexsort((np.arange(shortlist.shown), ~new, seen.bands_of(shortlist)))
        ranks[shortlist.side][shortlist.suggested[order]] = np.arange(1, shortlist.shown + 1)
    after = replace(
        seen.base, for_patient=ranks["patient"], for_professional=ranks["professional"], for_pair=ranks["pair"]
    )
    return Rerun(METHOD, seen.kept, after)


def _mostly_experienced(seen: Seen, shortlist: Shortlist, roles: dict[str, Roles]) -> bool:
    had = roles[_shown_side(shortlist)][places_shown(seen, shortlist)] > 0
    return bool(had.sum() >= SHOWN_FROM * shortlist.shown - 1e-9)


def _shown_side(shortlist: Shortlist) -> str:
    return "patient" if shortlist.side == "professional" else "professional"


def _roles(seen: Seen, side: str) -> Roles:
    people = seen.pool.patient_side if side == "patient" else seen.pool.professional_side
    return np.array([np.nan if person.past_roles is None else person.past_roles for person in people], np.float64)


def _share(roles: Roles) -> float:
    """The share of those with past roles among those known; 1 where nobody is."""
    known = roles[~np.isnan(roles)]
    return float((known > 0).mean()) if len(known) else 1.0


CHECK = Check(
    id="A22",
    code="experienced_is_better",
    level=Level.LIST,
    base=Severity.NOTE,
    guide_ref="§2",
    reads=("partners.csv past_roles",),
    look=look,
)
