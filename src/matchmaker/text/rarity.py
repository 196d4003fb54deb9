"""How rare a word is in everyday English, from a frozen table: never from the pool of people being matched.

``models build`` makes the table from ``wordfreq``: each word's stem (English Snowball) and the stem's zipf frequency
(log10 of occurrences per thousand million words). Rarity is ``COMMON − zipf``, between 0 and ``RAREST``: "the" weighs
nothing, "hospital" some 1.4, "dialysis" about 3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.fixed_point import RARITY_UNIT

COMMON = 6.5
RAREST = 5.0
UNLISTED = 1.0
"""Rarity of a word that the table does not hold: more often a slip of the pen than a rare word, so it weighs little."""
UNLISTED_BINS = 1 << 18
"""Words that the table does not hold get one of so many ids by their own hash."""


def plain(word: str) -> str:
    """A word as the table holds it: small letters, straight apostrophes, no possessive."""
    return word.lower().replace("’", "'").removesuffix("'s")


def word_hash(word: str) -> int:
    """A fixed 64-bit number for a word (BLAKE2b, the same on every machine)."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class RarityTable:
    """``hashes`` (n,) sorted word hashes, ``stems`` (n,) their stem ids, ``rarity`` (n,) of the stem in 1/100 zipf."""

    hashes: NDArray[np.uint64]
    stems: NDArray[np.int32]
    rarity: NDArray[np.int16]
    stem_count: int

    @classmethod
    def load(cls, path: Path) -> RarityTable:
        """From the built file."""
        with np.load(path) as table:
            stems = table["stems"]
            return cls(table["hashes"], stems, table["rarity"], int(stems.max()) + 1)

    def look_up(self, words: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int16]]:
        """For each word its stem id and its rarity in 1/100 zipf."""
        keys = np.fromiter((word_hash(plain(word)) for word in words), dtype=np.uint64, count=len(words))
        at = np.minimum(np.searchsorted(self.hashes, keys), len(self.hashes) - 1)
        listed = self.hashes[at] == keys
        unlisted = self.stem_count + (keys % np.uint64(UNLISTED_BINS)).astype(np.int64)
        stems = np.where(listed, self.stems[at], unlisted).astype(np.int32)
        return stems, np.where(listed, self.rarity[at], round(UNLISTED * RARITY_UNIT))
