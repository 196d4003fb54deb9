"""What a person said the headings of a file are: this one is that column, that one is to be left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from matchmaker.domain.problem import Problem
from matchmaker.tables.findings import Findings
from matchmaker.tables.headings import TEXTS, letter, sensitive, shown_heading
from matchmaker.tables.raw import RawTable, Record, key_of

Choice = Mapping[str, str | None]
"""A heading as it was shown, or ``column B``, to a column of the reference, or to ``None`` to leave it out."""

Choices = Mapping[str, Choice]
"""The choices for each file, by its name."""

JOINED: Mapping[str, str] = {
    "display_name": " ",
    "experience_text": "\n",
    "purpose_achieve": "\n",
    "purpose_how": "\n",
    "what_i_know": "\n",
}
"""Columns that several headings of a file may be chosen for, and what is put between their cells."""

NUMBERED = ""
"""The heading that no column has: chosen as ``id``, it has the rows numbered (``patient-2`` for row 2)."""

CONTACT_MAY_BE = frozenset({"display_name", "area", "site", "organisation", "local_system"})
"""Columns that a heading of names or places may be chosen for."""


def as_chosen(table: RawTable, choices: Choices | None, findings: Findings) -> RawTable:
    """The table with its headings as a person chose them; cells of headings chosen for one text are joined."""
    wanted = {key_of(heading): column for heading, column in ((choices or {}).get(table.file) or {}).items()}
    number = wanted.pop(NUMBERED, None) == "id"
    if not (wanted or number):
        return table
    headings, left_out = list(table.headings), set()
    taken: dict[str, list[int]] = {}
    for place, heading in enumerate(table.headings):
        by_place = key_of(f"column {letter(place)}")
        key = by_place if by_place in wanted else key_of(shown_heading(heading, place))
        if key not in wanted or not heading:
            continue
        column = wanted[key]
        if column is None or not _allowed(table, heading, place, column, findings):
            left_out.add(place)
            continue
        headings[place] = column
        taken.setdefault(column, []).append(place)
    _say(table, headings, taken, findings)
    joins = [(JOINED[column], places) for column, places in taken.items() if column in JOINED and len(places) > 1]
    more = {place for _, places in joins for place in places[1:]}
    chosen = replace(
        table,
        headings=tuple(headings),
        written=table.headings,
        left_out=frozenset(left_out | more),
        rows=_joined(table, joins),
    )
    return _numbered(chosen, findings) if number else chosen


def _say(table: RawTable, headings: list[str], taken: Mapping[str, list[int]], findings: Findings) -> None:
    for place in sorted(place for places in taken.values() for place in places):
        shown = shown_heading(table.headings[place], place)
        if key_of(shown) != key_of(headings[place]):
            findings.assume("column_chosen", file=table.file, heading=shown, column=headings[place])


def _numbered(table: RawTable, findings: Findings) -> RawTable:
    """The table with an id for each row: its side and the row's number in the file."""
    begins = table.side.value if table.side else "row"
    wide = len(table.headings)

    def rows() -> Iterator[Record | Problem]:
        for item in table.rows:
            fits = not isinstance(item, Problem) and len(item[1]) == wide and any(cell.strip() for cell in item[1])
            yield (item[0], [*item[1], f"{begins}-{item[0]}"]) if fits and not isinstance(item, Problem) else item

    findings.assume("rows_numbered", file=table.file, example=f"{begins}-2")
    return replace(table, headings=(*table.headings, "id"), written=(*table.written, ""), rows=rows())


def _allowed(table: RawTable, heading: str, place: int, column: str, findings: Findings) -> bool:
    """Monitoring data and checks are never read, whoever asks; names and places only where names and places stand.

    Of what people wrote, only a heading that says nothing else counts: "Ethnicity", but not "My ethnicity story".
    """
    why = sensitive(heading, whole=column in TEXTS or column == "what_i_know")
    if why is None or (why == "contact" and column in CONTACT_MAY_BE):
        return True
    shown = shown_heading(heading, place)
    findings.wrong("sensitive_heading_chosen", file=table.file, row=1, column=shown, chosen=column)
    return False


def _joined(table: RawTable, joins: Sequence[tuple[str, list[int]]]) -> Iterator[Record | Problem]:
    for item in table.rows:
        if not isinstance(item, Problem) and len(item[1]) == len(table.headings):
            row, cells = item[0], list(item[1])
            for between, places in joins:
                cells[places[0]] = between.join(cells[place].strip() for place in places if cells[place].strip())
            yield row, cells
        else:
            yield item
