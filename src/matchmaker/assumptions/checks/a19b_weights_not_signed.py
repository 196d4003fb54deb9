"""Weights that one side signed, or nobody (A19b): every result says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from matchmaker.assumptions.contract import Check, Found
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.flag import Level, Severity

SIDES: Final = ("patient", "professional")


def look(seen: Seen) -> Iterator[Found]:
    """Once for the run: the weight set lacks the agreement of a side. There is nothing to run again."""
    weights = seen.table.weights
    missing = [side for side in SIDES if side not in weights.signed_by]
    if len(missing) == len(SIDES):
        yield Found(rule="signed_by_nobody", values={"weight_set": weights.name})
    elif missing:
        yield Found(rule=f"not_signed_by_{missing[0]}", values={"weight_set": weights.name})


CHECK = Check(
    id="A19b",
    code="weights_not_signed",
    level=Level.RUN,
    base=Severity.CHECK,
    guide_ref="§0",
    reads=("weights signed_by",),
    look=look,
)
