"""A13: what somebody told us some time ago is taken to be true still (guide §3, an open-minded record).

Goes off for a pairing where either of the two confirmed their profile more than 12 calendar months ago, or wrote their
purpose more than 6 months ago; and once for the run where the challenge has ended. Re-run: what may be out of date
counts as unknown. An old profile: ``seek_offer``, ``values``, ``will`` and ``time``, all that a person told us except
their texts. An old purpose: ``shared_purpose`` and ``task_fit``. A challenge that ended: ``task_fit`` and ``local``, of
all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.dates import months_before
from matchmaker.assumptions.on_one_list import OnLists
from matchmaker.assumptions.over_run import over_run
from matchmaker.assumptions.rerun import with_inputs
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import Flags, each_marked, of_pairing, shown_of
from matchmaker.assumptions.unknown import Told, as_unknown
from matchmaker.domain.flag import Level, Severity
from matchmaker.domain.weights import CRITERIA, TEXT_CRITERIA
from matchmaker.matching.score import ScoreInputs

PROFILE_MONTHS: Final = 12
PURPOSE_MONTHS: Final = 6
PROFILE: Final = ("seek_offer", "values", "will", "time")


def look(seen: Seen) -> Iterator[Found] | NoData:
    """One for each shown pairing with an old profile or purpose, and one for a challenge that has ended."""
    people, challenge = seen.pool.people, seen.cohort.challenge
    dated = any(who.confirmed_at or who.purpose_at for who in people)
    if not dated and (challenge is None or challenge.ends is None):
        return NoData(("partners.csv confirmed_at", "partners.csv purpose_at", "challenges.csv ends"))
    profile_from = months_before(seen.as_of, PROFILE_MONTHS)
    purpose_from = months_before(seen.as_of, PURPOSE_MONTHS)
    profile = np.array([who.confirmed_at is not None and who.confirmed_at < profile_from for who in people], bool)
    purpose = np.array([who.purpose_at is not None and who.purpose_at < purpose_from for who in people], bool)
    return _found(seen, profile, purpose)


def _found(seen: Seen, profile: Flags, purpose: Flags) -> Iterator[Found]:
    challenge = seen.cohort.challenge
    if challenge is not None and challenge.ends is not None and challenge.ends < seen.as_of:
        yield _ended(seen, (seen.as_of - challenge.ends).days)
    stale, shown = profile | purpose, shown_of(seen)
    chosen = shown.either(stale)
    if not chosen.any():
        return
    change = as_unknown(seen, Told(PROFILE, profile), Told(TEXT_CRITERIA, purpose))
    rows = OnLists(shown, chosen)
    effects = rows.effects("stale_unknown", rows.with_change(change))
    old, people = (each_marked(seen, rows.pairing, one) for one in (profile, stale))
    for n, (shortlist, pairing) in enumerate(rows.places):
        yield Found(
            rule="profile_old" if old[n] else "purpose_old",
            subject=of_pairing(seen, shortlist, pairing),
            values={"profile_months": PROFILE_MONTHS, "purpose_months": PURPOSE_MONTHS},
            people=people[n],
            effect=effects[n],
        )


def _ended(seen: Seen, days: int) -> Found:
    inputs = seen.kept.inputs
    patient, professional = inputs.patient.copy(), inputs.professional.copy()
    columns = [CRITERIA.index("task_fit"), CRITERIA.index("local")]
    patient[:, columns] = professional[:, columns] = np.nan
    rerun = with_inputs(seen, "challenge_unknown", ScoreInputs(patient, professional, inputs.dropped))
    return Found(rule="challenge_ended", values={"days": days}, effect=over_run(seen, rerun).effect)


CHECK = Check(
    id="A13",
    code="stale_profile",
    level=Level.PAIR,
    base=Severity.NOTE,
    guide_ref="§3",
    reads=("partners.csv confirmed_at", "partners.csv purpose_at", "challenges.csv ends"),
    look=look,
)
