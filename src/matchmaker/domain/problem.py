"""What is wrong with an input: all of it, each with its place and how to mend it. Errors are data, not sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaker.domain.assumption import Value


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. ``row`` is the spreadsheet's own row number (the heading is row 1).

    ``params`` may hold ids, headings and allowed values; never anybody's free text.
    """

    code: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    params: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(
        cls,
        code: str,
        *,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        **params: Value,
    ) -> Problem:
        """Build one with keyword parameters, kept in a fixed order."""
        return cls(code, file, row, column, tuple(sorted(params.items())))


class MatchmakerError(Exception):
    """Any error that the program foresees. It carries problems; the edge turns them into words and a status."""

    exit_code = 1

    def __init__(self, problems: Sequence[Problem] | Problem) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(", ".join(sorted({problem.code for problem in self.problems})))


class InputRefused(MatchmakerError):  # noqa: N818 - it names what happened
    """The input has errors; every one of them is listed."""

    exit_code = 1


class WrongUse(MatchmakerError):  # noqa: N818
    """The command or function was called in a way that cannot work."""

    exit_code = 2


class Forbidden(MatchmakerError):  # noqa: N818
    """A rule forbids the result: consent, a gate, suppression. Says no more than an unknown id would."""

    exit_code = 3


class OutsideFailure(MatchmakerError):  # noqa: N818
    """Something outside the program failed: model files, a disk, a database."""

    exit_code = 4
