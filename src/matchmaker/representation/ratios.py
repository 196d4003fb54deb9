"""Ratios with intervals, and what they can say when numbers are small (domain E.3, E.4)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist
from typing import Final

LOW, HIGH = 0.8, 1.2
"""The band of participation-to-prevalence ratios that is called comparable (Circulation 2020;141:540)."""

LEAST_EXPECTED: Final = 5.0
"""Below so many expected people, numbers cannot tell."""

LEVEL: Final = 0.95


class Verdict(StrEnum):
    """What a ratio can say; the words are elsewhere."""

    TOO_FEW = "too_few"
    CLEAR_GAP = "clear_gap"
    POSSIBLE_GAP = "possible_gap"
    HEARD_MORE_FROM = "heard_more_from"
    POSSIBLY_HEARD_MORE_FROM = "possibly_heard_more_from"
    NO_CLEAR_DIFFERENCE = "no_clear_difference"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio with its interval."""

    value: float
    low: float
    high: float


def _z(looks: int) -> float:
    """The normal quantile of a 95 % interval, made wider for several looks at once (Bonferroni)."""
    return NormalDist().inv_cdf(1 - (1 - LEVEL) / (2 * looks))


def wilson(k: int, n: int, *, looks: int = 1) -> Ratio:
    """The share ``k / n`` with its Wilson interval. ``looks``: how many attributes are looked at together."""
    z = _z(looks)
    p = k / n
    middle = p + z * z / (2 * n)
    spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    below = 1 + z * z / n
    return Ratio(p, max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below))


def participation_to_prevalence(k: int, n: int, prevalence: float, *, looks: int = 1) -> Ratio:
    """``(k / n) / π`` with the Wilson interval divided by π: 1 where a group takes part as often as it is there."""
    share = wilson(k, n, looks=looks)
    return Ratio(share.value / prevalence, share.low / prevalence, share.high / prevalence)


def chance_of_none(n: int, prevalence: float) -> float:
    """How often chance alone would give none of a group among n people: ``(1 − π)^n``."""
    return float((1 - prevalence) ** n)


def stage_ratio(a: int, n_a: int, b: int, n_b: int) -> Ratio:
    """The rate of a group over the rate of everybody else, with a log interval after half a case is added to each."""
    half_a, half_b = (a + 0.5) / (n_a + 0.5), (b + 0.5) / (n_b + 0.5)
    spread = _z(1) * math.sqrt(1 / (a + 0.5) - 1 / (n_a + 0.5) + 1 / (b + 0.5) - 1 / (n_b + 0.5))
    return Ratio((a / n_a) / (b / n_b), half_a / half_b * math.exp(-spread), half_a / half_b * math.exp(spread))


def exact_chance_of_so_few(a: int, n_a: int, b: int, n_b: int) -> float:
    """How often chance alone would bring ``a`` or fewer of the group this far (one-sided hypergeometric)."""
    total, through = n_a + n_b, a + b
    ways = math.comb(total, through)
    return sum(math.comb(n_a, k) * math.comb(n_b, through - k) for k in range(a + 1)) / ways


def verdict(k: int, n: int, prevalence: float, *, looks: int = 1) -> Verdict:
    """What may be said of a group that is ``k`` of ``n`` people and a share ``prevalence`` of the reference."""
    if n * prevalence < LEAST_EXPECTED:
        return Verdict.TOO_FEW
    ratio = participation_to_prevalence(k, n, prevalence, looks=looks)
    if ratio.value < LOW:
        return Verdict.CLEAR_GAP if ratio.high < 1 else Verdict.POSSIBLE_GAP
    if ratio.value > HIGH:
        return Verdict.HEARD_MORE_FROM if ratio.low > 1 else Verdict.POSSIBLY_HEARD_MORE_FROM
    return Verdict.NO_CLEAR_DIFFERENCE
