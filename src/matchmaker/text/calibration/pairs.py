"""The made-up pairs that the blend is fitted on and judged by, as masked texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.problem import InputRefused, Problem


@dataclass(frozen=True, slots=True)
class Pairs:
    """Related pairs in order: ``patients[k]`` and ``professionals[k]`` wrote about one thing; ``themes`` are wider."""

    themes: NDArray[np.str_]
    patients: tuple[str, ...]
    professionals: tuple[str, ...]
    patient_purposes: tuple[str, ...]
    professional_purposes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.patients)


def calibration_folder() -> Path:
    """``data/calibration`` of a source checkout, else the copy inside the installed package."""
    packaged = Path(__file__).resolve().parents[2] / "_calibration"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[4] / "data" / "calibration"


def load_pairs(path: Path, *, masked: bool = True) -> Pairs:
    """Read pairs from JSON: ``pair_id``, ``side`` and text fields; ``cluster`` is the theme, else each pair is its own.

    Raises ``InputRefused`` (``pairs_unreadable``) when the file is not like that.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        sides = {
            side: {row["pair_id"]: row for row in rows if row["side"] == side} for side in ("patient", "professional")
        }
        order = list(sides["patient"])
        patients, professionals = ([sides[side][key] for key in order] for side in ("patient", "professional"))
        themes = [str(row.get("cluster", row["pair_id"])) for row in patients]
    except (OSError, ValueError, KeyError, TypeError):
        raise InputRefused(Problem.of("pairs_unreadable", file=path.name, folder=str(path.parent))) from None
    return Pairs(
        np.array(themes),
        _texts(patients, ("experience_text", "profile_text", *_PURPOSE), masked=masked),
        _texts(professionals, ("experience_text", "profile_text", *_PURPOSE), masked=masked),
        _texts(patients, _PURPOSE, masked=masked),
        _texts(professionals, _PURPOSE, masked=masked),
    )


_PURPOSE = ("purpose_achieve", "purpose_how", "purpose_text")


def _texts(rows: Sequence[dict[str, str]], fields: Sequence[str], *, masked: bool) -> tuple[str, ...]:
    if masked:
        from matchmaker.text.mask import mask

    joined = ["\n".join(row[field] for field in fields if row.get(field)) for row in rows]
    return tuple(mask(text).text if masked else text for text in joined)
