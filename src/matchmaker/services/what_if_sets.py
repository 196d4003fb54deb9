"""What ``--set`` asks for: cells and weights, checked all at once against the run (nothing anybody wrote is echoed)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from matchmaker.domain.problem import Problem
from matchmaker.domain.weights import CRITERIA, WeightSet
from matchmaker.pipeline import Prepared
from matchmaker.tables import Alterations, Cell
from matchmaker.tables.cells import MAX_ID
from matchmaker.tables.headings import TEXTS, sensitive
from matchmaker.tables.raw import key_of
from matchmaker.tables.shapes import shapes

FORM = re.compile(r"(?P<who>.+?)\.(?P<column>[A-Za-z][A-Za-z _]*)=(?P<value>.*)", re.DOTALL)
SPONSOR = re.compile(r"(?P<column>sponsor[A-Za-z _]*)=(?P<value>.*)", re.DOTALL)

FEEDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "partners": {
        **dict.fromkeys(TEXTS, ("shared_purpose", "task_fit")),
        "seeks": ("seek_offer",),
        "offers": ("seek_offer",),
        "values": ("values",),
        "will_evidence": ("will",),
        "slots": ("time",),
        "flexible": ("time",),
        "local_system": ("local",),
    },
    "challenges": {"text": ("task_fit",), "is_local": ("local",)},
}
"""Which criteria read which column."""

GATED = ("mode", "languages", "interpreter", "access_needs", "access_status", "area", "travel_minutes")
"""Columns that give no points, and say what the host has to arrange."""

FIXED = {"partners": ("id", "side", "organisation", "consent_matching", "consent_health"), "challenges": ("id",)}
"""Columns that say who may be suggested to whom, or what somebody agreed to. They cannot be tried out."""

MOST_KNOWN = 60


@dataclass(frozen=True, slots=True)
class Sets:
    """What is to be tried: ``cells`` (their values are in no ``repr``), and ``weights`` by criterion."""

    cells: Alterations = field(default_factory=dict, repr=False)
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def unscored(self) -> tuple[Cell, ...]:
        """Cells that no criterion and no gate reads: they change no score, by design."""
        return tuple(cell for cell in self.cells if not criteria_read(cell) and cell.column not in GATED)


def criteria_read(cell: Cell) -> tuple[str, ...]:
    """The criteria that read a cell."""
    return FEEDS[cell.table].get(cell.column, ())


def label(cell: Cell) -> str:
    """A cell as it was asked for, without its value."""
    return f"{'challenge' if cell.table == 'challenges' else cell.id}.{cell.column}"


def sets_of(asked: Sequence[str], prepared: Prepared) -> tuple[Sets, list[Problem]]:
    """Everything that is asked for and can be tried, and every problem with the rest."""
    problems: list[Problem] = []
    cells: dict[Cell, list[str]] = {}
    weights: dict[str, list[str]] = {}
    for number, one in enumerate(asked, 1):
        found = _understood(one, number, prepared)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            place, value = found
            values = weights.setdefault(place, []) if isinstance(place, str) else cells.setdefault(place, [])
            values.append(value.strip())
    problems += _contradictions({label(cell): values for cell, values in cells.items()})
    problems += _contradictions({f"weights.{name}": values for name, values in weights.items()})
    shares, wrong = _shares({name: values[0] for name, values in weights.items() if len(set(values)) == 1})
    problems += wrong or _sums(shares, prepared.weights)
    return Sets({cell: values[0] for cell, values in cells.items()}, shares), problems


def _understood(one: str, number: int, prepared: Prepared) -> tuple[Cell | str, str] | Problem:
    form = SPONSOR.fullmatch(one) or FORM.fullmatch(one)
    if form is None:
        return Problem.of("what_if_not_understood", number=number)
    who, column, value = form.groupdict().get("who") or "challenge", form["column"].strip(), form["value"]
    if who == "weights":
        if column in CRITERIA:
            return column, value
        return Problem.of("what_if_unknown_criterion", name=column, known=CRITERIA)
    if who == "challenge":
        if prepared.cohort.challenge is None:
            return Problem.of("what_if_no_challenge")
        return _cell("challenges", prepared.cohort.challenge.id, column, value, prepared)
    return _of_person(who, column, value, prepared)


def _of_person(who: str, column: str, value: str, prepared: Prepared) -> tuple[Cell, str] | Problem:
    ids = sorted(person.id for person in prepared.pool.people)
    if who in ids:
        return _cell("partners", who, column, value, prepared)
    more = len(ids) - MOST_KNOWN
    known = (*ids[:MOST_KNOWN], f"and {more} more") if more > 0 else tuple(ids)
    return Problem.of("what_if_unknown_id", id=who if len(who) <= MAX_ID else f"{who[:20]}…", known=known)


def _cell(table: str, row: str, heading: str, value: str, prepared: Prepared) -> tuple[Cell, str] | Problem:
    columns = {key_of(name): name for name in shapes(prepared.cohort.vocabulary)[table].columns}
    column = columns.get(key_of(heading))
    if column is None and sensitive(heading):
        return Problem.of("what_if_never_read", name=heading)
    if column is None:
        known = tuple(name for name in columns.values() if name not in FIXED[table])
        return Problem.of("what_if_unknown_column", name=heading, known=known)
    if column in FIXED[table]:
        return Problem.of("what_if_fixed", name=column)
    return Cell(table, row, column), value


def _contradictions(given: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    for cell, values in given.items():
        if len(set(values)) > 1:
            yield Problem.of("what_if_value_and_blank" if "" in values else "what_if_twice", cell=cell)


def _shares(given: Mapping[str, str]) -> tuple[dict[str, float], list[Problem]]:
    shares, problems = {}, []
    for name, value in given.items():
        number = float(value) if re.fullmatch(r"[0-9]*\.?[0-9]+", value) else math.nan
        if 0 <= number <= 1:
            shares[name] = number
        else:
            problems.append(Problem.of("what_if_not_a_share", name=name))
    return shares, problems


def _sums(shares: Mapping[str, float], base: WeightSet) -> Iterable[Problem]:
    total = math.fsum(shares.values())
    rest = math.fsum(weight for name, weight in base.weights.items() if name not in shares)
    if total > 1 + 1e-9:
        yield Problem.of("what_if_weights_over_one", total=f"{total:g}")
    elif shares and rest <= 0 and total < 1 - 1e-9:
        yield Problem.of("what_if_weights_under_one", total=f"{total:g}")


def without_effect(sets: Sets, after: Prepared) -> Iterator[Problem]:
    """What cannot change anything, since nobody of the altered run can be scored on what it is about."""
    out = {name for name, dropped in zip(CRITERIA, after.table.dropped, strict=True) if dropped}
    for cell in sets.cells:
        criteria = criteria_read(cell)
        if criteria and set(criteria) <= out and not (cell.table == "challenges" and cell.column == "is_local"):
            yield Problem.of("what_if_dropped", cell=label(cell), criterion=criteria[0])
    for name in sets.weights:
        if name in out:
            yield Problem.of("what_if_dropped", cell=f"weights.{name}", criterion=name)
