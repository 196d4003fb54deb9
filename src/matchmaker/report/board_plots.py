"""Where the marks of the board's plots stand. Every mark is made from printed cells alone, as the words are.

A plot is ``WIDE`` units wide. What is held back is drawn as the range that its cell allows.
"""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.disclosure import Cell
from matchmaker.representation.covered import Covered
from matchmaker.representation.findings import Finding

WIDE = 200.0
MOST_RATIO = 2.4
"""Ratios beyond this are drawn at the plot's end, with an arrow."""

ABOUT_THE_SAME = (0.8, 1.2)
EVERY = 8.0


@dataclass(frozen=True, slots=True)
class Bar:
    """``sure``: where the full bar ends; ``most``: where the hatched range ends. ``tick``: everybody's share."""

    sure: float
    most: float
    tick: float | None = None

    @property
    def hatching(self) -> str:
        """The path of the strokes that fill the range between sure and most."""
        strokes = round((self.most - self.sure) / EVERY)
        return " ".join(f"M{self.sure + EVERY * (n + 0.5):.1f} 1v12" for n in range(strokes))


def step(cell: Cell, in_pool: Cell, total: Cell, all_in_pool: Cell) -> Bar | None:
    """A step's bar: the share of a group's people in the pool who came this far; ``None`` where none can be drawn."""
    if not in_pool.value or (cell.low == 0 and cell.high is None):
        return None
    high = in_pool.value if cell.high is None else min(cell.high, in_pool.value)
    low = cell.low if cell.value is None else cell.value
    most = high if cell.value is None else cell.value
    everybody = WIDE * total.value / all_in_pool.value if total.value is not None and all_in_pool.value else None
    return Bar(WIDE * min(low / in_pool.value, 1), WIDE * min(most / in_pool.value, 1), everybody)


def coverage(found: Covered) -> Bar:
    """A bar from nought to the least that is covered, and the range to the most."""
    return Bar(WIDE * found.low, WIDE * found.high)


@dataclass(frozen=True, slots=True)
class Dot:
    """A ratio and its interval on a line: 1 is at ``one``, ``band`` is about the same; ``beyond``: cut at the end."""

    at: float
    low: float
    high: float
    beyond: bool
    one: float = WIDE / MOST_RATIO
    band: tuple[float, float] = (WIDE * ABOUT_THE_SAME[0] / MOST_RATIO, WIDE * ABOUT_THE_SAME[1] / MOST_RATIO)


def ratio(finding: Finding) -> Dot | None:
    """A comparison's dot; ``None`` where its figures are held back."""
    if finding.ratio is None or finding.ratio_low is None or finding.ratio_high is None:
        return None
    at, low, high = (
        WIDE * min(x, MOST_RATIO) / MOST_RATIO for x in (finding.ratio, finding.ratio_low, finding.ratio_high)
    )
    return Dot(at, low, high, finding.ratio_high > MOST_RATIO)
