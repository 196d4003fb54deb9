"""Made-up cohorts with something planted in them, from plain values. Nothing here knows how a trigger is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from factories import cohort, patient, professional, tags
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.flag import Flag
from matchmaker.domain.partner import Partner
from matchmaker.domain.weights import SignOff, WeightSet
from matchmaker.library import match
from matchmaker.services.runs import default_weights

SKILLS = ("lived_experience", "budget", "research_skills")
SIGNED = {"patient": SignOff("the patients' panel", "2026-01-05"), "professional": SignOff("the ward", "2026-01-05")}


@dataclass(frozen=True)
class Planted:
    """A cohort and what must come of it: ``status`` of the assumption, on whose list where ``owner`` is given."""

    name: str
    cohort: Cohort
    status: str = "fired"
    owner: str | None = None
    rule: str | None = None
    for_side: str = "both"
    top: int = 5
    signed_by: Mapping[str, SignOff] = field(default_factory=dict)

    @property
    def weights(self) -> WeightSet:
        return replace(default_weights(), signed_by=self.signed_by)

    def flags(self, flag_id: str) -> list[Flag]:
        run = match(self.cohort, self.weights, for_side=self.for_side, top=self.top, no_text=True, seed=7)
        return [flag for flag in run.flags if flag.id == flag_id]


@dataclass(frozen=True)
class NearMiss(Planted):
    """A cohort just this side of a threshold."""

    status: str = "not fired"


def bringing(points: int) -> dict[str, object]:
    """Offers worth ``points`` (1 to 9) of nine to whoever is :func:`seeking`."""
    levels = [min(3, max(0, points - 3 * place)) for place in range(3)]
    return {"offers": tags(*((skill, level) for skill, level in zip(SKILLS, levels, strict=True) if level))}


def seeking(**more: object) -> dict[str, object]:
    """Somebody who seeks all three skills alike."""
    return {"seeks": tags(*((skill, 1) for skill in SKILLS)), **more}


def seekers(count: int, **more: object) -> list[Partner]:
    """Patients who all seek the same."""
    return [patient(f"p{n}", **seeking(**more)) for n in range(count)]


def pros(points: list[int], **columns: list[object]) -> list[Partner]:
    """Professionals ``h0``, ``h1`` … who bring so much each; every further column gives one value for each of them."""
    return [
        professional(f"h{n}", **bringing(each), **{name: values[n] for name, values in columns.items()})
        for n, each in enumerate(points)
    ]


def of(*people: Partner | list[Partner], **more: object) -> Cohort:
    """A cohort of people and lists of people."""
    return cohort(*(p for some in people for p in (some if isinstance(some, list) else [some])), **more)
