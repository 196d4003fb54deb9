"""Whether a number tells a group of people from the others: the area under the curve, and what chance alone gives.

``AUC`` is the share of pairs, one of the group and one not, in which the one in it has the higher number (ties half):
.5 tells them not apart. Its interval is DeLong's (1988), made wider for several looks (Bonferroni).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

LEVEL: Final = 0.95
DRAWS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Separation:
    """An area under the curve with its interval, all in [0, 1]."""

    value: float
    low: float
    high: float


def separation(values: NDArray[np.float64], inside: NDArray[np.bool_], *, looks: int = 1) -> Separation:
    """How ``values`` (n,) tell those ``inside`` (n,) from the others; each needs two people or more."""
    a, b = values[inside], values[~inside]
    if min(len(a), len(b)) < 2:
        raise ValueError("two people or more on each side")
    ranks = _ranks(np.concatenate([a, b]))
    of_a = (ranks[: len(a)] - _ranks(a)) / len(b)
    of_b = 1 - (ranks[len(a) :] - _ranks(b)) / len(a)
    value = float(of_a.mean())
    spread = math.sqrt(float(of_a.var(ddof=1)) / len(a) + float(of_b.var(ddof=1)) / len(b))
    reach = NormalDist().inv_cdf(1 - (1 - LEVEL) / (2 * looks)) * spread
    return Separation(value, max(0.0, value - reach), min(1.0, value + reach))


def by_lot(
    values: NDArray[np.float64], people: int, generator: np.random.Generator, *, looks: int = 1, draws: int = DRAWS
) -> Separation:
    """What groups of ``people`` drawn by lot give: the middle one, and where all but ``.05 / looks`` of them lie."""
    ranks, n = _ranks(values), len(values)
    drawn = np.array([ranks[generator.permutation(n)[:people]].sum() for _ in range(draws)])
    areas = (drawn - people * (people + 1) / 2) / (people * (n - people))
    beyond = (1 - LEVEL) / (2 * looks)
    low, middle, high = np.quantile(areas, [beyond, 0.5, 1 - beyond])
    return Separation(float(middle), float(low), float(high))


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 1, equals sharing the middle of theirs."""
    from scipy.stats import rankdata

    return np.asarray(rankdata(values), np.float64)
