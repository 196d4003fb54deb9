"""The sentences that the audit adds: identity in three forms, and chit-chat to hold beside it. They are data (TOML)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

HALVES: Final = ("open", "held_out")


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing that somebody may say of who they are, in three forms, and two sentences to hold beside them.

    ``whole``: in words of the lexicon and nothing else. ``mixed``: woven into a sentence about something, which is
    ``plain`` without it. ``paraphrase``: in words that no list holds. ``hobby``: chit-chat as long as the paraphrase.
    ``held_out``: never looked at to mend masking.
    """

    about: str
    whole: str
    mixed: str
    plain: str
    paraphrase: str
    hobby: str
    held_out: bool


@cache
def identities() -> tuple[Identity, ...]:
    """All of them, the open half first."""
    return tuple(Identity(**row, held_out=half == "held_out") for half in HALVES for row in _rows(half))


def hobbies() -> tuple[str, ...]:
    """The chit-chat alone."""
    return tuple(identity.hobby for identity in identities())


def _rows(half: str) -> list[dict[str, Any]]:
    text = files(__package__).joinpath(f"sentences_{half}.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["sentence"])
