"""Made-up people's texts for the text tests, and how well likenesses find who belongs together."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np

from matchmaker.text.calibration.pairs import calibration_folder
from matchmaker.text.calibration.run import Material

ROOT = Path(__file__).parents[1]


@cache
def material() -> Material:
    """The development and reference pairs, masked."""
    return Material.load(calibration_folder())


@cache
def twelve(*, purpose_how: bool = True) -> tuple[list[str], list[str]]:
    """Raw statements of the guide's twelve pairs, patients and professionals in the same order."""
    with (ROOT / "data" / "fixtures" / "collaborative-pairs" / "partners.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    fields = ("experience_text", "purpose_achieve", "purpose_how")[: 3 if purpose_how else 2]
    texts = {row["id"]: "\n".join(row[name] for name in fields if row[name]) for row in rows}
    pairs = sorted({name.split("-")[0] for name in texts})
    return [texts[f"{pair}-patient"] for pair in pairs], [texts[f"{pair}-professional"] for pair in pairs]


def all_pairs(rows: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Every pairing as two index arrays."""
    return np.divmod(np.arange(rows * columns), columns)


def table(model, left, right) -> np.ndarray:
    """The exact blend for every pairing of two lists of masked texts."""
    a, b = model.read(left), model.read(right)
    return model.exact(a, *_interleaved(a, b)).reshape(len(a), len(b))


def _interleaved(a, b):
    i, j = all_pairs(len(a), len(b))
    return i, b, j
