"""The one way out for a count: a policy is laid over a table, and cells are held back until nothing gives it away.

First each cell is printed by itself. Then an exact audit looks at every cell, every difference between two stages
and every remainder: may a reader know that it is a small count, more narrowly than the policy says? Where so, another
cell of that stage is held back, in an order that does not depend on the counts; where that is not enough, all are.
What is held back is thus worked out from what is printed, and a policy that builds on another is made from that one's
printed cells alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from matchmaker.disclosure.audit import ENDLESS, Audit, Bounds, Edge
from matchmaker.disclosure.cells import NOTHING, Cell, Disclosed, Mark, alone
from matchmaker.disclosure.counts import Count, CountTable
from matchmaker.disclosure.policy import Policy

MAY_GIVE_WAY = frozenset({Mark.EXACT, Mark.ROUNDED, Mark.NEARLY_ALL})


def disclose(policy: Policy, table: CountTable) -> Disclosed:
    """The table as the policy lets it be printed."""
    numbers = table._sealed
    totals = numbers.sum(axis=0)
    base = disclose(policy.builds_on, table) if policy.builds_on else None
    draft = _Draft(policy, table, numbers, totals, base)
    while (stage := draft.first_given_away()) is not None:
        draft.hold_back(stage)
    return Disclosed(
        policy=policy.name,
        categories=table.categories,
        stages=table.stages,
        cells=tuple(tuple(row) for row in draft.cells),
        totals=tuple(alone(int(total), policy) for total in totals),
    )


def disclose_one(policy: Policy, count: Count) -> Cell:
    """A count that nothing else is printed about."""
    return alone(count._sealed, policy)


def _all_but_few(number: int, whole: int, policy: Policy) -> Cell | None:
    """The cell of a count that leaves a small remainder of the whole it is part of; else ``None``."""
    if not (0 < whole - number <= policy.largest_hidden and policy.round_to == 1):
        return None
    low = max(policy.smallest_shown, whole - policy.largest_hidden)
    return Cell(Mark.NEARLY_ALL, low, whole - 1)


class _Draft:
    """A table on its way: what is to be printed so far, and which stages are broken down."""

    def __init__(
        self,
        policy: Policy,
        table: CountTable,
        numbers: NDArray[np.int64],
        totals: NDArray[np.int64],
        base: Disclosed | None,
    ) -> None:
        self.policy, self.table, self.numbers, self.totals = policy, table, numbers, totals
        used = self._stages(base)
        self.cells = [[NOTHING] * len(table.stages) for _ in table.categories]
        for j in range(len(table.categories)):
            before: Cell | None = None
            for s in used:
                self.cells[j][s] = before = self._first(j, s, before, base)

    def _stages(self, base: Disclosed | None) -> list[int]:
        """Stages with people enough, each the same people as the one before or fewer by more than a small count."""
        used: list[int] = []
        for s, total in enumerate(self.totals.tolist()):
            lost = int(self.totals[used[-1]]) - total if used else 0
            enough = total >= self.policy.least_people and not 0 < lost <= self.policy.largest_hidden
            if enough and not self._all_alike(s) and (base is None or base.broken_down(s)):
                used.append(s)
        return used

    def _all_alike(self, s: int) -> bool:
        """Whether everybody at a stage gave the same telling answer: then it is known of each of them."""
        return any(self.numbers[j, s] == self.totals[s] for j in self.table.telling)

    def _first(self, j: int, s: int, before: Cell | None, base: Disclosed | None) -> Cell:
        number = int(self.numbers[j, s])
        below = base.cells[j][s] if base else None
        if below is not None and below.value is None:
            return Cell(Mark.SMALL, 1, self.policy.largest_hidden) if below.few else self._someone()
        cell = alone(number, self.policy)
        if cell.value and cell.mark is Mark.EXACT:
            wholes = [int(self.totals[s])] + ([before.value] if before and before.value else [])
            nearly = [found for whole in wholes if (found := _all_but_few(number, whole, self.policy))]
            return nearly[0] if nearly else cell
        return cell

    def _someone(self) -> Cell:
        """A cell held back for another's sake."""
        return Cell(Mark.SOME, 1, None) if self.policy.builds_on else Cell(Mark.MORE, self.policy.smallest_shown, None)

    def first_given_away(self) -> int | None:
        """The first stage at which something is given away, or ``None``.

        Stages that are not broken down are looked at too: those round them may tell.
        """
        if not any(cell.mark is not Mark.WITHHELD for row in self.cells for cell in row):
            return None
        low = np.array([[cell.low for cell in row] for row in self.cells])
        high = np.array([[ENDLESS if cell.high is None else cell.high for cell in row] for row in self.cells])
        audit = Audit(self.numbers, Bounds(low, high))
        given = (s for s, edge, whole in self._quantities(audit) if self._gives_away(audit, edge, whole))
        return next(given, None)

    def _quantities(self, audit: Audit) -> Iterator[tuple[int, Edge, int]]:
        """Every cell and every difference between two stages, with the whole that it is part of."""
        for s, total in enumerate(self.totals.tolist()):
            for j in range(len(self.cells)):
                if s:
                    yield s, audit.drop(j, s - 1), int(self.totals[s - 1]) - total
                yield s, audit.cell(j, s), total

    def _gives_away(self, audit: Audit, edge: Edge, whole: int) -> bool:
        """Whether a number or what it leaves of the whole is known to be small, more narrowly than the policy says.

        What is the whole itself, and so no more than the number of people at a stage, is nothing given away.
        """
        most, true = self.policy.largest_hidden, audit.flow[edge]
        if 0 < true <= most and self._too_narrow(audit.reach(edge, 0), audit.reach(edge, most + 1), whole):
            return True
        rest = whole - true
        return 0 < rest <= most and self._too_narrow(
            whole - audit.reach(edge, whole), whole - audit.reach(edge, whole - most - 1), whole
        )

    def _too_narrow(self, low: int, high: int, whole: int) -> bool:
        most = self.policy.largest_hidden
        return low >= 1 and high <= most and (low, high) not in ((1, most), (whole, whole))

    def hold_back(self, stage: int) -> None:
        """Hold back one more cell, of this stage or of one near it. Where none is left, nothing is broken down: were
        it this stage alone, whoever knows the rule could tell from its absence which table this must be."""
        later, earlier = range(stage, len(self.table.stages)), range(stage - 1, -1, -1)
        for s in (*later, *earlier):
            for j in self.table.give_up:
                cell = self.cells[j][s]
                if cell.mark in MAY_GIVE_WAY and not cell.is_none:
                    self.cells[j][s] = self._someone()
                    self._no_longer_nearly_all(j, s)
                    return
        self.cells = [[NOTHING] * len(row) for row in self.cells]

    def _no_longer_nearly_all(self, j: int, s: int) -> None:
        """A range that was made from a cell now held back goes too: its ends would tell what that cell was."""
        later = range(s + 1, len(self.table.stages))
        t = next((t for t in later if self.cells[j][t].mark is not Mark.WITHHELD), None)
        if t is None or self.cells[j][t].mark is not Mark.NEARLY_ALL:
            return
        if self.cells[j][t].high != int(self.totals[t]) - 1:
            self.cells[j][t] = self._someone()
