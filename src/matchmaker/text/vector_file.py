"""Texts to a NumPy file of plain unit vectors, written row by row, aside, then renamed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

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
    texts: Iterable[str], count: int, target: Path, encoder: Encoder, progress: Callable[[int, int], None]
) -> Written:
    """Write (count, 384) float32 unit vectors of the texts as they are: no masking, no mean taken off.

    A blank text becomes a row of zeros. Raises ``OutsideFailure`` (``file_unwritable``) when the disk refuses.
    """
    aside = target.with_name(f".{target.name}.{os.getpid()}.aside")
    try:
        with aside.open("wb") as file:
            header = {"descr": "<f4", "fortran_order": False, "shape": (count, DIMENSIONS)}
            np.lib.format.write_array_header_1_0(file, header)
            blank = split = done = 0
            queue = iter(texts)
            while some := list(islice(queue, _AT_ONCE)):
                rows = np.zeros((len(some), DIMENSIONS), dtype="<f4")
                filled = [place for place, text in enumerate(some) if text.strip()]
                for place, encoded in zip(filled, encoder.encode([some[place] for place in filled]), strict=True):
                    rows[place] = normalised(encoded.pooled)
                    split += encoded.parts > 1
                file.write(rows.tobytes())
                blank += len(some) - len(filled)
                done += len(some)
                progress(done, count)
        aside.replace(target)
    except OSError:
        raise OutsideFailure(Problem.of("file_unwritable", file=target.name, folder=str(target.parent))) from None
    finally:
        aside.unlink(missing_ok=True)
    return Written(done, blank, split)
