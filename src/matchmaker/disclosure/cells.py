"""Cells as they are printed: plain data that anybody may keep."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from matchmaker.disclosure.policy import Policy


class Mark(StrEnum):
    """How a count is printed."""

    EXACT = "exact"
    ROUNDED = "rounded"
    SMALL = "small"
    """From 1 to the largest hidden count."""
    NEARLY_ALL = "nearly_all"
    """All but a small count of those there could be."""
    MORE = "more"
    """Held back to protect another cell: not a small count."""
    SOME = "some"
    """Held back to protect another cell: somebody."""
    WITHHELD = "withheld"
    """Nothing is printed."""


HELD_BACK = frozenset({Mark.SMALL, Mark.NEARLY_ALL, Mark.MORE, Mark.SOME, Mark.WITHHELD})


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed count: it lies between ``low`` and ``high`` (``None``: no upper bound is printed).

    ``value`` is the printed number, ``None`` where the count is held back.
    """

    mark: Mark
    low: int
    high: int | None
    value: int | None = None

    @classmethod
    def none(cls) -> Cell:
        """Nobody, printed as such."""
        return cls(Mark.EXACT, 0, 0, 0)

    @property
    def is_none(self) -> bool:
        """Whether it is printed that there is nobody."""
        return self.high == 0

    @property
    def few(self) -> bool:
        """Whether it is printed that there is somebody, but only a small count."""
        return self.mark is Mark.SMALL

    def possible(self) -> tuple[int, ...] | None:
        """Every count the printed cell may stand for, for reckoning on; ``None`` where it sets no upper bound.

        A rounded cell stands for the number that is printed.
        """
        if self.value is not None:
            return (self.value,)
        return None if self.high is None else tuple(range(self.low, self.high + 1))


NOTHING = Cell(Mark.WITHHELD, 0, None)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A table as it may be printed: ``cells[j][s]`` for category j at stage s, and how many people at each stage."""

    policy: str
    categories: tuple[str, ...]
    stages: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]

    def row(self, category: str) -> tuple[Cell, ...]:
        """The cells of a category, stage by stage."""
        return self.cells[self.categories.index(category)]

    def broken_down(self, stage: int) -> bool:
        """Whether anything is printed about the people at a stage beyond their number."""
        return any(row[stage].mark is not Mark.WITHHELD for row in self.cells)


def alone(number: int, policy: Policy) -> Cell:
    """A count printed by itself: nought, a small one, or a number, rounded as the policy says."""
    if number == 0:
        return Cell.none()
    if number <= policy.largest_hidden:
        return Cell(Mark.SMALL, 1, policy.largest_hidden)
    if policy.round_to == 1:
        return Cell(Mark.EXACT, number, number, number)
    to, half = policy.round_to, (policy.round_to - 1) // 2
    nearest = to * ((number + half) // to)
    return Cell(Mark.ROUNDED, max(policy.smallest_shown, nearest - half), nearest + half, nearest)
