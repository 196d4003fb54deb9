"""The words that masking takes out of people's texts, found again in memory for shown people, and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from matchmaker.assumptions.seen import Seen
from matchmaker.matching.pool import may_read_text
from matchmaker.text.mask import mask
from matchmaker.text.masking.words import words_of

MOST_PEOPLE: Final = 1_000
"""Of how many people the masked words are looked at (0.7 ms a text); the first of a lot that ids alone decide."""

LITTLE: Final = frozenset({"a", "an", "and", "from", "i", "in", "my", "of", "old", "the", "year", "years"})
"""Words inside masked stretches that say nothing by themselves."""


def masked_words(seen: Seen, people: Iterable[int]) -> dict[int, frozenset[str]]:
    """By place in ``Pool.people``: the different words that masking took out, for those of whom it took any.

    Only of texts that may be read. ``Pool.people`` stands in the order of a hash of the ids, so the first
    :data:`MOST_PEOPLE` of them are a sample by lot, the same in every run.
    """
    assert seen.statements is not None
    found: dict[int, frozenset[str]] = {}
    looked = 0
    for place in sorted(people):
        who = seen.pool.people[place]
        if not seen.statements.masked[place] or not may_read_text(who, seen.cohort):
            continue
        looked += 1
        if looked > MOST_PEOPLE:
            break
        words = frozenset(word for part in who.statement_parts() for word in _taken_out(part))
        if words:
            found[place] = words
    return found


def _taken_out(text: str) -> Iterable[str]:
    for span in mask(text).masked:
        for word in words_of(text[span.start : span.end]):
            if word.low not in LITTLE:
                yield word.base.removesuffix("s") or word.low
