"""Ratios with intervals, and what they can say when numbers are small (domain E.3, E.4)."""

from __future__ import annotations

import math
from collections.abc import Iterable
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
    HELD_BACK = "held_back"
    """A count is too small to print, and what could be said depends on it."""


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


def stage_ratio(a: int, n_a: int, b: int, n_b: int, *, looks: int = 1) -> Ratio:
    """The rate of a group over the rate of everybody else, with a log interval after half a case is added to each.

    ``b`` must not be 0: without anybody else who came this far there is nothing to hold the group beside.
    """
    half_a, half_b = (a + 0.5) / (n_a + 0.5), (b + 0.5) / (n_b + 0.5)
    variance = 1 / (a + 0.5) - 1 / (n_a + 0.5) + 1 / (b + 0.5) - 1 / (n_b + 0.5)
    spread = _z(looks) * math.sqrt(max(0.0, variance))
    return Ratio((a / n_a) / (b / n_b), half_a / half_b * math.exp(-spread), half_a / half_b * math.exp(spread))


def _log_ways(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def exact_chance_of_so_few(a: int, n_a: int, b: int, n_b: int) -> float:
    """How often chance alone would bring ``a`` or fewer of the group this far (one-sided hypergeometric)."""
    through = a + b
    ways = _log_ways(n_a + n_b, through)
    logs = (_log_ways(n_a, k) + _log_ways(n_b, through - k) for k in range(max(0, through - n_b), a + 1))
    return min(1.0, math.fsum(math.exp(log - ways) for log in logs))


def exact_chance_of_so_many(a: int, n_a: int, b: int, n_b: int) -> float:
    """How often chance alone would bring ``a`` or more of the group this far."""
    return exact_chance_of_so_few(b, n_b, a, n_a)


def stage_verdict(a: int, n_a: int, b: int, n_b: int, *, looks: int = 1) -> Verdict:
    """What may be said of a step that ``a`` of ``n_a`` of a group took, and ``b`` of ``n_b`` of everybody else.

    Where any expected count is under 5 the exact test decides whether a difference is clear, else the interval.
    """
    through, everybody = a + b, n_a + n_b
    if not (n_a and n_b and through):
        return Verdict.TOO_FEW
    expected = min(n_a, n_b) * min(through, everybody - through) / everybody
    few, level = expected < LEAST_EXPECTED, (1 - LEVEL) / looks
    ratio = stage_ratio(a, n_a, b, n_b, looks=looks) if b else Ratio(math.inf, math.inf, math.inf)
    if ratio.value < LOW:
        clear = exact_chance_of_so_few(a, n_a, b, n_b) < level if few else ratio.high < 1
        return Verdict.CLEAR_GAP if clear else Verdict.POSSIBLE_GAP
    if ratio.value > HIGH:
        clear = exact_chance_of_so_many(a, n_a, b, n_b) < level if few else ratio.low > 1
        return Verdict.HEARD_MORE_FROM if clear else Verdict.POSSIBLY_HEARD_MORE_FROM
    return Verdict.NO_CLEAR_DIFFERENCE


def agreed(verdicts: Iterable[Verdict]) -> Verdict:
    """The most that may be said where any of several verdicts may be the true one, since a count is held back.

    Made of what is printed alone, it gives nothing away about the count.
    """
    found: set[Verdict] = set()
    for one in verdicts:
        found.add(one)
        if not any(found <= family for family in _FAMILIES):
            return Verdict.HELD_BACK
    return Verdict.HELD_BACK if not found else found.pop() if len(found) == 1 else _weakest(found)


_FAMILIES: Final = (
    *({one} for one in Verdict),
    {Verdict.CLEAR_GAP, Verdict.POSSIBLE_GAP},
    {Verdict.HEARD_MORE_FROM, Verdict.POSSIBLY_HEARD_MORE_FROM},
)


def _weakest(found: set[Verdict]) -> Verdict:
    return Verdict.POSSIBLE_GAP if Verdict.POSSIBLE_GAP in found else Verdict.POSSIBLY_HEARD_MORE_FROM


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
