"""What to try about a gap (domain E.7). The words are data; which gap asks for which is here."""

from __future__ import annotations

from enum import StrEnum

from matchmaker.explain.messages import say


class Type(StrEnum):
    """The types of gap (domain E.2)."""

    NOBODY_YET = "G1"
    LOST_AT_SHOWING = "G2"
    LOST_AT_INVITING = "G3"
    LOST_AT_YES = "G4"
    LOST_LATER = "G5"
    POOL_AND_PEOPLE = "G6"
    OVERLAP_MISSING = "G7"
    NOT_ASKED = "G8"
    CONDITIONS_MISSING = "G9"
    LEVEL_OR_SITE = "G10"
    SINGLE_VOICE = "G11"
    PROFESSIONAL_SIDE = "G12"
    DEVELOPMENT_ACCESS = "G13"


def remedy(kind: Type) -> str:
    """What to try about a type of gap, and what helps with all of them."""
    return f"{say('gap', f'remedy_{kind}')} {say('gap', 'remedy_all')}"
