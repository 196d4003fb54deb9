"""A purpose that one side wrote (A15)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.over_run import over_run
from matchmaker.assumptions.reading_order import order_effect_over_run, sets_of
from matchmaker.assumptions.rerun import no_rerun, without_criteria
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.challenge import Challenge, Need
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.domain.partner import Side
from matchmaker.representation.coverage import RHO

BOTH: Final = frozenset({Side.PATIENT, Side.PROFESSIONAL})
TASK_OFF: Final = "task_off"
NEEDS_OFF: Final = "one_sided_needs_off"


def look(seen: Seen) -> Iterator[Found] | NoData:
    """For the run: one side alone wrote its challenge, or had a hand in one of its needs, proposed or agreed. Where it
    is not written who did, nothing is taken from that. About power: always shown. No file holds joint purposes yet.

    The re-run switches ``task_fit`` off; for needs, it drops those of one side, which changes the reading order.
    """
    challenge = seen.cohort.challenge
    if challenge is None:
        return NoData(("challenges.csv authored_by_sides",))
    if not challenge.authored_by_sides and not any(map(_hands, seen.cohort.needs)):
        return NoData(("challenges.csv authored_by_sides", "needs.csv proposed_by_side", "needs.csv agreed_by_sides"))
    return _found(seen, challenge)


def _found(seen: Seen, challenge: Challenge) -> Iterator[Found]:
    wrote = _known(challenge.authored_by_sides or ())
    if len(wrote) == 1:
        side = next(iter(wrote)).value
        yield Found(
            rule="challenge_by_one_side",
            values={"challenge": challenge.id, "side": side},
            effect=_task_off(seen),
            power=True,
        )
    one_sided = [need for need in seen.cohort.needs if len(_hands(need)) == 1]
    if one_sided:
        sides = sorted({side.value for need in one_sided for side in _hands(need)})
        yield Found(
            rule="needs_by_one_side",
            values={"count": len(one_sided), "needs": len(seen.cohort.needs), "side": " or ".join(sides)},
            effect=_needs_off(seen),
            power=True,
        )


def _known(sides: tuple[Side, ...]) -> frozenset[Side]:
    """The sides that are meant; somebody who may stand on either speaks for both."""
    return BOTH if Side.EITHER in sides else frozenset(sides)


def _hands(need: Need) -> frozenset[Side]:
    proposed = (need.proposed_by_side,) if need.proposed_by_side else ()
    return _known((*proposed, *(need.agreed_by_sides or ())))


def _task_off(seen: Seen) -> Effect:
    rerun = without_criteria(seen, TASK_OFF, "task_fit")
    return over_run(seen, rerun).effect if rerun else no_rerun(TASK_OFF, "nothing_left")


def _needs_off(seen: Seen) -> Effect:
    sets = sets_of(seen)
    if sets is None or seen.brought is None:
        return no_rerun(NEEDS_OFF, "no_sets")
    agreed = np.array([len(_hands(need)) != 1 for need in seen.brought.needs])
    after = sets.order(RHO, importance=np.where(agreed, sets.importance, 0.0))
    return order_effect_over_run(NEEDS_OFF, sets.order(RHO), after)


CHECK = Check(
    id="A15",
    code="one_side_wrote_it",
    level=Level.RUN,
    base=Severity.TALK,
    guide_ref="§1",
    reads=("challenges.csv authored_by_sides", "needs.csv proposed_by_side", "needs.csv agreed_by_sides"),
    look=look,
)
