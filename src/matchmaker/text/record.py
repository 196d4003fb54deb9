"""What is kept of one text: whole-number vectors of the text, its sentences and its words, and its stems.

The text itself is not in it, but vectors say something about a person all the same: they are personal data.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.blend import Means
from matchmaker.text.encoder import DIMENSIONS, EncodedText
from matchmaker.text.fixed_point import as_units, as_word_units, normalised
from matchmaker.text.rarity import RarityTable
from matchmaker.text.sentences import split_sentences
from matchmaker.text.words import Span, word_spans

N = TypeVar("N", bound=np.generic)

LAYOUT = "1"
"""Changes whenever the stored bytes mean something else."""
_HEAD = struct.Struct("<4I")


@dataclass(frozen=True, slots=True)
class TextRecord:
    """One text, reference means removed. ``whole`` (384,) and ``sentences`` (s, 384) are int16 of length ``UNIT``.

    ``words`` (w, 384) int8 of length ``WORD_UNIT`` with ``word_rarity`` (w,): every word that is not an everyday one;
    ``stems`` (u,) sorted ids of the different stems among them with ``stem_rarity`` (u,); ``parts`` passes it took.
    """

    whole: NDArray[np.int16]
    sentences: NDArray[np.int16]
    words: NDArray[np.int8]
    word_rarity: NDArray[np.int16]
    stems: NDArray[np.int32]
    stem_rarity: NDArray[np.int16]
    parts: int

    def packed(self) -> bytes:
        """As bytes for the cache."""
        head = _HEAD.pack(len(self.sentences), len(self.words), len(self.stems), self.parts)
        arrays = (self.whole, self.sentences, self.words, self.word_rarity, self.stems, self.stem_rarity)
        return head + b"".join(array.tobytes() for array in arrays)

    @classmethod
    def unpacked(cls, body: bytes) -> TextRecord:
        """From the cache's bytes, which the cache has found whole."""
        sentences, words, stems, parts = _HEAD.unpack_from(body)
        at = _HEAD.size

        def take(kind: type[N], *shape: int) -> NDArray[N]:
            nonlocal at
            array = np.frombuffer(body, dtype=kind, count=math.prod(shape), offset=at).reshape(shape)
            at += array.nbytes
            return array

        return cls(
            whole=take(np.int16, DIMENSIONS),
            sentences=take(np.int16, sentences, DIMENSIONS),
            words=take(np.int8, words, DIMENSIONS),
            word_rarity=take(np.int16, words),
            stems=take(np.int32, stems),
            stem_rarity=take(np.int16, stems),
            parts=parts,
        )


@dataclass(frozen=True, slots=True)
class ReadText:
    """A record with the places of what it holds, for showing evidence."""

    record: TextRecord
    sentence_spans: list[Span]
    word_spans: list[Span]
    word_stems: NDArray[np.int32]


def read_text(text: str, encoded: EncodedText, means: Means, rarity: RarityTable) -> ReadText:
    """Whole, sentences and words of one text out of one pass of the model (late pooling)."""
    sentences, sentence_means = pooled(encoded, split_sentences(text))
    words, word_means = pooled(encoded, word_spans(text))
    stems, rareness = rarity.look_up([text[a:b] for a, b in words])
    kept = np.flatnonzero(rareness > 0)
    unique, first = np.unique(stems[kept], return_index=True)
    record = TextRecord(
        whole=as_units(normalised(encoded.pooled) - means.whole),
        sentences=as_units(normalised(sentence_means) - means.sentences),
        words=as_word_units(normalised(word_means[kept]) - means.words),
        word_rarity=rareness[kept],
        stems=unique,
        stem_rarity=rareness[kept][first],
        parts=encoded.parts,
    )
    return ReadText(record, sentences, [words[i] for i in kept.tolist()], stems[kept])


def pooled(encoded: EncodedText, spans: list[Span]) -> tuple[list[Span], NDArray[np.float32]]:
    """The mean token vector of each span, and the spans that hold any token at all."""
    edges = np.array(spans, dtype=np.int64).reshape(-1, 2)
    first = np.searchsorted(encoded.ends, edges[:, 0], side="right")
    last = np.searchsorted(encoded.starts, edges[:, 1], side="left")
    held = np.flatnonzero(last > first)
    rows = [encoded.tokens[a:b].mean(axis=0) for a, b in zip(first[held].tolist(), last[held].tolist(), strict=True)]
    vectors = np.stack(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)
    return [spans[i] for i in held.tolist()], vectors
