"""Neutral values: what an ordinary unrelated pairing gets on each criterion (domain C.3)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.weights import TEXT_CRITERIA
from matchmaker.matching.criteria import evaluate
from matchmaker.matching.engine import Table
from matchmaker.matching.selection import Block

BY_DECISION = ("will",)
"""The neutral value of will is one half by decision, so that any evidence counts above silence."""


def measured_neutrals(table: Table) -> Mapping[str, float]:
    """The mean of :func:`known_values`, for criteria whose neutral value is not one by decision."""
    return {name: float(known.mean()) for name, known in known_values(table).items() if name not in BY_DECISION}


def known_values(table: Table) -> Mapping[str, NDArray[np.float64]]:
    """The known values over every pairing of a cohort, both sides together, for criteria that are not texts.

    Nearly all pairings of a cohort are unrelated, so all are taken. Criteria that nobody is known on are left out.
    """
    everything = Block(np.arange(len(table.patients)), np.arange(len(table.professionals)))
    found = {}
    for criterion in table.criteria:
        if criterion.name in TEXT_CRITERIA:
            continue
        sides = evaluate(criterion, table.patients, table.professionals, everything)
        known = np.concatenate([np.broadcast_to(side, table.shape)[~np.isnan(side)] for side in sides])
        if known.size:
            found[criterion.name] = known
    return found
