"""The families of work that people name as their own: "I was a nurse for years", or a role title."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

_OWN: Final = (
    r"\b(?:(?:I am|I[’']m|I was|I have been|I[’']ve been|I had been|I became|works? as|worked as|working as"
    r"|trained as|retrained as|used to be|as|being|(?:job|trade|work) (?:is|was) as)"
    r"(?: (?:now|once|also|still|only|both|always|really))? (?:an?|one of the)"
    r"|work as|worked as|working as|retired|former|(?:worked|work|working|trained|career|years) in)"
)
_BETWEEN: Final = r"(?: (?!(?:of|and|with|to|for|my|the|who|whose|by|from|but|or)\b)[\w’'-]+){0,3}?"
"""How people say that work is theirs; "my nurse" or "the doctor said" is about somebody else."""


@cache
def families() -> Mapping[str, str]:
    """Every word of the list to its family."""
    read = tomllib.loads(files(__package__).joinpath("occupations.toml").read_text(encoding="utf-8"))
    return {word: family for family, words in read["families"].items() for word in words}


@cache
def _words() -> str:
    return "|".join(sorted(map(re.escape, families()), key=lambda word: (-len(word), word)))


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"{_OWN}{_BETWEEN}[ -]({_words()})s?\b", re.IGNORECASE)


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"\b({_words()})s?\b", re.IGNORECASE)


def own_families(texts: Sequence[str], title: str | None) -> frozenset[str]:
    """The families that somebody names as their own, in their texts or their role title."""
    found = [match[1] for text in texts for match in _named().finditer(text)]
    found += [match[1] for match in _titled().finditer(title or "")]
    return frozenset(families()[word.lower()] for word in found)
