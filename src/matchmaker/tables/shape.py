"""What a table is: its columns, how each is read, and what a row becomes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from matchmaker.domain.assumption import Value
from matchmaker.tables.cells import CellWrong, Reader

Values = dict[str, Any]


class RowWrong(CellWrong):
    """Cells that contradict one another; ``column`` is the one to mend."""

    def __init__(self, code: str, column: str, **params: Value) -> None:
        super().__init__(code, **params)
        self.column = column


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: a reader a column, columns and cells that must be there, and what makes a record of a row.

    ``points_to`` names the columns that hold ids of another table. ``same`` says when two rows say the same.
    """

    table: str
    readers: Mapping[str, Reader]
    needed: tuple[str, ...]
    filled: tuple[str, ...]
    make: Callable[[Values], Any]
    points_to: Mapping[str, str]
    same: Callable[[Any], Hashable]

    @property
    def columns(self) -> tuple[str, ...]:
        """The column names of the reference, in order."""
        return tuple(self.readers)
