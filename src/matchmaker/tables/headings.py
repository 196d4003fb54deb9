"""What a heading says about its column: private, about consent, or nothing that we know."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from matchmaker.tables.raw import key_of

SHOWN = 60
"""Characters of an unknown heading that are shown; a longer one is no heading but somebody's words."""

PRIVATE = ("monitoring", "checks", "contact")
"""Why a column is never read, whatever is in it."""

TEXTS = ("experience_text", "purpose_achieve", "purpose_how")
"""The columns that hold what people wrote, as the score reads it."""


@cache
def _rules() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("headings.toml").read_text(encoding="utf-8"))


def sensitive(heading: str, *, whole: bool = False) -> str | None:
    """Why a heading is set aside: ``monitoring``, ``checks``, ``contact``, or ``None`` if it is not.

    With ``whole`` only a heading that says nothing else counts ("Ethnicity", but not "My ethnicity story").
    """
    key = key_of(heading)
    words = {key} if whole else _words(heading)
    for why in PRIVATE:
        rule = _rules()[why]
        parts = (part for part in rule["parts"] if part in key)
        if words & set(rule["words"]) or any(not whole or len(key) - len(part) <= 3 for part in parts):
            return why
    return None


def asks_consent(heading: str) -> bool:
    """Whether a heading that is not ours seems to say that somebody agreed to something."""
    rule, key = _rules()["consent"], key_of(heading)
    return bool(_words(heading) & set(rule["words"])) or any(part in key for part in rule["parts"])


def _words(heading: str) -> set[str]:
    return {key_of(heading), *re.findall(r"[a-z0-9]+", heading.casefold())}


def letter(place: int) -> str:
    """A column's letter in a spreadsheet: 0 is A, 26 is AA."""
    head, tail = divmod(place, 26)
    return (letter(head - 1) if head else "") + chr(65 + tail)


def shown_heading(heading: str, place: int) -> str:
    """A heading as it is shown: one that is no heading but somebody's words is called by its column's letter."""
    return heading if len(heading) <= SHOWN and heading.isprintable() else f"column {letter(place)}"
