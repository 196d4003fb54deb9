"""Gates: what keeps a pairing out altogether, and what the host has to arrange first (domain C.2).

``Blocked`` and ``NotYet`` are two types on purpose: a blocked pairing is never returned, and nobody learns why; a
pairing that is not yet possible is ranked like any other and shown with what it waits for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import AccessStatus, Interpreter, Mode, Partner
from matchmaker.domain.relation import RelationKind
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.matching.pool import Pool


class Blocked(StrEnum):
    """Gates that keep a pairing out. Internal: the reason is never shown to anybody."""

    SIDES = "sides"
    EXCLUSION = "exclusion"
    TREATING_RELATION = "treating_relation"
    LINE_RELATION = "line_relation"


class NotYet(StrEnum):
    """Gates that the host can open by arranging something."""

    LANGUAGE = "language"
    ACCESS = "access"
    TIME = "time"
    PLACE = "place"


NEEDS_STORED_STATE = ("said_no", "conflict", "safeguarding", "capacity")
"""Gates that read what only a service remembers; a run from files reports them as ``no_data``."""

_RELATION_GATE: Mapping[RelationKind, Blocked] = {
    RelationKind.TREATS: Blocked.TREATING_RELATION,
    RelationKind.MANAGES: Blocked.LINE_RELATION,
    RelationKind.COMMISSIONS: Blocked.LINE_RELATION,
}
_REMOTE = {Mode.ONLINE, Mode.PHONE}


@dataclass(frozen=True, slots=True)
class BlockedPairs:
    """The blocked pairings of a pool, as sorted codes ``i · Q + j``. Few, against P × Q, so kept as a list."""

    codes: NDArray[np.int64]
    columns: int

    def holds(self, i: NDArray[np.intp], j: NDArray[np.intp]) -> NDArray[np.bool_]:
        """For pairings (n,): which of them are blocked."""
        codes = np.asarray(i, np.int64) * self.columns + j
        place = np.searchsorted(self.codes, codes)
        found = np.zeros(codes.shape, bool)
        inside = place < len(self.codes)
        found[inside] = self.codes[place[inside]] == codes[inside]
        return found

    def within(self, row_start: int, row_end: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The blocked pairings of some rows: their rows and columns."""
        low, high = np.searchsorted(self.codes, [row_start * self.columns, row_end * self.columns])
        return np.divmod(self.codes[low:high], self.columns)


def _organisation(partner: Partner) -> str | None:
    return " ".join(partner.organisation.casefold().split()) if partner.organisation else None


def _excluded(cohort: Cohort) -> Iterable[tuple[str, str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for partner in cohort.partners:
        organisation = _organisation(partner)
        if organisation:
            members[organisation].append(partner.id)
    for exclusion in cohort.exclusions:
        if exclusion.not_id:
            yield exclusion.by_id, exclusion.not_id
        if exclusion.not_organisation:
            for member in members[" ".join(exclusion.not_organisation.casefold().split())]:
                yield exclusion.by_id, member


def _related(cohort: Cohort) -> Iterable[tuple[str, str]]:
    for relation in cohort.relations:
        if relation.relation in _RELATION_GATE and not relation.both_opted_in:
            yield relation.a_id, relation.b_id


def blocked_pairs(cohort: Cohort, pool: Pool) -> BlockedPairs:
    """Every pairing that must never be returned, whoever asks (an exclusion or relation counts both ways round)."""
    row = {p.id: i for i, p in enumerate(pool.patient_side)}
    column = {p.id: j for j, p in enumerate(pool.professional_side)}
    themselves = ((one, one) for one in row.keys() & column.keys())
    codes = {
        row[a] * len(column) + column[b]
        for one, other in (*_excluded(cohort), *_related(cohort), *themselves)
        for a, b in ((one, other), (other, one))
        if a in row and b in column
    }
    return BlockedPairs(np.array(sorted(codes), np.int64), max(len(column), 1))


def _no_language(a: Partner, b: Partner) -> bool:
    if not a.languages or not b.languages:
        return False
    shared = {x.casefold() for x in a.languages} & {x.casefold() for x in b.languages}
    return not shared and Interpreter.CONFIRMED not in (a.interpreter, b.interpreter)


def _no_access(a: Partner, b: Partner) -> bool:
    needs = (*(a.access_needs or ()), *(b.access_needs or ()))
    return any(need.essential and need.status is AccessStatus.CANNOT_YET for need in needs)


def _no_time(a: Partner, b: Partner) -> bool:
    if a.slots is None or b.slots is None or a.slots & b.slots:
        return False
    return not (a.flexible or b.flexible)


def _no_place(a: Partner, b: Partner, vocabulary: Vocabulary) -> bool:
    if not a.area or not b.area or a.travel_minutes is None or b.travel_minutes is None:
        return False
    minutes = vocabulary.minutes(a.area, b.area)
    if minutes is None or minutes <= max(a.travel_minutes, b.travel_minutes):
        return False
    return any(mode is not None and not mode & _REMOTE for mode in (a.mode, b.mode))


def not_yet(a: Partner, b: Partner, vocabulary: Vocabulary) -> tuple[NotYet, ...]:
    """What a pairing waits for, in a fixed order; empty where it is open. Whatever is unknown leaves it open."""
    closed = {
        NotYet.LANGUAGE: _no_language(a, b),
        NotYet.ACCESS: _no_access(a, b),
        NotYet.TIME: _no_time(a, b),
        NotYet.PLACE: _no_place(a, b, vocabulary),
    }
    return tuple(gate for gate, is_closed in closed.items() if is_closed)


def place_unknown(a: Partner, b: Partner, vocabulary: Vocabulary) -> bool:
    """Whether the place gate was left open only because nobody wrote down the minutes between two areas."""
    return bool(a.area and b.area and a.area != b.area and vocabulary.minutes(a.area, b.area) is None)
