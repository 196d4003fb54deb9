"""Leaving access to the person who needs it (A25). A matter of rights: it is always shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.rerun import Rerun, with_inputs
from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.assumptions.shown import of_pairing
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.domain.partner import AccessStatus, Partner
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
    rerun = with_inputs(seen, METHOD, seen.kept.inputs)
    unconfirmed = {person.id: _unconfirmed(person) for person in seen.pool.people}
    languages = any(person.languages for person in seen.pool.people)
    for shortlist in seen.shortlists:
        for pairing in shortlist.suggested.tolist():
            both = (seen.patient(pairing), seen.professional(pairing))
            waiting = sorted((person for person in both if unconfirmed[person.id]), key=lambda person: person.id)
            if waiting or languages:
                yield from _place(seen, shortlist, pairing, waiting, rerun)


def _place(seen: Seen, shortlist: Shortlist, pairing: int, waiting: list[Partner], rerun: Rerun) -> Iterator[Found]:
    both = (seen.patient(pairing), seen.professional(pairing))
    gates = not_yet(*both, seen.cohort.vocabulary)
    raised = {
        "gate_access": (NotYet.ACCESS in gates, waiting),
        "gate_language": (NotYet.LANGUAGE in gates, both),
        "need_unconfirmed": (bool(waiting) and NotYet.ACCESS not in gates, waiting),
    }
    for rule, (goes_off, people) in raised.items():
        if goes_off:
            yield Found(
                rule=rule,
                subject=of_pairing(seen, shortlist, pairing),
                values={"needs": sum(map(_unconfirmed, people))},
                people=tuple(person.id for person in people),
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
