"""Knowing beforehand whom one works best with (A02)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.over_run import over_run
from matchmaker.assumptions.rerun import FIRST, Rerun
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.matching.lists import ranking
from matchmaker.matching.wanted import EVERYBODY, Asked

METHOD = "preferences_off"


def look(seen: Seen) -> Iterator[Found] | NoData:
    """For the run: somebody's preference shapes their list. The re-run lifts all preferences at once.

    ``shut_out`` counts the people whom a preference keeps off at least one list, told from the preferences alone, so
    that it says nothing of any other reason. The list of pairings is nobody's own: no preference shapes it.
    """
    if not seen.cohort.preferences:
        return NoData(("preferences.csv wanted",))
    return _found(seen)


def _found(seen: Seen) -> Iterator[Found]:
    asked = {
        side: asked
        for side, asked in (("patient", seen.kept.wanted.patients), ("professional", seen.kept.wanted.professionals))
        if asked is not None and seen.for_side in ("both", side)
    }
    if not asked:
        return
    rerun = without_preferences(seen)
    kept_off = _kept_off(seen, asked)
    found = over_run(seen, rerun, shut_out=len(kept_off))
    owners = _owners(seen, asked)
    yield Found(
        rule="preference_active" if kept_off else "preference_keeps_nobody_off",
        values={"count": len(owners), "shut_out": len(kept_off), "lists": found.lists, "changed": found.changed},
        people=owners,
        effect=_empty_list(seen, asked, rerun, len(kept_off)) or found.effect,
    )


def without_preferences(seen: Seen) -> Rerun:
    """The run's own scores, with everybody on every list again."""
    kept = replace(seen.kept, wanted=EVERYBODY)
    return Rerun(METHOD, kept, ranking(kept, seen.scores.mutual))


def _owners(seen: Seen, asked: dict[str, Asked]) -> tuple[str, ...]:
    sides = {"patient": seen.pool.patient_side, "professional": seen.pool.professional_side}
    return tuple(sorted({sides[side][owner].id for side, one in asked.items() for owner in one.owners.tolist()}))


def _kept_off(seen: Seen, asked: dict[str, Asked]) -> set[str]:
    """Whom a preference keeps off at least one list; nobody is kept off their own."""
    sides = {"patient": seen.pool.patient_side, "professional": seen.pool.professional_side}
    found: set[str] = set()
    for side, one in asked.items():
        own, others = sides[side], sides["professional" if side == "patient" else "patient"]
        place = {person.id: n for n, person in enumerate(others)}
        off = ~one.allowed
        for row, owner in enumerate(one.owners.tolist()):
            if own[owner].id in place:
                off[row, place[own[owner].id]] = False
        found.update(others[n].id for n in np.flatnonzero(off.any(axis=0)).tolist())
    return found


def _empty_list(seen: Seen, asked: dict[str, Asked], rerun: Rerun, shut_out: int) -> Effect | None:
    """Of somebody whom a preference left with an empty list: everybody who comes first without it is new."""
    sides = {
        "patient": (seen.base.for_patient, seen.kept.i, seen.kept.j, seen.pool.professional_side),
        "professional": (seen.base.for_professional, seen.kept.j, seen.kept.i, seen.pool.patient_side),
    }
    for side, one in asked.items():
        now, own, other, others = sides[side]
        then = rerun.ranks(side)
        for owner in one.owners.tolist():
            mine = np.flatnonzero(own == owner)
            first = mine[then[mine] <= FIRST]
            if len(mine) and not now[mine].any():
                new = tuple(sorted(others[place].id for place in other[first].tolist()))
                return Effect(method=METHOD, top1_changed=True, top3_in=new, shut_out=shut_out)
    return None


CHECK = Check(
    id="A02",
    code="work_best_with",
    level=Level.RUN,
    base=Severity.CHECK,
    guide_ref="§1 outset-1, Q3",
    reads=("preferences.csv about", "preferences.csv wanted"),
    look=look,
)
