"""The frozen blend: what is taken off each vector, how much each channel counts, and what a likeness means.

Kept in ``models/text-blend/``: ``blend.toml`` (numbers a person can read) and ``means.npy``. Made by
``matchmaker calibrate text``; never changed by the people being matched.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.problem import OutsideFailure, Problem

END = 0.05
"""What ``g`` leaves at either end for likenesses below the lower anchor, and above the upper one."""

STEEP = (1 - 2 * END) / END
"""How fast the ends bend, so that they leave the ramp at its own slope."""

CHANNELS = ("whole", "sentences", "words", "rare")


@dataclass(frozen=True, slots=True)
class Channel:
    """One way in which two texts can be alike: it counts ``weight · (likeness − mean) / spread``."""

    weight: float
    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class Scale:
    """From a blend ``s`` to ``g`` in [0, 1]: ``low`` is the unrelated median, ``high`` the related 95th percentile."""

    low: float
    high: float
    neutral: float
    """The median ``g`` of unrelated pairs: an unknown text ranks before half of them and behind the other half."""

    def g(self, s: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """A straight ramp from .05 at ``low`` to .95 at ``high`` that bends towards 0 and 1; NaN (unknown) stays NaN.

        With ``t = (s − low) / (high − low)``: ``.05 + .9 t`` between them, ``.05 exp(18 t)`` below, and
        ``1 − .05 exp(18 (1 − t))`` above; the three meet without a kink. A plain clip would make all that lies
        outside equal, and let the hash of their ids decide between people whom the texts can tell apart.
        """
        t = (np.asarray(s, dtype=np.float64) - self.low) / (self.high - self.low)
        below, above = END * np.exp(STEEP * np.minimum(t, 0.0)), 1 - END * np.exp(STEEP * np.minimum(1 - t, 0.0))
        return np.asarray(np.where(t < 0, below, np.where(t > 1, above, END + (1 - 2 * END) * t)))


@dataclass(frozen=True, slots=True)
class Means:
    """What all involvement texts share, each (384,): taken off before vectors are compared."""

    whole: NDArray[np.float64]
    sentences: NDArray[np.float64]
    words: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Blend:
    """Everything frozen. ``digest`` is the SHA-256 of its files: it names the blend in a run, and keys the cache."""

    version: str
    model_sha256: str
    channels: Mapping[str, Channel]
    coarse: Mapping[str, Channel]
    coarse_offset: float
    purpose: Scale
    task: Scale
    means: Means
    digest: str


def blend_folder() -> Path:
    """``models/text-blend`` of a source checkout, else the copy inside the installed package."""
    packaged = Path(__file__).resolve().parents[1] / "_models" / "text-blend"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "models" / "text-blend"


def load_blend(folder: Path | None = None) -> Blend:
    """Read the frozen blend. Raises ``OutsideFailure`` (``text_blend_unreadable``) when it is missing or broken."""
    place = folder or blend_folder()
    try:
        written, numbers = (place / "blend.toml").read_bytes(), (place / "means.npy").read_bytes()
        read = tomllib.loads(written.decode("utf-8"))
        means = np.load(place / "means.npy").astype(np.float64)
        return Blend(
            version=str(read["version"]),
            model_sha256=str(read["model_sha256"]),
            channels={name: Channel(**read["channels"][name]) for name in CHANNELS if name in read["channels"]},
            coarse={name: Channel(**values) for name, values in read["coarse"]["channels"].items()},
            coarse_offset=float(read["coarse"]["offset"]),
            purpose=Scale(**read["purpose"]),
            task=Scale(**read["task"]),
            means=Means(means[0], means[1], means[2]),
            digest=hashlib.sha256(written + numbers).hexdigest(),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        raise OutsideFailure(Problem.of("text_blend_unreadable", file="blend.toml", folder=str(place))) from None
