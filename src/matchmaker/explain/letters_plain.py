"""A document as plain text, and as a script to be read aloud: with pauses, and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import wrap
from typing import Final

from matchmaker.explain.audiences import SHARED, Block, Document, Heading, Items, Prose, Question, Quoted, Table
from matchmaker.explain.messages import say

WIDTH: Final = 72
"""Letters to a line of plain text."""

_lines = partial(wrap, width=WIDTH, break_on_hyphens=False)
"""Lines of whole words: an id stays in one piece."""

_BELOW_TEN: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_BELOW_TWENTY: Final = (
    *_BELOW_TEN,
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_IN_A_NAME: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
"""Between the letters and the digits of an id, which are said apart."""

_BELOW_ZERO: Final = re.compile(r"(?<![\w-])-(?=\d)")
_TELEPHONE: Final = re.compile(r"(?:\+|\b0)\d[\d ()-]{4,}\d")
_SIGNS: Final = {"&": " and ", "@": " at ", "%": " percent ", "+": " plus ", "−": "minus ", "/": " or ", "×": " times "}
_LONGEST_NUMBER: Final = 4
"""Digits; a longer run, or one that begins with zero, is a code of some kind: its digits are read singly."""


def as_text(document: Document) -> str:
    """A document as plain text, lines of at most 72 letters."""
    return "\n".join(line for block in document.blocks for line in (*_text(block), "")).rstrip() + "\n"


def _text(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield from ([] if level == 1 else [""])
            yield from _lines(text)
            yield ("=" if level == 1 else "-") * min(len(text), WIDTH)
        case Prose(text):
            yield from _lines(text)
        case Items(lead, parts):
            yield from _listed(lead, parts)
        case Quoted(lead, (one,), ()):
            yield from _lines(f"{lead} “{one}”")
        case Quoted(lead):
            yield from _listed(lead, [f"{note} “{quote}”".strip() for note, quote in block.parts()])
        case Question(lead, text):
            yield from _listed(f"{lead}:", [text], mark=">")
        case Table(caption, rows):
            yield caption
            yield from _columns(rows)


def _listed(lead: str, parts: Sequence[str], mark: str = "-") -> Iterator[str]:
    yield from _lines(lead)
    for part in parts:
        yield from _lines(part, initial_indent=f"{mark} ", subsequent_indent="  ")


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()


def as_script(document: Document) -> str:
    """A document to be read aloud: a line a breath, marked pauses, no digits or signs."""
    lines = [say(SHARED, "aloud_note"), ""]
    for block in document.blocks:
        if isinstance(block, Heading) and block.level > 1:
            lines += [say(SHARED, "long_pause"), ""]
        lines += [*map(spoken, _breaths(block)), say(SHARED, "pause"), ""]
    return "\n".join(lines).rstrip() + "\n"


def _breaths(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, _) | Prose(text):
            yield from _sentences(text)
        case Items(lead, parts):
            yield from _sentences(lead)
            yield from map(_ended, parts)
        case Quoted(lead):
            yield from _sentences(lead)
            yield from (_ended(f"{note} {quote}".strip()) for note, quote in block.parts())
        case Question(lead, text):
            yield f"{lead}."
            yield from _sentences(text)
        case Table(caption, rows):
            yield f"{caption}."
            heading, *lines = rows
            for line in lines:
                cells = (f"{name}: {cell}" for name, cell in zip(heading[1:], line[1:], strict=True) if cell)
                yield f"{line[0]}. {', '.join(cells)}."


def _ended(part: str) -> str:
    return part if part.endswith((".", "?")) else f"{part}."


def _sentences(text: str) -> list[str]:
    ended = text if not text or text.endswith((".", "?", ",", ":")) else f"{text}."
    return [part for part in re.split(r"(?<=[.?]) ", ended) if part]


def spoken(text: str) -> str:
    """A line as a voice says it: numbers and signs in words."""
    text = _TELEPHONE.sub(lambda found: _digit_by_digit(found[0]), text)
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    text = _BELOW_ZERO.sub("minus ", _IN_A_NAME.sub(" ", text))
    return " ".join(_NUMBER.sub(lambda found: number_in_words(found[0]), text).split())


def number_in_words(digits: str) -> str:
    """A whole or decimal number below ten thousand in words; a longer one digit by digit."""
    whole, _, fraction = digits.partition(".")
    singly = _digit_by_digit(fraction) if fraction.strip("0") else ""
    if len(whole) > _LONGEST_NUMBER or (whole.startswith("0") and len(whole) > 1):
        said = _digit_by_digit(whole)
    else:
        said = _cardinal(int(whole))
    return f"{said} point {singly}" if singly else said


def _digit_by_digit(digits: str) -> str:
    return " ".join(_BELOW_TEN[int(digit)] for digit in digits if digit in "0123456789")


def _cardinal(number: int) -> str:
    if number < 20:
        return _BELOW_TWENTY[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_BELOW_TWENTY[ones]}" if ones else "")
    name, unit = ("thousand", 1000) if number >= 1000 else ("hundred", 100)
    many, rest = divmod(number, unit)
    if not rest:
        return f"{_cardinal(many)} {name}"
    return f"{_cardinal(many)} {name} {'and ' if rest < 100 else ''}{_cardinal(rest)}"
