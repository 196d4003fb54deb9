"""How close people's own words are to a need: an index apart from every score (domain C.8).

Nothing is masked, since who somebody is is the point here, and nothing of it can reach ``ScoreInputs``: the vectors
are read with means and a stamp of their own. What is frozen is in ``models/perspectives`` (see its MODEL_CARD.md):

``s = Σ weight · (likeness − mean) / spread`` over five likenesses: cosine of the whole words with the need's ``name``
and with its name and why (``text``); the closest ``sentence`` to the name; and each rarer word's closest word, weighted
by rarity, for the need's name (``name_words``) and its name and why (``words``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.problem import OutsideFailure, Problem
from matchmaker.text.blend import Channel, Means, blend_folder
from matchmaker.text.cache import VectorCache
from matchmaker.text.denial import denies, named_by_a_not
from matchmaker.text.encoder import DIMENSIONS
from matchmaker.text.evidence import Evidence
from matchmaker.text.fixed_point import UNIT, WORD_UNIT, normalised
from matchmaker.text.index import TextIndex
from matchmaker.text.model import TextModel
from matchmaker.text.reading import Progress, Reader

FEWEST_WORDS = 2
CHANNELS = ("name", "text", "sentence", "name_words", "words")


@dataclass(frozen=True, slots=True)
class NeedText:
    """A need as it is read: its plain ``name``, and ``why`` the purpose needs it (may be empty)."""

    name: str
    why: str = ""

    @property
    def text(self) -> str:
        """Name and why as one text."""
        return f"{self.name}. {self.why}" if self.why else self.name


@dataclass(frozen=True, slots=True)
class Frozen:
    """The frozen numbers. ``lived`` (385,): direction and offset of telling of one's own life; ``lived_from`` its cut.

    ``threshold``: words this close to a need may bring it.
    """

    version: str
    model_sha256: str
    channels: Mapping[str, Channel]
    threshold: float
    lived_from: float
    lived: NDArray[np.float64]


def perspectives_folder() -> Path:
    """``models/perspectives``, beside the text blend."""
    return blend_folder().parent / "perspectives"


def load_frozen(folder: Path | None = None) -> Frozen:
    """Read the frozen numbers. Raises ``OutsideFailure`` (``text_blend_unreadable``) when missing or broken."""
    place = folder or perspectives_folder()
    try:
        read = tomllib.loads((place / "closeness.toml").read_text(encoding="utf-8"))
        lived = np.load(place / "lived.npy").astype(np.float64)
        return Frozen(
            version=str(read["version"]),
            model_sha256=str(read["model_sha256"]),
            channels={name: Channel(**read["channels"][name]) for name in CHANNELS},
            threshold=float(read["threshold"]),
            lived_from=float(read["lived_from"]),
            lived=lived.reshape(DIMENSIONS + 1),
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise OutsideFailure(Problem.of("text_blend_unreadable", file="closeness.toml", folder=str(place))) from None


class Closeness:
    """Closeness of needs and people's own words, from frozen numbers alone: nobody else's words change it.

    Raises ``OutsideFailure`` (``text_blend_of_other_model``) when the numbers were fitted on another model.
    """

    def __init__(self, model: TextModel, frozen: Frozen | None = None) -> None:
        self.frozen = frozen or load_frozen()
        if self.frozen.model_sha256 != model.versions()["model_sha256"]:
            raise OutsideFailure(Problem.of("text_blend_of_other_model", folder=str(perspectives_folder())))
        self._model = model

    def table(
        self,
        words: Sequence[str],
        needs: Sequence[NeedText],
        *,
        owners: Sequence[str] | None = None,
        cache: VectorCache | None = None,
        progress: Progress | None = None,
    ) -> NDArray[np.float64]:
        """``s`` (words, needs); minus infinity where a guard speaks or there is nothing to read."""
        index = self.read(words, owners=owners, cache=cache, progress=progress)
        return np.where(self.guarded(words, needs, index), -np.inf, self.likeness(index, needs))

    def may_bring(self, table: NDArray[np.float64]) -> NDArray[np.bool_]:
        """From ``s`` (words, needs): each wording's closest need, and only from the threshold upward."""
        if not table.size:
            return np.zeros(table.shape, np.bool_)
        closest = table == table.max(axis=1, keepdims=True)
        return np.asarray(closest & (table >= self.frozen.threshold))

    def evidence(self, need: NeedText, words: str) -> Evidence:
        """Closest sentences and words: evidence for asking, never a reason."""
        return self._model.evidence(need.text, words)

    def read(
        self,
        words: Sequence[str],
        *,
        owners: Sequence[str] | None = None,
        cache: VectorCache | None = None,
        progress: Progress | None = None,
    ) -> TextIndex:
        """The index of people's own words, unmasked; kept and forgotten like every other vector."""
        return self._reader.read(list(words), owners, cache, progress, FEWEST_WORDS)

    def likeness(self, index: TextIndex, needs: Sequence[NeedText]) -> NDArray[np.float64]:
        """``s`` (words, needs) without the guards; a channel with nothing to read counts as ordinary."""
        total = np.where(index.known[:, None], 0.0, np.nan) + np.zeros((len(index), len(needs)))
        for name, values in self.channels(index, needs).items():
            channel = self.frozen.channels[name]
            total += np.nan_to_num(channel.weight * (values - channel.mean) / channel.spread)
        return np.asarray(np.nan_to_num(total.round(9), nan=-np.inf))

    def channels(self, index: TextIndex, needs: Sequence[NeedText]) -> Mapping[str, NDArray[np.float64]]:
        """Each channel (words, needs); NaN where a text has nothing for it: ``text`` and ``words`` need a why."""
        names = self.read([need.name for need in needs])
        texts = self.read([need.text if need.why else "" for need in needs])
        return {
            "name": _cosines(index, names),
            "text": _cosines(index, texts),
            "sentence": _closest_sentence(index, names),
            "name_words": _words(index, names),
            "words": _words(index, texts),
        }

    def guarded(self, words: Sequence[str], needs: Sequence[NeedText], index: TextIndex) -> NDArray[np.bool_]:
        """Where (words, needs) words deny having lived something, or do not tell of one's own life."""
        denied = np.array([denies(text) for text in words], np.bool_)
        asks = np.array([not named_by_a_not(need.name) for need in needs], np.bool_)
        return (denied[:, None] & asks[None, :]) | (self.lived(index) < self.frozen.lived_from)[:, None]

    def lived(self, index: TextIndex) -> NDArray[np.float64]:
        """How much words sound like telling of one's own life, (n,): a direction learnt from made-up words."""
        vectors = own_life(index, self._model.blend.means.whole)
        return np.asarray(vectors @ self.frozen.lived[:-1] + self.frozen.lived[-1])

    @cached_property
    def _reader(self) -> Reader:
        means, versions = self._model.blend.means, self._model.versions()
        as_they_are: Means = replace(means, whole=np.zeros_like(means.whole), sentences=np.zeros_like(means.sentences))
        stamp = f"perspectives:{versions['model_sha256']}:{versions['rarity_sha256']}:{versions['blend_sha256']}"
        return Reader(lambda: self._model.encoder, lambda: self._model.rarity, as_they_are, stamp)


def own_life(index: TextIndex, mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unit vectors (n, 384) of whole texts with the reference mean taken off."""
    return normalised(normalised(index.whole.astype(np.float64)) - mean)


def _cosines(words: TextIndex, needs: TextIndex) -> NDArray[np.float64]:
    dots = words.whole.astype(np.float32) @ needs.whole.astype(np.float32).T
    return np.where(words.known[:, None] & needs.known[None, :], dots.astype(np.float64) / UNIT**2, np.nan)


def _closest_sentence(words: TextIndex, needs: TextIndex) -> NDArray[np.float64]:
    result = np.full((len(words), len(needs)), np.nan)
    filled = np.flatnonzero(np.diff(words.sentence_at.at))
    if len(filled):
        dots = words.sentences.astype(np.float32) @ needs.whole.astype(np.float32).T
        result[filled] = np.maximum.reduceat(dots, words.sentence_at.at[filled], axis=0).astype(np.float64) / UNIT**2
    return result


def _words(words: TextIndex, needs: TextIndex) -> NDArray[np.float64]:
    result = np.full((len(words), len(needs)), np.nan)
    lengths = np.diff(words.word_at.at)
    filled = np.flatnonzero(lengths)
    if not len(filled):
        return result
    starts = words.word_at.at[filled]
    theirs = words.word_vectors.astype(np.float32)
    for need in range(len(needs)):
        mine = slice(int(needs.word_at.at[need]), int(needs.word_at.at[need + 1]))
        rarity = needs.word_rarity[mine].astype(np.float64)
        if len(rarity):
            closest = np.maximum.reduceat(needs.word_vectors[mine].astype(np.float32) @ theirs.T, starts, axis=1)
            result[filled, need] = rarity @ closest.astype(np.float64) / rarity.sum() / WORD_UNIT**2
    return result
