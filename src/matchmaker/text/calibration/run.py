"""Fit and judge the blend: ``matchmaker calibrate text``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.artefacts import Artefacts
from matchmaker.text.blend import CHANNELS, Blend, Channel, Means, Scale
from matchmaker.text.calibration.evaluation import Matrix, Recovery, auc, recovery, recovery_of, unrelated
from matchmaker.text.calibration.fit import (
    channel_constants,
    fitted_weights,
    left_out_ranks,
    rounded,
    standardised,
)
from matchmaker.text.calibration.pairs import Pairs, load_pairs
from matchmaker.text.channels import channels_of_one
from matchmaker.text.encoder import Encoder
from matchmaker.text.fixed_point import normalised
from matchmaker.text.index import TextIndex
from matchmaker.text.model import TextModel
from matchmaker.text.record import pooled
from matchmaker.text.sentences import split_sentences
from matchmaker.text.words import word_spans

VERSION = "1"
COARSE = ("whole", "rare")


@dataclass(frozen=True, slots=True)
class Material:
    """What the blend is fitted on: the development pairs and the reference pairs, masked."""

    development: Pairs
    reference: Pairs

    @classmethod
    def load(cls, folder: Path, *, masked: bool = True) -> Material:
        """From ``development_pairs.json`` and ``reference_texts.json``."""
        development = load_pairs(folder / "development_pairs.json", masked=masked)
        return cls(development, load_pairs(folder / "reference_texts.json", masked=masked))

    @property
    def patients(self) -> list[str]:
        """Every patient-side text, the development pairs' first."""
        return [*self.development.patients, *self.reference.patients]

    @property
    def professionals(self) -> list[str]:
        """Every professional-side text, in the same order."""
        return [*self.development.professionals, *self.reference.professionals]


def reference_means(encoder: Encoder, texts: Sequence[str]) -> Means:
    """The mean unit vector of whole texts, of sentences and of words over the reference texts, as stored (float32)."""
    wholes, sentences, words = [], [], []
    for text, encoded in zip(texts, encoder.encode(texts), strict=True):
        wholes.append(normalised(encoded.pooled)[None, :])
        sentences.append(normalised(pooled(encoded, split_sentences(text))[1]))
        words.append(normalised(pooled(encoded, word_spans(text))[1]))
    stored = [
        np.concatenate(rows).mean(axis=0).astype(np.float32).astype(np.float64) for rows in (wholes, sentences, words)
    ]
    return Means(*stored)


def likenesses(a: TextIndex, b: TextIndex) -> dict[str, Matrix]:
    """Every channel for every pair, (n, m) each."""
    columns = np.arange(len(b), dtype=np.int64)
    rows = [channels_of_one(a, row, b, columns) for row in range(len(a))]
    return {name: np.stack([row[name] for row in rows]) for name in CHANNELS}


def fit_blend(artefacts: Artefacts, material: Material) -> Blend:
    """The blend, from scratch. The same material gives the same numbers."""
    model = TextModel(_blank(artefacts), artefacts)
    reference = [*material.reference.patients, *material.reference.professionals]
    model = TextModel(replace(model.blend, means=reference_means(model.encoder, reference)), artefacts)
    patients, professionals = model.read(material.patients), model.read(material.professionals)
    everything = likenesses(patients, professionals)
    pools = _pools(everything, len(material.development))
    constants = channel_constants([everything], CHANNELS)
    weights = fitted_weights([standardised(pool, constants) for pool in pools])
    model = TextModel(replace(model.blend, channels=rounded(weights, constants)), artefacts)
    scores = model.blended(everything)
    coarse, offset = _coarse(everything, scores, constants)
    return replace(
        model.blend,
        coarse=coarse,
        coarse_offset=offset,
        purpose=_scale(np.diag(scores), unrelated(scores)),
        task=_task_scale(model, material, patients, professionals),
    )


def _blank(artefacts: Artefacts) -> Blend:
    nothing = np.zeros(384)
    scale = Scale(0.0, 1.0, 0.0)
    means = Means(nothing, nothing, nothing)
    return Blend(VERSION, artefacts.manifest["model_sha256"], {}, {}, 0.0, scale, scale, means, "")


def _pools(everything: dict[str, Matrix], split: int) -> list[dict[str, Matrix]]:
    """Development pairs among themselves, and reference pairs among themselves."""
    return [{name: m[part, part] for name, m in everything.items()} for part in (slice(split), slice(split, None))]


def _coarse(
    everything: dict[str, Matrix], scores: Matrix, constants: dict[str, tuple[float, float]]
) -> tuple[dict[str, Channel], float]:
    """Least squares of the blend on the two channels that are products."""
    few = {name: constants[name] for name in COARSE}
    layers = [layer.ravel() for layer in standardised(everything, few)]
    design = np.stack([*layers, np.ones(scores.size)], axis=1)
    found = np.linalg.lstsq(design, scores.ravel(), rcond=None)[0]
    return rounded(found[:-1], few), round(float(found[-1]), 2) + 0.0


def _scale(related: Matrix, others: Matrix) -> Scale:
    """The anchors and the neutral value. ``low`` and neutral are both medians: neutral is ``END`` but for rounding."""
    related, others = related[~np.isnan(related)], others[~np.isnan(others)]
    scale = Scale(round(float(np.median(others)), 3), round(float(np.percentile(related, 95)), 3), 0.0)
    return replace(scale, neutral=round(float(np.median(scale.g(others))), 4))


def _task_scale(model: TextModel, material: Material, patients: TextIndex, professionals: TextIndex) -> Scale:
    """Statements against the purposes of the other side, standing in for challenges."""
    development, reference = material.development, material.reference
    by_patients = model.read([*development.patient_purposes, *reference.patient_purposes])
    by_professionals = model.read([*development.professional_purposes, *reference.professional_purposes])
    tables = [
        model.blended(likenesses(patients, by_professionals)),
        model.blended(likenesses(professionals, by_patients)),
    ]
    return _scale(np.concatenate([np.diag(t) for t in tables]), np.concatenate([unrelated(t) for t in tables]))


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well texts recover pairs: a table of recoveries, and the first stage's recall."""

    rows: tuple[tuple[str, Recovery], ...]
    recall: float
    """Of everybody's five closest by the blend, the share among the twenty closest by the first estimate."""

    def recovery(self, name: str) -> Recovery:
        """The recovery of that row."""
        return dict(self.rows)[name]


LEFT_OUT = "blend, development pairs, each theme left out of the fit"


def judge(model: TextModel, material: Material, twelve: Pairs | None = None) -> Judgement:
    """Judge on the development pairs (each theme left out), the reference pairs and, only to report, the twelve."""
    patients, professionals = model.read(material.patients), model.read(material.professionals)
    everything = likenesses(patients, professionals)
    development, reference = _pools(everything, len(material.development))
    rows = [(f"{name}, development pairs", recovery(development[name])) for name in CHANNELS]
    rows.append(("blend, development pairs", recovery(model.blended(development))))
    rows.append((LEFT_OUT, _left_out(model, material, development, reference)))
    rows += [(f"{name}, reference pairs", recovery(reference[name])) for name in CHANNELS]
    rows.append(("blend, reference pairs", recovery(model.blended(reference))))
    easy = {name: matrix[:12, :12] for name, matrix in reference.items()}
    rows.append(("blend, the twelve easy reference pairs", recovery(model.blended(easy))))
    if twelve:
        table = likenesses(model.read(twelve.patients), model.read(twelve.professionals))
        rows.append(("blend, the guide's twelve pairs (never fitted on)", recovery(model.blended(table))))
    everybody = np.arange(len(patients), dtype=np.int64)
    first = model.coarse(patients, everybody, professionals, everybody).astype(np.float64)
    return Judgement(tuple(rows), _recall(model.blended(everything), first))


def _left_out(
    model: TextModel, material: Material, development: dict[str, Matrix], reference: dict[str, Matrix]
) -> Recovery:
    constants = {name: (channel.mean, channel.spread) for name, channel in model.blend.channels.items()}
    layers = standardised(development, constants)
    forth, back = left_out_ranks(layers, material.development.themes.tolist(), [standardised(reference, constants)])
    scores = model.blended(development)
    return recovery_of(forth, back, auc(np.diag(scores), unrelated(scores)))


def _recall(exact: Matrix, first: Matrix, kept: int = 20, wanted: int = 5) -> float:
    shares: list[float] = []
    for scores, estimates in ((exact, first), (exact.T, first.T)):
        best: NDArray[np.intp] = np.argsort(-scores, axis=1, kind="stable")[:, :wanted]
        near: NDArray[np.intp] = np.argsort(-estimates, axis=1, kind="stable")[:, :kept]
        shares += [len(set(a) & set(b)) / wanted for a, b in zip(best.tolist(), near.tolist(), strict=True)]
    return float(np.mean(shares))
