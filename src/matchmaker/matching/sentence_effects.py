"""What each sentence of a statement does to a score: the score with all of it, less the score without it (C.4.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from matchmaker.domain.partner import Partner
from matchmaker.domain.weights import WeightSet
from matchmaker.matching.reworded import Rewording
from matchmaker.matching.score import ScoreInputs, score
from matchmaker.matching.statements import statement_of
from matchmaker.text.sentences import split_sentences

FIELDS = ("experience_text", "purpose_achieve", "purpose_how")


@dataclass(frozen=True, slots=True)
class SentenceEffect:
    """One sentence of one person: where it stands (``column``, from ``start`` to ``end``), and its exact effect.

    ``points``: the pairing's score with everything as it is, less the score without this sentence.
    """

    person: str
    column: str
    start: int
    end: int
    points: float
    sentence: str = field(repr=False)


def sentence_effects(
    rewording: Rewording, inputs: ScoreInputs, weights: WeightSet, i: int, j: int
) -> tuple[SentenceEffect, ...]:
    """The effect of every sentence of both people on the pairing of patient-side place ``i`` and professional ``j``.

    ``inputs`` (1, 7) are the pairing's own. Each sentence is left out of what was written, and what is left is masked
    and read again, as a run on the altered input would do. A statement that then says too little counts as unknown.
    """
    whole = float(score(inputs, weights).mutual[0])
    pool, found = rewording.pool, []
    for place in (pool.patients[i], pool.professionals[j]):
        if not rewording.texts.known[place]:
            continue
        for name, start, end, shorter in _without_each(pool.people[place]):
            statement = statement_of(shorter)
            altered = {place: statement.text if statement else None}
            without = score(rewording.inputs(inputs, np.array([i]), np.array([j]), altered), weights).mutual[0]
            text = str(getattr(pool.people[place], name))[start:end]
            found.append(SentenceEffect(pool.people[place].id, name, start, end, whole - float(without), text))
    return tuple(found)


def _without_each(person: Partner) -> Iterator[tuple[str, int, int, list[str]]]:
    """Each sentence by its column and place, and the parts of the statement without it."""
    parts = {name: text for name in FIELDS if (text := getattr(person, name))}
    for name, text in parts.items():
        for start, end in split_sentences(text):
            shorter = {**parts, name: text[:start] + text[end:]}
            yield name, start, end, [part for part in shorter.values() if part]
