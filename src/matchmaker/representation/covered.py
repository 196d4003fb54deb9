"""How far the people at a step cover what the purpose needs, as far as printed counts tell (domain C.8, E.3).

Coverage worked out from everybody's declarations would give small counts away: with one need, .6 is one person and
nothing else. So it is bounded from what is printed: ``1 − (1 − ρ·d)^k`` for the fewest and the most people ``k`` that
a cell allows, each at basis ``d`` close (the low bound) or direct (the high one).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaker.disclosure import Cell
from matchmaker.domain.challenge import Basis
from matchmaker.representation.coverage import BASIS, RHO
from matchmaker.representation.ladder import Kind, Ladder
from matchmaker.representation.perspectives import USUAL_IMPORTANCE


@dataclass(frozen=True, slots=True)
class Covered:
    """``low`` and ``high`` in [0, 1] bound the coverage. Of ``needs``, somebody brings ``met``; of ``not_told`` nothing
    is printed. Declared bases close and direct alone count."""

    low: float
    high: float
    needs: int
    met: int
    not_told: int


def covered(ladders: Sequence[Ladder], stage: int) -> Covered | None:
    """Coverage at a stage (a place in the ladders' stages), over the ladders of needs; ``None`` without any."""
    needs = [ladder for ladder in ladders if ladder.kind is Kind.NEED and stage < len(ladder.stages)]
    if not needs:
        return None
    weights = [_importance(ladder) for ladder in needs]
    cells = [ladder.groups[0].cells[stage] for ladder in needs]
    bounds = [_bounds(cell, ladder.direct if stage == 0 else None) for cell, ladder in zip(cells, needs, strict=True)]
    total = sum(weights)
    return Covered(
        low=sum(w * low for w, (low, _) in zip(weights, bounds, strict=True)) / total,
        high=sum(w * high for w, (_, high) in zip(weights, bounds, strict=True)) / total,
        needs=len(needs),
        met=sum(cell.low > 0 for cell in cells),
        not_told=sum(cell.low == 0 and not cell.is_none for cell in cells),
    )


def _importance(ladder: Ladder) -> int:
    return (ladder.need.importance if ladder.need else None) or USUAL_IMPORTANCE


def _bounds(cell: Cell, direct: bool | None) -> tuple[float, float]:
    """What the fewest and the most people that the cell allows may cover. ``direct``: whether anybody speaks from
    direct experience, if told; of a few people nothing more is used than that they are few."""
    direct = None if cell.few else direct
    close_missed, direct_missed = 1 - RHO * BASIS[Basis.CLOSE], 1 - RHO * BASIS[Basis.DIRECT]
    if cell.is_none:
        return 0.0, 0.0
    fewest = close_missed**cell.low * (direct_missed / close_missed if direct and cell.low else 1.0)
    most = close_missed if direct is False else direct_missed
    return 1 - fewest, 1.0 if cell.high is None else 1 - most**cell.high
