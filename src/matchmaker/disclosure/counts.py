"""Counts that cannot be printed. The only way out is :func:`matchmaker.disclosure.disclose`.

A count refuses everything by which a number gets into a text, a file, a log or a comparison by accident. Python
cannot keep a secret from code that means to break in; the tests see to it that no other package reads ``_sealed``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Never, SupportsIndex

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


class Undisclosed(TypeError):  # noqa: N818 - it names what the count is
    """A count was about to be printed, kept or compared without a policy."""

    def __init__(self) -> None:
        super().__init__("a raw count cannot be printed, kept or compared: disclose it under a policy")


class _Sealed:
    """Something that holds numbers and gives none away."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> Never:
        raise Undisclosed

    def __str__(self) -> Never:
        raise Undisclosed

    def __format__(self, _: str) -> Never:
        raise Undisclosed

    def __bool__(self) -> Never:
        raise Undisclosed

    def __eq__(self, _: object) -> Never:
        raise Undisclosed

    def __reduce_ex__(self, _: SupportsIndex) -> Never:
        raise Undisclosed

    def __reduce__(self) -> Never:
        raise Undisclosed

    def __copy__(self) -> Never:
        raise Undisclosed

    def __deepcopy__(self, _: object) -> Never:
        raise Undisclosed


class Count(_Sealed):
    """One number of people, sealed."""

    __slots__ = ("_sealed",)

    def __init__(self, number: int) -> None:
        if number < 0:
            raise ValueError("a count is not below zero")
        self._sealed = number


class CountTable(_Sealed):
    """How many people of each category reached each stage, sealed.

    Every person is in exactly one of the ``categories`` (those who said nothing are one too), and whoever is at a
    stage was at all before it. ``give_up`` are places of categories in the order in which their cells may be held
    back to protect others; it must not depend on the counts. ``telling`` are places of categories that would say
    something about each person if they held everybody.
    """

    __slots__ = ("_sealed", "categories", "give_up", "stages", "telling")

    def __init__(
        self,
        categories: Sequence[str],
        stages: Sequence[str],
        numbers: NDArray[np.integer],
        *,
        give_up: Sequence[int] | None = None,
        telling: Sequence[int] = (),
    ) -> None:
        """``numbers`` (J, S). Raises ``ValueError`` where a number is below zero or grows from stage to stage."""
        counted = np.array(numbers, np.int64)
        if counted.shape != (len(categories), len(stages)):
            raise ValueError("numbers must have a row a category and a column a stage")
        if (counted < 0).any() or (np.diff(counted, axis=1) > 0).any():
            raise ValueError("numbers must not be below zero, nor grow from stage to stage")
        self.categories = tuple(categories)
        self.stages = tuple(stages)
        self.give_up = tuple(give_up) if give_up is not None else tuple(range(len(categories)))
        self.telling = tuple(telling)
        self._sealed: Numbers = counted


def tabulate(
    codes: NDArray[np.integer],
    categories: Sequence[str],
    reached: NDArray[np.integer],
    stages: Sequence[str],
    *,
    give_up: Sequence[int] | None = None,
    telling: Sequence[int] = (),
) -> CountTable:
    """Count people: ``codes`` (n,) is each one's category, ``reached`` (n,) the last stage each came to, or −1."""
    at_last = np.zeros((len(categories), len(stages)), np.int64)
    inside = reached >= 0
    np.add.at(at_last, (codes[inside], reached[inside]), 1)
    return CountTable(categories, stages, at_last[:, ::-1].cumsum(axis=1)[:, ::-1], give_up=give_up, telling=telling)
