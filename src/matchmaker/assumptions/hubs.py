"""Scores without what somebody is close to everybody: for re-runs alone, never shown as a score."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.matching.engine import Kept

NEIGHBOURS: Final = 10
"""How many of the closest a person's closeness to anybody is the mean of, as in the paper."""

Floats = NDArray[np.float64]


def corrected(kept: Kept, mutual: Floats, neighbours: int = NEIGHBOURS) -> Floats:
    """Cross-domain similarity local scaling of n kept pairings: ``2·s − r(i) − r(j)``, in points.

    ``r`` is the mean of a person's ``neighbours`` highest scores (of all, where there are fewer). Lample et al. 2018.
    """
    return 2 * mutual - _closeness(kept.i, mutual, neighbours)[kept.i] - _closeness(kept.j, mutual, neighbours)[kept.j]


def _closeness(people: NDArray[np.intp], mutual: Floats, neighbours: int) -> Floats:
    """The mean of each person's highest scores, by place."""
    order = np.lexsort((-mutual, people))
    owner = people[order]
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    place = np.arange(len(owner)) - np.repeat(starts, np.diff(np.r_[starts, len(owner)]))
    closest = order[place < neighbours]
    totals = np.bincount(people[closest], weights=mutual[closest])
    return np.asarray(totals / np.maximum(np.bincount(people[closest]), 1))
