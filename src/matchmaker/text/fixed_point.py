"""Vectors as whole numbers, so that every likeness is exact and no sum depends on the order it was taken in.

A float32 matrix product of whole numbers is exact while every partial sum stays under 2**24. With vectors of length
at most ``UNIT`` (+ rounding) every partial sum is at most about ``UNIT**2`` = 16.0 million < 16.8 million (Cauchy and
Schwarz), whatever the blocking, the number of threads or the company a vector is multiplied in. That is what makes a
pair's score the same to the last bit in a list of ten and in a list of ten thousand.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

UNIT = 4000
"""Length of a stored whole-text or sentence vector (int16)."""
WORD_UNIT = 480
"""Length of a stored word vector (int8); a component over 127/480 is cut, which is rare after the mean is removed."""
RARITY_UNIT = 100
"""One zipf step of rarity, stored as a whole number."""


def normalised(vectors: Floats) -> NDArray[np.float64]:
    """Each row at length 1, in float64; a row of zeros stays zero."""
    wide = np.asarray(vectors, dtype=np.float64)
    lengths = np.sqrt(np.sum(wide * wide, axis=-1, keepdims=True))
    return wide / np.where(lengths > 0.0, lengths, 1.0)


def as_units(vectors: Floats) -> NDArray[np.int16]:
    """Unit vectors (n, d) as int16 of length about ``UNIT``."""
    return np.rint(normalised(vectors) * UNIT).astype(np.int16)


def as_word_units(vectors: Floats) -> NDArray[np.int8]:
    """Unit vectors (n, d) as int8 of length about ``WORD_UNIT``."""
    return np.clip(np.rint(normalised(vectors) * WORD_UNIT), -127, 127).astype(np.int8)
