"""Bands: whom the run cannot tell apart (domain C.7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from matchmaker.matching.draws import Numbers

TELL_APART: Final = 0.8
"""Whoever leads a band beats the first of the next one in at least so many of the draws."""


def bands(scores: Numbers) -> Sequence[int]:
    """The band (from 1) of each of k places, by rank, from their drawn scores (k, draws).

    Walking down, a new band starts where the current band's leader beats the candidate in 80 % of the draws or more.
    """
    leader, band = 0, 1
    found = [band] * min(len(scores), 1)
    for place in range(1, len(scores)):
        if np.count_nonzero(scores[leader] > scores[place]) >= TELL_APART * scores.shape[1]:
            leader, band = place, band + 1
        found.append(band)
    return found
