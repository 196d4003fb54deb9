"""What is asked of a plan, read and checked whole: every problem is named at once (domain F.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from matchmaker.domain.problem import InputRefused, Problem

if TYPE_CHECKING:
    from scipy.sparse import sparray, spmatrix

    Pairs = ArrayLike | tuple[ArrayLike, ArrayLike] | sparray | spmatrix

Whole = NDArray[np.int64]
Objective = Literal["floor_then_sum", "sum"]

FINEST = 1e9
"""Scores are compared in steps of 1e-9 (domain F.6), in coarser ones only where the sums would leave 64 bits."""

SLACK = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """A planning problem: ``scores`` (m, n), whole numbers ``demand`` (m,), ``capacity`` and ``minimum`` (n,).

    ``forbidden`` (m, n) or ``None``; ``forced`` and ``edges`` are row and column places, each pair once, in order.
    ``scale`` turns scores into the whole numbers that are compared.
    """

    scores: NDArray[np.float64]
    demand: Whole
    capacity: Whole
    minimum: Whole
    forbidden: NDArray[np.bool_] | None
    forced: tuple[Whole, Whole]
    edges: tuple[Whole, Whole] | None
    objective: Objective
    scale: float

    def units(self, values: NDArray[np.float64]) -> Whole:
        """Scores as the whole numbers that are compared."""
        return np.rint(values * self.scale).astype(np.int64)


def read(
    scores: ArrayLike,
    *,
    row_demand: ArrayLike,
    column_capacity: ArrayLike,
    column_minimum: ArrayLike,
    forbidden: ArrayLike | None,
    forced: Pairs | None,
    objective: str,
    edges: Pairs | None,
) -> Asked:
    """Check everything; :class:`InputRefused` with every problem found."""
    table = np.asarray(scores, np.float64)
    if table.ndim != 2:
        raise InputRefused(Problem.of("plan_scores_no_table", dimensions=table.ndim))
    problems: list[Problem] = []
    rows, columns = table.shape
    asked = Asked(
        scores=table,
        demand=_counts("row_demand", row_demand, rows, problems),
        capacity=_counts("column_capacity", column_capacity, columns, problems),
        minimum=_counts("column_minimum", column_minimum, columns, problems),
        forbidden=_mask(forbidden, table.shape, problems),
        forced=_places("forced", forced, table.shape, problems) or (np.zeros(0, np.int64), np.zeros(0, np.int64)),
        edges=_places("edges", edges, table.shape, problems),
        objective="sum" if objective == "sum" else "floor_then_sum",
        scale=_scale(table),
    )
    if objective not in get_args(Objective):
        problems.append(Problem.of("plan_aim_unknown", known=get_args(Objective)))
    problems += _unknown(asked)
    if problems:
        raise InputRefused(problems)
    return asked


def _counts(name: str, given: ArrayLike, length: int, problems: list[Problem]) -> Whole:
    """Whole numbers from 0, one for each person; a single number stands for all."""
    values = np.asarray(given)
    if values.ndim > 1 or (values.ndim == 1 and len(values) != length):
        problems.append(Problem.of("plan_counts_length", name=name, given=values.size, expected=length))
    elif not np.issubdtype(values.dtype, np.number) or not np.all(np.isfinite(values) & (values == np.floor(values))):
        problems.append(Problem.of("plan_counts_not_whole", name=name))
    elif (values < 0).any():
        problems.append(Problem.of("plan_counts_below_zero", name=name, count=int((values < 0).sum())))
    else:
        return np.broadcast_to(np.minimum(values, np.iinfo(np.int32).max).astype(np.int64), (length,)).copy()
    return np.zeros(length, np.int64)


def _mask(given: ArrayLike | None, shape: tuple[int, int], problems: list[Problem]) -> NDArray[np.bool_] | None:
    if given is None:
        return None
    mask = np.asarray(given)
    if mask.shape == shape and mask.dtype == np.bool_:
        return mask
    problems.append(Problem.of("plan_forbidden_no_mask", expected=f"{shape[0]} x {shape[1]}"))
    return None


def _places(
    name: str, given: Pairs | None, shape: tuple[int, int], problems: list[Problem]
) -> tuple[Whole, Whole] | None:
    """Pairs as places: from a boolean mask, a sparse matrix, two arrays of places, or one pair after another."""
    if given is None:
        return None
    rows, columns = _split(given, shape)
    if len(rows) != len(columns) or not all(
        np.issubdtype(side.dtype, np.integer) or not side.size for side in (rows, columns)
    ):
        problems.append(Problem.of("plan_pairs_not_places", name=name))
        return None
    i, j = rows.astype(np.int64), columns.astype(np.int64)
    outside = (i < 0) | (j < 0) | (i >= shape[0]) | (j >= shape[1])
    if outside.any():
        named = tuple(
            f"({row}, {column})"
            for row, column in sorted({*zip(i[outside].tolist(), j[outside].tolist(), strict=True)})
        )
        problems.append(Problem.of("plan_pairs_outside", name=name, count=len(named), pairs=named))
        return None
    codes = np.sort(i * shape[1] + j)
    codes = codes[np.concatenate([[True], codes[1:] != codes[:-1]])] if len(codes) else codes
    return codes // max(shape[1], 1), codes % max(shape[1], 1)


def _split(given: Pairs, shape: tuple[int, int]) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
    nothing = np.zeros(0, np.int64)
    if not isinstance(given, tuple) and hasattr(given, "tocoo"):
        found = given.tocoo()
        return found.row, found.col
    if isinstance(given, tuple) and len(given) == 2 and all(isinstance(side, np.ndarray | list) for side in given):
        return np.atleast_1d(np.asarray(given[0])), np.atleast_1d(np.asarray(given[1]))
    pairs = np.asarray(list(given) if isinstance(given, Sequence | set | frozenset) else given)
    if pairs.dtype == np.bool_ and pairs.shape == shape:
        row, column = np.nonzero(pairs)
        return row, column
    if not pairs.size:
        return nothing, nothing
    if pairs.ndim == 2 and pairs.shape[1] == 2 and pairs.dtype != np.bool_:
        return pairs[:, 0], pairs[:, 1]
    return nothing, np.zeros(1)


def _unknown(asked: Asked) -> list[Problem]:
    """Open pairs whose score is no number."""
    if np.isfinite(asked.scores.max(initial=0.0)) and np.isfinite(asked.scores.min(initial=0.0)):
        return []
    unknown = ~np.isfinite(asked.scores)
    if asked.forbidden is not None:
        unknown &= ~asked.forbidden
    if not unknown.any():
        return []
    row, column = (int(place[0]) for place in np.nonzero(unknown))
    return [Problem.of("plan_score_unknown", count=int(unknown.sum()), at_row=row, at_column=column)]


def _scale(table: NDArray[np.float64]) -> float:
    """Steps of 1e-9, or the finest power of ten at which no path through the plan can leave 64 bits."""
    largest = max(float(table.max(initial=1.0)), -float(table.min(initial=-1.0)))
    if not np.isfinite(largest):
        largest = float(np.abs(table[np.isfinite(table)]).max(initial=1.0))
    room = 2.0**62 / (largest * (sum(table.shape) + 3) * SLACK)
    return float(min(FINEST, 10.0 ** np.floor(np.log10(room))))
