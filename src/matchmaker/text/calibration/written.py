"""The blend as files: ``blend.toml`` and ``means.npy``, written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import numpy as np

from matchmaker.text.blend import Blend, Channel, Scale

_HEAD = """# How alike two texts are, frozen. Made by `matchmaker calibrate text`; see MODEL_CARD.md.
# A channel counts weight * (likeness - mean) / spread; the sum s becomes g, .05 at low and .95 at high (Scale.g).
"""


def blend_toml(blend: Blend) -> str:
    """The numbers, as a person can read them."""
    lines = [_HEAD + f'version = "{blend.version}"', f'model_sha256 = "{blend.model_sha256}"', ""]
    lines += ["[channels]", *_channels(blend.channels), ""]
    lines += ["[coarse]", f"offset = {blend.coarse_offset}", "[coarse.channels]", *_channels(blend.coarse), ""]
    lines += ["[purpose]", *_scale(blend.purpose), "", "[task]", *_scale(blend.task)]
    return "\n".join(lines) + "\n"


def means_bytes(blend: Blend) -> bytes:
    """The three reference means as one float32 array (3, 384) in NumPy's format."""
    buffer = BytesIO()
    means = blend.means
    np.save(buffer, np.stack([means.whole, means.sentences, means.words]).astype(np.float32))
    return buffer.getvalue()


def write_blend(blend: Blend, folder: Path) -> None:
    """Write both files, each aside first."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in (("means.npy", means_bytes(blend)), ("blend.toml", blend_toml(blend).encode("utf-8"))):
        aside = folder / f".{name}.aside"
        aside.write_bytes(body)
        aside.replace(folder / name)


def _channels(channels: Mapping[str, Channel]) -> list[str]:
    return [f"{name} = {{ weight = {c.weight}, mean = {c.mean}, spread = {c.spread} }}" for name, c in channels.items()]


def _scale(scale: Scale) -> list[str]:
    return [f"low = {scale.low}", f"high = {scale.high}", f"neutral = {scale.neutral}"]
