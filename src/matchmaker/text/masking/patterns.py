"""Ages, places of origin and contact details: found by pattern, as spans of a sentence."""

import re
from dataclasses import dataclass
from typing import Final

from matchmaker.text.masking.ages import ages
from matchmaker.text.masking.origins import origins

_CONTACTS: Final = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<![\w@])@[A-Za-z_]\w{2,30}"
    r"|\bhttps?://\S{1,200}|\bwww\.\S{1,200}"
    r"|(?<![\w.])(?:\+\d{1,3}[ -]?(?:\(0\)[ -]?)?|\(?0)\d{2,5}\)?(?:[ -]?\d{2,6}){1,3}(?!\w)"
    r"|(?<![\w.-])\d{3}[ -]\d{3}[ -]\d{4}(?!\w)|(?<![\w.-])\d{10}(?!\w)"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b"
    r"|\b\d{1,4}[A-Za-z]?,? (?:[A-Z][a-z]{1,20} ){1,3}"
    r"(?:Road|Street|Avenue|Lane|Close|Crescent|Drive|Terrace|Gardens|Way|Court)\b"
)
_MAY_BE_CONTACT: Final = re.compile(r"\d\d|@|https?:|www\.|\d [A-Z]|[A-Z]\d")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `[start, end)` of a sentence to be masked as `kind`; `adjunct` says that nothing need stand in."""

    start: int
    end: int
    kind: str
    adjunct: bool


def pattern_spans(sentence: str) -> list[Span]:
    """Ages, origins and contact details in `sentence`, in no particular order."""
    spans = [Span(start, end, "age", not describes) for start, end, describes in ages(sentence)]
    if _MAY_BE_CONTACT.search(sentence):
        spans += [Span(m.start(), m.end(), "contact", adjunct=True) for m in _CONTACTS.finditer(sentence)]
    return spans + [Span(start, end, kind, adjunct=True) for start, end, kind in origins(sentence)]
