"""Open a run again: its folder says what was asked, its input is read afresh, and what has changed is said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from matchmaker import pipeline
from matchmaker.domain.problem import OutsideFailure, Problem, WrongUse
from matchmaker.domain.weights import WeightSet
from matchmaker.matching.engine import Progress
from matchmaker.matching.run import Options
from matchmaker.report.run_file import FORMAT
from matchmaker.services.runs import text_model, weights_of
from matchmaker.tables import Alterations, read_input
from matchmaker.text.cache import FOLDER, VectorCache


@dataclass(frozen=True, slots=True)
class Opened:
    """A run ready to be scored again. ``changed`` names input files that are not as they were at the run."""

    options: Options
    prepared: pipeline.Prepared
    changed: tuple[str, ...]


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


def reopen(
    folder: Path, progress: Progress, *, altered: Alterations | None = None, weights: WeightSet | None = None
) -> Opened:
    """Prepare the run in ``folder`` again from today's files, with its own options and weights.

    ``altered``: cells to be read as if they said something else; ``weights`` replaces the run's own.
    """
    document = run_document_of(folder)
    asked = document["options"]
    options = Options(
        for_side=asked["for"],
        top=asked["top"],
        no_text=asked["no_text"],
        seed=document["seed"],
        as_of=date.fromisoformat(asked["as_of"]),
    )
    paths = _input_paths(document)
    read = read_input(
        paths, challenge_id=asked["challenge"], encoding=asked["encoding"], progress=progress, altered=altered
    )
    weights = weights or weights_of(Path(asked["weights_file"]) if asked["weights_file"] else None)
    kept = folder / FOLDER
    cache = VectorCache(kept, read_only=True) if kept.is_dir() else None  # whoever was forgotten stays forgotten
    prepared = pipeline.prepare(read.cohort, weights, model=text_model(options), cache=cache, progress=progress)
    before = {file["name"]: file["sha256"] for file in document["inputs"]}
    changed = tuple(file.name for file in read.files if before.get(file.name) != file.sha256)
    return Opened(options, prepared, changed)
