"""One can say yes, the other must ask (A09). A question of power: it is always shown, and there is no re-run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.related import related
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.flag import Level, Severity, Subject
from matchmaker.domain.partner import Lever, Partner
from matchmaker.domain.relation import RelationKind

APART: Final = 2
"""Levels of a lever, or steps of confidence, from which on one of two has clearly more say (domain D.2)."""

LEVELS: Final = (Lever.NONE_YET, Lever.INFLUENCES, Lever.SETS_AGENDA_OR_BUDGET, Lever.DECIDES)
"""From the least to the most that somebody can do about a challenge (domain B.1)."""

GATED: Final = (RelationKind.MANAGES, RelationKind.COMMISSIONS, RelationKind.TREATS)
"""Relations that keep two people apart unless both opted in beforehand: a kept pairing in one was opened by both."""

Numbers = NDArray[np.float64]


def look(seen: Seen) -> Iterator[Found] | NoData:
    """Once for each pairing that is suggested to anybody, and each rule: levers or confidence two or more apart, both
    known, or a relation whose gate both opened by opting in. The relation is talked about, the gaps are checked."""
    levers, confidence = _of_both(seen, _lever), _of_both(seen, _confidence)
    if not (seen.cohort.relations or _on_both_sides(levers) or _on_both_sides(confidence)):
        return NoData(("partners.csv lever", "partners.csv confidence", "relations.csv"))
    return _pairings(seen, levers, confidence)


def _pairings(seen: Seen, levers: tuple[Numbers, Numbers], confidence: tuple[Numbers, Numbers]) -> Iterator[Found]:
    sides = _suggested_on(seen)
    pairings = np.array(sorted(sides), np.intp)
    lever_gap, confidence_gap = (_apart(seen, pairings, both) for both in (levers, confidence))
    opened = related(seen, GATED)
    is_opened = np.isin(pairings, list(opened))
    for at in np.flatnonzero((lever_gap >= APART) | (confidence_gap >= APART) | is_opened).tolist():
        pairing = int(pairings[at])
        patient, professional = seen.patient(pairing), seen.professional(pairing)
        subject = Subject(owner=patient.id, candidate=professional.id, side=sides[pairing])
        people = (patient.id, professional.id)
        if is_opened[at]:
            values = {"relation": opened[pairing].value}
            yield Found(rule="relation_opened", subject=subject, values=values, people=people, power=True)
        if lever_gap[at] >= APART:
            yield Found(rule="lever_gap", subject=subject, values=_levers(patient, professional), people=people)
        if confidence_gap[at] >= APART:
            steps = {"steps": int(confidence_gap[at])}
            yield Found(rule="confidence_gap", subject=subject, values=steps, people=people)


def _suggested_on(seen: Seen) -> dict[int, str | None]:
    """Every suggested pairing, and on whose list: one side's, or both (``None``)."""
    found: dict[int, str | None] = {}
    for shortlist in seen.shortlists:
        for pairing in shortlist.suggested.tolist():
            found[pairing] = None if pairing in found or shortlist.side == "pair" else shortlist.side
    return found


def _lever(partner: Partner) -> float:
    return np.nan if partner.lever is None else LEVELS.index(partner.lever)


def _confidence(partner: Partner) -> float:
    return np.nan if partner.confidence is None else partner.confidence


def _of_both(seen: Seen, read: Callable[[Partner], float]) -> tuple[Numbers, Numbers]:
    sides = (seen.pool.patient_side, seen.pool.professional_side)
    patients, professionals = (np.array([read(person) for person in side], np.float64) for side in sides)
    return patients, professionals


def _on_both_sides(both: tuple[Numbers, Numbers]) -> bool:
    return not any(np.isnan(side).all() for side in both)


def _apart(seen: Seen, pairings: NDArray[np.intp], both: tuple[Numbers, Numbers]) -> Numbers:
    """How far apart the two of each pairing are; 0 where either is unknown."""
    return np.nan_to_num(np.abs(both[0][seen.kept.i[pairings]] - both[1][seen.kept.j[pairings]]))


def _levers(patient: Partner, professional: Partner) -> dict[str, str | int]:
    less, more = sorted((one.lever for one in (patient, professional) if one.lever), key=LEVELS.index)
    return {"more": more.value, "less": less.value, "levels": LEVELS.index(more) - LEVELS.index(less)}


CHECK = Check(
    id="A09",
    code="authority_gap",
    level=Level.PAIR,
    base=Severity.CHECK,
    guide_ref="§2, §4 quote",
    reads=("partners.csv lever", "partners.csv confidence", "relations.csv"),
    look=look,
)
