"""Whether a re-run changes a list's first three, and by how much."""

from __future__ import annotations

from matchmaker.assumptions.rerun import FIRST, Rerun
from matchmaker.assumptions.seen import Shortlist


def change_of_first_three(shortlist: Shortlist, rerun: Rerun) -> int:
    """How many people leave or join a list's first three, and one more where somebody else comes first.

    0 where the same people stand there behind the same first.
    """
    now, then = shortlist.pairings[:FIRST].tolist(), rerun.first(shortlist).tolist()
    return len(set(then) ^ set(now)) + int(now[:1] != then[:1])
