"""Re-runs that touch few pairings: what each changes on the list that shows it, all places at once.

The scores are true ones (``score`` on altered inputs). Each list is ranked over all the kept pairings of its owner; in
very large runs, over the first :data:`~matchmaker.assumptions.seen.CONSIDERED` of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.rerun import FIRST, ids_of
from matchmaker.assumptions.seen import CONSIDERED, Seen, Shortlist
from matchmaker.assumptions.shown import Flags, Shown
from matchmaker.domain.flag import Effect
from matchmaker.matching.engine import Places
from matchmaker.matching.score import ScoreInputs, score

MOST_CELLS: Final = 4_000_000
"""Up to so many (place, pairing) cells every list is ranked over all that its owner has."""

AT_ONCE: Final = 4_096
"""So many places are compared at once: what they need then fits a processor's cache."""

LAST: Final = np.iinfo(np.int64).max

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


_Numbers = tuple[int, int, int, float, bool, bool, bool, float]
"""Of one place: its row, its own place, the rank and the points after, and whether the first, the first three, or a
band changed; Kendall's tau."""


class PersonChange(Protocol):
    """Something made false of certain people.

    On a list it is false of the owner, against everybody, and of the one candidate that a flag is about.
    """

    def __call__(self, pairings: Places, *, patients: bool, professionals: bool) -> Floats:
        """The scores (k,) in points of kept pairings (k,) with it false of those of these sides."""


class OnLists:
    """Some m shown places, each with the kept pairings ``own`` (m, k) of its list's owner by rank, -1 where fewer."""

    def __init__(self, shown: Shown, chosen: Flags) -> None:
        self.seen = shown.seen
        self.places = list(shown.where(chosen))
        self.pairing = shown.pairing[chosen]
        self.own = self._own()
        self.subject = (self.own == self.pairing[:, None]).argmax(axis=1)
        self.present = self.own >= 0

    @property
    def base(self) -> Floats:
        """The run's own scores (m, k) of ``own``."""
        return np.asarray(self.seen.base.mutual[self.own])

    def with_change(self, change: PersonChange) -> Floats:
        """Scores (m, k) with something false of each list's owner, and of the candidate of its place."""
        side = np.array([shortlist.side for shortlist, _ in self.places])
        mutual = self.base
        for name in ("patient", "professional"):
            own = self.own[side == name]
            pairings, at = _each_once(own, len(self.seen.kept))
            mutual[side == name] = change(pairings, patients=name == "patient", professionals=name != "patient")[at]
        return self.with_one(change(self.pairing, patients=True, professionals=True), mutual)

    def with_one(self, scores: Floats, mutual: Floats | None = None) -> Floats:
        """Scores (m, k) with those (m,) of the places' own pairings replaced."""
        changed = self.base if mutual is None else mutual
        changed[np.arange(len(changed)), self.subject] = scores
        return changed

    def effects(self, method: str, mutual: Floats, which: Whole | None = None) -> list[Effect]:
        """What scores ``mutual`` (w, k) change, each on its list; ``which`` (w,) of the places, all if ``None``."""
        rows = np.arange(len(self.places)) if which is None else which
        own, present = self.own[rows], self.present[rows]
        worst = np.where(present, mutual, -np.inf)
        order = np.lexsort((self._ties[rows], -worst.round(9)), axis=-1)
        after = np.empty(own.shape, np.int64)
        np.put_along_axis(after, order, np.arange(1, own.shape[1] + 1)[None, :], axis=1)
        subject = self.subject[rows]
        at = np.arange(len(rows))
        shown, bands = self.shown[rows], self.bands[rows]
        wide = shown.shape[1]
        crossed = _crossed(after[:, :wide], shown, bands)
        taus = _taus(after[:, :wide], shown)
        moved_in: Flags = (after <= FIRST) & (np.arange(own.shape[1]) >= FIRST) & present
        moved_out: Flags = (after > FIRST) & (np.arange(own.shape[1]) < FIRST) & present
        numbers = zip(
            rows.tolist(),
            subject.tolist(),
            after[at, subject].tolist(),
            mutual[at, subject].tolist(),
            np.asarray(order[:, 0] != 0).tolist(),
            np.asarray(moved_in.any(axis=1)).tolist(),
            crossed.tolist(),
            taus.tolist(),
            strict=True,
        )
        before = self.seen.base.mutual[self.pairing[rows]].tolist()
        return [
            self._effect(method, number, before[n], own[n][moved_in[n]], own[n][moved_out[n]])
            for n, number in enumerate(numbers)
        ]

    def _effect(self, method: str, numbers: _Numbers, before: float, came_in: Places, went_out: Places) -> Effect:
        row, place, rank, points, top1, any_in, band, tau = numbers
        return Effect(
            method=method,
            rank_before=place + 1,
            rank_after=rank,
            score_before=before,
            score_after=points,
            top1_changed=top1,
            top3_in=self._ids(row, came_in) if any_in else (),
            top3_out=self._ids(row, went_out) if any_in else (),
            band_changed=band,
            tau=None if np.isnan(tau) else tau,
        )

    def _ids(self, row: int, pairings: Places) -> tuple[str, ...]:
        return ids_of(self.seen, self.places[row][0], self.seen.kept, pairings.tolist())

    def _own(self) -> Places:
        lists: dict[tuple[str, int], Places] = {}
        for shortlist, _ in self.places:
            key = shortlist.side, shortlist.owner
            if key not in lists:
                lists[key] = self._of(shortlist)
        width = max((len(one) for one in lists.values()), default=1)
        if width * len(self.places) > MOST_CELLS:
            width = max(CONSIDERED, self.seen.top)
        own = np.full((len(self.places), width), -1, np.intp)
        for row, (shortlist, _) in enumerate(self.places):
            mine = lists[shortlist.side, shortlist.owner][:width]
            own[row, : len(mine)] = mine
        return own

    def _of(self, shortlist: Shortlist) -> Places:
        if shortlist.side == "pair":
            return np.asarray(np.argsort(self.seen.base.for_pair, kind="stable"))
        return (self._of_patients if shortlist.side == "patient" else self._of_professionals)[shortlist.owner]

    @cached_property
    def _ties(self) -> Whole:
        return self.seen.ties[self.own]

    @cached_property
    def _of_patients(self) -> list[Places]:
        return _by_owner(self.seen.kept.i, self.seen.base.for_patient, len(self.seen.pool.patients))

    @cached_property
    def _of_professionals(self) -> list[Places]:
        return _by_owner(self.seen.kept.j, self.seen.base.for_professional, len(self.seen.pool.professionals))

    @cached_property
    def shown(self) -> Flags:
        """Which of each list's places (m, k) are suggested; k is the longest list's."""
        counts = np.array([shortlist.shown for shortlist, _ in self.places])
        return np.asarray(np.arange(int(counts.max(initial=0)))[None, :] < counts[:, None])

    @cached_property
    def bands(self) -> Whole:
        """The bands (m, k) of the places that are suggested, 0 elsewhere."""
        bands = np.zeros(self.shown.shape, np.int64)
        for row, (shortlist, _) in enumerate(self.places):
            mine = self.seen.bands_of(shortlist)
            bands[row, : len(mine)] = mine
        return bands


def _by_owner(people: Places, ranks: Whole, count: int) -> list[Places]:
    order = np.lexsort((ranks, people))
    order = order[ranks[order] > 0]
    return np.split(order, np.searchsorted(people[order], np.arange(1, count)))


def _crossed(after: Whole, shown: Flags, bands: Whole) -> Flags:
    """Of each row, whether somebody shown now stands behind a person of a later band."""
    order = np.argsort(np.where(shown, after, LAST), axis=1, kind="stable")
    in_order = np.take_along_axis(np.where(shown, bands, LAST), order, axis=1)
    return np.asarray((np.diff(in_order, axis=1) < 0).any(axis=1))


def _taus(after: Whole, shown: Flags) -> Floats:
    """Of each row, Kendall's tau of the order before (1, 2, 3 …) and after; nan for fewer than two places."""
    i, j = np.triu_indices(after.shape[1], 1)
    taus = np.full(len(after), np.nan)
    for start in range(0, len(after), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        ranks, there = after[some].astype(np.int32), shown[some]
        both = there[:, i] & there[:, j]
        count = both.sum(axis=1)
        in_order = (both & (ranks[:, j] > ranks[:, i])).sum(axis=1)
        taus[some] = np.where(count > 0, (2 * in_order - count) / np.maximum(count, 1), np.nan)
    return taus


def _each_once(pairings: Places, count: int) -> tuple[Places, Places]:
    """Of kept pairings, some of them many times: each one once, and where each stands among these."""
    there, at = np.zeros(count, bool), np.zeros(count, np.intp)
    there[pairings] = True
    once = np.flatnonzero(there)
    at[once] = np.arange(len(once))
    return once, at[pairings]


def rescored(seen: Seen, patient: Floats, professional: Floats) -> Floats:
    """Scores (k,) in points of altered inputs, (k, 7) each side."""
    inputs = ScoreInputs(patient, professional, seen.kept.inputs.dropped)
    return score(inputs, seen.table.weights).mutual


def strongest(effects: Iterable[Effect]) -> Effect:
    """The effect that changes most: a first place, then a top three or a band, then the ranks moved."""
    return max(effects, key=lambda one: (one.top1_changed, one.matters, one.moved))
