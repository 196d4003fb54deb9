"""How alike two texts are, four ways. All sums are of whole numbers (see ``fixed_point``), so all results are exact.

whole      cosine of the whole texts
sentences  mean over sentences of each one's closest sentence in the other text, both ways
words      the same with words in context, weighted by rarity
rare       rare stems that both use: Σ shared rarity / sqrt(Σ rarity · Σ rarity)

Each is between −1 and 1, and NaN where a text has nothing for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.fixed_point import UNIT, WORD_UNIT
from matchmaker.text.index import Segments, TextIndex

Rows = NDArray[np.int64]
Likeness = NDArray[np.float64]

MAX_COLUMNS = 24_000
"""Word columns compared at once; keeps a block's working memory near 20 MB."""


def channels_of_one(a: TextIndex, row: int, b: TextIndex, rows: Rows) -> Mapping[str, Likeness]:
    """All four likenesses of text ``row`` of ``a`` with texts ``rows`` (n,) of ``b``, each (n,) float64."""
    parts = [_block(a, row, b, part) for part in _affordable(b, rows)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _affordable(b: TextIndex, rows: Rows) -> list[Rows]:
    widths = np.cumsum(b.word_at.lengths(rows))
    cuts = np.flatnonzero(np.diff(widths // MAX_COLUMNS)) + 1
    return np.split(rows, cuts.tolist())


def _block(a: TextIndex, row: int, b: TextIndex, rows: Rows) -> Mapping[str, Likeness]:
    one = np.array([row], dtype=np.int64)
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "whole": _whole(a, row, b, rows),
            "sentences": _sentences(a, one, b, rows),
            "words": _words(a, one, b, rows),
            "rare": _rare(a, one, b, rows),
        }


def _whole(a: TextIndex, row: int, b: TextIndex, rows: Rows) -> Likeness:
    dots = (b.whole[rows].astype(np.float32) @ a.whole[row].astype(np.float32)).astype(np.float64) / UNIT**2
    unknown = ~(b.known[rows] & a.known[row])
    return np.where(unknown, np.nan, dots)


def _sentences(a: TextIndex, one: Rows, b: TextIndex, rows: Rows) -> Likeness:
    mine, theirs = a.sentence_at.places(one), b.sentence_at.places(rows)
    lengths = b.sentence_at.lengths(rows)
    best = _closest(a.sentences[mine], b.sentences[theirs], lengths)
    forth = best.mine.sum(axis=0) / len(best.mine)
    back = _sums(best.theirs, lengths) / lengths
    return np.asarray((forth + back) / (2.0 * UNIT**2))


def _words(a: TextIndex, one: Rows, b: TextIndex, rows: Rows) -> Likeness:
    mine, theirs = a.word_at.places(one), b.word_at.places(rows)
    lengths = b.word_at.lengths(rows)
    best = _closest(a.word_vectors[mine], b.word_vectors[theirs], lengths)
    my_rarity = a.word_rarity[mine].astype(np.float64)
    their_rarity = b.word_rarity[theirs].astype(np.float64)
    forth = my_rarity @ best.mine / my_rarity.sum()
    back = _sums(best.theirs * their_rarity, lengths) / _sums(their_rarity, lengths)
    return np.asarray((forth + back) / (2.0 * WORD_UNIT**2))


def _rare(a: TextIndex, one: Rows, b: TextIndex, rows: Rows) -> Likeness:
    mine, theirs = a.stem_at.places(one), b.stem_at.places(rows)
    lengths = b.stem_at.lengths(rows)
    my_stems, their_stems = a.stems[mine], b.stems[theirs]
    if not len(my_stems):
        return np.full(len(rows), np.nan)
    at = np.minimum(np.searchsorted(my_stems, their_stems), len(my_stems) - 1)
    their_rarity = b.stem_rarity[theirs].astype(np.float64)
    shared = _sums(np.where(my_stems[at] == their_stems, their_rarity, 0.0), lengths)
    return shared / np.sqrt(_sums(their_rarity, lengths) * float(a.stem_rarity[mine].sum(dtype=np.int64)))


@dataclass(frozen=True, slots=True)
class _Closest:
    mine: NDArray[np.float64]
    """(m, n): for each of my vectors, the dot with the closest one of each other text; NaN where that has none."""
    theirs: NDArray[np.float64]
    """(Σ lengths,): for each of their vectors, the dot with the closest one of mine."""


def _closest(mine: NDArray[np.integer], theirs: NDArray[np.integer], lengths: Rows) -> _Closest:
    filled = np.flatnonzero(lengths)
    forth = np.full((len(mine), len(lengths)), np.nan)
    if not len(mine) or not len(filled):
        return _Closest(forth, np.full(len(theirs), np.nan))
    dots = mine.astype(np.float32) @ theirs.astype(np.float32).T
    forth[:, filled] = np.maximum.reduceat(dots, Segments.of(lengths[filled]).at[:-1], axis=1)
    return _Closest(forth, dots.max(axis=0).astype(np.float64))


def _sums(values: NDArray[np.float64], lengths: Rows) -> NDArray[np.float64]:
    filled = np.flatnonzero(lengths)
    sums = np.full(len(lengths), np.nan)
    if len(filled):
        sums[filled] = np.add.reduceat(values, Segments.of(lengths[filled]).at[:-1])
    return sums
