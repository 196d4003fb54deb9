"""Somebody they already know, or somebody new (A10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.related import related
from matchmaker.assumptions.rerun import among, effect_on
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import of_pairing
from matchmaker.assumptions.shut_out import ShutOut
from matchmaker.domain.flag import Level, Severity
from matchmaker.domain.relation import RelationKind

KNOWN: Final = (RelationKind.TREATS, RelationKind.WORKED_WITH, RelationKind.KNOWS)

METHOD: Final = "known_pairs_removed"


def look(seen: Seen) -> Iterator[Found] | NoData:
    """For each place on a list where one already knows, worked with, or treats the other: the lists without any such
    pairing."""
    if not seen.cohort.relations:
        return NoData(("relations.csv",))
    return _places(seen)


def _places(seen: Seen) -> Iterator[Found]:
    known = related(seen, KNOWN)
    if not known:
        return
    new = np.ones(len(seen.kept), np.bool_)
    new[list(known)] = False
    rerun = among(seen, METHOD, new)
    shut_out = ShutOut(seen, rerun)
    for shortlist in seen.shortlists:
        for pairing in shortlist.suggested[~new[shortlist.suggested]].tolist():
            yield Found(
                rule="known_to_each_other",
                subject=of_pairing(seen, shortlist, pairing),
                values={"relation": known[pairing].value},
                people=(seen.patient(pairing).id, seen.professional(pairing).id),
                effect=effect_on(seen, shortlist, rerun, pairing=pairing, shut_out=shut_out.on(shortlist)),
            )


CHECK = Check(
    id="A10",
    code="already_know_each_other",
    level=Level.PAIR,
    base=Severity.NOTE,
    guide_ref="§1 outset-1",
    reads=("relations.csv",),
    look=look,
)
