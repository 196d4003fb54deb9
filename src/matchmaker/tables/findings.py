"""What reading finds, gathered in one place, so that every problem of an input is named at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from matchmaker.domain.assumption import Assumption, Value
from matchmaker.domain.partner import Side
from matchmaker.domain.problem import Problem

FIRST, LAST = "no_text_column", "columns_set_aside_consent"
"""What nobody may overlook is said first; what may be consent is said next to what is known of consent."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A column that was not read. ``why`` is ``monitoring``, ``checks``, ``contact`` or ``unknown``."""

    file: str
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class ColumnsRead:
    """The columns of one table that were read, by their names in the reference."""

    file: str
    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingRead:
    """What became of one heading of a file, so that a person can put it right.

    ``column`` is the column of the reference that it was read as, ``None`` if it was not read. ``how`` says why:
    ``known``, ``chosen`` (a person said so), ``only_text``, ``left_out`` (a person said so), ``monitoring``,
    ``checks``, ``contact``, ``unknown``. ``guess`` is the column that an unread heading may be meant for.
    """

    file: str
    table: str
    letter: str
    heading: str
    column: str | None
    how: str
    guess: str | None = None


@dataclass(slots=True)
class Findings:
    """A notebook for one reading; nobody outside this package sees it.

    ``unread`` are the sides of which a table of people could not be read at all; ``None`` is both.
    """

    problems: list[Problem] = field(default_factory=list)
    said: list[Assumption] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    columns: list[ColumnsRead] = field(default_factory=list)
    headings: list[HeadingRead] = field(default_factory=list)
    notes: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    unread: set[Side | None] = field(default_factory=set)

    def wrong(
        self, code: str, *, file: str, row: int | None = None, column: str | None = None, **params: Value
    ) -> None:
        """Write down a problem."""
        self.problems.append(Problem.of(code, file=file, row=row, column=column, **params))

    def assume(self, code: str, *, about: tuple[str, ...] = (), **params: Value) -> None:
        """Write down something taken for granted about a whole file."""
        self.said.append(Assumption.of(code, about=about, **params))

    def note(self, codes: Iterable[str], *, file: str, column: str) -> None:
        """Count something taken for granted about one cell; it is said once for the column."""
        for code in codes:
            self.notes[code, file, column] += 1

    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything taken for granted: words that nobody read, then the whole files', the cells', doubtful consent."""
        counted = (
            Assumption.of(code, file=file, column=column, count=count)
            for (code, file, column), count in sorted(self.notes.items())
        )
        return tuple(sorted((*self.said, *counted), key=lambda said: (said.code != FIRST) + (said.code == LAST)))

    def in_order(self) -> tuple[Problem, ...]:
        """The problems, file by file as they were read, and row by row."""
        files: dict[str | None, int] = {}
        for problem in self.problems:
            files.setdefault(problem.file, len(files))
        return tuple(sorted(self.problems, key=lambda p: (files[p.file], p.row or 0)))
