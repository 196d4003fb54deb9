"""Bands: whom the run cannot tell apart (domain C.7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

TELL_APART: Final = 0.8
"""Whoever leads a band beats the first of the next one in at least so many of the draws."""


def bands(beats: NDArray[np.float64]) -> Sequence[int]:
    """The band (from 1) of each of k places, by rank; ``beats[a, b]`` (k, k) is how often a place beats another.

    Walking down, a new band starts where the current band's leader beats the candidate in 80 % of the draws or more.
    """
    found: list[int] = []
    leader = 0
    for place in range(len(beats)):
        if place and beats[leader, place] >= TELL_APART:
            leader = place
        found.append(1 if not place else found[-1] + (leader == place))
    return found
