"""The words that masking takes out of people's texts, looked at in memory for shown people, and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from matchmaker.assumptions.seen import Seen
from matchmaker.matching.pool import may_read_text
from matchmaker.text.mask import Masked
from matchmaker.text.masking.words import words_of

LITTLE: Final = frozenset({"a", "an", "and", "from", "i", "in", "my", "of", "old", "the", "year", "years"})
"""Words inside masked stretches that say nothing by themselves."""


def masked_words(seen: Seen, people: Iterable[int]) -> dict[int, frozenset[str]]:
    """By place in ``Pool.people``: the different words that masking took out, for those of whom it took any.

    Only of texts that may be read.
    """
    assert seen.statements is not None
    found: dict[int, frozenset[str]] = {}
    for place in sorted(people):
        who, taken_out = seen.pool.people[place], seen.statements.taken_out[place]
        if taken_out and may_read_text(who, seen.cohort):
            parts = zip(who.statement_parts(), taken_out, strict=True)
            words = frozenset(word for part, spans in parts for word in _taken_out(part, spans))
            if words:
                found[place] = words
    return found


def _taken_out(text: str, spans: Iterable[Masked]) -> Iterable[str]:
    for span in spans:
        for word in words_of(text[span.start : span.end]):
            if word.low not in LITTLE:
                yield word.base.removesuffix("s") or word.low
