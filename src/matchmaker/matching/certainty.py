"""How sure are we? What the run knows of each place of its lists after many draws (domain C.7)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shares:
    """One way of drawing. Over m places of lists: ``top1``, ``top3`` (m,) the share of draws in which the candidate
    comes first, or among the first three, of those considered; ``expected_rank`` (m,); ``regret`` (m,) mean points
    below the first of the draw; ``beats_next`` (m,) the share in which it beats the next place of its list (nan on
    the last). ``central`` (m, 7): mean weights of the draws in which it comes first (nan where it never does)."""

    top1: Floats
    top3: Floats
    expected_rank: Floats
    regret: Floats
    beats_next: Floats
    central: Floats


@dataclass(frozen=True, slots=True)
class Certainty:
    """Aligned with a run's ``Lists`` of m places over n pairings.

    ``low``, ``high`` (n,): 5th and 95th percentile of the score, in points, on what we know. ``band`` (m,): from 1;
    the people of one band cannot be told apart. ``known``: drawn on what we know, unknowns at their neutral value;
    ``if_known``: unknowns drawn from what ordinary pairings get. ``draws``: how many; ``considered``: how many
    candidates of each list took part.
    """

    draws: int
    considered: int
    low: Floats
    high: Floats
    band: NDArray[np.int64]
    known: Shares
    if_known: Shares
