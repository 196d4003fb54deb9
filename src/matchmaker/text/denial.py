"""Words that say "this is not my life": general English for denying an experience. A guard, open and imperfect.

A likeness of vectors hardly sees a "never": "I have never been on dialysis" is close to dialysis. So words in which
somebody says that they have *not* lived something count for no need that is not itself named by a "not".
"""

from __future__ import annotations

import re
from typing import Final

_I: Final = r"\b(?:i|we)"
_NOT: Final = r"(?: not|n['’]t)"
_HARDSHIP: Final = (
    r"able|allowed|asked|believed|coped|driven|eaten|eat|gone out|got|had a|have a|heard|known|left|listened|managed|"
    r"safe|seen|sleep|slept|sure|told|understood|walked|well|worked|a clue|the|been able|been out|been back"
)
_DENIES: Final = re.compile(
    rf"{_I}(?:['’]ve| have| had| was| were|['’]d|['’]m| am)? (?:\w+ )?never(?: once| ever| really)?"
    r" (?:been|had|needed|used|lived|in|on|under|a|an|any|\w+ed|\w+en|heard|felt|met|seen|set|told|went)\b"
    r"|\bnever (?:been|had|needed|have been|met)\b"
    rf"|{_I}(?: have| had| did| was| were| am| are){_NOT}(?! (?:{_HARDSHIP})\b)"
    rf"|{_I}['’](?:ve|m|re|d) not(?! (?:{_HARDSHIP})\b)"
    r"|\bno (?:\w+ )?(?:experience|trouble|problems?|bother|difficulty|difficulties|aches)\b"
    r"|\b(?:do|would|could)(?:n['’]t| not) (?:\w+ )?(?:know|tell you|say) (?:any|anything|much|what it|about)\b"
    r"|\bwouldn['’]t know\b|\bno idea what\b|\b(?:not|isn['’]t) something (?:i|we)\b"
    r"|\b(?:none|nobody|no \w+) (?:of ours|of us|in (?:my|our) family|close to me)\b"
    r"|\b(?:do|does|did|has|have)(?:n['’]t| not) (?:trouble|bother|affect|apply)|\b(?:nothing|nowt) wrong with\b"
    rf"|{_I} (?:do|did){_NOT} have (?:it|one|any|that)\b",
    re.IGNORECASE,
)
_NAMED_BY_A_NOT: Final = re.compile(
    r"^(?:having |being )?(?:not|never|no|nothing|nowhere|nobody|without|new to|unable)\b", re.IGNORECASE
)


def denies(words: str) -> bool:
    """Whether somebody says of anything that they have not lived it. Sees common wordings only."""
    return _DENIES.search(words) is not None


def named_by_a_not(name: str) -> bool:
    """Whether a need is itself a "not" ("Not using the internet"): there a "never" is what it asks for."""
    return _NAMED_BY_A_NOT.search(name) is not None
