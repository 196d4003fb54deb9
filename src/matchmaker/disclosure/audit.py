"""What somebody who has read everything printed can work out about one cell, exactly.

People are a flow: every person enters a category at the first stage, goes on from stage to stage, and leaves at the
last one they reached. Printed cells bound the flow on the edges *(category, stage)*; the number of people at each
stage is taken as known exactly, even where it is not printed. The bounds that the whole table puts on one edge are
found by pushing one unit at a time round a cycle of the residual network (Ahuja, Magnanti & Orlin 1993, ch. 6): as
all bounds are whole numbers, so are the extremes, and they depend on what is printed alone.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ENDLESS = 1 << 60
Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is printed: each cell (J, S) lies between ``low`` and ``high``."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]


class Audit:
    """The flow of one table within what is printed of it."""

    def __init__(self, numbers: NDArray[np.int64], printed: Bounds) -> None:
        """``numbers`` (J, S), the true table, is only where the search begins: no extreme depends on it."""
        self.rows: int = numbers.shape[0]
        self.steps: int = numbers.shape[1]
        self.flow: dict[Edge, int] = {}
        self.low: dict[Edge, int] = {}
        self.high: dict[Edge, int] = {}
        self.beside: dict[int, list[int]] = {}
        drops = -np.diff(numbers, axis=1, append=0)
        for j in range(self.rows):
            for s in range(self.steps):
                self._edge(self.cell(j, s), int(numbers[j, s]), int(printed.low[j, s]), int(printed.high[j, s]))
                self._edge(self.drop(j, s), int(drops[j, s]), 0, ENDLESS)
        for s in range(self.steps):
            left = int(drops[:, s].sum())
            self._edge((self._leaving(s), 0), left, left, left)

    def _node(self, j: int, s: int) -> int:
        return 1 + j * self.steps + s

    def _leaving(self, s: int) -> int:
        return 1 + self.rows * self.steps + s

    def cell(self, j: int, s: int) -> Edge:
        """The edge that carries the people of category j who reached stage s."""
        return (self._node(j, s - 1) if s else 0), self._node(j, s)

    def drop(self, j: int, s: int) -> Edge:
        """The edge that carries the people of category j who reached stage s and no further."""
        return self._node(j, s), self._leaving(s)

    def _edge(self, edge: Edge, flow: int, low: int, high: int) -> None:
        self.flow[edge], self.low[edge], self.high[edge] = flow, low, high
        self.beside.setdefault(edge[0], []).append(edge[1])
        self.beside.setdefault(edge[1], []).append(edge[0])

    def _room(self, a: int, b: int, flow: dict[Edge, int]) -> bool:
        forth = (a, b) in flow and flow[a, b] < self.high[a, b]
        return forth or ((b, a) in flow and flow[b, a] > self.low[b, a])

    def _push(self, start: int, end: int, without: Edge, flow: dict[Edge, int]) -> bool:
        """Send one unit from ``start`` to ``end`` without the one edge; whether that can be done."""
        came: dict[int, int] = {start: start}
        waiting = deque([start])
        while waiting and end not in came:
            a = waiting.popleft()
            for b in self.beside[a]:
                if b not in came and {a, b} != set(without) and self._room(a, b, flow):
                    came[b] = a
                    waiting.append(b)
        if end not in came:
            return False
        while end != start:
            a, b = came[end], end
            if (a, b) in flow and flow[a, b] < self.high[a, b]:
                flow[a, b] += 1
            else:
                flow[b, a] -= 1
            end = a
        return True

    def reach(self, edge: Edge, towards: int) -> int:
        """How near to ``towards`` the number on an edge can come within everything printed."""
        flow = dict(self.flow)
        now = flow[edge]
        step = 1 if towards > now else -1
        start, end = (edge[1], edge[0]) if step > 0 else edge
        limit = min(towards, self.high[edge]) if step > 0 else max(towards, self.low[edge])
        while now != limit and self._push(start, end, edge, flow):
            now += step
        return now
