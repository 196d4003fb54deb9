"""Printed lines that add up to the printed total, exactly (domain C.5). All in tenths of a point."""

from __future__ import annotations

import math
from collections.abc import Sequence


def tenths(points: float) -> int:
    """Points as printed with one decimal, in tenths; halves go up, after rounding noise below 1e-9 is gone."""
    return math.floor(round(points, 9) * 10 + 0.5)


def lines_in_tenths(lines: Sequence[float]) -> list[int]:
    """Lines in tenths that add up to the printed total of their exact sum, by largest remainder.

    Ties go to the earlier line, so that the same lines always print alike.
    """
    exact = [round(line, 9) * 10 for line in lines]
    shown = [math.floor(value) for value in exact]
    short = tenths(math.fsum(lines)) - sum(shown)
    by_remainder = sorted(range(len(lines)), key=lambda place: (shown[place] - exact[place], place))
    for place in by_remainder[:short]:
        shown[place] += 1
    return shown


def split_in_tenths(line: int, patient: float, professional: float) -> tuple[int, int]:
    """A printed line (tenths) split between its two sides, in the proportion of their exact points."""
    total = patient + professional
    share = math.floor(line * (patient / total) + 0.5) if total > 0 else 0
    return share, line - share
