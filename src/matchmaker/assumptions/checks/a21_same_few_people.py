"""Asking the same few people again and again (A21)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found
from matchmaker.assumptions.first_three import change_of_first_three
from matchmaker.assumptions.hubs import corrected
from matchmaker.assumptions.rerun import FIRST, Rerun, among, by_score, effect_on
from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.domain.flag import Level, Severity

TIMES: Final = 3
"""Times the expected number of first-three places above which somebody is asked again and again (domain D.2)."""

AT_LEAST: Final = 2
"""Lists that somebody must be on: one list is not again and again. A judgement, for pools with few lists."""

METHOD: Final = "hubs_corrected"

Places = NDArray[np.intp]


def look(seen: Seen) -> Iterator[Found]:
    """Once for each side of the pool: somebody is among the first three of more than :data:`TIMES` as many lists as
    if every list's first three fell on everybody alike.

    The re-run takes off each pairing's score how close both are to anybody (``hubs.corrected``), shown on the list that
    changes most; a second one leaves those people out, and counts who then comes in.
    """
    hubs = {side: _hubs(seen, side) for side in ("patient", "professional")}
    if not any(len(some) for some, _, _ in hubs.values()):
        return
    rerun = by_score(seen, METHOD, corrected(seen.kept, seen.scores.mutual))
    for side, (some, most, expected) in hubs.items():
        if len(some):
            yield _found(seen, side, some, rerun, {"most": most, "expected": f"{expected:.1f}"})


def _hubs(seen: Seen, owners: str) -> tuple[Places, int, float]:
    """Of the lists of one side: places of those whom too many of them put among their first three, the most lists that
    anybody is on, and the expected number."""
    lists = [one for one in seen.shortlists if one.side == owners]
    candidates = len(seen.pool.professionals if owners == "patient" else seen.pool.patients)
    people = seen.kept.j if owners == "patient" else seen.kept.i
    first = [people[one.pairings[:FIRST]] for one in lists]
    if not first:
        return np.array([], np.intp), 0, 0.0
    counts = np.bincount(np.concatenate(first), minlength=candidates)
    expected = float(counts.sum()) / candidates
    return np.flatnonzero((counts > TIMES * expected + 1e-9) & (counts >= AT_LEAST)), int(counts.max()), expected


def _found(seen: Seen, side: str, some: Places, rerun: Rerun, values: dict[str, int | str]) -> Found:
    lists = [one for one in seen.shortlists if one.side == side]
    people = seen.pool.professional_side if side == "patient" else seen.pool.patient_side
    changes = [change_of_first_three(one, rerun) for one in lists]
    widest = lists[int(np.argmax(changes))]
    without = _left_out(seen, side, some)
    effect = effect_on(seen, widest, rerun)
    return Found(  # the order is corrected, nobody's score is
        rule="on_too_many_lists",
        values={
            "count": len(some),
            "lists": len(lists),
            "times": TIMES,
            **values,
            "changed": sum(change > 0 for change in changes),
            "newly_shown": _newly_shown(seen, lists, without),
        },
        people=tuple(sorted(people[place].id for place in some.tolist())),
        effect=replace(effect, score_after=effect.score_before),
    )


def _left_out(seen: Seen, side: str, some: Places) -> Rerun:
    return among(seen, "left_out", ~np.isin(seen.kept.j if side == "patient" else seen.kept.i, some))


def _newly_shown(seen: Seen, lists: Sequence[Shortlist], without: Rerun) -> int:
    """How many people are among somebody's first three only once those too often asked are left out."""
    people = seen.kept.j if lists[0].side == "patient" else seen.kept.i
    now = np.unique(np.concatenate([people[one.pairings[:FIRST]] for one in lists]))
    then = np.unique(np.concatenate([people[without.first(one)] for one in lists]))
    return len(np.setdiff1d(then, now))


CHECK = Check(
    id="A21",
    code="same_few_people",
    level=Level.POOL,
    base=Severity.CHECK,
    guide_ref="§2 div",
    reads=(),
    look=look,
)
