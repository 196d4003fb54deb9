"""Many texts side by side: a row a text, with the vectors of all sentences and all words laid end to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.encoder import DIMENSIONS
from matchmaker.text.record import TextRecord

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Segments:
    """Rows of different lengths end to end: row ``k`` is ``[at[k], at[k + 1])``."""

    at: NDArray[np.int64]

    @classmethod
    def of(cls, lengths: Sequence[int] | NDArray[np.int64]) -> Segments:
        """From each row's length."""
        return cls(np.concatenate(([0], np.cumsum(np.asarray(lengths, dtype=np.int64)))))

    def lengths(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """How long each of these rows is."""
        return np.asarray(self.at[rows + 1] - self.at[rows])

    def places(self, rows: NDArray[np.int64]) -> slice | NDArray[np.int64]:
        """Where the entries of these rows are, in order: a slice where the rows stand side by side."""
        if len(rows) and bool(np.all(np.diff(rows) == 1)):
            return slice(int(self.at[rows[0]]), int(self.at[rows[-1] + 1]))
        lengths = self.lengths(rows)
        ends = np.cumsum(lengths)
        count = int(ends[-1]) if len(ends) else 0
        return np.asarray(np.arange(count) + np.repeat(self.at[rows] - (ends - lengths), lengths))


@dataclass(frozen=True, slots=True)
class TextIndex:
    """``n`` texts. Row ``k`` belongs to the ``k``-th text that was read; an unknown text has empty vectors.

    ``known`` (n,) bool: at least 12 words were left after masking. ``words`` (n,) how many were left. ``split`` (n,)
    bool: longer than the model reads at once, read in parts.
    """

    known: NDArray[np.bool_]
    words: NDArray[np.int64]
    split: NDArray[np.bool_]
    whole: NDArray[np.int16]
    sentences: NDArray[np.int16]
    sentence_at: Segments
    word_vectors: NDArray[np.int8]
    word_rarity: NDArray[np.int16]
    word_at: Segments
    stems: NDArray[np.int32]
    stem_rarity: NDArray[np.int16]
    stem_at: Segments

    def __len__(self) -> int:
        return len(self.known)


def index_of(records: Sequence[TextRecord | None], words: Sequence[int]) -> TextIndex:
    """Lay records side by side; ``None`` is an unknown text. ``words`` are the words left after masking."""
    held = [record for record in records if record is not None]
    known = np.array([record is not None for record in records], dtype=np.bool_)
    whole = np.zeros((len(records), DIMENSIONS), dtype=np.int16)
    if held:
        whole[known] = np.stack([record.whole for record in held])
    return TextIndex(
        known=known,
        words=np.asarray(words, dtype=np.int64),
        split=np.array([record is not None and record.parts > 1 for record in records], dtype=np.bool_),
        whole=whole,
        sentences=_joined([record.sentences for record in held], np.zeros((0, DIMENSIONS), np.int16)),
        sentence_at=Segments.of([0 if record is None else len(record.sentences) for record in records]),
        word_vectors=_joined([record.words for record in held], np.zeros((0, DIMENSIONS), np.int8)),
        word_rarity=_joined([record.word_rarity for record in held], np.zeros(0, np.int16)),
        word_at=Segments.of([0 if record is None else len(record.words) for record in records]),
        stems=_joined([record.stems for record in held], np.zeros(0, np.int32)),
        stem_rarity=_joined([record.stem_rarity for record in held], np.zeros(0, np.int16)),
        stem_at=Segments.of([0 if record is None else len(record.stems) for record in records]),
    )


def _joined(arrays: list[NDArray[T]], empty: NDArray[T]) -> NDArray[T]:
    return np.concatenate(arrays) if arrays else empty
