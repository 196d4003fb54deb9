"""Re-runs that touch few pairings: what they change on one list, without ranking everybody anew.

The scores are true ones (``score`` on altered inputs); a list is ranked over all the kept pairings of its owner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.rerun import FIRST, crosses_band, ids_of, kendall_tau
from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.domain.flag import Effect
from matchmaker.matching.engine import Places
from matchmaker.matching.score import ScoreInputs, score

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Altered:
    """Another score for some kept pairings: ``pairings`` (m,) ascending, ``mutual`` (m,) in points."""

    pairings: Places
    mutual: Floats

    def over(self, own: Places, mutual: Floats) -> Floats:
        """``mutual`` (k,) of the pairings ``own`` (k,), with the altered ones in place."""
        if not len(self.pairings):
            return mutual.copy()
        at = np.minimum(np.searchsorted(self.pairings, own), len(self.pairings) - 1)
        return np.asarray(np.where(self.pairings[at] == own, self.mutual[at], mutual))


@dataclass(frozen=True, slots=True)
class PersonChange:
    """Something made false of certain people: scores (n,) with it false of those of both sides, or of one side alone.

    On a list it is false of the owner, against everybody, and of the one candidate that a flag is about.
    """

    both: Floats
    patients: Floats
    professionals: Floats

    def on(self, seen: Seen, shortlist: Shortlist, own: Places, pairing: int) -> Floats:
        """Scores (k,) of the owner's pairings ``own`` for one flag."""
        sides = {"patient": self.patients, "professional": self.professionals, "pair": seen.base.mutual}
        mutual = sides[shortlist.side][own].copy()
        mutual[own == pairing] = self.both[pairing]
        return mutual


class OwnPairings:
    """All kept pairings of the owner of each list, by rank."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen

    @cached_property
    def _patients(self) -> list[Places]:
        return _by_owner(self._seen.kept.i, self._seen.base.for_patient, len(self._seen.pool.patients))

    @cached_property
    def _professionals(self) -> list[Places]:
        return _by_owner(self._seen.kept.j, self._seen.base.for_professional, len(self._seen.pool.professionals))

    def of(self, shortlist: Shortlist) -> Places:
        """The kept pairings (k,) of a list's owner, first place first; of the list of pairings, all."""
        if shortlist.side == "pair":
            return np.asarray(np.argsort(self._seen.base.for_pair, kind="stable"))
        return (self._patients if shortlist.side == "patient" else self._professionals)[shortlist.owner]


def _by_owner(people: Places, ranks: NDArray[np.int64], count: int) -> list[Places]:
    order = np.lexsort((ranks, people))
    return np.split(order, np.searchsorted(people[order], np.arange(1, count)))


def rescored(seen: Seen, patient: Floats, professional: Floats) -> Floats:
    """Scores (n,) in points of altered inputs, (n, 7) each side."""
    inputs = ScoreInputs(patient, professional, seen.kept.inputs.dropped)
    return score(inputs, seen.table.weights).mutual


def effect_here(seen: Seen, shortlist: Shortlist, own: Places, method: str, mutual: Floats, pairing: int) -> Effect:
    """What other scores ``mutual`` (k,) of the owner's pairings ``own`` (k,) change on a list, seen from ``pairing``."""
    kept = seen.kept
    order = np.lexsort((kept.j[own], kept.i[own], kept.lots[own], -mutual.round(9)))
    after = np.empty(len(own), np.int64)
    after[order] = np.arange(1, len(own) + 1)
    subject = int(np.flatnonzero(own == pairing)[0])
    first, then = set(range(min(FIRST, len(own)))), set(order[:FIRST].tolist())
    shown = after[: shortlist.shown]
    return Effect(
        method=method,
        rank_before=subject + 1,
        rank_after=int(after[subject]),
        score_before=float(seen.base.mutual[pairing]),
        score_after=float(mutual[subject]),
        top1_changed=int(order[0]) != 0,
        top3_in=ids_of(seen, shortlist, kept, own[sorted(then - first)].tolist()),
        top3_out=ids_of(seen, shortlist, kept, own[sorted(first - then)].tolist()),
        band_changed=crosses_band(seen.bands_of(shortlist), shown),
        tau=kendall_tau(shown),
    )


def strongest(effects: Iterable[Effect]) -> Effect:
    """The effect that changes most: a first place, then a top three or a band, then the ranks moved."""
    return max(effects, key=lambda one: (one.top1_changed, one.matters, one.moved))
