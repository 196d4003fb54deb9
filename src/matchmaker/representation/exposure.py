"""Who is shown, and how high on how many lists, over time. Pure figures; runs are remembered elsewhere.

A place high on a list is seen more: place r counts ``v(r) = 1 / log2(1 + r)``, 1 for the first place (domain E.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.partner import Interpreter, Partner

RUNS_LOOKED_AT: Final = 3
"""Whoever was in the pool of this many last runs and on no list of them is named as never shown."""

Exposures = NDArray[np.float64]


class Barrier(StrEnum):
    """What most likely kept somebody off every list, as far as what they told us says."""

    NOTHING_TO_READ = "nothing_to_read"
    NO_TIME_GIVEN = "no_time_given"
    INTERPRETER = "interpreter"
    ACCESS = "access"
    NOT_CONFIRMED = "not_confirmed"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class RunShown:
    """One remembered run: who was in its pool, and the places at which each was listed (1 is first)."""

    pool: frozenset[str]
    ranks: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class NeverShown:
    """Somebody who was in the pool each time and on no list, with the likely barrier."""

    id: str
    barrier: Barrier


def value_of(rank: NDArray[np.integer]) -> Exposures:
    """What a place counts, ``1 / log2(1 + r)``; raises ``ValueError`` for a place under 1."""
    if (rank < 1).any():
        raise ValueError("places on a list begin at 1")
    return np.asarray(1.0 / np.log2(1.0 + rank), np.float64)


def exposure(person: NDArray[np.integer], rank: NDArray[np.integer], people: int) -> Exposures:
    """Each person's exposure (people,), from entries of lists: ``person`` (m,) at place ``rank`` (m,)."""
    return np.bincount(person, weights=value_of(rank), minlength=people).astype(np.float64)


def exposure_of(run: RunShown) -> dict[str, float]:
    """Each person's exposure in one run, by id, in order of id."""
    return {one: float(value_of(np.array(run.ranks.get(one, ()), np.int64)).sum()) for one in sorted(run.pool)}


def gini(values: Exposures) -> float:
    """How unequally exposure is spread: 0 where all have the same, towards 1 where one has it all; 0 for nobody."""
    total, n = float(values.sum()), len(values)
    if n == 0 or total <= 0:
        return 0.0
    ordered = np.sort(values)
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered / (n * total))


def share_never_shown(values: Exposures) -> float:
    """The share of people on no list at all; 0 for nobody."""
    return float((values == 0).mean()) if len(values) else 0.0


def exposure_debt(runs: Sequence[RunShown], ids: Sequence[str]) -> Exposures:
    """How much less than an equal part each person (n,) was shown, over the runs whose pool they were in; never below
    0. An equal part of a run is its whole exposure over its pool. Ties inside a band may go to the largest debt."""
    owed = np.zeros(len(ids))
    for run in runs:
        had = exposure_of(run)
        part = sum(had.values()) / len(had) if had else 0.0
        owed += [part - had[one] if one in had else 0.0 for one in ids]
    return np.maximum(owed, 0.0)


def never_shown(runs: Sequence[RunShown], people: Sequence[Partner]) -> tuple[NeverShown, ...]:
    """Who was in the pool of each of the last three runs (the last of ``runs`` is the newest) and on none of their
    lists, in order of id. With fewer runs nobody is named."""
    last = runs[-RUNS_LOOKED_AT:]
    if len(last) < RUNS_LOOKED_AT:
        return ()
    waiting = [
        person for person in people if all(person.id in run.pool and not run.ranks.get(person.id) for run in last)
    ]
    return tuple(NeverShown(person.id, likely_barrier(person)) for person in sorted(waiting, key=lambda p: p.id))


def likely_barrier(person: Partner) -> Barrier:
    """The first thing a host could mend, from what the person told us; a guess to be asked about, never a verdict."""
    if not person.statement_parts():
        return Barrier.NOTHING_TO_READ
    if person.interpreter is Interpreter.NEEDED:
        return Barrier.INTERPRETER
    if any(need.essential and need.status != "confirmed" for need in person.access_needs or ()):
        return Barrier.ACCESS
    if not person.slots and not person.flexible:
        return Barrier.NO_TIME_GIVEN
    return Barrier.NOT_CONFIRMED if person.confirmed_at is None else Barrier.NOT_KNOWN
