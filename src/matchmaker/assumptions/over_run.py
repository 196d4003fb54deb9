"""What a re-run changes over all the lists of a run: for assumptions that are about the run as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.assumptions.rerun import FIRST, Rerun, crosses_band, effect_on, no_rerun
from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.domain.flag import Effect

NO_LIST = "no_list"


@dataclass(frozen=True, slots=True)
class OverRun:
    """``effect``: what changes on the list that changes most; ``changed`` of ``lists`` have another first three."""

    effect: Effect
    lists: int
    changed: int


def over_run(seen: Seen, rerun: Rerun, *, shut_out: int = 0) -> OverRun:
    """A re-run held against every list: the effect on the one whose first place, first three or order changes most."""
    lists = seen.shortlists
    if not lists:
        return OverRun(no_rerun(rerun.method, NO_LIST), 0, 0)
    changes = [_change(rerun, shortlist) for shortlist in lists]
    changed = sum(other > 0 for _, other, _ in changes)
    most = max(range(len(lists)), key=lambda n: (changes[n], -n))
    effect = effect_on(seen, lists[most], rerun, shut_out=shut_out)
    if not effect.matters:
        effect = _crossing_band(seen, rerun, shut_out) or effect
    return OverRun(effect, len(lists), changed)


def _change(rerun: Rerun, shortlist: Shortlist) -> tuple[bool, int, int]:
    """Whether the first place changes, how many of the first three do, and how far the first one falls."""
    before, after = shortlist.pairings[:FIRST].tolist(), rerun.first(shortlist).tolist()
    rank = int(rerun.ranks(shortlist.side)[before[0]])
    return before[:1] != after[:1], len(set(before) ^ set(after)), rank or len(rerun.kept) + 1


def _crossing_band(seen: Seen, rerun: Rerun, shut_out: int) -> Effect | None:
    """The first list on which somebody now stands behind a person of a later band."""
    if seen.certainty is None:
        return None
    for shortlist in seen.shortlists:
        if crosses_band(seen.bands_of(shortlist), rerun.ranks(shortlist.side)[shortlist.suggested]):
            return effect_on(seen, shortlist, rerun, shut_out=shut_out)
    return None
