"""Who stands first on the lists of a run, and whether other scores would put somebody else there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.matching.draws import Numbers
from matchmaker.matching.engine import For, Kept, Places
from matchmaker.matching.lists import Ranking, Ranks

FIRST: Final = 3
"""How many first places of a list are looked at."""

TELLS: Final = np.float32(1e-3)
"""Points by which a score must pass another: more than rounding, less than a list can show."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the n kept pairings stand for the people of one side, who answer a question.

    On the lists of the others: a pairing whose score falls below ``below`` (n,), or rises above ``above`` (n,),
    changes the first place or the first three. On their own list, ``own`` (n,) is its rank, 0 where they have none;
    ``rest`` are the scores of that list's pairings with nobody of theirs, for a list that is everybody's.
    """

    below: Numbers
    above: Numbers
    own: Ranks
    shared: bool
    mutual: Numbers

    def changed(self, pairings: Places, scores: Numbers) -> Bools:
        """Whether scores (pairings, draws) change the other person's list."""
        below, above = self.below[pairings][:, None], self.above[pairings][:, None]
        return np.asarray((scores < below) | (scores > above))


def standing_on(kept: Kept, base: Ranking, mutual: Numbers, *, side: int, for_side: For) -> Standing:
    """How pairings stand, for people of ``side`` (0: patient) in a run made for ``for_side``."""
    names = ("patient", "professional")
    ranks = base.for_patient, base.for_professional
    nowhere = np.zeros(len(kept), np.int64)
    if for_side == "pair":
        limits = np.full(len(kept), -np.inf, np.float32), np.full(len(kept), np.inf, np.float32)
        return Standing(*limits, base.for_pair, True, mutual)
    if for_side in ("both", names[1 - side]):
        limits = _limits(ranks[1 - side], (kept.i, kept.j)[1 - side], mutual)
    else:
        limits = np.full(len(kept), -np.inf, np.float32), np.full(len(kept), np.inf, np.float32)
    own = ranks[side] if for_side in ("both", names[side]) else nowhere
    return Standing(*limits, own, False, mutual)


def _limits(ranks: Ranks, owner: Places, mutual: Numbers) -> tuple[Numbers, Numbers]:
    """Of each pairing, the scores below and above which it changes the list of its ``owner``."""
    people = int(owner.max()) + 1
    at = np.full((people, FIRST + 1), -np.inf, np.float32)
    first = np.flatnonzero((ranks > 0) & (ranks <= FIRST + 1))
    at[owner[first], ranks[first] - 1] = mutual[first]
    one, two, three, four = at[owner].T
    below = np.select([ranks == 1, ranks <= FIRST], [two, four], np.float32(-np.inf)) - TELLS
    above = np.select([ranks == 1, ranks <= FIRST], [np.float32(np.inf), one], three) + TELLS
    return below.astype(np.float32), above.astype(np.float32)


def own_lists(standing: Standing, pairings: Places, starts: Places, scores: Numbers) -> Bools:
    """Whether scores (pairings, draws) change the own list of each person, (people, draws).

    ``pairings`` hold all of each person's, one person after the other from ``starts`` on.
    """
    ranks = standing.own[pairings][:, None]
    infinity = np.float32(np.inf)
    inside, first = (ranks > 0) & (ranks <= FIRST), ranks == 1
    lowest = np.minimum.reduceat(np.where(inside, scores, infinity), starts, axis=0)
    best_out = np.maximum.reduceat(np.where((ranks > 0) & ~inside, scores, -infinity), starts, axis=0)
    leader = np.minimum.reduceat(np.where(first, scores, infinity), starts, axis=0)
    best_other = np.maximum.reduceat(np.where((ranks > 0) & ~first, scores, -infinity), starts, axis=0)
    if standing.shared:
        lowest, best_out, leader, best_other = _with_the_rest(
            standing, pairings, starts, (lowest, best_out, leader, best_other)
        )
    return np.asarray((best_other > leader + TELLS) | (best_out > lowest + TELLS))


def _with_the_rest(
    standing: Standing, pairings: Places, starts: Places, of_person: tuple[Numbers, Numbers, Numbers, Numbers]
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """The same over everybody's one list: what stands on it with nobody of the person's keeps its score."""
    order = np.argsort(standing.own, kind="stable")
    order = order[standing.own[order] > 0]
    found = [numbers.copy() for numbers in of_person]
    ends = np.r_[starts[1:], len(pairings)]
    for person, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        head = order[: end - start + FIRST + 1]
        others = head[~np.isin(head, pairings[start:end], assume_unique=True)]
        ranks, base = standing.own[others], standing.mutual[others]
        for place, (these, pick) in enumerate(
            (
                (ranks <= FIRST, np.minimum),
                (ranks > FIRST, np.maximum),
                (ranks == 1, np.minimum),
                (ranks > 1, np.maximum),
            )
        ):
            if these.any():
                pick(found[place][person], pick.reduce(base[these]), out=found[place][person])
    return found[0], found[1], found[2], found[3]
