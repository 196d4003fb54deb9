"""Comparing printed cells: what may be said of a group, worked out from what is printed and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from matchmaker.disclosure import Cell, Mark
from matchmaker.representation.ladder import Group, Ladder
from matchmaker.representation.ratios import (
    Ratio,
    Verdict,
    agreed,
    participation_to_prevalence,
    stage_ratio,
    stage_verdict,
    verdict,
)

MOST_TRIED: Final = 2_000
"""Combinations of possible counts that are looked through; above, nothing is said."""

NOT_ASKED_FROM: Final = 0.3
"""From this share without an answer on there is no ratio (G8)."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict, and the figures behind it where the counts behind them are printed."""

    verdict: Verdict
    ratio: Ratio | None = None
    expected: float | None = None
    people: int | None = None


HELD_BACK = Comparison(Verdict.HELD_BACK)


def _ranges(*cells: Cell) -> list[tuple[int, ...]] | None:
    found = [cell.possible() for cell in cells]
    size = 1
    for one in found:
        size *= len(one) if one else MOST_TRIED + 1
    return [one for one in found if one] if size <= MOST_TRIED else None


NOBODY: Final = Cell.none()


def with_reference(ladder: Ladder, group: Group, share: float, looks: int) -> Comparison:
    """A group's part of those in the pool who answered, beside its share of the reference."""
    k_cell, total = group.cells[0], ladder.totals[0]
    unknown = ladder.unknown[0] if ladder.unknown else NOBODY
    ranges = _ranges(k_cell, total, unknown)
    if ranges is None:
        return HELD_BACK
    tried = [(min(k, n - u), n - u) for k, n, u in product(*ranges) if n > u]
    said = agreed(verdict(k, n, share, looks=looks) for k, n in tried)
    people = {n for _, n in tried}
    n = people.pop() if len(people) == 1 else None
    expected = n * share if n is not None else None
    if n is None or k_cell.value is None:
        return Comparison(said, None, expected, n)
    return Comparison(said, participation_to_prevalence(*tried[0], share, looks=looks), expected, n)


def with_others(ladder: Ladder, group: Group, step: int, looks: int) -> Comparison:
    """A group's rate of taking a step, beside that of everybody else who answered."""
    unknown = ladder.unknown or (NOBODY,) * len(ladder.stages)
    rows = (group.cells, unknown, ladder.totals)
    cells = [cell for row in rows for cell in (_at_most(row[step], row[step - 1]), row[step - 1])]
    ranges = _ranges(*cells)
    if ranges is None:
        return HELD_BACK
    tried = list(_counts(ranges, rounded=any(cell.mark is Mark.ROUNDED for cell in cells)))
    said = agreed(stage_verdict(*counts, looks=looks) for counts in tried)
    if any(cell.value is None for cell in cells) or len(tried) != 1:
        return Comparison(said)
    a, n_a, b, n_b = tried[0]
    expected = n_a * (a + b) / (n_a + n_b) if n_a + n_b else None
    return Comparison(said, stage_ratio(a, n_a, b, n_b, looks=looks) if n_a and b else None, expected, n_a)


def _at_most(cell: Cell, before: Cell) -> Cell:
    """A printed cell with the bound that the stage before it sets, where it has none of its own."""
    return replace(cell, high=before.high) if cell.high is None else cell


def _counts(ranges: list[tuple[int, ...]], *, rounded: bool) -> Iterator[tuple[int, int, int, int]]:
    """Every (a, n_a, b, n_b) that the printed cells allow. Rounded ones may not add up, and are made to."""
    for a, n_a, unknown, unknown_before, total, before in product(*ranges):
        b, n_b = total - unknown - a, before - unknown_before - n_a
        if rounded:
            n_b = max(n_b, 0)
            b = min(max(b, 0), n_b)
        if 0 <= a <= n_a and 0 <= b <= n_b:
            yield a, n_a, b, n_b


def share_not_said(ladder: Ladder) -> bool | None:
    """Whether 30 % or more of the pool did not say; ``None`` where what is printed does not tell."""
    if ladder.unknown is None:
        return False
    ranges = _ranges(ladder.unknown[0], ladder.totals[0])
    if ranges is None:
        return None
    found = {u >= NOT_ASKED_FROM * n for u, n in product(*ranges)}
    return found.pop() if len(found) == 1 else None
