"""How much of two texts' closeness comes from sentences that anybody in this field might write.

The index holds sentence vectors of unit length with the reference mean μ taken off, ``u = (s − μ) / |s − μ|``. From
``|s| = 1`` follows ``|s − μ| = √((μ·u)² + 1 − |μ|²) − μ·u``, and so the cosine of the sentence itself with μ.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.text import TextIndex
from matchmaker.text.fixed_point import UNIT

CLOSE: Final = 0.57
"""A cosine with the reference mean that one in twenty sentences reaches: .572 of 396 reference sentences, .568 of 593
development sentences (measured). Frozen; a judgement that this is "close"."""

Flags = NDArray[np.bool_]


def close_sentences(texts: TextIndex, mean: NDArray[np.float64]) -> Flags:
    """Which of all the sentences of an index, end to end, are close to the reference mean ``mean`` (384,)."""
    squared = float(mean @ mean)
    along = (texts.sentences.astype(np.float32) @ mean.astype(np.float32)).astype(np.float64) / UNIT
    length = np.sqrt(along**2 + 1 - squared) - along
    return np.asarray((squared + length * along) / np.sqrt(squared) >= CLOSE)


def share_from(texts: TextIndex, close: Flags, a: int, b: int) -> float:
    """The share, 0 to 1, of two texts' sentence likeness that their close sentences bring.

    Every sentence of either brings its likeness with its closest one in the other text, where above 0.
    """
    mine, theirs = (slice(int(texts.sentence_at.at[n]), int(texts.sentence_at.at[n + 1])) for n in (a, b))
    likeness = np.maximum(texts.sentences[mine].astype(np.float32) @ texts.sentences[theirs].astype(np.float32).T, 0)
    if not likeness.size:
        return 0.0
    brought = np.concatenate([likeness.max(axis=1), likeness.max(axis=0)])
    common = brought[np.concatenate([close[mine], close[theirs]])]
    return float(common.sum()) / float(brought.sum()) if brought.any() else 0.0
