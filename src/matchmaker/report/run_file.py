"""``run.json``: what a run was made from, so that it can be checked, explained and made again, byte for byte.

No machine, no free text and no time is in it, but for the day from which ages of records count.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.weights import CRITERIA, Learned, WeightSet
from matchmaker.explain.messages import say_assumption
from matchmaker.matching.gates import NEEDS_STORED_STATE
from matchmaker.matching.run import Run

FORMAT = "matchmaker.run/1"


@dataclass(frozen=True, slots=True)
class InputRecord:
    """A file that a run read: its name and path, the SHA-256 of its bytes, and how many rows it had."""

    name: str
    path: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run was asked to read: the input's paths, the encoding named, the weight set named."""

    inputs: tuple[str, ...]
    encoding: str | None
    weights_file: str | None


def _weights(weights: WeightSet, used: NDArray[np.float64]) -> dict[str, Any]:
    return {
        "name": weights.name,
        "version": weights.version,
        "agreed": dict(weights.weights),
        "used": dict(zip(CRITERIA, used.tolist(), strict=True)),
        "one_sided": weights.one_sided,
        "neutral": {name: weights.neutral[name] for name in CRITERIA if name in weights.neutral},
        "signed_by": {side: {"by": who.by, "on": who.on} for side, who in sorted(weights.signed_by.items())},
        **({"learned": _learned(weights.learned)} if weights.learned else {}),
    }


def _learned(learned: Learned) -> dict[str, Any]:
    return {
        "n": learned.n,
        "patient_feedback_share": learned.patient_feedback_share,
        "unmatched_observed": learned.unmatched_observed,
        "before": dict(learned.before),
    }


def _assumption(assumption: Assumption) -> dict[str, Any]:
    return {
        "code": assumption.code,
        "params": dict(assumption.params),
        "about": list(assumption.about),
        "wording": say_assumption(assumption),
    }


def run_document(run: Run, asked: Asked, inputs: Sequence[InputRecord]) -> Mapping[str, Any]:
    """The run as a JSON-ready mapping."""
    challenge = run.challenge
    return {
        "format": FORMAT,
        "run_id": run.id,
        "seed": run.seed,
        "read_from": list(asked.inputs),
        "inputs": [{"name": file.name, "path": file.path, "sha256": file.sha256, "rows": file.rows} for file in inputs],
        "options": {
            "for": run.options.for_side,
            "top": run.options.top,
            "no_text": run.options.no_text,
            "as_of": run.options.as_of.isoformat(),
            "challenge": challenge.id if challenge else None,
            "encoding": asked.encoding,
            "weights_file": asked.weights_file,
        },
        "versions": {**run.versions, "vocabulary": run.cohort.vocabulary.version},
        "weights": _weights(run.weights, run.lists.scores.weights),
        "dropped_for_all": list(run.dropped),
        "people": {
            "patient_side": len(run.pool.patients),
            "professional_side": len(run.pool.professionals),
            "read": len(run.cohort.partners),
        },
        "gates": {"blocked_pairings": len(run.table.blocked.codes), "no_data": list(NEEDS_STORED_STATE)},
        "assumptions": [_assumption(assumption) for assumption in run.assumptions],
    }


def run_json(document: Mapping[str, Any]) -> str:
    """The bytes of ``run.json`` as text: indented, keys in a fixed order, one line feed at the end."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
