"""Which column of a file is which of ours, and which are set aside unread."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matchmaker.tables.findings import Findings, HeadingRead, SetAside
from matchmaker.tables.guesses import guess_of
from matchmaker.tables.raw import RawTable, key_of
from matchmaker.tables.suggest import Suggestions

SHOWN = 60
"""Characters of an unknown heading that are shown; a longer one is no heading but somebody's words."""


TEXTS = ("experience_text", "purpose_achieve", "purpose_how")
"""The columns that hold what people wrote, as the score reads it."""


@cache
def _rules() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("headings.toml").read_text(encoding="utf-8"))


def sensitive(heading: str, *, whole: bool = False) -> str | None:
    """Why a heading is set aside: ``monitoring``, ``checks``, ``contact``, or ``None`` if it is not.

    With ``whole`` only a heading that says nothing else counts ("Ethnicity", but not "My ethnicity story").
    """
    key = key_of(heading)
    words = {key} if whole else {key, *re.findall(r"[a-z0-9]+", heading.casefold())}
    for why, rule in _rules().items():
        parts = (part for part in rule["parts"] if part in key)
        if words & set(rule["words"]) or any(not whole or len(key) - len(part) <= 3 for part in parts):
            return why
    return None


@dataclass(frozen=True, slots=True)
class Plan:
    """Which cell of a row is which column. ``blank`` are the places of headings that say nothing."""

    place_of: Mapping[str, int]
    blank: tuple[int, ...]


def letter(place: int) -> str:
    """A column's letter in a spreadsheet: 0 is A, 26 is AA."""
    head, tail = divmod(place, 26)
    return (letter(head - 1) if head else "") + chr(65 + tail)


def plan_of(table: RawTable, columns: tuple[str, ...], needed: tuple[str, ...], findings: Findings) -> Plan:
    """Recognise the headings of a table; whatever is missing or there twice is a problem."""
    known = {key_of(name): name for name in columns}
    keys = ["" if place in table.left_out else key_of(heading) for place, heading in enumerate(table.headings)]
    place_of = {known[key]: place for place, key in reversed(list(enumerate(keys))) if key in known}
    for key, count in Counter(keys).items():
        if key in known and count > 1:
            letters = tuple(letter(place) for place, other in enumerate(keys) if other == key)
            findings.wrong("heading_twice", file=table.file, row=1, column=known[key], letters=letters)
    others = [place for place, key in enumerate(keys) if key and key not in known]
    if table.side and not place_of.keys() - {"id"} and len(others) == 1 and "id" in place_of:
        others = _only_text(table, others[0], place_of, findings)
    for name in needed:
        if name not in place_of:
            findings.wrong("column_missing", file=table.file, row=1, column=name)
    _set_aside(table, others, columns, findings)
    _record(table, place_of, others, columns, findings)
    if table.table == "partners" and others and not place_of.keys() & set(TEXTS):
        findings.assume("no_text_column", file=table.file, columns=TEXTS)
    blank = (place for place, key in enumerate(keys) if not key and place not in table.left_out)
    return Plan(place_of, tuple(blank))


def _only_text(table: RawTable, place: int, place_of: dict[str, int], findings: Findings) -> list[int]:
    """Two files with ``id`` and one other column each: that column is what people wrote, whatever its heading."""
    heading = table.headings[place]
    if sensitive(heading, whole=True):
        findings.wrong("only_column_is_sensitive", file=table.file, row=1, column=shown_heading(heading, place))
    else:
        place_of["experience_text"] = place
        findings.assume("one_column_is_text", file=table.file, column=shown_heading(heading, place))
    return []


def _record(
    table: RawTable, place_of: Mapping[str, int], others: list[int], columns: tuple[str, ...], findings: Findings
) -> None:
    """Write down what became of every heading; one that was not read gets a guess at what it may be meant for."""
    column_at = {place: name for name, place in place_of.items()}
    written = table.written or table.headings
    for place, heading in enumerate(written):
        if not heading:
            continue
        joined = table.headings[place] if place in table.left_out and table.headings[place] != heading else None
        column, guess = column_at.get(place, joined), None
        if column:
            how = "known" if key_of(heading) == key_of(column) else "chosen" if table.written else "only_text"
        else:
            how = "left_out" if place in table.left_out else sensitive(heading) or "unknown"
            guess = guess_of(heading, how, frozenset(columns) - set(place_of)) if place in others else None
        shown = shown_heading(heading, place)
        findings.headings.append(HeadingRead(table.file, table.table, letter(place), shown, column, how, guess))


def shown_heading(heading: str, place: int) -> str:
    """A heading as it is shown: one that is no heading but somebody's words is called by its column's letter."""
    return heading if len(heading) <= SHOWN and heading.isprintable() else f"column {letter(place)}"


def _set_aside(table: RawTable, places: list[int], columns: tuple[str, ...], findings: Findings) -> None:
    names: dict[str, list[str]] = {}
    for place in dict.fromkeys(places):
        heading = table.headings[place]
        shown = shown_heading(heading, place)
        why = sensitive(heading) or "unknown"
        entry = SetAside(table.file, shown, why)
        if entry not in findings.set_aside:
            findings.set_aside.append(entry)
            names.setdefault(why, []).append(shown)
    for why, shown_names in names.items():
        findings.assume(f"columns_set_aside_{why}", file=table.file, columns=tuple(shown_names))
    meant = Suggestions(columns)
    for name in names.get("unknown", ()):
        near = meant.closest(name)
        if near:
            findings.assume("column_nearly_known", file=table.file, column=name, closest=near)
