"""Taking a challenge for a real task (A16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.over_run import over_run
from matchmaker.assumptions.rerun import no_rerun, without_criteria
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.challenge import Challenge
from matchmaker.domain.flag import Effect, Level, Severity

METHOD: Final = "task_and_place_off"


def look(seen: Seen) -> Iterator[Found] | NoData:
    """For the run: its challenge lacks an owner, any date (a first or a last day), a local system, its importance to
    the system, or to anybody of a side. The last is asked only where ``importance_to_me.csv`` is given.

    The re-run switches ``task_fit`` and ``local`` off.
    """
    challenge = seen.cohort.challenge
    if challenge is None:
        return NoData(("challenges.csv owner", "challenges.csv starts", "challenges.csv importance_to_system"))
    return _found(seen, challenge)


def _found(seen: Seen, challenge: Challenge) -> Iterator[Found]:
    lacking = [name for name, lacks in _lacks(seen, challenge).items() if lacks]
    if lacking:
        effect, values = _effect(seen)
        for name in lacking:
            yield Found(rule=name, values={"challenge": challenge.id, "lacking": len(lacking), **values}, effect=effect)


def _lacks(seen: Seen, challenge: Challenge) -> dict[str, bool]:
    answered = {one.partner_id for one in seen.cohort.importances}
    sides = {"patient": seen.pool.patient_side, "professional": seen.pool.professional_side}
    return {
        "no_owner": not challenge.owner,
        "no_date": challenge.starts is None and challenge.ends is None,
        "no_local_system": not challenge.local_system,
        "no_importance_to_system": challenge.importance_to_system is None,
        **{
            f"no_importance_to_{side}": bool(answered) and not any(person.id in answered for person in people)
            for side, people in sides.items()
        },
    }


def _effect(seen: Seen) -> tuple[Effect, dict[str, int]]:
    rerun = without_criteria(seen, METHOD, "task_fit", "local")
    if rerun is None:
        return no_rerun(METHOD, "nothing_left"), {}
    found = over_run(seen, rerun)
    return found.effect, {"lists": found.lists, "changed": found.changed}


CHECK = Check(
    id="A16",
    code="not_a_real_task",
    level=Level.RUN,
    base=Severity.CHECK,
    guide_ref="§1 outset-2",
    reads=(
        "challenges.csv owner",
        "challenges.csv starts",
        "challenges.csv ends",
        "challenges.csv local_system",
        "challenges.csv importance_to_system",
        "importance_to_me.csv importance",
    ),
    look=look,
)
