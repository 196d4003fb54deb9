"""Where the words of a text are, and how many a reader would count."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_COUNTED = re.compile(r"\w+(?:['’\-]\w+)*")

Span = tuple[int, int]


def word_spans(text: str) -> list[Span]:
    """Start and end of each word made of letters (of any script); "GP's" is one word, "follow-up" two."""
    return [match.span() for match in _WORD.finditer(text)]


def word_count(text: str) -> int:
    """How many words a reader would count; "follow-up" is one, "10" is one."""
    return sum(1 for _ in _COUNTED.finditer(text))
