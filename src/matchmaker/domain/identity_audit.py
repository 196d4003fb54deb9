"""What an auditor measured apart from any run: whether a score or a list tells groups of people from one another.

The figures are aggregates. Nobody's monitoring answers are in them, and none can be read from here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedGroup:
    """One category of one attribute, ``n_in`` people in it and ``n_out`` not.

    ``separation`` in [0, 1] is the share of pairs, one of each, in which the one in it stands higher (area under the
    curve; .5: not told apart), ``low`` and ``high`` its interval. ``control`` is the same for control words that tell
    nothing of who somebody is, with its interval where it was measured.
    """

    attribute: str
    category: str
    n_in: int
    n_out: int
    separation: float
    low: float
    high: float
    control: float
    control_low: float | None = None
    control_high: float | None = None
