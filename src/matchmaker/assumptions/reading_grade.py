"""How hard a text is to read: the Flesch-Kincaid grade, with syllables counted by rule.

``.39 · words / sentences + 11.8 · syllables / words − 15.59`` (Kincaid and others 1975). A dictionary of sounds counts
syllables better and takes a third of a second to load; a test holds the rule against one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from matchmaker.text.sentences import split_sentences

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"(?:[aeiouy][^aeiouy]|[^aeiouylr])e$|[^aeiouytd]ed$|[^aeiouycsxzhg]es$|[aeiouy][^aeiouy]e(?:ly|ful|less|ment|ness)s?$"
)
_INSIDE: Final = re.compile(
    r"(?:some|there|where|every|ware|house|time|safe|side|more|fore|nine)(?=[b-df-hj-np-tv-z]\w)"
)
_APART: Final = re.compile(
    r"(?<![ctgs])i[aou]|(?<![qg])ua|uou|(?<=[dr])eo|(?<=[^q])ui(?=ng|t[iy])|[oye]ing|ience|iest$|[^cgtsx]ier$|sm$"
    r"|^h?our|i?dea$|(?<=o)ever|(?<=xi)e|oo(?=rd)|(?<=y)o(?=ne)"
)


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """How many syllables an English word has, as far as its letters tell; at least one."""
    low = word.lower().replace("’", "'").split("'")[0]
    count = len(_VOWELS.findall(low)) + len(_APART.findall(low)) - len(_INSIDE.findall(low))
    count -= 1 if _SILENT.search(low) else 0
    return max(count, 1)


def grade(text: str) -> float | None:
    """The school grade a text asks for; ``None`` for a text without a word."""
    words = _WORD.findall(text)
    if not words:
        return None
    sentences = max(len(split_sentences(text)), 1)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
