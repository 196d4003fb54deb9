"""Whether a text is in English, as far as its function words tell: the model learnt from English and reads no other."""

from __future__ import annotations

import re

from matchmaker.text.sentences import split_sentences

_FUNCTION_WORDS = frozenset(
    """about after all also and any are at be because been but by can could did does for from get go had has have he her
    him his how if into is it its just more my not now of one or our out over said she so some than that the their them
    then there they this to too up us was we were what when where which who why will with would you your
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list of a hundred strings
)
"""Common ones, without those that other languages of Europe write alike (a, i, am, on, me, in …)."""

_OTHERS_WORDS = frozenset(
    """aby che dass de del dem der des dla dos du een el en est et het ich il je jest jsem ktoś la las le les los mijn
    moja nad nie niet nos nous não och oraz para pe pentru por qu que qui se sie sobre som sont sur să się sunt też und
    une vous waa wir wuxuu yn yr że
    """.split()  # noqa: SIM905 - as above
)
"""Common ones of other languages that are written with Latin letters, and are no English words (as van, pour, die)."""

_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+(?:['’][^\W\d_]+)?")
"""A letter counts as a word in scripts that set no space between words (Thai, Japanese, Chinese)."""

ENOUGH_WORDS = 12
"""Below this many words nothing is said of a text's language."""

PART_WORDS, PART_SIGNS = 8, 2
"""A sentence of so many words, none an English function word, with so many signs of another language, is in that."""

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


def is_partly_other_language(text: str) -> bool:
    """Whether a sentence of a text is in another language: no English function word is in it, and words of another
    language or other letters are. Terse English notes have neither."""
    return any(map(_is_other_sentence, (text[a:b] for a, b in split_sentences(text))))


def _is_other_sentence(sentence: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(sentence)]
    if len(words) < PART_WORDS or any(word in _FUNCTION_WORDS for word in words):
        return False
    return sum(word in _OTHERS_WORDS or not word.replace("’", "'").isascii() for word in words) >= PART_SIGNS
