"""Who would be suggested only if an assumption did not hold."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.rerun import Rerun
from matchmaker.assumptions.seen import Seen, Shortlist


class ShutOut:
    """How many people a re-run suggests to somebody whom the run does not: one pass for all lists."""

    def __init__(self, seen: Seen, rerun: Rerun) -> None:
        self._counts: Mapping[str, NDArray[np.int64]] = {
            "patient": _newcomers(seen, rerun, "patient"),
            "professional": _newcomers(seen, rerun, "professional"),
            "pair": _newcomers(seen, rerun, "pair"),
        }

    def on(self, shortlist: Shortlist) -> int:
        """On one list."""
        counts, owner = self._counts[shortlist.side], max(shortlist.owner, 0)
        return int(counts[owner]) if owner < len(counts) else 0


def _newcomers(seen: Seen, rerun: Rerun, side: str) -> NDArray[np.int64]:
    before, after = Rerun("as_it_is", seen.kept, seen.base).ranks(side), rerun.ranks(side)
    people = {"patient": rerun.kept.i, "professional": rerun.kept.j}.get(side, np.zeros(len(after), np.intp))
    was = np.zeros(len(after), np.bool_)
    was[: len(before)] = (before > 0) & (before <= seen.top)
    return np.bincount(people[(after > 0) & (after <= seen.top) & ~was])
