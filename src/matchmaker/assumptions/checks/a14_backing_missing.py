"""Taking backing for granted (A14)."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.challenge import Challenge
from matchmaker.domain.flag import Level, Severity
from matchmaker.domain.partnership import Pathway


def look(seen: Seen) -> Iterator[Found] | NoData:
    """For the run: its challenge has no sponsor; a sponsor of whom nothing says that they endorse it (no
    ``sponsor_kind``, and nobody has signed off); a sponsor last heard of longer ago than the agreed cadence; or, where
    the pathway is top down and ``signoffs.csv`` names its steps, a step that is not signed.

    A readiness tick: there is no re-run. A contact without a date is not known to be silence.
    """
    challenge = seen.cohort.challenge
    if challenge is None:
        return NoData(("challenges.csv sponsor",))
    return _found(seen, challenge)


def _found(seen: Seen, challenge: Challenge) -> Iterator[Found]:
    steps = sorted(seen.cohort.sign_offs, key=lambda step: step.order)
    signed = [step for step in steps if step.signed_at is not None]
    if not challenge.sponsor:
        yield Found(rule="no_sponsor", values={"challenge": challenge.id})
    elif not challenge.sponsor_kind and not signed:
        yield Found(rule="no_endorsement", values={"challenge": challenge.id})
    yield from _silence(seen, challenge)
    if challenge.pathway == Pathway.TOP_DOWN and len(signed) < len(steps):
        missing = next(step.order for step in steps if step.signed_at is None)
        share = round(100 * len(signed) / len(steps))
        values = {"signed": len(signed), "steps": len(steps), "share": share, "missing": missing}
        yield Found(rule="sign_off_incomplete", values={"challenge": challenge.id, **values})


def _silence(seen: Seen, challenge: Challenge) -> Iterator[Found]:
    cadence, last = challenge.sponsor_cadence_days, challenge.sponsor_last_contact
    if not challenge.sponsor or cadence is None or last is None:
        return
    silent = (seen.as_of - last).days
    if silent > cadence:
        yield Found(rule="sponsor_silent", values={"challenge": challenge.id, "days": silent, "cadence": cadence})


CHECK = Check(
    id="A14",
    code="backing_missing",
    level=Level.RUN,
    base=Severity.CHECK,
    guide_ref="§1 outset-3, §4 Q1, §5 Q1",
    reads=(
        "challenges.csv sponsor",
        "challenges.csv sponsor_kind",
        "challenges.csv sponsor_cadence_days",
        "challenges.csv sponsor_last_contact",
        "challenges.csv pathway",
        "signoffs.csv signed_at",
    ),
    look=look,
)
