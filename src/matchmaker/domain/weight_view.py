"""A named way of weighing, to talk about (A017): what would it show?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedView:
    """``weights`` are all seven and sum to 1; else each of the run's is multiplied by its ``times`` (1 if left out),
    and all are rescaled to sum to 1. ``code`` has its own words."""

    code: str
    weights: Mapping[str, float] | None = None
    times: Mapping[str, float] | None = None
