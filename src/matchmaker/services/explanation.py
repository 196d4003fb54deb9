"""Explain one pairing of a run: read its input again, say if it has changed, score that pairing afresh."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from matchmaker import pipeline
from matchmaker.domain.problem import Forbidden, OutsideFailure, Problem, WrongUse
from matchmaker.matching.bounds import Bounds, bounds
from matchmaker.matching.engine import Progress, only
from matchmaker.matching.run import Options, Pairing, Run
from matchmaker.report.run_file import FORMAT
from matchmaker.services.runs import text_model, vectors_in, weights_of
from matchmaker.tables import read_input


@dataclass(frozen=True, slots=True)
class Explanation:
    """One pairing with exact numbers. ``changed`` names input files that are not as they were at the run."""

    run: Run
    pairing: Pairing
    bounds: tuple[Bounds, ...]
    changed: tuple[str, ...]
    ranks: Mapping[str, int]


def run_document_of(folder: Path) -> Mapping[str, Any]:
    """``run.json`` of a run's folder; :class:`WrongUse` where there is none that we wrote."""
    try:
        document = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WrongUse(Problem.of("not_a_run", file=str(folder))) from None
    except (OSError, ValueError):
        raise WrongUse(Problem.of("run_unreadable", file=str(folder / "run.json"))) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise WrongUse(Problem.of("run_unreadable", file=str(folder / "run.json")))
    return document


def _input_paths(document: Mapping[str, Any]) -> tuple[Path, ...]:
    paths = tuple(Path(path) for path in document["read_from"])
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise OutsideFailure([Problem.of("input_gone", file=path) for path in missing])
    return paths


def explain(folder: Path, patient_id: str, professional_id: str, progress: Progress) -> Explanation:
    """Score one pairing of the run in ``folder`` again, with the run's own options and weights.

    :class:`Forbidden` for a pairing that a rule keeps apart, and for ids that are not there: the answer is the same.
    """
    document = run_document_of(folder)
    asked = document["options"]
    options = Options(for_side=asked["for"], top=asked["top"], no_text=asked["no_text"], seed=document["seed"])
    paths = _input_paths(document)
    read = read_input(paths, challenge_id=asked["challenge"], encoding=asked["encoding"], progress=progress)
    weights = weights_of(Path(asked["weights_file"]) if asked["weights_file"] else None)
    kept = folder / ".vectors"
    cache = vectors_in(kept if kept.is_dir() else None)
    prepared = pipeline.prepare(read.cohort, weights, model=text_model(options), cache=cache, progress=progress)
    i, j = _places(prepared, patient_id, professional_id)
    run = pipeline.run_of(prepared, only(prepared.table, i, j), options)
    before = {file["name"]: file["sha256"] for file in document["inputs"]}
    changed = tuple(file.name for file in read.files if before.get(file.name) != file.sha256)
    return Explanation(run, run.pairing(0), tuple(bounds(run)), changed, _ranks(folder, patient_id, professional_id))


def _places(prepared: pipeline.Prepared, patient_id: str, professional_id: str) -> tuple[int, int]:
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
