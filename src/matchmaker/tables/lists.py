"""Cells that hold several entries, split by ``;`` (or ``|``), some of them weighted as ``entry:2``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from matchmaker.domain.partner import DAYS, SLOTS, AccessNeed, AccessStatus, CapabilityLevel, Mode, Side, WeightedTag
from matchmaker.tables.cells import CellWrong, Noted, Reader, code_key, is_none, word_key

MAX_ENTRY = 80
ANY_MODE = "any"
USUAL_WEIGHT = 2
HALVES = {"morning": "am", "mornings": "am", "afternoon": "pm", "afternoons": "pm"}


def entries(cell: str) -> tuple[str, ...]:
    """The entries of a list, in order and once each. A comma inside one is a list written in another way."""
    if is_none(cell):
        return ()
    found = tuple(dict.fromkeys(" ".join(entry.split()) for entry in re.split(r"[;|]", cell) if entry.strip()))
    if any("," in entry for entry in found):
        raise CellWrong("list_with_commas")
    if any(len(entry) > MAX_ENTRY for entry in found):
        raise CellWrong("entry_too_long", limit=MAX_ENTRY)
    return found


def _level(entry: str, low: int, high: int) -> tuple[str, int | None]:
    name, colon, weight = entry.rpartition(":")
    if not colon:
        return entry, None
    if not re.fullmatch(r"\s*[0-9](\.0)?\s*", weight) or not low <= int(weight.strip()[0]) <= high or not name.strip():
        raise CellWrong("level_out_of_range", low=low, high=high)
    return name.strip(), int(weight.strip()[0])


def _once(found: list[str]) -> None:
    if len(set(found)) < len(found):
        raise CellWrong("entry_twice")


def weighted_tags(names: Mapping[str, str], tags: Mapping[str, str]) -> Reader:
    """A reader of ``seeks`` and ``offers``: tags of the vocabulary or free ones; a bare tag is ``:2``."""
    by_key = word_key({**{tag: tag for tag in tags}, **names})

    def read(cell: str) -> tuple[WeightedTag, ...] | Noted:
        pairs = [_level(entry, 1, 3) for entry in entries(cell)]
        found = tuple(
            WeightedTag(by_key.get(code_key(name), name.casefold()), weight or USUAL_WEIGHT) for name, weight in pairs
        )
        _once([tag.tag for tag in found])
        return Noted(found, ("free_tags",)) if any(tag.tag not in tags for tag in found) else found

    return read


def codes(known: Mapping[str, str] | tuple[str, ...], *, free: str | None = None, most: int | None = None) -> Reader:
    """A reader of several words of a list. ``free`` names the assumption made for words outside it, if allowed."""
    by_key, shown = word_key(known), tuple(known)

    def read(cell: str) -> tuple[str, ...] | Noted:
        listed = entries(cell)
        outside = [entry for entry in listed if code_key(entry) not in by_key]
        if outside and not free:
            raise CellWrong("word_not_known", known=shown)
        found = tuple(dict.fromkeys(by_key.get(code_key(entry), entry.casefold()) for entry in listed))
        if most is not None and len(found) > most:
            raise CellWrong("too_many_entries", most=most)
        return Noted(found, (free,)) if outside and free else found

    return read


def sides(cell: str) -> tuple[Side, ...]:
    """One or both sides."""
    read = codes((Side.PATIENT.value, Side.PROFESSIONAL.value))
    return tuple(Side(word) for word in _words(read(cell)))


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, tuple) else ()


def slots(cell: str) -> frozenset[str]:
    """Half-days: ``mon_am``, also ``Monday morning``."""
    found = frozenset(_slot(entry) for entry in entries(cell))
    if not found <= frozenset(SLOTS):
        raise CellWrong("word_not_known", known=SLOTS)
    return found


def _slot(entry: str) -> str:
    name, _, half = code_key(entry).partition("_")
    days = {name[:3]: name[:3]} if name[:3] in DAYS and name.rstrip("s").endswith(("day", name[:3])) else {}
    return f"{days.get(name[:3], name)}_{HALVES.get(half, half)}"


def modes(cell: str) -> frozenset[Mode]:
    """Ways to meet; ``any`` stands for all three."""
    read = codes((*(mode.value for mode in Mode), ANY_MODE))
    found = _words(read(cell))
    return frozenset(Mode) if ANY_MODE in found else frozenset(Mode(word) for word in found)


@cache
def _languages() -> Mapping[str, str]:
    table = tomllib.loads(files(__package__).joinpath("languages.toml").read_text(encoding="utf-8"))
    names = {code_key(name): code for code, listed in table["languages"].items() for name in listed}
    return {**names, **{code: code for code in table["languages"]}}


def languages(cell: str) -> tuple[str, ...] | Noted:
    """Languages by code or English name. One that is not in the list is kept as written, and that is said."""
    known = _languages()
    found, plain = [], True
    for entry in entries(cell):
        key = code_key(entry)
        code = known.get(key) or known.get(re.sub(r"_[a-z]{2}$", "", key))
        plain = plain and code is not None
        found.append(code or entry.casefold())
    kept = tuple(dict.fromkeys(found))
    return kept if plain else Noted(kept, ("language_as_written",))


def access_needs(known: Mapping[str, str]) -> Reader:
    """A reader of ``need:essential`` and ``need:helpful``. A bare need is taken as essential, and that is said."""
    by_key = word_key(known)

    def read(cell: str) -> tuple[AccessNeed, ...] | Noted:
        found, bare = [], False
        for entry in entries(cell):
            name, _, weight = entry.partition(":")
            need, degree = by_key.get(code_key(name)), code_key(weight)
            if need is None:
                raise CellWrong("word_not_known", known=tuple(known))
            if degree not in ("", "essential", "helpful"):
                raise CellWrong("access_degree_not_known")
            bare = bare or not degree
            found.append(AccessNeed(need, degree != "helpful"))
        _once([need.need for need in found])
        return Noted(tuple(found), ("access_need_taken_as_essential",)) if bare else tuple(found)

    return read


def access_status(known: Mapping[str, str]) -> Reader:
    """A reader of ``need:confirmed`` and the like, as ``{need: status}``; a bare status stands under ``""``."""
    by_key, states = word_key(known), tuple(status.value for status in AccessStatus)

    def read(cell: str) -> dict[str, AccessStatus]:
        found = {}
        for entry in entries(cell):
            name, colon, state = entry.rpartition(":")
            need = by_key.get(code_key(name)) if colon else ""
            if need is None or code_key(state) not in states:
                raise CellWrong("access_status_not_known", known=states)
            found[need] = AccessStatus(code_key(state))
        return found

    return read


def capabilities(known: Mapping[str, str]) -> Reader:
    """A reader of ``RC1:2`` and the like: a self-rating of 0 to 3."""
    by_key = word_key(tuple(known))

    def read(cell: str) -> tuple[CapabilityLevel, ...]:
        found = []
        for entry in entries(cell):
            name, level = _level(entry, 0, 3)
            code = by_key.get(code_key(name))
            if code is None:
                raise CellWrong("word_not_known", known=tuple(known))
            if level is None:
                raise CellWrong("level_out_of_range", low=0, high=3)
            found.append(CapabilityLevel(code, level))
        _once([rating.code for rating in found])
        return tuple(found)

    return read
