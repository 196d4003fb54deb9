"""What one added sentence does: to the text criteria, to first choices, and to a wrong partner who has it too.

``x`` is the value of a text criterion in [0, 1]. A sentence is added to a sample of texts of both sides. For each of
these people: how ``x`` moves against everybody on the other side, and whether their first choice changes. And for each
pair of a person and a wrong partner of the sample: whether that partner, with the same sentence, newly overtakes the
right one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.blend import Scale
from matchmaker.text.cache import VectorCache
from matchmaker.text.index import TextIndex
from matchmaker.text.mask import mask
from matchmaker.text.model import TextModel

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Statements:
    """The raw texts of two sides, and challenges.

    ``right``: of each patient (n,) and of each professional (m,) the place of the one on the other side who wrote
    about the same thing; ``None`` where nobody knows: their first choice by the text criterion then counts as right.
    """

    patients: Sequence[str]
    professionals: Sequence[str]
    challenges: Sequence[str] = ()
    right: tuple[Rows, Rows] | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What one sentence did. ``purpose`` and ``task``: every ``|Δx|`` of the two text criteria, shape (k,).

    ``first_changed`` of ``people`` have another first choice; ``overtook`` of the ``behind`` wrong partners, who stood
    behind the right one before, stand before them now.
    """

    purpose: Floats
    task: Floats
    first_changed: int
    people: int
    overtook: int
    behind: int


@dataclass(frozen=True, slots=True)
class _Side:
    """One side as the other sees it: raw texts, their index, ``x`` against the other side, and who is right."""

    texts: Sequence[str]
    index: TextIndex
    x: Floats
    task: Floats
    right: Rows


class Bench:
    """The texts as they are, read once, on which sentence after sentence is tried."""

    def __init__(self, model: TextModel, statements: Statements, cache: VectorCache) -> None:
        self._model, self._cache = model, cache
        patients, professionals = (self._read(side) for side in (statements.patients, statements.professionals))
        self._challenges = self._read(statements.challenges)
        x = self._table(patients, professionals)
        right = statements.right or (_first(x), _first(x.T))
        sides = ((statements.patients, patients, x), (statements.professionals, professionals, x.T))
        self._sides = tuple(
            _Side(texts, index, table, self._tasks(index), best)
            for (texts, index, table), best in zip(sides, right, strict=True)
        )

    @property
    def known(self) -> tuple[Rows, Rows]:
        """Whose text says enough to be read, on each side."""
        return np.flatnonzero(self._sides[0].index.known), np.flatnonzero(self._sides[1].index.known)

    def effect(self, sentence: str, writers: tuple[Rows, Rows]) -> Effect:
        """What ``sentence`` does at the end of these people's texts. ``writers``: places on each side."""
        changed = [
            self._read([f"{side.texts[n]} {sentence}" for n in some])
            for side, some in zip(self._sides, writers, strict=True)
        ]
        one, other = (self._one_way(side, changed, writers) for side in (0, 1))
        return Effect(
            np.concatenate([one.purpose, other.purpose]),
            np.concatenate([one.task, other.task]),
            one.first_changed + other.first_changed,
            one.people + other.people,
            one.overtook + other.overtook,
            one.behind + other.behind,
        )

    def _one_way(self, side: int, changed: Sequence[TextIndex], writers: tuple[Rows, Rows]) -> Effect:
        mine, theirs = self._sides[side], self._sides[1 - side]
        me, them = writers[side], writers[1 - side]
        before, after = mine.x[me], self._table(changed[side], theirs.index)
        right = mine.right[me][:, None]
        both = self._table(changed[side], changed[1 - side])
        wrong = (them[None, :] != right) & (before[:, them] <= np.take_along_axis(before, right, axis=1))
        overtook = both > np.take_along_axis(after, right, axis=1)
        return Effect(
            _moved(before, after),
            _moved(mine.task[me], self._tasks(changed[side])),
            int((_first(before) != _first(after)).sum()),
            len(me),
            int((overtook & wrong).sum()),
            int(wrong.sum()),
        )

    def _read(self, texts: Sequence[str]) -> TextIndex:
        return self._model.read([mask(text).text for text in texts], cache=self._cache)

    def _table(self, a: TextIndex, b: TextIndex) -> Floats:
        return self._values(self._model.purpose, a, b)

    def _tasks(self, index: TextIndex) -> Floats:
        return self._values(self._model.task, index, self._challenges)

    def _values(self, scale: Scale, a: TextIndex, b: TextIndex) -> Floats:
        i, j = np.divmod(np.arange(len(a) * len(b), dtype=np.int64), max(len(b), 1))
        return scale.g(self._model.exact(a, i, b, j)).reshape(len(a), len(b))


def _first(x: Floats) -> Rows:
    """The highest of each row, unknown last."""
    return np.asarray(np.where(np.isnan(x), -1.0, x).argmax(axis=1), np.int64)


def _moved(before: Floats, after: Floats) -> Floats:
    moved = np.abs(after - before).ravel()
    return np.asarray(moved[~np.isnan(moved)])
