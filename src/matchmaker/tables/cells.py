"""What a single cell may say. A reader takes a trimmed, non-blank cell and returns a value, or raises CellWrong.

No reader puts a cell's own words in an error: in a shifted file they may be somebody's health text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matchmaker.domain.assumption import Value

Reader = Callable[[str], object]
MAX_CELL = 50_000
MAX_SHORT = 200
MAX_ID = 100

YES = frozenset({"yes", "y", "true", "1", "on"})
NO = frozenset({"no", "n", "false", "0", "off"})
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, controls that turn the direction of text, and halves of characters."""
INVISIBLE = " \t\r\n\x0b\x0c\u00a0\u200b\u200c\u200d\u2060\ufeff"
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?")


class CellWrong(Exception):  # noqa: N818 - it names what happened
    """A cell that cannot be read: a problem's code and parameters, never the cell's words."""

    def __init__(self, code: str, **params: Value) -> None:
        self.code, self.params = code, params
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Noted:
    """A value, and what was taken for granted to read it."""

    value: object
    codes: tuple[str, ...]


def trimmed(cell: str) -> str:
    """A cell without spaces and invisible marks round it, with one kind of line end, in composed letters (NFC)."""
    cell = cell.strip(INVISIBLE)
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    if not cell.isascii() and not FORBIDDEN.search(cell):
        cell = unicodedata.normalize("NFC", cell)
    if len(cell) > MAX_CELL:
        raise CellWrong("cell_too_long", limit=MAX_CELL)
    if FORBIDDEN.search(cell):
        raise CellWrong("character_not_allowed")
    return cell


def is_none(cell: str) -> bool:
    """Whether a cell says ``none``: somebody said that there is nothing, which is not the same as a blank."""
    return cell.casefold() == "none"


def code_key(word: str) -> str:
    """A word as a code: lower case, with underscores for spaces and hyphens."""
    return re.sub(r"[\s_-]+", "_", word.casefold()).strip("_")


def text(cell: str) -> str:
    """People's own words, kept whole; ``none`` is an empty text."""
    return "" if is_none(cell) else cell


def short(cell: str) -> str | None:
    """A name or a title on one line; ``none`` leaves it out."""
    if len(cell) > MAX_SHORT:
        raise CellWrong("cell_too_long", limit=MAX_SHORT)
    return None if is_none(cell) else " ".join(cell.split())


def place(cell: str) -> str | None:
    """An area, as the vocabulary writes it: lower case with underscores."""
    return code_key(cell) if short(cell) else None


def identifier(cell: str) -> str:
    """A stable id: no e-mail address, nothing a spreadsheet would run, nothing invisible, at most 100 characters."""
    if EMAIL.search(cell):
        raise CellWrong("id_is_email")
    if cell.startswith(FORMULA_STARTS):
        raise CellWrong("id_like_formula")
    if len(cell) > MAX_ID or not cell.isprintable() or any(unicodedata.category(letter) == "Cf" for letter in cell):
        raise CellWrong("id_not_usable", limit=MAX_ID)
    return cell


def yes_no(cell: str) -> bool:
    """yes, no, and what spreadsheets make of them."""
    word = cell.casefold()
    if word in YES or word in NO:
        return word in YES
    raise CellWrong("not_yes_or_no")


def whole(low: int, high: int) -> Reader:
    """A reader of whole numbers within bounds; ``none`` is 0 where 0 is allowed."""

    def read(cell: str) -> int:
        if is_none(cell) and low == 0:
            return 0
        if not re.fullmatch(r"[+-]?[0-9]{1,12}(\.0*)?", cell):
            raise CellWrong("not_a_whole_number", low=low, high=high)
        number = int(cell.partition(".")[0])
        if not low <= number <= high:
            raise CellWrong("number_out_of_range", low=low, high=high)
        return number

    return read


def number(low: int, high: int) -> Reader:
    """A reader of numbers within bounds, with a point for decimals; ``none`` is 0."""

    def read(cell: str) -> float:
        if is_none(cell):
            return 0.0
        if not re.fullmatch(r"[+-]?[0-9]{1,12}(\.[0-9]{0,12})?", cell):
            raise CellWrong("not_a_number", low=low, high=high)
        value = float(cell)
        if not low <= value <= high:
            raise CellWrong("number_out_of_range", low=low, high=high)
        return value

    return read


def day(cell: str) -> date | Noted:
    """A date, ISO. 31/01/2027 is read day first, and that is said."""
    iso, turned = ISO_DATE.fullmatch(cell), DAY_FIRST.fullmatch(cell)
    if not iso and not turned:
        raise CellWrong("not_a_date")
    parts = iso.groups() if iso else turned.groups()[::-1] if turned else ()
    try:
        found = date(*(int(part) for part in parts[:3]))
    except ValueError:
        raise CellWrong("date_impossible") from None
    if not 1900 <= found.year <= 2200:
        raise CellWrong("date_out_of_range")
    return found if iso else Noted(found, ("date_day_first",))


def word_key(codes: Mapping[str, str] | Iterable[str]) -> Mapping[str, str]:
    """Every way of writing a code that is understood (the code, or the words it is shown by), to the code."""
    names = codes if isinstance(codes, Mapping) else {}
    return {**{code_key(name): code for code, name in names.items()}, **{code_key(code): code for code in codes}}


def one_of(codes: Mapping[str, str] | Iterable[str]) -> Reader:
    """A reader of one word of a list, by its code or the words it is shown by."""
    by_key, known = word_key(codes), tuple(codes)

    def read(cell: str) -> str:
        found = by_key.get(code_key(cell))
        if found is None:
            raise CellWrong("word_not_known", known=known)
        return found

    return read


def member_of(kind: type[StrEnum]) -> Reader:
    """A reader of one word of a fixed list."""
    read = one_of([member.value for member in kind])
    return lambda cell: kind(str(read(cell)))
