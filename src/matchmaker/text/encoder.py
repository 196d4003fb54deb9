"""What any encoder gives: one vector for each token of a text, in one pass, and where each token stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384
MAX_TOKENS = 200
"""Longer texts are read in parts, split at sentences (domain C.4.2)."""


@dataclass(frozen=True, slots=True)
class EncodedText:
    """One text after the model. ``pooled`` (384,) is the mean over all tokens, the model's two frame tokens included.

    ``tokens`` (n, 384) are the token vectors without the frame, ``starts`` and ``ends`` (n,) their places in the
    text, in characters. ``parts`` says in how many parts the text was read.
    """

    pooled: NDArray[np.float32]
    tokens: NDArray[np.float32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    parts: int


class Encoder(Protocol):
    """Turns texts into token vectors. The same text gives the same bits, whatever stands beside it."""

    def encode(self, texts: Sequence[str]) -> Iterator[EncodedText]:
        """Each text in turn. Raises ``OutsideFailure`` if the model's files are missing or altered."""
        ...
