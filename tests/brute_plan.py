"""Every plan there is, one after another: slow, short, and nothing of the solvers in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations


@dataclass(frozen=True)
class Small:
    """A planning problem small enough to try everything; scores are whole hundredths."""

    hundredths: list[list[int]]
    demand: list[int]
    capacity: list[int]
    minimum: list[int]
    forbidden: list[list[bool]]
    forced: list[tuple[int, int]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.demand)

    @property
    def columns(self) -> int:
        return len(self.capacity)


def plans(small: Small) -> Iterator[list[tuple[int, ...]]]:
    """For each row the columns it gets, in every way that keeps every rule."""

    def go(row: int, room: list[int], so_far: list[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
        if row == small.rows:
            if all(c - left >= low for c, left, low in zip(small.capacity, room, small.minimum, strict=True)):
                yield so_far
            return
        must = {j for i, j in small.forced if i == row}
        may = [j for j in range(small.columns) if not small.forbidden[row][j] and room[j] > 0]
        for size in range(small.demand[row] + 1):
            for taken in combinations(may, size):
                if must <= set(taken):
                    yield from go(row + 1, [r - (j in taken) for j, r in enumerate(room)], [*so_far, taken])

    yield from go(0, list(small.capacity), [])


def aims(small: Small, plan: list[tuple[int, ...]], objective: str) -> tuple[int, int, int, int]:
    """People with somebody, pairs, the floor (0 where it is no aim) and the total, in hundredths."""
    totals = [sum(small.hundredths[i][j] for j in taken) for i, taken in enumerate(plan)]
    floor = min((t for t, taken in zip(totals, plan, strict=True) if taken), default=0)
    somebody, pairs = sum(map(bool, plan)), sum(map(len, plan))
    return somebody, pairs, floor if objective == "floor_then_sum" else 0, sum(totals)


def best(small: Small, objective: str) -> tuple[int, int, int, int] | None:
    """The best that any plan reaches; ``None`` where no plan keeps every rule."""
    return max((aims(small, plan, objective) for plan in plans(small)), default=None)
