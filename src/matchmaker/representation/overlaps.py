"""Combinations of written-down needs that nobody brings, though every simpler one has somebody (domain E.5).

Maximal uncovered patterns after Asudeh, Jin and Jagadish (2019), kept to pairs and triples of at most twelve needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.representation.perspectives import FEW, Brought

MOST_NEEDS: Final = 12
LARGEST: Final = 3
BRINGS: Final = 0.5
"""A person brings a need from this basis upward, declared by themselves: close or direct."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Needs that nobody in a set brings together.

    ``may_identify``: fewer than five people bring one of the simpler combinations, so that "none of them brings the
    other as well" would say something about single people. Such an overlap is said only in general, if at all.
    """

    needs: tuple[str, ...]
    may_identify: bool


@dataclass(frozen=True, slots=True)
class Overlaps:
    """All that was found. ``left_out``: needs beyond the twelve most important, which were not combined."""

    uncovered: tuple[Overlap, ...]
    left_out: tuple[str, ...]


def overlaps(brought: Brought, people: NDArray[np.intp] | None = None) -> Overlaps:
    """Pairs and triples that none of ``people`` (places in ``Pool.people``; everybody if not given) brings together.

    Only declared, consented bases count; an unconfirmed match does not. The most important needs come first, ties in
    the order they were written down. No counts.
    """
    order = np.argsort(-brought.importance, kind="stable")
    chosen, rest = order[:MOST_NEEDS], order[MOST_NEEDS:]
    rows = np.arange(len(brought.ids)) if people is None else np.unique(people)
    brings = ((brought.basis >= BRINGS) & brought.confirmed)[rows]
    return Overlaps(
        uncovered=tuple(
            Overlap(tuple(brought.needs[n].perspective for n in group), small)
            for group, small in _maximal(brings, chosen)
        ),
        left_out=tuple(brought.needs[n].perspective for n in rest),
    )


def _maximal(brings: NDArray[np.bool_], needs: NDArray[np.intp]) -> Iterator[tuple[tuple[int, ...], bool]]:
    counts = {(n,): int(brings[:, n].sum()) for n in needs.tolist()}
    for size in range(2, LARGEST + 1):
        for group in combinations(needs.tolist(), size):
            simpler = [counts.get(part, 0) for part in combinations(group, size - 1)]
            if not all(simpler):
                continue
            counts[group] = int(brings[:, list(group)].all(axis=1).sum())
            if not counts[group]:
                yield group, min(simpler) < FEW
