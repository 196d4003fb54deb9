"""Leaving access to the person who needs it (A25). A matter of rights: it is always shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.rerun import Rerun, with_inputs
from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.assumptions.shown import Flags, of_pairing, places_of, shown_of, those_marked
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.domain.partner import AccessStatus, Partner
from matchmaker.matching.engine import Places
from matchmaker.matching.gates import NotYet, not_yet

METHOD: Final = "as_if_met"


def look(seen: Seen) -> Iterator[Found] | NoData:
    """For each place on a list: the host cannot yet meet an essential need (gate ``access``) or has confirmed no
    interpreter (gate ``language``), or an essential need of either is not confirmed although an invitation comes next.

    Gates that hang on the two people's own times and places are not the host's limits. The score reads none of this:
    the re-run, as if all were met, has the same order by design.
    """
    people = seen.pool.people
    if all(person.access_needs is None and person.languages is None for person in people):
        return NoData(("partners.csv access_needs", "partners.csv languages"))
    return _places(seen)


def _places(seen: Seen) -> Iterator[Found]:
    shown, people = shown_of(seen), seen.pool.people
    open_needs = np.array([_unconfirmed(person) for person in people], np.int64)
    waiting = open_needs > 0
    cannot = np.array([_cannot_yet(person, seen) for person in people], np.bool_)
    gate_access, any_open, gate_language = (
        shown.either(cannot),
        shown.either(waiting),
        _no_language(seen, shown.pairing),
    )
    rerun = with_inputs(seen, METHOD, seen.kept.inputs)
    raised: tuple[tuple[str, Flags], ...] = (
        ("gate_access", gate_access),
        ("gate_language", gate_language),
        ("need_unconfirmed", any_open & ~gate_access),
    )
    for rule, chosen in raised:
        for shortlist, pairing in shown.where(chosen):
            both = (seen.patient(pairing).id, seen.professional(pairing).id)
            needs = sum(open_needs[place] for place in places_of(seen, pairing))
            yield Found(
                rule=rule,
                subject=of_pairing(seen, shortlist, pairing),
                values={"needs": int(needs)},
                people=both if rule == "gate_language" else those_marked(seen, pairing, waiting),
                effect=_effect(seen, shortlist, pairing, rerun),
                power=True,
            )


def _effect(seen: Seen, shortlist: Shortlist, pairing: int, rerun: Rerun) -> Effect:
    """The place and the score of one pairing before and after."""
    before = {"patient": seen.base.for_patient, "professional": seen.base.for_professional, "pair": seen.base.for_pair}
    return Effect(
        method=METHOD,
        rank_before=int(before[shortlist.side][pairing]),
        rank_after=int(rerun.ranks(shortlist.side)[pairing]),
        score_before=float(seen.base.mutual[pairing]),
        score_after=float(rerun.after.mutual[pairing]),
    )


def _unconfirmed(person: Partner) -> int:
    """How many essential needs of somebody the host has not confirmed."""
    return sum(need.essential and need.status is not AccessStatus.CONFIRMED for need in person.access_needs or ())


def _cannot_yet(person: Partner, seen: Seen) -> bool:
    """Whether the gate ``access`` waits for something that this person needs, whoever the other is."""
    return bool(person.access_needs) and NotYet.ACCESS in not_yet(person, person, seen.cohort.vocabulary)


def _no_language(seen: Seen, pairings: Places) -> Flags:
    """Whether the gate ``language`` waits for kept pairings (m,): told once for every two ways of speaking."""
    speakers: dict[tuple[object, object], Partner] = {}
    for person in seen.pool.people:
        speakers.setdefault((person.languages, person.interpreter), person)
    row = {spoken: place for place, spoken in enumerate(speakers)}
    vocabulary = seen.cohort.vocabulary
    closed = np.array(
        [[NotYet.LANGUAGE in not_yet(a, b, vocabulary) for b in speakers.values()] for a in speakers.values()], np.bool_
    )
    speaks = np.array([row[person.languages, person.interpreter] for person in seen.pool.people], np.int64)
    left, right = speaks[list(seen.pool.patients)], speaks[list(seen.pool.professionals)]
    return np.asarray(closed[left[seen.kept.i[pairings]], right[seen.kept.j[pairings]]])


CHECK = Check(
    id="A25",
    code="access_is_their_problem",
    level=Level.PAIR,
    base=Severity.TALK,
    guide_ref="§2 div",
    reads=(
        "partners.csv access_needs",
        "partners.csv access_status",
        "partners.csv languages",
        "partners.csv interpreter",
    ),
    look=look,
)
