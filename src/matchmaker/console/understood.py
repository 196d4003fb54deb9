"""What the page shows of the files that were read: a card a file, the people of each side, what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaker.console.desk import Held, Visit
from matchmaker.console.reading import EVERYBODY, Look, place_of, role_of
from matchmaker.console.wording import tell
from matchmaker.domain.assumption import Assumption
from matchmaker.domain.partner import Partner
from matchmaker.domain.problem import Problem
from matchmaker.tables.choosing import CONTACT_MAY_BE
from matchmaker.tables.findings import HeadingRead

PROBLEMS_SHOWN = 40
COLUMNS_SHOWN = 200
NEVER_READ = ("monitoring", "checks")
IN_THE_TABLE = frozenset(
    {"column_chosen", "column_nearly_known", "columns_set_aside_unknown", "columns_set_aside_contact"}
    | {f"columns_set_aside_{why}" for why in NEVER_READ}
)
"""What was taken for granted about a heading is said beside it."""

GROUPS: dict[str, tuple[str, ...]] = {
    "who": ("id", "side", "display_name", "kind", "role_title", "organisation", "site", "local_system", "area"),
    "wrote": ("experience_text", "purpose_achieve", "purpose_how", "what_i_know"),
    "fit": ("seeks", "offers", "values", "will_evidence"),
    "when": ("slots", "hours_per_month", "flexible", "mode", "travel_minutes"),
    "access": ("languages", "interpreter", "access_needs", "access_status"),
    "agreed": ("consent_matching", "consent_health", "confirmed_at", "purpose_at"),
    "more": (
        "is_group",
        "lever",
        "confidence",
        "grade_band",
        "past_roles",
        "relational",
        "leadership",
        "engagement_basis",
        "capacity",
    ),
}
"""The columns that a heading can be chosen for, as the list on the page groups them."""

KNOWN: dict[str, tuple[str, ...]] = {
    "texts": ("experience_text", "purpose_achieve", "purpose_how"),
    "seeks": ("seeks",),
    "offers": ("offers",),
    "values": ("values",),
    "will": ("will_evidence",),
    "time": ("slots",),
    "local": ("local_system",),
}
"""What a score reads, and the columns that it is read from; one of them is enough."""


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A heading of a file and what it is read as. ``field`` names its select; only people's columns have one."""

    field: str
    file: str
    place: str
    heading: str
    column: str | None
    how: str
    perhaps: str | None
    allowed: frozenset[str] | None
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCard:
    """A file as the page shows it. ``aside`` are headings that are never read, by why."""

    number: int
    held: Held
    role: str
    rows: int
    columns: tuple[ColumnRow, ...]
    aside: tuple[tuple[str, tuple[str, ...]], ...]
    problems: tuple[Problem, ...]

    @property
    def of_people(self) -> bool:
        """Whether the file holds people."""
        return self.role in ("patient", "professional", EVERYBODY)

    @property
    def read(self) -> tuple[ColumnRow, ...]:
        """The columns that are read, and those that a look is worth."""
        return tuple(
            row for row in self.columns if row.column or row.how == "left_out" or (row.perhaps and row.how != "contact")
        )

    @property
    def settled(self) -> bool:
        """Whether every column that is read was known by its heading: there is nothing to look through."""
        return bool(self.read) and all(row.how == "known" for row in self.read)

    @property
    def unread(self) -> tuple[ColumnRow, ...]:
        """The columns that are left out and probably rightly so."""
        return tuple(row for row in self.columns if row not in self.read)

    @property
    def names(self) -> tuple[ColumnRow, ...]:
        """Columns that seem to hold people's names, where none is read for them and nobody was asked yet."""
        if any(row.column == "display_name" for row in self.columns) or not self.of_people:
            return ()
        return tuple(row for row in self.columns if row.perhaps == "display_name" and row.how == "contact")

    @property
    def shown(self) -> tuple[Problem, ...]:
        """As many problems as one page can hold."""
        return self.problems[:PROBLEMS_SHOWN]


@dataclass(frozen=True, slots=True)
class SideCount:
    """How many people a side has, and of how many each thing is known."""

    people: int
    known: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """Everything the page says about what was read."""

    cards: tuple[FileCard, ...]
    sides: dict[str, SideCount]
    either: int
    elsewhere: tuple[Problem, ...]
    assumed: tuple[Assumption, ...]


def understood_of(visit: Visit, look: Look) -> Understood:
    """The view of a look."""
    found = [_card(number, held, visit, look) for number, held in enumerate(visit.files, 1)]
    cards = tuple(sorted(found, key=lambda card: not card.of_people))
    placed = {id(problem) for card in cards for problem in card.problems}
    partners = look.found.read.cohort.partners
    return Understood(
        cards=cards,
        sides={side: _count([p for p in partners if p.side == side]) for side in ("patient", "professional")},
        either=sum(person.side == "either" for person in partners),
        assumed=tuple(a for a in look.found.read.cohort.assumptions if a.code not in IN_THE_TABLE),
        elsewhere=tuple(p for p in look.found.problems if id(p) not in placed),
    )


def _card(number: int, held: Held, visit: Visit, look: Look) -> FileCard:
    read = look.found.read
    headings = [each for each in read.headings if _is_of(each.file, held.name)]
    aside: dict[str, list[str]] = {}
    for each in headings:
        if each.how in NEVER_READ:
            aside.setdefault(each.how, []).append(each.heading)
    open_to_choice = [each for each in headings if each.how not in NEVER_READ]
    return FileCard(
        number=number,
        held=held,
        role=role_of(held, visit.files, visit.choices.role),
        rows=sum(file.rows for file in read.files if file.name == held.name),
        columns=tuple(
            _row(number, order, each, visit, look) for order, each in enumerate(open_to_choice[:COLUMNS_SHOWN])
        ),
        aside=tuple((why, tuple(names)) for why, names in aside.items()),
        problems=tuple(p for p in look.found.problems if p.file and _is_of(p.file, held.name)),
    )


def _is_of(file: str, name: str) -> bool:
    """Whether what was read of a file or of one of its sheets is of this file."""
    return file == name or file.startswith(f"{name} [")


def _row(number: int, order: int, each: HeadingRead, visit: Visit, look: Look) -> ColumnRow:
    name = (each.file, place_of(each.letter))
    how = each.how
    if name in look.guessed and name not in visit.choices.columns:
        how = "guessed"
    return ColumnRow(
        field=f"c-{number}-{order}",
        file=each.file,
        place=place_of(each.letter),
        heading=tell("long_heading", letter=each.letter) if each.heading == place_of(each.letter) else each.heading,
        column=each.column,
        how=how,
        perhaps=each.guess,
        allowed=CONTACT_MAY_BE if each.how == "contact" else None,
        open=each.table == "partners",
    )


def _count(people: Sequence[Partner]) -> SideCount:
    known = tuple(
        (what, sum(any(getattr(person, column) is not None for column in columns) for person in people))
        for what, columns in KNOWN.items()
    )
    return SideCount(len(people), known)
