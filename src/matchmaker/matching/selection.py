"""Which pairings a criterion is asked about: every pairing of a block, or single ones.

A criterion is written once against :class:`Selection`; the ranking asks it for whole blocks (fast, to find
candidates) and then for the kept pairings alone (exact).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matchmaker.text import TextIndex, TextModel

Floats = NDArray[np.floating[Any]]
Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Texts:
    """One side's texts: ``rows`` (n,) are the places of its people in an index of everybody's texts."""

    index: TextIndex
    rows: NDArray[np.int64]

    @property
    def known(self) -> NDArray[np.bool_]:
        """Whose text says enough to be read, (n,)."""
        return self.index.known[self.rows]


class Selection(Protocol):
    """A set of pairings: ``left`` and ``right`` spread a value per person over them; ``dot`` is row by row."""

    def left(self, per_person: NDArray[Any]) -> NDArray[Any]:
        """A value per patient-side person, spread over the pairings."""

    def right(self, per_person: NDArray[Any]) -> NDArray[Any]:
        """A value per professional-side person, spread over the pairings."""

    def dot(self, left: Floats, right: Floats) -> Floats:
        """The product of a row of ``left`` (P, d) and a row of ``right`` (Q, d) for each pairing."""

    def likeness(self, model: TextModel, left: Texts, right: Texts) -> Floats:
        """The blend of text channels for each pairing (an estimate for blocks, exact for single pairings)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Every pairing of some patients (rows) with some professionals (columns); arrays of shape (r, c)."""

    rows: Index
    columns: Index

    def left(self, per_person: NDArray[Any]) -> NDArray[Any]:
        """Shape (r, 1), to be broadcast."""
        return per_person[self.rows][:, None]

    def right(self, per_person: NDArray[Any]) -> NDArray[Any]:
        """Shape (1, c), to be broadcast."""
        return per_person[self.columns][None, :]

    def dot(self, left: Floats, right: Floats) -> Floats:
        """Shape (r, c), one matrix product in float32."""
        a = left[self.rows].astype(np.float32, copy=False)
        return np.asarray(a @ right[self.columns].astype(np.float32, copy=False).T)

    def likeness(self, model: TextModel, left: Texts, right: Texts) -> Floats:
        """Shape (r, c): the first-stage estimate."""
        return model.coarse(left.index, left.rows[self.rows], right.index, right.rows[self.columns])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Single pairings: patient ``i[n]`` with professional ``j[n]``; arrays of shape (n,)."""

    i: Index
    j: Index

    def left(self, per_person: NDArray[Any]) -> NDArray[Any]:
        """Shape (n,)."""
        return per_person[self.i]

    def right(self, per_person: NDArray[Any]) -> NDArray[Any]:
        """Shape (n,)."""
        return per_person[self.j]

    def dot(self, left: Floats, right: Floats) -> Floats:
        """Shape (n,) in float64, summed row by row, so that a pairing's value never depends on the others."""
        return np.asarray((left[self.i] * right[self.j]).sum(axis=-1, dtype=np.float64))

    def likeness(self, model: TextModel, left: Texts, right: Texts) -> Floats:
        """Shape (n,): the exact blend."""
        return model.exact(left.index, left.rows[self.i], right.index, right.rows[self.j])
