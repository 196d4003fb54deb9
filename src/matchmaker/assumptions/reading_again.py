"""Masked statements read once more with other words, for re-runs: a capped number of them.

Their vectors are kept with those of the statements themselves, where these are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from matchmaker.assumptions.on_one_list import Floats, PersonChange
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import Flags
from matchmaker.assumptions.unknown import Told, as_unknown
from matchmaker.domain.weights import TEXT_CRITERIA
from matchmaker.matching.engine import Places
from matchmaker.matching.reworded import Altered, ReadAgain
from matchmaker.matching.score import ScoreInputs, score
from matchmaker.text.sentences import split_sentences

MOST_TEXTS: Final = 24
"""How many statements one assumption may have read again in a run (judgement: each takes 10 to 20 ms)."""


@dataclass(frozen=True, slots=True)
class AlteredInputs:
    """The inputs of some kept pairings, ``pairings`` (m,) ascending, with some people's statements altered."""

    pairings: Places
    inputs: ScoreInputs

    def scores(self, seen: Seen, own: Places) -> Floats:
        """The scores (k,) of the pairings ``own`` (k,), in points."""
        return score(self.of(seen, own), seen.table.weights).mutual

    def of(self, seen: Seen, own: Places) -> ScoreInputs:
        """The inputs (k, 7) of the pairings ``own`` (k,), with the altered ones in place."""
        kept = seen.kept.inputs
        patient, professional = kept.patient[own], kept.professional[own]
        at = np.minimum(np.searchsorted(self.pairings, own), max(len(self.pairings) - 1, 0))
        here = self.pairings[at] == own if len(self.pairings) else np.zeros(len(own), bool)
        patient[here], professional[here] = self.inputs.patient[at[here]], self.inputs.professional[at[here]]
        return ScoreInputs(patient, professional, kept.dropped)


_Key = tuple[tuple[int, str | None], ...]


@dataclass(slots=True)
class ReadingAgain:
    """Reads altered masked statements, at most ``most`` of them; the same alteration only once.

    First everything that is wanted is planned (:meth:`plan`); the first call of :meth:`inputs` reads all of it in one
    go, so that every core works.
    """

    seen: Seen
    most: int = MOST_TEXTS
    read: int = 0
    _planned: dict[_Key, Altered] = field(default_factory=dict)
    _known: dict[_Key, AlteredInputs] = field(default_factory=dict)

    def may(self, texts: int) -> bool:
        """Whether so many more statements may be read."""
        return self.seen.rewording is not None and self.read + texts <= self.most

    def plan(self, altered: Altered) -> bool:
        """Whether these alterations are read, or will be: the first come first. Of none, nothing is read."""
        key = _key(altered)
        if key in self._known or key in self._planned:
            return True
        if not altered or not self.may(len(altered)):
            return False
        self.read += len(altered)
        self._planned[key] = altered
        return True

    def inputs(self, altered: Altered) -> AlteredInputs:
        """The inputs of all pairings of some people with altered statements, which were planned."""
        if self._planned:
            self._read()
        return self._known[_key(altered)]

    def _read(self) -> None:
        assert self.seen.rewording is not None
        again = self.seen.rewording.read(self._planned.values(), masked=True)
        for key, altered in self._planned.items():
            self._known[key] = self._inputs(altered, again)
        self._planned.clear()

    def _inputs(self, altered: Altered, again: ReadAgain) -> AlteredInputs:
        kept, pool = self.seen.kept, self.seen.pool
        left = np.isin(np.array(pool.patients), list(altered))
        right = np.isin(np.array(pool.professionals), list(altered))
        rows = np.flatnonzero(left[kept.i] | right[kept.j])
        inputs = ScoreInputs(kept.inputs.patient[rows], kept.inputs.professional[rows], kept.inputs.dropped)
        assert self.seen.rewording is not None
        return AlteredInputs(rows, self.seen.rewording.inputs(inputs, kept.i[rows], kept.j[rows], altered, again))


def _key(altered: Altered) -> _Key:
    return tuple(sorted(altered.items()))


def without(text: str, dropped: frozenset[int]) -> str:
    """A statement without some of its sentences, by their number."""
    kept = [text[a:b] for number, (a, b) in enumerate(split_sentences(text)) if number not in dropped]
    return " ".join(kept)


def set_aside(seen: Seen, people: Flags) -> PersonChange:
    """The scores with the texts of these people (n,) counted as unknown: what a re-run falls back on."""
    return as_unknown(seen, Told(TEXT_CRITERIA, people))
