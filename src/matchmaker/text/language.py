"""Whether a text looks like English. Others are still read, and said so: the model learnt from English."""

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
_LEAST_SHARE = 0.11
_ENOUGH_WORDS = 12


def looks_english(text: str) -> bool:
    """Whether at least 11 % of a text's words are common English function words.

    English prose has 20-45 %, terse notes 12 % and more; Polish, French, Spanish, Romanian and Welsh have next to none.
    Texts of fewer than 12 words are given the benefit of the doubt.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _ENOUGH_WORDS:
        return True
    return sum(word in _FUNCTION_WORDS for word in words) >= _LEAST_SHARE * len(words)
