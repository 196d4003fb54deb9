"""A11: something that is scored may stand in for who people are (guide §2, difference). About the run as a whole.

Goes off, once for each rule, where

* an auditor's figures (``identity_audit.csv``) tell a group of 10 or more from 10 or more others: the separation's
  interval leaves out .5, and the separation lies beyond the interval of the control words, on the same side of .5
  (beyond the control itself, where it has no interval). Re-run: the two text criteria off;
* the criterion ``local`` decides a first place: somebody's list begins with another person without it; or
* reading the statements of masked people as they were written changes a first place that added chit-chat does not
  change. At most ``MOST`` people, by lot. The re-run is that reading itself.

What the audit finds is about people's rights: it is shown whatever its re-run changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.over_run import over_run
from matchmaker.assumptions.rerun import no_rerun, without_criteria
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.domain.identity_audit import AuditedGroup
from matchmaker.domain.weights import CRITERIA, TEXT_CRITERIA
from matchmaker.matching.pool import stable_hash
from matchmaker.matching.unmasked import MOST, unmasked_changes_first
from matchmaker.text.audit.sentences import hobbies

ENOUGH_IN_GROUP: Final = 10
EVEN: Final = 0.5
"""The separation (area under the curve) of a score that does not tell a group from the others."""
LOCAL: Final = CRITERIA.index("local")


def look(seen: Seen) -> Iterator[Found] | NoData:
    """One for each of the three rules that holds, the audited groups together."""
    if not seen.cohort.identity_audit and seen.table.dropped[LOCAL] and seen.rewording is None:
        return NoData(("identity_audit.csv separation", "challenges.csv is_local", "partners.csv experience_text"))
    return _found(seen)


def _found(seen: Seen) -> Iterator[Found]:
    for rule in (_audited, _local_decides, _unmasked):
        found = rule(seen)
        if found is not None:
            yield found


def separates(group: AuditedGroup) -> bool:
    """Whether the audit tells a group from the others beyond what the control words do."""
    if min(group.n_in, group.n_out) < ENOUGH_IN_GROUP or group.low <= EVEN <= group.high:
        return False
    if group.separation > EVEN:
        return group.separation > max(EVEN, group.control if group.control_high is None else group.control_high)
    return group.separation < min(EVEN, group.control if group.control_low is None else group.control_low)


def _audited(seen: Seen) -> Found | None:
    told = [group for group in seen.cohort.identity_audit if separates(group)]
    if not told:
        return None
    return Found(
        rule="audit",
        values={"count": len(told), "audited": len(seen.cohort.identity_audit), "enough": ENOUGH_IN_GROUP},
        effect=_without_texts(seen),
        power=True,
    )


def _without_texts(seen: Seen) -> Effect:
    rerun = without_criteria(seen, "texts_off", *TEXT_CRITERIA)
    return over_run(seen, rerun).effect if rerun else no_rerun("texts_off", "nothing_left")


def _local_decides(seen: Seen) -> Found | None:
    if seen.table.dropped[LOCAL] or not seen.table.weights.weights["local"]:
        return None
    rerun = without_criteria(seen, "local_off", "local")
    if rerun is None:
        return None
    lists = [one for one in seen.shortlists if len(one.pairings)]
    decided = sum(int(rerun.ranks(one.side)[one.pairings[0]]) != 1 for one in lists)
    if not decided:
        return None
    values = {"count": decided, "lists": len(lists)}
    return Found(rule="local_decides", values=values, effect=over_run(seen, rerun).effect)


def _unmasked(seen: Seen) -> Found | None:
    if seen.rewording is None:
        return None
    generator = np.random.default_rng(sum(stable_hash(who.id) for who in seen.pool.people) % 2**64)
    changed = unmasked_changes_first(seen.rewording, seen.kept, seen.table.weights, hobbies(), generator)
    if not changed.people:
        return None
    return Found(
        rule="unmasked",
        values={"count": len(changed.people), "read": changed.read, "masked": changed.masked, "most": MOST},
        people=changed.people,
        effect=Effect(method="unmasked", top1_changed=True),
    )


CHECK = Check(
    id="A11",
    code="stand_in_for_identity",
    level=Level.RUN,
    base=Severity.TALK,
    guide_ref="§2 div",
    reads=("identity_audit.csv separation", "challenges.csv is_local", "partners.csv experience_text"),
    look=look,
)
