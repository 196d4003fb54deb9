"""The text model: the encoder, the frozen blend and the word rarities, behind the few calls that matching needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from matchmaker.domain.problem import OutsideFailure, Problem
from matchmaker.text.artefacts import Artefacts, artefacts_folder
from matchmaker.text.blend import Blend, Scale, load_blend
from matchmaker.text.cache import VectorCache
from matchmaker.text.channels import channels_of_one
from matchmaker.text.coarse import estimate
from matchmaker.text.cores import usable_cores
from matchmaker.text.encoder import Encoder
from matchmaker.text.evidence import Evidence, evidence_of
from matchmaker.text.index import TextIndex
from matchmaker.text.rarity import RarityTable
from matchmaker.text.reading import ENOUGH, Progress, Reader
from matchmaker.text.record import LAYOUT, read_text

Rows = NDArray[np.int64]


class TextModel:
    """How alike two texts are. The encoder starts only when a text has to be embedded."""

    def __init__(self, blend: Blend, artefacts: Artefacts) -> None:
        self.blend = blend
        self._artefacts = artefacts

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder, its files verified. Raises ``OutsideFailure`` when one is altered."""
        from matchmaker.text.onnx_encoder import OnnxEncoder

        return OnnxEncoder(self._artefacts)

    @cached_property
    def rarity(self) -> RarityTable:
        """The frozen word rarities."""
        return RarityTable.load(self._artefacts.rarity)

    @property
    def purpose(self) -> Scale:
        """From ``s`` of two statements to ``g``, and the neutral value."""
        return self.blend.purpose

    @property
    def task(self) -> Scale:
        """From ``s`` of a statement and a challenge to ``g``, and the neutral value."""
        return self.blend.task

    def versions(self) -> Mapping[str, str]:
        """What a run has to record: hashes of the model, its built files, the rarities and the blend."""
        manifest = self._artefacts.manifest
        named = {
            "model_sha256": "model_sha256",
            "tokenizer_sha256": "tokenizer_sha256",
            "onnx_sha256": "encoder.onnx",
            "onnx_data_sha256": "encoder.onnx.data",
            "rarity_sha256": "rarity.npz",
        }
        recorded = {name: manifest[key] for name, key in named.items()}
        return recorded | {"blend_version": self.blend.version, "blend_sha256": self.blend.digest, "layout": LAYOUT}

    def read(
        self,
        masked_texts: Sequence[str | None],
        *,
        owners: Sequence[str] | None = None,
        cache: VectorCache | None = None,
        progress: Progress | None = None,
        enough: int = ENOUGH,
    ) -> TextIndex:
        """Vectors of ``n`` masked texts (``None``: there is none), a row each.

        ``owners[k]`` is the partner whose text it is: noted in the cache so that ``forget`` finds it. ``progress`` is
        called with (done, to do) while texts are embedded. Equal texts are embedded once. A text of fewer than
        ``enough`` words is unknown.
        """
        return self._reader.read(masked_texts, owners, cache, progress, enough)

    def coarse(self, a: TextIndex, rows: Rows, b: TextIndex, cols: Rows) -> NDArray[np.float32]:
        """First estimate (r, c) of the blend ``s`` for a block of pairs; NaN where a text is unknown."""
        return estimate(self.blend, a, rows, b, cols)

    def exact(self, a: TextIndex, i: Rows, b: TextIndex, j: Rows) -> NDArray[np.float64]:
        """The blend ``s`` (n,) of pairs ``(i[k], j[k])``; NaN where a text is unknown.

        ``s = Σ weight · (likeness − mean) / spread`` over the channels. A pair's value is the same to the last bit
        whatever else is asked, in whatever order, and whichever of the two comes first.
        """
        if not len(i):
            return np.zeros(0)
        if len(np.unique(i)) > len(np.unique(j)):
            a, i, b, j = b, j, a, i
        order = np.argsort(i, kind="stable")
        groups = np.split(order, (np.flatnonzero(np.diff(i[order])) + 1).tolist())
        result = np.empty(len(i))

        def one(group: NDArray[np.intp]) -> None:
            result[group] = self.blended(channels_of_one(a, int(i[group[0]]), b, np.asarray(j[group])))

        _each(one, groups)
        return result

    def blended(self, likeness: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """Channels (n,) each into the blend ``s`` (n,): an empty channel counts as ordinary, no whole as unknown."""
        total = np.where(np.isnan(likeness["whole"]), np.nan, 0.0)
        for name, channel in self.blend.channels.items():
            step = channel.weight * ((likeness[name] - channel.mean) / channel.spread)
            total = total + np.where(np.isnan(step), 0.0, step)
        return total

    def evidence(self, text_a: str, text_b: str) -> Evidence:
        """Closest sentences, closest words and shared rare words of two (masked) texts: evidence, not reasons."""
        one, other = self.encoder.encode([text_a, text_b])
        left = read_text(text_a, one, self.blend.means, self.rarity)
        return evidence_of(text_a, left, text_b, read_text(text_b, other, self.blend.means, self.rarity))

    @cached_property
    def _reader(self) -> Reader:
        stamp = f"{self._artefacts.manifest['model_sha256']}:{self.versions()['rarity_sha256']}:{self.blend.digest}"
        return Reader(lambda: self.encoder, lambda: self.rarity, self.blend.means, stamp)


def open_text_model(blend_in: Path | None = None) -> TextModel:
    """The built model with the shipped blend (or the one in ``blend_in``). Quick: nothing big is loaded yet.

    Raises ``OutsideFailure``: ``model_files_missing``, ``model_files_altered``, ``model_files_outdated``,
    ``text_blend_unreadable``, or ``text_blend_of_other_model`` when the blend was fitted on another model.
    """
    artefacts = Artefacts(artefacts_folder())
    artefacts.require()
    blend = load_blend(blend_in)
    if blend.model_sha256 != artefacts.manifest["model_sha256"]:
        raise OutsideFailure(Problem.of("text_blend_of_other_model", folder=str(artefacts.folder)))
    return TextModel(blend, artefacts)


def _each(work: Callable[[NDArray[np.intp]], None], groups: list[NDArray[np.intp]]) -> None:
    """Do the groups on all cores; each writes its own part, so their order does not matter.

    One thread of the matrix library each: with more, the two kinds of threads wait for one another (ten times slower).
    """
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(min(usable_cores(), len(groups))) as pool:
        for _ in pool.map(work, groups):
            pass
