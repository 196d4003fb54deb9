"""Whose text says little: few words, or few different ones."""

from __future__ import annotations

import numpy as np

from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import Flags
from matchmaker.matching.statements import ENOUGH_WORDS
from matchmaker.text.masking.words import words_of

DIFFERENT_WORDS = 8
"""A text with fewer different content words says one thing only."""


def different_content_words(text: str) -> int:
    """How many different words with content a text has; "we", "need" and "the" have little, "ward" has some."""
    return len({word.low for word in words_of(text) if word.mark == "content"})


def thin_people(seen: Seen) -> Flags:
    """Whose statement (n,) has too few words, or too few different ones, after masking.

    Somebody who wrote nothing is among them. Whose text may not be read, or is in another language, is not.
    """
    assert seen.statements is not None
    assert seen.texts is not None
    shut = np.array(seen.statements.unread) | np.array(seen.statements.foreign)
    few = seen.texts.words < ENOUGH_WORDS
    sparse = np.diff(seen.texts.stem_at.at) < DIFFERENT_WORDS
    for place in np.flatnonzero(sparse & ~few & ~shut).tolist():
        text = seen.statements.texts[place]
        sparse[place] = text is not None and different_content_words(text) < DIFFERENT_WORDS
    return np.asarray((few | sparse) & ~shut)
