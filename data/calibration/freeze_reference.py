"""Freezes what ordinary pairings get on each criterion, as 200 equally likely values: ``models/reference``.

    python data/calibration/freeze_reference.py

Everything but the texts: all pairings of the made-up programme of 300 people, both sides together, where known.
Texts: unrelated pairs of the development and reference texts, as for the anchors and neutral values.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from matchmaker.domain.weights import CRITERIA
from matchmaker.library import read_cohort
from matchmaker.matching.neutral import known_values
from matchmaker.matching.reference import equally_likely
from matchmaker.pipeline import prepare
from matchmaker.services.runs import default_weights
from matchmaker.text import TextModel, open_text_model
from matchmaker.text.calibration.evaluation import unrelated
from matchmaker.text.calibration.pairs import calibration_folder
from matchmaker.text.calibration.run import Material, likenesses

ROOT = Path(__file__).parents[2]
OUT = ROOT / "models" / "reference" / "ordinary.json"


def text_values(model: TextModel) -> dict[str, np.ndarray]:
    """``g`` of unrelated statements, and of statements with purposes of others standing in for challenges."""
    material = Material.load(calibration_folder())
    development, reference = material.development, material.reference
    patients, professionals = model.read(material.patients), model.read(material.professionals)
    by_patients = model.read([*development.patient_purposes, *reference.patient_purposes])
    by_professionals = model.read([*development.professional_purposes, *reference.professional_purposes])

    def between(a, b) -> np.ndarray:
        s = unrelated(model.blended(likenesses(a, b)))
        return s[~np.isnan(s)]

    task = np.concatenate([between(patients, by_professionals), between(professionals, by_patients)])
    return {"shared_purpose": model.purpose.g(between(patients, professionals)), "task_fit": model.task.g(task)}


def main() -> None:
    """Measure, and write the file."""
    prepared = prepare(read_cohort(ROOT / "data" / "fixtures" / "programme-300"), default_weights(), model=None)
    found = {**known_values(prepared.table), **text_values(open_text_model())}
    values = {name: [round(float(value), 4) for value in equally_likely(found[name])] for name in CRITERIA}
    rows = ",\n".join(f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in values.items())
    OUT.write_text(f'{{\n  "version": "1",\n  "values": {{\n{rows}\n  }}\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
