"""The two sides of a run, in an order that depends on the ids alone, never on the order of the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Partner


def stable_hash(partner_id: str) -> int:
    """The same number for the same id, always and everywhere; breaks every tie."""
    return int.from_bytes(hashlib.sha256(partner_id.encode()).digest()[:8], "big")


@dataclass(frozen=True)
class Pool:
    """Who may be suggested: ``people`` once each; ``patients`` and ``professionals`` are places in it.

    Somebody who may stand on either side is in both.
    """

    people: tuple[Partner, ...]
    patients: tuple[int, ...]
    professionals: tuple[int, ...]

    @cached_property
    def patient_side(self) -> tuple[Partner, ...]:
        """The partners who may stand on the patient side, in order."""
        return tuple(self.people[place] for place in self.patients)

    @cached_property
    def professional_side(self) -> tuple[Partner, ...]:
        """The partners who may stand on the professional side, in order."""
        return tuple(self.people[place] for place in self.professionals)


def pool_of(people: Sequence[Partner]) -> Pool:
    """Put people in the order of their stable hash and on their sides."""
    ordered = tuple(sorted(people, key=lambda p: (stable_hash(p.id), p.id)))
    return Pool(
        people=ordered,
        patients=tuple(place for place, p in enumerate(ordered) if p.may_be_patient),
        professionals=tuple(place for place, p in enumerate(ordered) if p.may_be_professional),
    )


def consenting(cohort: Cohort) -> tuple[tuple[Partner, ...], tuple[Assumption, ...]]:
    """The people whose consent lets them be matched, and what had to be assumed (gate ``consent``, domain C.2)."""
    if not cohort.consent_given:
        return cohort.partners, (Assumption.of("consent_vouched_for"),)
    kept = tuple(p for p in cohort.partners if p.consent_matching is True)
    left_out = len(cohort.partners) - len(kept)
    return kept, (Assumption.of("no_consent_left_out", count=left_out),) if left_out else ()


def readable_ids(cohort: Cohort) -> frozenset[str]:
    """Who takes part and wrote a text that may be read."""
    people, _ = consenting(cohort)
    return frozenset(p.id for p in people if p.statement_parts() and may_read_text(p, cohort))


def may_read_text(partner: Partner, cohort: Cohort) -> bool:
    """Whether a partner's free text may be read: a patient-side person's only with their consent for health."""
    return not (partner.may_be_patient and cohort.health_consent_given and partner.consent_health is not True)
