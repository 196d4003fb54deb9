"""When what was asked cannot be had: the smallest change that would allow it, as codes and numbers for sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from matchmaker.planning.edges import Edges, Open
from matchmaker.planning.network import Left, Reach, most
from matchmaker.planning.placing import Placed, widest
from matchmaker.planning.problem import Asked, Whole


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to change. ``code`` has its sentence under ``plan``; ``row`` and ``column`` are places in the table.

    ``by``: how many places, pairs or people it takes. ``choices``: for a capacity, every column of which one more
    place would let one more pair stand; for a minimum load, every column whose minimum could be lowered instead.
    """

    code: str
    row: int | None = None
    column: int | None = None
    by: int = 1
    choices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Every step that is needed, fewest places first to last. ``nothing_planned``: until then there is no plan at all.

    Where there is a plan, the steps say what would place the people whom it leaves without a partner.
    """

    steps: tuple[Step, ...]
    nothing_planned: bool

    @property
    def size(self) -> int:
        """How many places, pairs or people change altogether."""
        return sum(step.by for step in self.steps)


def clashes(asked: Asked) -> tuple[Step, ...]:
    """What forced pairs and loads contradict on their face."""
    return tuple(_clashes(asked))


def _clashes(asked: Asked) -> Iterator[Step]:
    rows, columns = asked.scores.shape
    i, j = asked.forced
    if asked.forbidden is not None:
        for row, column in zip(i.tolist(), j.tolist(), strict=True):
            if asked.forbidden[row, column]:
                yield Step("forced_and_forbidden", row=row, column=column)
    over = np.bincount(i, minlength=rows) - asked.demand
    for row in np.flatnonzero(over > 0).tolist():
        yield Step("forced_beyond_demand", row=row, by=int(over[row]))
    over = np.bincount(j, minlength=columns) - asked.capacity
    for column in np.flatnonzero(over > 0).tolist():
        yield Step("forced_beyond_capacity", column=column, by=int(over[column]))
    over = asked.minimum - asked.capacity
    for column in np.flatnonzero(over > 0).tolist():
        yield Step("minimum_beyond_capacity", column=column, by=int(over[column]))


def mended(asked: Asked) -> Asked:
    """The same without its clashes, so that whatever else is wrong can be found too."""
    i, j = asked.forced
    if asked.forbidden is not None:
        kept = ~asked.forbidden[i, j]
        i, j = i[kept], j[kept]
    rows, columns = asked.scores.shape
    return replace(
        asked,
        forced=(i, j),
        demand=np.maximum(asked.demand, np.bincount(i, minlength=rows)),
        capacity=np.maximum(asked.capacity, np.bincount(j, minlength=columns)),
        minimum=np.minimum(asked.minimum, asked.capacity),
    )


def minimum_steps(left: Left, minimums: Reach) -> Iterator[Step]:
    """Which minimum loads nobody can fill."""
    lacking = left.minimum - minimums.used
    choices = tuple(np.flatnonzero((left.minimum > 0) & minimums.lacking).tolist())
    for column in np.flatnonzero(lacking > 0).tolist():
        yield Step("minimum_unfilled", column=column, by=int(lacking[column]), choices=choices)


def unplaced_steps(pairs: Open, left: Left, edges: Edges, held: Placed) -> Iterator[Step]:
    """What would give everybody what they asked for: more capacity, or pairs where too few are open."""
    rows, columns = pairs.asked.scores.shape
    if not columns or not rows:
        asked_for = int(left.demand.sum()) or int(left.minimum.sum())
        if asked_for:
            yield Step("nobody_on_columns" if not columns else "nobody_on_rows", by=asked_for)
        return
    open_to = np.concatenate([free.sum(axis=1) for _, free in pairs.blocks()])
    wanted = pairs.asked.demand - np.bincount(pairs.asked.forced[0], minlength=rows)
    for row in np.flatnonzero(wanted > open_to).tolist():
        code = "nobody_open" if open_to[row] == 0 else "too_few_open"
        yield Step(code, row=row, by=int(wanted[row] - open_to[row]))
    yield from _more_capacity(pairs, left, edges, held, np.minimum(left.demand, open_to))


def _more_capacity(pairs: Open, left: Left, edges: Edges, held: Placed, demand: Whole) -> Iterator[Step]:
    """As few more places as would do, where they do: each lets exactly one more pair stand."""
    short = int(demand.sum()) - held.everybody.value
    if short <= 0:
        return
    capacity, added = left.capacity.copy(), np.zeros(len(left.capacity), np.int64)
    choices: tuple[int, ...] = ()
    while short > 0:
        edges, found = widest(pairs, left, edges, demand, capacity, cut=True)
        full = np.flatnonzero(found.columns)
        choices = choices or tuple(full.tolist())
        column = full[np.argmin(left.column_rank[full])]
        more = int(demand.sum()) - found.value
        wider = capacity.copy()
        wider[column] += more
        gained = most(left, edges, demand, wider).value - found.value
        capacity[column] += gained
        added[column] += gained
        short -= gained
    for column in np.flatnonzero(added).tolist():
        yield Step("capacity_short", column=column, by=int(added[column]), choices=choices)
