"""What in two texts is close: shown beside a score as evidence, never as a reason (domain C.4.8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.fixed_point import UNIT, WORD_UNIT
from matchmaker.text.record import ReadText
from matchmaker.text.words import Span

SHOWN = 3
SHOWN_WORDS = 8


@dataclass(frozen=True, slots=True)
class ClosePair:
    """A stretch of each text and their exact cosine, the reference mean taken off."""

    a: str
    b: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """``sentences``: the closest pairs of sentences. ``words``: words that stand for one another in their context.

    ``shared``: rarer words that both use, as the first writes them, rarest first.
    """

    sentences: tuple[ClosePair, ...]
    words: tuple[ClosePair, ...]
    shared: tuple[str, ...]


def evidence_of(text_a: str, a: ReadText, text_b: str, b: ReadText) -> Evidence:
    """At most three sentence pairs and eight word pairs; each stretch of text is used once."""
    sentences = a.record.sentences.astype(np.float32) @ b.record.sentences.astype(np.float32).T
    words = a.record.words.astype(np.float32) @ b.record.words.astype(np.float32).T
    rarity = np.minimum.outer(a.record.word_rarity, b.record.word_rarity).astype(np.float64)
    other = a.word_stems[:, None] != b.word_stems[None, :]
    return Evidence(
        sentences=_closest(sentences.astype(np.float64) / UNIT**2, text_a, a.sentence_spans, text_b, b.sentence_spans)[
            :SHOWN
        ],
        words=_closest(
            words.astype(np.float64) / WORD_UNIT**2, text_a, a.word_spans, text_b, b.word_spans, rarity * other
        )[:SHOWN_WORDS],
        shared=_shared(text_a, a, b),
    )


def _closest(
    likeness: NDArray[np.float64],
    text_a: str,
    spans_a: list[Span],
    text_b: str,
    spans_b: list[Span],
    weight: NDArray[np.float64] | None = None,
) -> tuple[ClosePair, ...]:
    """Pairs that are each other's closest, the closest (times ``weight``) first, no wording twice."""
    if not likeness.size:
        return ()
    value = likeness if weight is None else likeness * weight
    mutual = (value == value.max(axis=1, keepdims=True)) & (value == value.max(axis=0, keepdims=True)) & (value > 0)
    rows, columns = np.nonzero(mutual)
    order = np.argsort(-value[rows, columns], kind="stable")
    seen_a: set[str] = set()
    seen_b: set[str] = set()
    pairs = []
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        one, other = text_a[slice(*spans_a[row])], text_b[slice(*spans_b[column])]
        if one.lower() in seen_a or other.lower() in seen_b:
            continue
        seen_a.add(one.lower())
        seen_b.add(other.lower())
        pairs.append(ClosePair(one, other, float(likeness[row, column])))
    return tuple(pairs)


def _shared(text_a: str, a: ReadText, b: ReadText) -> tuple[str, ...]:
    first: dict[int, int] = {}
    for place, stem in enumerate(a.word_stems.tolist()):
        first.setdefault(stem, place)
    common = np.intersect1d(a.record.stems, b.record.stems).tolist()
    places = sorted((first[stem] for stem in common), key=lambda place: (-int(a.record.word_rarity[place]), place))
    return tuple(text_a[slice(*a.word_spans[place])] for place in places[:SHOWN_WORDS])
