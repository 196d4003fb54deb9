"""Suggesting only the most senior professionals (A18)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.grade_bands import height
from matchmaker.assumptions.rerun import among, effect_on
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shut_out import ShutOut
from matchmaker.assumptions.subjects import about_list, places_shown
from matchmaker.domain.flag import Level, Severity
from matchmaker.matching.lists import Ranks

POOL_BELOW: Final = 0.5
"""Share of the pool in the top band under which a list of that band alone is no accident of the pool (domain D.2)."""

METHOD: Final = "half_from_top_band"

Flags = NDArray[np.bool_]


def look(seen: Seen) -> Iterator[Found] | NoData:
    """Per list that suggests professionals: each of them is known to be in the pool's top grade band, and under half
    of the pool is. The top band is the highest that somebody in the pool has; whose band is unknown or in no order
    that we know counts neither for nor against in the pool, and is not in the top band on a list."""
    heights = np.array([_height(person.grade_band) for person in seen.pool.professional_side], np.float64)
    if np.isnan(heights).all():
        return NoData(("partners.csv grade_band",))
    return _lists(seen, heights)


def _lists(seen: Seen, heights: NDArray[np.float64]) -> Iterator[Found]:
    top = heights == np.nanmax(heights)
    known = int((~np.isnan(heights)).sum())
    if top.sum() >= POOL_BELOW * known:
        return
    all_top = [one for one in seen.shortlists if one.side != "professional" and top[places_shown(seen, one)].all()]
    if not all_top:
        return
    rerun = among(seen, METHOD, _at_most_half(seen, top[seen.kept.j]))
    shut_out = ShutOut(seen, rerun)
    for shortlist in all_top:
        people = (seen.professional(pairing) for pairing in shortlist.suggested.tolist())
        yield Found(
            rule="all_in_top_band",
            subject=about_list(seen, shortlist),
            values={"shown": shortlist.shown, "pool_top": int(top.sum()), "pool_known": known},
            people=tuple(sorted(person.id for person in people)),
            effect=effect_on(seen, shortlist, rerun, shut_out=shut_out.on(shortlist)),
        )


def _at_most_half(seen: Seen, top: Flags) -> Flags:
    """Which kept pairings (n,) stay in play: of the top band only as many on each list as half its places."""
    by_pair = seen.for_side == "pair"
    owners = np.zeros(len(seen.kept), np.intp) if by_pair else seen.kept.i
    ranks = seen.base.for_pair if by_pair else seen.base.for_patient
    places = np.minimum(np.bincount(owners, weights=ranks > 0), seen.top)
    return ~top | (_place_among(owners, ranks, top) <= places[owners] // 2)


def _place_among(owners: NDArray[np.intp], ranks: Ranks, some: Flags) -> NDArray[np.int64]:
    """Of each pairing in ``some``, the how-manieth of them it is on its owner's list, from 1; 0 for the others."""
    chosen = np.flatnonzero(some & (ranks > 0))
    chosen = chosen[np.lexsort((ranks[chosen], owners[chosen]))]
    _, starts, counts = np.unique(owners[chosen], return_index=True, return_counts=True)
    result = np.zeros(len(owners), np.int64)
    result[chosen] = np.arange(len(chosen)) - np.repeat(starts, counts) + 1
    return result


def _height(grade: str | None) -> float:
    found = height(grade)
    return np.nan if found is None else found


CHECK = Check(
    id="A18",
    code="seniority_is_power",
    level=Level.LIST,
    base=Severity.CHECK,
    guide_ref="§1",
    reads=("partners.csv grade_band",),
    look=look,
)
