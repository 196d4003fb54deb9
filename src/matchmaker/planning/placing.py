"""How many can be placed at all, whatever they score; certified against every open pair by a smallest cut."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchmaker.planning.edges import Edges, Open
from matchmaker.planning.network import Counts, Left, Reach, most
from matchmaker.planning.problem import Whole

LOWEST = -(2**62)
FAR = 2**58


@dataclass(frozen=True, slots=True)
class Placed:
    """What can be held: ``counts`` of places, and the largest flows that show it.

    ``everybody``: into all capacities; ``minimums``: into the minimum loads alone. ``holds``: whether these are met.
    Largest number of people with somebody, largest number of pairs and minimum loads can always be had together
    (Mendelsohn and Dulmage 1958).
    """

    counts: Counts
    everybody: Reach
    minimums: Reach
    holds: bool


def placed(pairs: Open, left: Left, edges: Edges, above: int = LOWEST) -> tuple[Edges, Placed]:
    """Count the places; edges are added until no pair that was left out could hold one more."""
    edges, everybody = widest(pairs, left, edges, left.demand, left.capacity, above)
    edges, somebody = widest(pairs, left, edges, left.first, left.capacity, above)
    edges, minimums = widest(pairs, left, edges, left.demand, left.minimum, above)
    counts = Counts(somebody.value, everybody.value - somebody.value)
    holds = minimums.value == int(left.minimum.sum()) and not bool((left.minimum > left.capacity).any())
    return edges, Placed(counts, everybody, minimums, holds)


def widest(
    pairs: Open, left: Left, edges: Edges, demand: Whole, capacity: Whole, above: int = LOWEST, *, cut: bool = False
) -> tuple[Edges, Reach]:
    """The largest flow over every open pair that scores ``above`` units or more, and the edges that show it.

    ``cut``: who is reached from unmet demands must hold over every open pair too, not only the value.
    """
    while True:
        found = most(left, edges.at_least(above), demand, capacity)
        if found.value == int(demand.sum()) or (found.value == int(capacity.sum()) and not cut):
            return edges, found
        rows = np.where(found.rows, FAR, -FAR)
        columns = np.where(found.columns, -3 * FAR, 0)
        wider, _ = pairs.missing(edges, rows, columns, above)
        if len(wider.i) == len(edges.i):
            return edges, found
        edges = wider
