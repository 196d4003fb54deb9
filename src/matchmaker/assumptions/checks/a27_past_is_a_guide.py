"""Taking what was learned from the past as a guide (A27)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from matchmaker.assumptions.contract import Check, Found
from matchmaker.assumptions.over_run import over_run
from matchmaker.assumptions.rerun import with_weights
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.flag import Level, Severity

ENOUGH: Final = 100
"""Outcomes below which learned weights rest on little (domain D.2)."""

ONE_SIDED: Final = 0.60
"""A side's share of the feedback above which it speaks for both (domain D.2)."""

METHOD: Final = "weights_before_learning"


def look(seen: Seen) -> Iterator[Found]:
    """For the run, where its weights were learned: from fewer than :data:`ENOUGH` outcomes, more than
    :data:`ONE_SIDED` of the feedback from one side, or never from people who were not matched.

    The re-run uses the weights as they were before anything was learned.
    """
    learned = seen.table.weights.learned
    if learned is None:
        return
    share = max(learned.patient_feedback_share, 1 - learned.patient_feedback_share)
    rules = {
        "learned_from_few": learned.n < ENOUGH,
        "feedback_from_one_side": share > ONE_SIDED + 1e-9,
        "only_matched_seen": not learned.unmatched_observed,
    }
    if not any(rules.values()):
        return
    before = replace(seen.table.weights, weights=learned.before, learned=None)
    found = over_run(seen, with_weights(seen, METHOD, before))
    values = {"n": learned.n, "enough": ENOUGH, "share": round(100 * share), "changed": found.changed}
    for rule, goes_off in rules.items():
        if goes_off:
            yield Found(rule=rule, values={**values, "lists": found.lists}, effect=found.effect)


CHECK = Check(
    id="A27",
    code="past_is_a_guide",
    level=Level.RUN,
    base=Severity.CHECK,
    guide_ref="§3",
    reads=("weights learned",),
    look=look,
)
