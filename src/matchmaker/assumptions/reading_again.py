"""Statements read once more with other words, for re-runs: a capped number of them, in memory, kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from matchmaker.assumptions.on_one_list import Floats, PersonChange
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import Flags
from matchmaker.assumptions.unknown import Told, as_unknown
from matchmaker.domain.weights import TEXT_CRITERIA
from matchmaker.matching.engine import Places
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


@dataclass(slots=True)
class ReadingAgain:
    """Reads altered statements until :data:`MOST_TEXTS` are read; the same alteration only once."""

    seen: Seen
    most: int = MOST_TEXTS
    read: int = 0
    _known: dict[tuple[tuple[int, str | None], ...], AlteredInputs] = field(default_factory=dict)

    def may(self, texts: int) -> bool:
        """Whether so many more statements may be read."""
        return self.seen.rewording is not None and self.read + texts <= self.most

    def knows(self, altered: Mapping[int, str | None]) -> bool:
        """Whether these alterations were read already, or may be."""
        return tuple(sorted(altered.items())) in self._known or self.may(len(altered))

    def inputs(self, altered: Mapping[int, str | None]) -> AlteredInputs:
        """The inputs of all pairings of some people with altered statements: place in ``Pool.people`` to text."""
        key = tuple(sorted(altered.items()))
        if key not in self._known:
            self.read += len(altered)
            self._known[key] = self._inputs(altered)
        return self._known[key]

    def _inputs(self, altered: Mapping[int, str | None]) -> AlteredInputs:
        kept, pool = self.seen.kept, self.seen.pool
        left = np.isin(np.array(pool.patients), list(altered))
        right = np.isin(np.array(pool.professionals), list(altered))
        rows = np.flatnonzero(left[kept.i] | right[kept.j])
        inputs = ScoreInputs(kept.inputs.patient[rows], kept.inputs.professional[rows], kept.inputs.dropped)
        assert self.seen.rewording is not None
        return AlteredInputs(rows, self.seen.rewording.inputs(inputs, kept.i[rows], kept.j[rows], altered))


def without(text: str, dropped: frozenset[int]) -> str:
    """A statement without some of its sentences, by their number."""
    kept = [text[a:b] for number, (a, b) in enumerate(split_sentences(text)) if number not in dropped]
    return " ".join(kept)


def set_aside(seen: Seen, people: Flags) -> PersonChange:
    """The scores with the texts of these people (n,) counted as unknown: what a re-run falls back on."""
    return as_unknown(seen, Told(TEXT_CRITERIA, people))
