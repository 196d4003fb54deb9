"""Whom people asked to work with, as a filter on their own lists (guide section 1: an assumption, tested by A02).

No score reads it. Whoever is kept off one list stands on every other list as before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.partner import Partner
from matchmaker.domain.preference import ABOUT, Preference
from matchmaker.matching.pool import Pool

UNKNOWN = ""

Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Asked:
    """One side's people with a preference: ``owners`` (k,) places, and whom each wants, ``allowed`` (k, others)."""

    owners: Places
    allowed: Flags

    def on_own_list(self, owner: Places, other: Places) -> Flags:
        """For pairings (n,): whether the other may stand on the owner's list. Whoever asked nothing wants everybody."""
        row = np.minimum(np.searchsorted(self.owners, owner), len(self.owners) - 1)
        return np.asarray((self.owners[row] != owner) | self.allowed[row, other])


@dataclass(frozen=True, slots=True)
class Wanted:
    """The preferences of a run, by side; ``None`` where nobody on a side has one."""

    patients: Asked | None = None
    professionals: Asked | None = None

    def __bool__(self) -> bool:
        return self.patients is not None or self.professionals is not None


EVERYBODY = Wanted()
"""Nobody has a preference."""


def wanted_of(preferences: Sequence[Preference], pool: Pool) -> Wanted:
    """The preferences of those who take part. Several of one person all count together."""
    asked: dict[str, list[Preference]] = defaultdict(list)
    for preference in preferences:
        asked[preference.by_id].append(preference)
    patients, professionals = pool.patient_side, pool.professional_side
    return Wanted(_asked(patients, professionals, asked), _asked(professionals, patients, asked))


def _asked(own: Sequence[Partner], others: Sequence[Partner], asked: Mapping[str, list[Preference]]) -> Asked | None:
    owners = [place for place, person in enumerate(own) if person.id in asked] if asked else []
    if not owners:
        return None
    said = {about: np.array([_plain(getattr(other, about)) for other in others]) for about in ABOUT}
    allowed = [np.all([_fit(said[one.about], one) for one in asked[own[place].id]], axis=0) for place in owners]
    return Asked(np.array(owners, np.intp), np.array(allowed))


def _fit(said: NDArray[np.str_], preference: Preference) -> Flags:
    """Who is what a preference asks for. What is not known of somebody keeps them off no list."""
    return np.isin(said, [UNKNOWN, *map(_plain, preference.wanted)])


def _plain(word: str | None) -> str:
    return re.sub(r"[\s_-]+", "_", word.casefold()).strip("_") if word else UNKNOWN
