"""Whether a text is in English, as far as its function words tell: the model learnt from English and reads no other."""

from __future__ import annotations

import re

_FUNCTION_WORDS = frozenset(
    """about after all also and any are at be because been but by can could did does for from get go had has have he her
    him his how if into is it its just more my not now of one or our out over said she so some than that the their them
    then there they this to too up us was we were what when where which who why will with would you your
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list of a hundred strings
)
"""Common ones, without those that other languages of Europe write alike (a, i, am, on, me, in …)."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ENOUGH_WORDS = 12
"""Below this many words nothing is said of a text's language."""

OTHER_BELOW = 0.05
"""A text with a smaller share of English function words is in another language."""

DOUBTFUL_BELOW = 0.11
"""From here on a text is English; between the two it may be in another language, or be terse notes or a mixture."""


def english_share(text: str) -> float | None:
    """The share of a text's words that are common English function words; ``None`` for fewer than 12 words.

    English prose has .20 to .45, terse notes .12 and more; Polish, French, Spanish, Romanian, Welsh and Urdu have next
    to none.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < ENOUGH_WORDS:
        return None
    return sum(word in _FUNCTION_WORDS for word in words) / len(words)


def is_other_language(text: str) -> bool:
    """Whether a text is clearly not in English, so that the model cannot read it. Short texts are never said to be."""
    share = english_share(text)
    return share is not None and share < OTHER_BELOW


def may_be_other_language(text: str) -> bool:
    """Whether a text may be in another language: it is read, and a person should look. Clear cases do not count."""
    share = english_share(text)
    return share is not None and OTHER_BELOW <= share < DOUBTFUL_BELOW
