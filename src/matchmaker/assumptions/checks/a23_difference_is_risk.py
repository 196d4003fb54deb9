"""A23: two people who want different things are taken to be a risk (guide §2, difference).

Goes off for a shown pairing whose ``shared_purpose`` is under .35 while ``seek_offer``, as either side reads it, is .70
or more: they say it differently, and one has what the other asked for. Unknown values set nothing off. Re-run:
``shared_purpose`` neutral for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.rerun import effect_on, with_inputs
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import of_pairing, shown_of
from matchmaker.domain.flag import Level, Severity
from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.score import ScoreInputs

LITTLE_PURPOSE: Final = 0.35
MUCH_OFFERED: Final = 0.70
PURPOSE, OFFER = CRITERIA.index("shared_purpose"), CRITERIA.index("seek_offer")
_ROUNDING: Final = 1e-9


def look(seen: Seen) -> Iterator[Found] | NoData:
    """One for each shown pairing that differs in purpose and fits in what is sought and offered."""
    missing = []
    if seen.table.dropped[PURPOSE]:
        missing += ["partners.csv experience_text", "partners.csv purpose_achieve"]
    if seen.table.dropped[OFFER]:
        missing += ["partners.csv seeks", "partners.csv offers"]
    return NoData(tuple(missing)) if missing else _found(seen)


def _found(seen: Seen) -> Iterator[Found]:
    shown, inputs = shown_of(seen), seen.kept.inputs
    purpose = inputs.patient[shown.pairing, PURPOSE]
    offered = np.fmax(inputs.patient[shown.pairing, OFFER], inputs.professional[shown.pairing, OFFER])
    chosen = (purpose < LITTLE_PURPOSE - _ROUNDING) & (offered >= MUCH_OFFERED - _ROUNDING)
    if not chosen.any():
        return
    patient, professional = inputs.patient.copy(), inputs.professional.copy()
    patient[:, PURPOSE] = professional[:, PURPOSE] = np.nan
    rerun = with_inputs(seen, "purpose_neutral", ScoreInputs(patient, professional, inputs.dropped))
    for (shortlist, pairing), here, theirs in zip(
        shown.where(chosen), purpose[chosen].tolist(), offered[chosen].tolist(), strict=True
    ):
        yield Found(
            rule="differs_and_fits",
            subject=of_pairing(seen, shortlist, pairing),
            values={"purpose": f"{here:.2f}", "offered": f"{theirs:.2f}"},
            people=tuple(sorted((seen.patient(pairing).id, seen.professional(pairing).id))),
            effect=effect_on(seen, shortlist, rerun, pairing=pairing),
        )


CHECK = Check(
    id="A23",
    code="difference_is_risk",
    level=Level.PAIR,
    base=Severity.NOTE,
    guide_ref="§2",
    reads=("partners.csv experience_text", "partners.csv purpose_achieve", "partners.csv seeks", "partners.csv offers"),
    look=look,
)
