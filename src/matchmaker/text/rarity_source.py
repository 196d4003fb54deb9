"""Makes the frozen rarity table from ``wordfreq``. Only ``models build`` imports this."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import snowballstemmer  # type: ignore[import-untyped]
from wordfreq import get_frequency_dict

from matchmaker.text.fixed_point import RARITY_UNIT
from matchmaker.text.rarity import COMMON, RAREST, plain, word_hash


def write_rarity_table(target: Path) -> int:
    """Write the table and return how many words it holds."""
    stemmer = snowballstemmer.stemmer("english")
    counted: dict[str, float] = defaultdict(float)
    for word, frequency in get_frequency_dict("en", wordlist="best").items():
        if word.replace("'", "").isalpha():
            counted[plain(word)] += frequency
    stem_of = {word: stemmer.stemWord(word) for word in counted}
    total: dict[str, float] = defaultdict(float)
    for word, frequency in counted.items():
        total[stem_of[word]] += frequency
    ids = {stem: number for number, stem in enumerate(sorted(total))}
    rarity = {stem: round(RARITY_UNIT * min(max(COMMON - math.log10(f) - 9, 0.0), RAREST)) for stem, f in total.items()}
    rows = sorted((word_hash(word), ids[stem], rarity[stem]) for word, stem in stem_of.items())
    np.savez(
        target,
        hashes=np.array([row[0] for row in rows], dtype=np.uint64),
        stems=np.array([row[1] for row in rows], dtype=np.int32),
        rarity=np.array([row[2] for row in rows], dtype=np.int16),
    )
    return len(rows)
