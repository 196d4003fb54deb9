"""Words we do not use about people, and how long and how plain a sentence is (domain E.6, H.2).

The rules are for English. Tests hold every sentence of ``words/en`` and every letter to them; so can any later text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from matchmaker.text.sentences import sentences

_GROUP: Final = (
    r"patients?|carers?|users?|service users?|clinicians?|doctors?|nurses?|staff|experts?|professionals?|public"
)

RULES: Final = {
    "best match": r"\b(?:best|perfect|ideal|right|top|the)[- ]match\b",
    "quota": r"\bquotas?\b|\btarget numbers?\b",
    "tick-box": r"\btick(?:ing)?[- ]?(?:the[- ])?box(?:es)?\b",
    "hard to reach": r"\b(?:hard|difficult|easy|harder|easier)[- ](?:to|2)[- ]reach\b",
    "seldom heard": r"\bseldom[- ]heard\b",
    "representative": r"\b(?:un)?representative(?:s|ness)?\b",
    "suitable": r"\b(?:un)?suitab(?:le|ly|ility)\b",
    "unbiased": r"\bunbiased\b|\b(?:bias[- ]free|free (?:of|from) bias|objective(?:ly)?)\b",
    "BAME": r"\bB\.?A\.?ME\b|\bBME\b",
    "diverse candidate": r"\bdiverse (?:candidates?|people|patients?|partners?|hires?)\b",
    "a group's voice": r"\b(?:a|an|the) (?!single|clear|loud|quiet|human|reading|second)[\w-]+ voices?\b",
    "soft skills": r"\bsoft(?:er)?[- ](?:skills?|stuff|side)\b",
    "them and us": rf"\bthem and us\b|\bus and them\b|\bour (?:own )?(?:{_GROUP})\b|\byou people\b",
    "sufferer": r"\bsufferers?\b|\bsuffer(?:s|ing)? (?:from|with)\b|\bvictims? of\b",
    "the vulnerable": r"\bthe (?:vulnerable|disabled|elderly)\b",
}
"""What is not said, and how it is found. Case does not matter, but for abbreviations."""

_FOUND: Final = {rule: re.compile(pattern, re.IGNORECASE) for rule, pattern in RULES.items()}

_ABBREVIATION: Final = re.compile(r"\b[A-Z]{2,}s?\b|\b(?:[A-Za-z]\.){2,}|\b(?:etc|approx|incl|dept|appt)\.")

_SHORT_WORDS_IN_FULL: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


class Wording(NamedTuple):
    """A rule that a text breaks, and the words that break it."""

    rule: str
    words: str


def unwanted(text: str) -> list[Wording]:
    """Everything in a text that we do not say, in the order of the rules."""
    return [Wording(rule, found[0]) for rule, pattern in _FOUND.items() for found in pattern.finditer(text)]


def abbreviations(text: str) -> list[str]:
    """Short forms that a reader may not know: runs of capitals, letters with full stops, ``etc.``"""
    return [found[0] for found in _ABBREVIATION.finditer(text)]


def words(sentence: str) -> int:
    """How many words a sentence has."""
    return len(_SHORT_WORDS_IN_FULL.findall(sentence))


def long_sentences(text: str, most: int) -> Iterator[str]:
    """The sentences of a text with more than ``most`` words."""
    return (sentence for sentence in sentences(text) if words(sentence) > most)
