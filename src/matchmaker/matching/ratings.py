"""What people's ratings say of the three sources of a blinded study, and how little they may say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from matchmaker.matching.study import SOURCES

LOWEST, HIGHEST, HIGH = 1, 5, 4
"""A rating is a whole number from 1 to 5; from 4 on it counts as high."""

FEWEST: Final = 8
"""With fewer people than this, a difference is too few to tell, whatever its interval."""

RESAMPLES: Final = 4_000
COMPARED: Final = (("ours", "tfidf"), ("ours", "lot"))


@dataclass(frozen=True, slots=True)
class Rating:
    """One rater's answer for one row. ``value`` is 1 to 5, ``None`` for "cannot say"."""

    rater: int
    row: str
    person: str
    sources: tuple[str, ...]
    value: int | None


@dataclass(frozen=True, slots=True)
class OfSource:
    """A source's ratings: how many, how many "cannot say", their mean (1 to 5) and the share of 4 or more."""

    source: str
    ratings: int
    cannot_say: int
    people: int
    mean: float | None
    high_share: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher ``one`` is rated than ``other``: the mean over people, each with their own mean for both.

    ``low`` and ``high``: 95 % bootstrap interval over people, ``None`` with fewer than two.
    """

    one: str
    other: str
    people: int
    mean: float | None
    low: float | None
    high: float | None

    @property
    def verdict(self) -> str:
        """``too_few`` people, or an interval that holds 0 (``by_chance``); else ``higher`` or ``lower``."""
        if self.people < FEWEST or self.low is None or self.high is None:
            return "too_few"
        return "higher" if self.low > 0 else "lower" if self.high < 0 else "by_chance"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Cohen's kappa with quadratic weights, the mean over all pairs of raters with at least two rows in common.

    ``None`` where there is no such pair, or where it is not defined (both gave one and the same rating throughout).
    """

    raters: int
    rows: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a study found."""

    sources: tuple[OfSource, ...]
    differences: tuple[Difference, ...]
    agreement: Agreement


def findings(ratings: Sequence[Rating], generator: np.random.Generator) -> Findings:
    """All figures. A row that two sources named counts for both."""
    return Findings(
        tuple(_of_source(source, [one for one in ratings if source in one.sources]) for source in SOURCES),
        tuple(_difference(one, other, ratings, generator) for one, other in COMPARED),
        _agreement(ratings),
    )


def _of_source(source: str, ratings: Sequence[Rating]) -> OfSource:
    values = [one.value for one in ratings if one.value is not None]
    return OfSource(
        source,
        len(values),
        len(ratings) - len(values),
        len({one.person for one in ratings if one.value is not None}),
        float(np.mean(values)) if values else None,
        sum(value >= HIGH for value in values) / len(values) if values else None,
    )


def _means(ratings: Iterable[Rating], source: str) -> Mapping[str, float]:
    """Each person's mean rating of a source's candidates."""
    values: dict[str, list[int]] = defaultdict(list)
    for one in ratings:
        if source in one.sources and one.value is not None:
            values[one.person].append(one.value)
    return {person: float(np.mean(some)) for person, some in values.items()}


def _difference(one: str, other: str, ratings: Sequence[Rating], generator: np.random.Generator) -> Difference:
    from scipy.stats import bootstrap

    left, right = _means(ratings, one), _means(ratings, other)
    apart = np.array([left[person] - right[person] for person in sorted(left.keys() & right.keys())])
    if len(apart) < 2:
        return Difference(one, other, len(apart), float(apart[0]) if len(apart) else None, None, None)
    interval = bootstrap(
        (apart,), np.mean, n_resamples=RESAMPLES, method="percentile", rng=generator
    ).confidence_interval
    return Difference(one, other, len(apart), float(apart.mean()), float(interval.low), float(interval.high))


def _agreement(ratings: Sequence[Rating]) -> Agreement:
    by_rater: dict[int, dict[str, int]] = defaultdict(dict)
    for one in ratings:
        if one.value is not None:
            by_rater[one.rater][one.row] = one.value
    kappas, shared = [], set()
    for a, b in combinations(sorted(by_rater), 2):
        common = sorted(by_rater[a].keys() & by_rater[b].keys())
        shared |= set(common)
        if len(common) > 1:
            kappas.append(_kappa([by_rater[a][row] for row in common], [by_rater[b][row] for row in common]))
    known = [kappa for kappa in kappas if kappa is not None]
    return Agreement(len({one.rater for one in ratings}), len(shared), float(np.mean(known)) if known else None)


def _kappa(one: Sequence[int], other: Sequence[int]) -> float | None:
    from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]

    if len({*one, *other}) < 2:
        return None
    return float(cohen_kappa_score(one, other, labels=range(LOWEST, HIGHEST + 1), weights="quadratic"))
