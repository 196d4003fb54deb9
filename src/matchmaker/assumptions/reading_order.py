"""The people on each list as a set: what they cover together, and the order to read them in (domain C.8).

Inside a band comes next whoever adds most to what those before them cover. Coverage changes no rank and no score, so
what a re-run of it changes is this order. Only lists that show patient-side people are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.rerun import FIRST, kendall_tau
from matchmaker.assumptions.seen import CONSIDERED, Seen, Shortlist
from matchmaker.domain.flag import Effect
from matchmaker.representation.coverage import gains
from matchmaker.representation.shortlist import SAME

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Order = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sets:
    """The people shown on L lists, at most :data:`CONSIDERED` of each, by rank.

    ``people`` (L, k): places in ``Pool.people``, -1 where a list is shorter; ``bands`` (L, k); ``basis`` (L, k, N) what
    each brings; ``importance`` (N,). On the list of pairings nobody brings anything twice.
    """

    lists: Sequence[Shortlist]
    people: NDArray[np.int64]
    bands: NDArray[np.int64]
    basis: Floats
    importance: Floats

    @property
    def present(self) -> Flags:
        """Where somebody stands, (L, k)."""
        return self.people >= 0

    def covered(self, rho: float, basis: Floats | None = None) -> Floats:
        """The share in [0, 1] of the importance that each list's people cover together, (L,)."""
        total = float(self.importance.sum())
        if total <= 0:
            return np.zeros(len(self.lists))
        missed = np.prod(1 - rho * (self.basis if basis is None else basis), axis=1)
        return np.asarray((1 - missed) @ self.importance / total)

    def order(
        self,
        rho: float,
        *,
        basis: Floats | None = None,
        importance: Floats | None = None,
        present: Flags | None = None,
    ) -> Order:
        """The place (L, k), from 1, at which each is to be read; 0 where nobody stands."""
        brings = self.basis if basis is None else basis
        worth = self.importance if importance is None else importance
        left = (self.present if present is None else present).copy()
        missed, places = np.ones((len(self.lists), len(worth))), np.zeros(left.shape, np.int64)
        for place in range(1, left.shape[1] + 1):
            some = np.flatnonzero(left.any(axis=1))
            band = np.where(left[some], self.bands[some], np.iinfo(np.int64).max)
            gain = gains(worth, missed[some], brings[some], rho).round(SAME)
            chosen = np.where(band == band.min(axis=1, keepdims=True), gain, -np.inf).argmax(axis=1)
            places[some, chosen] = place
            left[some, chosen] = False
            missed[some] *= 1 - rho * brings[some, chosen]
        return places


def sets_of(seen: Seen) -> Sets | None:
    """The lists that show patient-side people, as sets; ``None`` where there is none, or nothing is known to cover."""
    lists = [shortlist for shortlist in seen.shortlists if shortlist.side != "patient"]
    if not lists or seen.brought is None:
        return None
    wide = min(max(len(one.suggested) for one in lists), CONSIDERED)
    people, bands = np.full((len(lists), wide), -1), np.zeros((len(lists), wide), np.int64)
    places = np.array(seen.pool.patients)
    for row, shortlist in enumerate(lists):
        suggested = shortlist.suggested[:wide]
        people[row, : len(suggested)] = places[seen.kept.i[suggested]]
        bands[row, : len(suggested)] = seen.bands_of(shortlist)[:wide]
    basis = np.where(_first_time(lists, people)[:, :, None], seen.brought.basis[people], 0.0)
    return Sets(lists, people, bands, basis, np.asarray(seen.brought.importance, np.float64))


def _first_time(lists: Sequence[Shortlist], people: NDArray[np.int64]) -> Flags:
    """Where somebody stands who does not stand higher on the same list already."""
    first = people >= 0
    if lists[0].side == "pair":
        _, at = np.unique(people[0], return_index=True)
        first &= np.isin(np.arange(people.shape[1]), at)
    return first


def order_effect(method: str, before: Order, after: Order) -> Effect:
    """What another reading order ``after`` (k,) of a list changes. No score and no rank changes with it.

    Nobody is named, nor told by a place: that would tell who declared what (domain E.4).
    """
    first, then = (set(np.flatnonzero((order > 0) & (order <= FIRST)).tolist()) for order in (before, after))
    was_first = int(np.flatnonzero(before == 1)[0])
    by_place = np.argsort(np.where(before > 0, before, len(before) + 1), kind="stable")[: int((before > 0).sum())]
    return Effect(
        method=method,
        top1_changed=int(after[was_first]) != 1,
        unnamed=len(first ^ then),
        tau=kendall_tau(after[by_place]),
    )


def order_effect_over_run(method: str, before: Order, after: Order) -> Effect:
    """What another reading order (L, k) changes on the list that it changes most."""
    top1 = ((before == 1) & (after != 1)).any(axis=1)
    top3 = (((before <= FIRST) & (before > 0)) != ((after <= FIRST) & (after > 0))).sum(axis=1)
    row = int(np.lexsort((np.arange(len(top1)), -top3, ~top1))[0])
    return order_effect(method, before[row], after[row])
