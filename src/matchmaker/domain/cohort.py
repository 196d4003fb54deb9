"""A cohort: the whole input of one run."""

from __future__ import annotations

from dataclasses import dataclass, field

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.challenge import Challenge, Declaration, Need
from matchmaker.domain.identity_audit import AuditedGroup
from matchmaker.domain.partner import Partner
from matchmaker.domain.partnership import OwnImportance, Partnership, SignOffStep
from matchmaker.domain.preference import Preference
from matchmaker.domain.relation import Exclusion, Pin, Relation
from matchmaker.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Partners of both sides, at most one challenge to work on, and what stands between people.

    ``consent_given`` says whether the input had a ``consent_matching`` column at all (if not, whoever runs it
    vouches for consent and the run says so); ``health_consent_given`` likewise for ``consent_health``.
    ``sign_offs`` and ``importances`` are those of the challenge.
    ``assumptions`` are those that reading the input had to make.
    """

    partners: tuple[Partner, ...] = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)
    challenge: Challenge | None = None
    needs: tuple[Need, ...] = field(default=(), repr=False)
    declarations: tuple[Declaration, ...] = field(default=(), repr=False)
    relations: tuple[Relation, ...] = field(default=(), repr=False)
    exclusions: tuple[Exclusion, ...] = field(default=(), repr=False)
    pins: tuple[Pin, ...] = field(default=(), repr=False)
    preferences: tuple[Preference, ...] = field(default=(), repr=False)
    partnerships: tuple[Partnership, ...] = field(default=(), repr=False)
    sign_offs: tuple[SignOffStep, ...] = field(default=(), repr=False)
    importances: tuple[OwnImportance, ...] = field(default=(), repr=False)
    identity_audit: tuple[AuditedGroup, ...] = field(default=(), repr=False)
    consent_given: bool = False
    health_consent_given: bool = False
    assumptions: tuple[Assumption, ...] = field(default=())

    def partner(self, partner_id: str) -> Partner | None:
        """The partner with this id, if there is one."""
        return next((p for p in self.partners if p.id == partner_id), None)
