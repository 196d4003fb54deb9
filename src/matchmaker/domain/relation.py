"""What stands between two partners: relations, exclusions and an officer's pins."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RelationKind(StrEnum):
    """How two people already stand to one another."""

    KNOWS = "knows"
    WORKED_WITH = "worked_with"
    TREATS = "treats"
    MANAGES = "manages"
    FAMILY = "family"
    COMMISSIONS = "commissions"


class PinDecision(StrEnum):
    """An officer's decision about a pairing in a plan."""

    PINNED = "pinned"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """``a`` stands in this relation to ``b`` (a treats b). Opt-ins are given beforehand by each."""

    a_id: str
    b_id: str
    relation: RelationKind
    opt_in_a: bool | None = None
    opt_in_b: bool | None = None

    @property
    def both_opted_in(self) -> bool:
        """Whether both said beforehand that they want to be suggested to one another."""
        return self.opt_in_a is True and self.opt_in_b is True


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A silent "please not": a person, or everybody of an organisation. Nobody learns of it."""

    by_id: str
    not_id: str | None = None
    not_organisation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """An officer's decision that a pairing must, or must not, be in a plan."""

    patient_id: str
    professional_id: str
    decision: PinDecision
