"""Which column of a file is which of ours, and what is said of the columns that are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker.tables.findings import Findings, HeadingRead, SetAside
from matchmaker.tables.guesses import guess_of
from matchmaker.tables.headings import TEXTS, asks_consent, letter, sensitive, shown_heading
from matchmaker.tables.raw import RawTable, key_of
from matchmaker.tables.suggest import Suggestions

CONSENTS = frozenset({"consent_matching", "consent_health"})
MAY_BE_TEXT = frozenset({None, "what_i_know", *TEXTS})
"""What a heading may be meant for, so that its column can be what people wrote."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which cell of a row is which column. ``blank`` are the places of headings that say nothing."""

    place_of: Mapping[str, int]
    blank: tuple[int, ...]


def plan_of(table: RawTable, columns: tuple[str, ...], needed: tuple[str, ...], findings: Findings) -> Plan:
    """Recognise the headings of a table; whatever is missing or there twice is a problem."""
    known = {key_of(name): name for name in columns}
    keys = ["" if place in table.left_out else key_of(heading) for place, heading in enumerate(table.headings)]
    place_of = {known[key]: place for place, key in reversed(list(enumerate(keys))) if key in known}
    others = [place for place, key in enumerate(keys) if key and key not in known]
    _repeated(table, keys, known, findings)
    unread = _Unread(table, others, place_of, columns)
    if table.table == "partners" and others and not place_of.keys() & set(TEXTS):
        _find_text(unread, needed, findings)
    for name in needed:
        if name not in place_of:
            _missing(unread, name, findings)
    _set_aside(unread, findings)
    _record(unread, findings)
    blank = (place for place, key in enumerate(keys) if not key and place not in table.left_out)
    return Plan(place_of, tuple(blank))


@dataclass(slots=True)
class _Unread:
    """The places of a table's headings that are not ours, beside those that are."""

    table: RawTable
    places: list[int]
    place_of: dict[str, int]
    columns: tuple[str, ...]

    @property
    def free(self) -> frozenset[str]:
        """Columns that the table does not have yet."""
        return frozenset(self.columns) - set(self.place_of)

    def shown(self, place: int) -> str:
        return shown_heading(self.table.headings[place], place)

    def why(self, place: int) -> str:
        """``monitoring``, ``checks``, ``contact``, ``consent`` where one could be meant, or ``unknown``."""
        heading = self.table.headings[place]
        return sensitive(heading) or ("consent" if self.free & CONSENTS and asks_consent(heading) else "unknown")

    def guess(self, place: int, free: frozenset[str]) -> str | None:
        heading = self.table.headings[place]
        return guess_of(heading, sensitive(heading) or "unknown", free)


def _repeated(table: RawTable, keys: list[str], known: Mapping[str, str], findings: Findings) -> None:
    """A heading of ours that is there twice is a problem; of columns that are not read it is only said."""
    unread = []
    for key, count in Counter(keys).items():
        places = [place for place, other in enumerate(keys) if other == key] if key and count > 1 else []
        letters = tuple(letter(place) for place in places)
        if places and key in known:
            findings.wrong("heading_twice", file=table.file, row=1, column=known[key], letters=letters)
        elif places:
            unread.append(f"{shown_heading(table.headings[places[0]], places[0])} ({', '.join(letters)})")
    if unread:
        findings.assume("headings_repeated", file=table.file, columns=tuple(unread))


def _find_text(unread: _Unread, needed: tuple[str, ...], findings: Findings) -> None:
    """Of two files each may have one column left that can only be what people wrote; else it is said that none is."""
    table, places = unread.table, unread.places
    unknown = [place for place in places if unread.why(place) == "unknown"]
    unknown = [place for place in unknown if unread.guess(place, unread.free) not in needed]
    two_columns = len(places) == 1 and unread.place_of.keys() == {"id"} and unread.why(places[0]) != "consent"
    if table.side and two_columns and sensitive(table.headings[places[0]], whole=True):
        column = unread.shown(places.pop())
        findings.wrong("only_column_is_sensitive", file=table.file, row=1, column=column)
    elif table.side and (two_columns or _one_text(unread, unknown)):
        place = places[0] if two_columns else unknown[0]
        places.remove(place)
        unread.place_of["experience_text"] = place
        findings.assume("one_column_is_text", file=table.file, column=unread.shown(place))
    else:
        named = dict.fromkeys(unread.shown(place) for place in unknown or places)
        findings.assume("no_text_column", file=table.file, columns=tuple(named))


def _one_text(unread: _Unread, unknown: list[int]) -> bool:
    """Whether one unknown column is left, and its heading does not ask for anything but words."""
    return len(unknown) == 1 and unread.guess(unknown[0], unread.free) in MAY_BE_TEXT


def _missing(unread: _Unread, name: str, findings: Findings) -> None:
    """A column that must be there is not; a heading that was probably meant for it is named."""
    file = unread.table.file
    meant = next((place for place in unread.places if unread.guess(place, frozenset({name})) == name), None)
    if meant is None:
        findings.wrong("column_missing", file=file, row=1, column=name)
    else:
        findings.wrong("column_missing_near", file=file, row=1, column=name, heading=unread.shown(meant))


def _record(unread: _Unread, findings: Findings) -> None:
    """Write down what became of every heading; one that was not read gets a guess at what it may be meant for."""
    table, column_at = unread.table, {place: name for name, place in unread.place_of.items()}
    for place, heading in enumerate(table.written or table.headings):
        if not heading:
            continue
        named = table.headings[place]
        joined = named if place in table.left_out and named != heading else None
        column, guess = column_at.get(place, joined), None
        if column:
            chosen = table.written and key_of(named) == key_of(column)
            how = "known" if key_of(heading) == key_of(column) else "chosen" if chosen else "only_text"
        else:
            how = "left_out" if place in table.left_out else sensitive(heading) or "unknown"
            guess = guess_of(heading, how, unread.free) if place in unread.places else None
        shown = shown_heading(heading, place)
        findings.headings.append(HeadingRead(table.file, table.table, letter(place), shown, column, how, guess))


def _set_aside(unread: _Unread, findings: Findings) -> None:
    file, names = unread.table.file, dict[str, list[str]]()
    for place in unread.places:
        shown, why = unread.shown(place), unread.why(place)
        entry = SetAside(file, shown, "unknown" if why == "consent" else why)
        if entry not in findings.set_aside:
            findings.set_aside.append(entry)
            names.setdefault(why, []).append(shown)
    for why, shown_names in names.items():
        findings.assume(f"columns_set_aside_{why}", file=file, columns=tuple(shown_names))
    meant = Suggestions(unread.columns)
    for name in names.get("unknown", ()):
        near = meant.closest(name)
        if near:
            findings.assume("column_nearly_known", file=file, column=name, closest=near)
