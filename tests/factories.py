"""Made-up people and cohorts, with only what a test cares about."""

from __future__ import annotations

from matchmaker.domain.challenge import Challenge
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Partner, Side, WeightedTag
from matchmaker.domain.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    version="test",
    tags={
        "lived_experience": "experience",
        "carer_view": "experience",
        "budget": "power",
        "decision_know_how": "power",
        "research_skills": "knowledge",
    },
    values={"kindness": "Kindness", "evidence": "Evidence", "take_time": "Taking time"},
    linked_systems=frozenset({("east", "north")}),
    minutes_between={("coast", "town"): 60},
)


def patient(partner_id: str = "p", **known: object) -> Partner:
    return Partner(id=partner_id, side=Side.PATIENT, **known)


def professional(partner_id: str = "h", **known: object) -> Partner:
    return Partner(id=partner_id, side=Side.PROFESSIONAL, **known)


def either(partner_id: str = "e", **known: object) -> Partner:
    return Partner(id=partner_id, side=Side.EITHER, **known)


def tags(*entries: str | tuple[str, int]) -> tuple[WeightedTag, ...]:
    return tuple(WeightedTag(entry) if isinstance(entry, str) else WeightedTag(*entry) for entry in entries)


def cohort(*partners: Partner, **more: object) -> Cohort:
    return Cohort(**{"partners": partners, "vocabulary": VOCABULARY, **more})


def challenge(**known: object) -> Challenge:
    return Challenge(**{"id": "c", "text": "Make leaving hospital calmer and safer for people and families.", **known})
