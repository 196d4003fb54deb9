"""What the text criteria would be if somebody's statement read differently: for re-runs, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.engine import Places
from matchmaker.matching.pool import Pool
from matchmaker.matching.score import ScoreInputs
from matchmaker.matching.statements import Statements
from matchmaker.text import TextIndex, TextModel, VectorCache

PURPOSE, TASK = CRITERIA.index("shared_purpose"), CRITERIA.index("task_fit")

Floats = NDArray[np.float64]


Altered = Mapping[int, str | None]
"""Place in ``Pool.people`` to another statement; ``None`` to leave it unread."""


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """Altered statements that were read in one go. ``row``: of each text, where it stands in ``index``."""

    index: TextIndex
    row: Mapping[str | None, int]


@dataclass(frozen=True, slots=True)
class Rewording:
    """Reads altered statements beside the ones of the run. ``texts`` and ``statements`` are in the order of
    ``Pool.people``. ``cache``: where vectors of altered *masked* statements are kept, under whose they are."""

    model: TextModel
    pool: Pool
    texts: TextIndex
    challenge: TextIndex | None
    statements: Statements
    cache: VectorCache | None = None

    def read(self, alterations: Iterable[Altered], *, masked: bool = False) -> ReadAgain:
        """All these altered statements at once, so that every core works. Only what is ``masked`` is kept."""
        wanted = {(place, text): None for altered in alterations for place, text in sorted(altered.items())}
        owners = [self.pool.people[place].id for place, _ in wanted]
        texts = [text for _, text in wanted]
        index = self.model.read(texts, owners=owners, cache=self.cache if masked else None)
        return ReadAgain(index, {text: row for row, text in enumerate(texts)})

    def inputs(
        self, inputs: ScoreInputs, i: Places, j: Places, altered: Altered, read: ReadAgain | None = None
    ) -> ScoreInputs:
        """The inputs (n, 7) of pairings ``i``, ``j`` (n,) with the statements of some people replaced.

        ``read`` holds the new ones where they were read already. Nothing else changes.
        """
        again = read or self.read((altered,))
        row = np.full(len(self.pool.people), -1)
        for place, text in altered.items():
            row[place] = again.row[text]
        left, right = np.array(self.pool.patients)[i], np.array(self.pool.professionals)[j]
        patient, professional = inputs.patient.copy(), inputs.professional.copy()
        touched = (row[left] >= 0) | (row[right] >= 0)
        patient[touched, PURPOSE] = professional[touched, PURPOSE] = self._purpose(
            again.index, row, left[touched], right[touched]
        )
        if self.challenge is not None:
            task = self.task(again.index)
            for side, people in ((patient, left), (professional, right)):
                own = row[people] >= 0
                side[own, TASK] = task[row[people[own]]]
        return ScoreInputs(patient, professional, inputs.dropped)

    def _purpose(self, read: TextIndex, row: NDArray[np.int64], left: Places, right: Places) -> Floats:
        result = np.full(len(left), np.nan)
        for new_left in (False, True):
            for new_right in (False, True):
                here = np.flatnonzero(((row[left] >= 0) == new_left) & ((row[right] >= 0) == new_right))
                a, rows = (read, row[left[here]]) if new_left else (self.texts, left[here])
                b, columns = (read, row[right[here]]) if new_right else (self.texts, right[here])
                result[here] = self.model.purpose.g(self.model.exact(a, rows, b, columns))
        return result

    def task(self, read: TextIndex) -> Floats:
        """How close each of m statements is to the challenge, (m,); nan where either says too little."""
        assert self.challenge is not None
        everybody, only_one = np.arange(len(read)), np.zeros(len(read), np.int64)
        if not self.challenge.known[0]:
            return np.full(len(read), np.nan)
        close = self.model.task.g(self.model.exact(read, everybody, self.challenge, only_one))
        return np.where(read.known, close, np.nan)
