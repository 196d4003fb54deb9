"""Cut a free text into sentences: one pass, no model, any script."""

import re
from typing import Final

_NEVER_END: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "miss",
        "dr",
        "prof",
        "rev",
        "revd",
        "st",
        "sr",
        "fr",
        "hon",
        "sir",
        "dame",
        "lt",
        "col",
        "capt",
        "sgt",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "vs",
        "cf",
        "viz",
        "approx",
        "fig",
        "al",
        "dept",
    ]
)
_END_BEFORE_CAPITAL: Final = frozenset(
    ["etc", "a.m", "p.m", "am", "pm", "inc", "ltd", "co", "jr", "ph.d", "b.sc", "r.n", "u.k", "u.s", "n.h.s"]
)
_BREAK: Final = re.compile(
    r"(?P<stop>(?<![.!?…])[.!?…]++[\"'”’)\]]*+)(?=\s)"  # a stop, closing marks, then space
    r"|(?P<tight>(?<=[a-z][a-z])[.!?](?=[A-Z][a-z'’]*\s))"  # "it hurt.Nobody came"
    r"|(?P<wide>[。！？؟।]+)"  # scripts that put no space after a stop
    r"|(?P<line>[\n\r\u2028\u2029])"
)
_LAST_WORD: Final = re.compile(r"[\w.&]{1,12}\Z")
_BULLET: Final = re.compile(r"\s{0,8}(?:[-*•‣▪◦·–—o]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_NUMBERED: Final = re.compile(r"\s*\(?(?:\d{1,2}|[a-zA-Z])\Z")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans `[start, end)` of the sentences of `text`, without the white space round them, in order.

    A full stop after an abbreviation or an initial does not end a sentence, nor does a line break inside a
    wrapped line; a bullet, an empty line, or a line that begins with a capital does. Every character that is
    not white space is in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        if match.start() >= start and _ends(text, start, match):
            _add(spans, text, start, match.end())
            start = match.end()
    _add(spans, text, start, len(text))
    return spans


def sentences(text: str) -> list[str]:
    """The sentences of `text`, in order."""
    return [text[start:end] for start, end in split_sentences(text)]


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(stripped)))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    if match.lastgroup == "line":
        return _line_ends(text, match.end())
    if match.lastgroup != "stop":
        return True
    following = _next_character(text, match.end())
    mark = match["stop"]
    if mark[0] != ".":
        return not (following.islower() and (mark[-1] not in "!?" or mark[0] == "…"))
    if mark.startswith("..") or len(mark) > 1:
        return not following.islower()
    return _full_stop_ends(text, start, match.start(), following)


def _full_stop_ends(text: str, start: int, stop: int, following: str) -> bool:
    last = _LAST_WORD.search(text, max(start, stop - 12), stop)
    word = last[0].lower() if last else ""
    if word in _NEVER_END or (word == "no" and following.isdigit()):
        return False
    if last and len(word) == 1 and last[0].isupper() and word != "i":
        return False
    if stop - start <= 4 and _NUMBERED.fullmatch(text, start, stop):
        return False
    return not (word in _END_BEFORE_CAPITAL and following.islower())


def _line_ends(text: str, position: int) -> bool:
    """Whether the line break before `position` ends a sentence: unless the next line goes on in lower case."""
    if _BULLET.match(text, position):
        return True
    return not text[position : position + 1].strip() or not _next_character(text, position).islower()


def _next_character(text: str, position: int) -> str:
    for index in range(position, min(len(text), position + 40)):
        if not text[index].isspace() and text[index] not in "\"'“‘([":
            return text[index]
    return ""
