"""The places that lists show, and who of the people on them something is true of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.domain.flag import Subject
from matchmaker.matching.engine import Places

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shown:
    """All m places that the lists suggest: ``at`` (m,) which list, ``pairing`` (m,) which kept pairing."""

    seen: Seen
    at: NDArray[np.int64]
    pairing: Places

    def where(self, chosen: Flags) -> Iterator[tuple[Shortlist, int]]:
        """The list and the kept pairing of each place that ``chosen`` (m,) marks."""
        lists = self.seen.shortlists
        for place in np.flatnonzero(chosen).tolist():
            yield lists[self.at[place]], int(self.pairing[place])

    def either(self, people: Flags) -> Flags:
        """Places (m,) where somebody of the two is marked in ``people`` (n,), in the order of ``Pool.people``."""
        left, right = by_side(self.seen, people)
        i, j = self.seen.kept.i[self.pairing], self.seen.kept.j[self.pairing]
        return np.asarray(left[i] | right[j])


def shown_of(seen: Seen) -> Shown:
    """Every suggested place of every list, in the order of the lists."""
    suggested = [shortlist.suggested for shortlist in seen.shortlists]
    at = np.repeat(np.arange(len(suggested)), [len(one) for one in suggested])
    return Shown(seen, at, np.concatenate(suggested) if suggested else np.zeros(0, np.intp))


def by_side(seen: Seen, people: Flags) -> tuple[Flags, Flags]:
    """What is true of people (n,), on the patient side (P,) and on the professional side (Q,)."""
    return people[np.array(seen.pool.patients, int)], people[np.array(seen.pool.professionals, int)]


def of_pairing(seen: Seen, shortlist: Shortlist, pairing: int) -> Subject:
    """A pairing as the subject of a flag, and on whose list it stands."""
    return Subject(owner=seen.patient(pairing).id, candidate=seen.professional(pairing).id, side=shortlist.side)


def places_of(seen: Seen, pairing: int) -> tuple[int, int]:
    """Where the two of a kept pairing stand in ``Pool.people``."""
    return seen.pool.patients[int(seen.kept.i[pairing])], seen.pool.professionals[int(seen.kept.j[pairing])]


def both_places(seen: Seen, pairings: Places) -> tuple[Places, Places]:
    """Where the two of each kept pairing (m,) stand in ``Pool.people``: patient side (m,), professional side (m,)."""
    left, right = np.array(seen.pool.patients, int), np.array(seen.pool.professionals, int)
    return left[seen.kept.i[pairings]], right[seen.kept.j[pairings]]


def those_marked(seen: Seen, pairing: int, people: Flags) -> tuple[str, ...]:
    """The ids of those of the two whom ``people`` (n,) marks."""
    places = places_of(seen, pairing)
    return tuple(sorted(seen.pool.people[place].id for place in places if people[place]))


def each_marked(seen: Seen, pairings: Places, people: Flags) -> list[tuple[str, ...]]:
    """:func:`those_marked` of each of many kept pairings (m,)."""
    ids = [person.id for person in seen.pool.people]
    sides = both_places(seen, pairings)
    of_both = zip(*(side.tolist() for side in sides), *(people[side].tolist() for side in sides), strict=True)
    return [
        tuple(sorted((ids[a], ids[b]))) if one and other else (ids[a],) if one else (ids[b],) if other else ()
        for a, b, one, other in of_both
    ]
