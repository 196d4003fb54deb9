"""Explain one pairing of a run: read its input again, say if it has changed, score that pairing afresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matchmaker import pipeline
from matchmaker.domain.problem import Forbidden, Problem
from matchmaker.matching.bounds import Bounds, bounds
from matchmaker.matching.engine import Progress
from matchmaker.matching.lists import only
from matchmaker.matching.run import Pairing, Run
from matchmaker.services.reopening import reopen


@dataclass(frozen=True, slots=True)
class Explanation:
    """One pairing with exact numbers. ``changed`` names input files that are not as they were at the run."""

    run: Run
    pairing: Pairing
    bounds: tuple[Bounds, ...]
    changed: tuple[str, ...]
    ranks: Mapping[str, int]


def explain(folder: Path, patient_id: str, professional_id: str, progress: Progress) -> Explanation:
    """Score one pairing of the run in ``folder`` again, with the run's own options and weights.

    :class:`Forbidden` for a pairing that a rule keeps apart, and for ids that are not there: the answer is the same.
    """
    opened = reopen(folder, progress)
    i, j = places_of(opened.prepared, patient_id, professional_id)
    run = pipeline.run_of(opened.prepared, only(opened.prepared.table, i, j), opened.options)
    ranks = _ranks(folder, patient_id, professional_id)
    return Explanation(run, run.pairing(0), tuple(bounds(run)), opened.changed, ranks)


def places_of(prepared: pipeline.Prepared, patient_id: str, professional_id: str) -> tuple[int, int]:
    """The places of two people on their sides; :class:`Forbidden` where they are no pairing of the run."""
    row = {p.id: i for i, p in enumerate(prepared.pool.patient_side)}.get(patient_id)
    column = {p.id: j for j, p in enumerate(prepared.pool.professional_side)}.get(professional_id)
    if row is None or column is None or prepared.table.blocked.holds(np.array([row]), np.array([column]))[0]:
        raise Forbidden(Problem.of("no_such_pairing", patient=patient_id, professional=professional_id))
    return row, column


def _ranks(folder: Path, patient_id: str, professional_id: str) -> Mapping[str, int]:
    """At which rank each of the two stands on the other's list, by side; only those that were listed."""
    from matchmaker.tables.write import read_back

    wanted = {("patient", patient_id, professional_id), ("professional", professional_id, patient_id)}
    return {
        row["for_side"]: int(row["rank"])
        for row in read_back(folder / "matches.csv")
        if (row["for_side"], row["for_id"], row["candidate_id"]) in wanted
    }
