"""What ordinary pairings get: equally likely values of each criterion, frozen, from which unknowns are drawn.

Kept in ``models/reference``; made by ``data/calibration/freeze_reference.py`` and described in its model card.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.weights import CRITERIA
from matchmaker.places import shipped_models

LEVELS = 200
"""How many equally likely values stand for a distribution."""

Reference = Mapping[str, NDArray[np.float64]]
"""By criterion: :data:`LEVELS` equally likely values in [0, 1], rising."""


def equally_likely(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The (k + ½)/200 quantiles of known values, each one of the values itself, so that steps stay steps."""
    ordered = np.sort(values)
    at = ((np.arange(LEVELS) + 0.5) / LEVELS * len(ordered)).astype(np.intp)
    return np.asarray(ordered[at], np.float64)


@cache
def shipped_reference() -> Reference:
    """The frozen values that travel with the program, read once."""
    read = json.loads((shipped_models() / "reference" / "ordinary.json").read_text(encoding="utf-8"))
    return {name: np.array(read["values"][name], np.float64) for name in CRITERIA}
