"""Texts to a NumPy file of plain unit vectors, written row by row, aside, then renamed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from matchmaker.domain.problem import OutsideFailure, Problem
from matchmaker.text.encoder import DIMENSIONS, Encoder
from matchmaker.text.fixed_point import normalised

_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Written:
    """``texts`` rows were written; of these ``blank`` are rows of zeros, ``split`` were read in parts."""

    texts: int
    blank: int
    split: int


def write_vectors(
    texts: Sequence[str], target: Path, encoder: Encoder, progress: Callable[[int, int], None]
) -> Written:
    """Write (n, 384) float32 unit vectors of the n texts as they are: no masking, no mean taken off.

    A blank text becomes a row of zeros. The file is its owner's alone (0600). Raises ``OutsideFailure``
    (``file_unwritable``) when the disk refuses.
    """
    aside = target.with_name(f".{target.name}.{os.getpid()}.aside")
    try:
        aside.unlink(missing_ok=True)
        aside.touch(mode=0o600, exist_ok=False)
        with aside.open("wb") as file:
            written = _write(file, texts, encoder, progress)
        aside.replace(target)
    except OSError:
        raise OutsideFailure(Problem.of("file_unwritable", file=target.name, folder=str(target.parent))) from None
    finally:
        aside.unlink(missing_ok=True)
    return written


def _write(file: BinaryIO, texts: Sequence[str], encoder: Encoder, progress: Callable[[int, int], None]) -> Written:
    header = {"descr": "<f4", "fortran_order": False, "shape": (len(texts), DIMENSIONS)}
    np.lib.format.write_array_header_1_0(file, header)
    blank = split = 0
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        rows = np.zeros((len(some), DIMENSIONS), dtype="<f4")
        filled = [place for place, text in enumerate(some) if text.strip()]
        for place, encoded in zip(filled, encoder.encode([some[place] for place in filled]), strict=True):
            rows[place] = normalised(encoded.pooled)
            split += encoded.parts > 1
        file.write(rows.tobytes())
        blank += len(some) - len(filled)
        progress(start + len(some), len(texts))
    return Written(len(texts), blank, split)
