"""Would masking's work be seen in the lists? The third trigger of assumption A11 (domain D.2, I.4).

Some people's statements are read once more as they were written, names and descriptions included. Where somebody's
first place changes, and does not change when chit-chat is added to the masked statement instead, the texts may stand in
for who people are. What is read unmasked is never kept: it is in no cache and in no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from matchmaker.domain.weights import WeightSet
from matchmaker.matching.engine import Kept
from matchmaker.matching.lists import ranking
from matchmaker.matching.pool import Pool
from matchmaker.matching.reworded import Altered, Rewording
from matchmaker.matching.score import ScoreInputs, score

MOST: Final = 25
"""How many people's statements are read again at most."""

First = tuple[bool, int]
"""Whose list: of the patient side or not, and their place in ``Pool.people``."""


@dataclass(frozen=True, slots=True)
class UnmaskedFirst:
    """What reading unmasked changed. ``masked``: of how many people something was masked; ``read``: how many of them
    were read again. ``by_unmasking`` and ``by_control``: ids of those of them whose first place changed.
    """

    masked: int
    read: int
    by_unmasking: tuple[str, ...]
    by_control: tuple[str, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Those whose first place the unmasked text changes and the control does not: the trigger."""
        return tuple(sorted(set(self.by_unmasking) - set(self.by_control)))


def unmasked_changes_first(
    rewording: Rewording,
    kept: Kept,
    weights: WeightSet,
    hobbies: Sequence[str],
    generator: np.random.Generator,
    *,
    most: int = MOST,
) -> UnmaskedFirst:
    """Compare first places on the lists of people whose statement was masked: as it is, unmasked, and with chit-chat.

    All who are read again are read unmasked together, so that what two of them share counts. Beyond ``most`` people
    they are drawn by lot from ``generator``. Only statements that the run itself could read are read.
    """
    masked = _masked(rewording)
    places = sorted(masked)
    if len(places) > most:
        places = sorted(generator.choice(places, most, replace=False).tolist())
    theirs = _of(kept, rewording.pool, places)
    if not len(theirs):
        return UnmaskedFirst(len(masked), 0, (), ())
    people = rewording.pool.people
    added = [hobbies[n] for n in generator.choice(len(hobbies), len(places))]
    unmasked = {place: "\n".join(people[place].statement_parts()) for place in places}
    control = {place: f"{masked[place]} {hobby}" for place, hobby in zip(places, added, strict=True)}
    before = _firsts(theirs, theirs.inputs, weights, rewording.pool, places)

    def changed(altered: Altered, *, masked: bool) -> tuple[str, ...]:
        read = rewording.read((altered,), masked=masked)
        inputs = rewording.inputs(theirs.inputs, theirs.i, theirs.j, altered, read)
        after = _firsts(theirs, inputs, weights, rewording.pool, places)
        return tuple(sorted({people[place].id for side, place in before if after[side, place] != before[side, place]}))

    return UnmaskedFirst(len(masked), len(places), changed(unmasked, masked=False), changed(control, masked=True))


def _masked(rewording: Rewording) -> dict[int, str]:
    """By place in ``Pool.people``: the statements that were read, and from which something was taken out."""
    said = rewording.statements
    return {
        place: text
        for place, (text, known, out) in enumerate(zip(said.texts, rewording.texts.known, said.taken_out, strict=True))
        if text is not None and known and out
    }


def _of(kept: Kept, pool: Pool, places: Sequence[int]) -> Kept:
    """The kept pairings that these people are part of."""
    here = np.isin(np.array(pool.patients)[kept.i], places) | np.isin(np.array(pool.professionals)[kept.j], places)
    inputs = ScoreInputs(kept.inputs.patient[here], kept.inputs.professional[here], kept.inputs.dropped)
    return Kept(kept.i[here], kept.j[here], kept.lots[here], inputs, kept.wanted)


def _firsts(kept: Kept, inputs: ScoreInputs, weights: WeightSet, pool: Pool, places: Sequence[int]) -> dict[First, int]:
    """Who stands first on the lists of these people."""
    order = ranking(kept, score(inputs, weights).mutual)
    left, right = np.array(pool.patients)[kept.i], np.array(pool.professionals)[kept.j]
    found: dict[First, int] = {}
    for ranks, mine, theirs, side in (
        (order.for_patient, left, right, True),
        (order.for_professional, right, left, False),
    ):
        first = np.flatnonzero((ranks == 1) & np.isin(mine, places))
        found |= {(side, a): b for a, b in zip(mine[first].tolist(), theirs[first].tolist(), strict=True)}
    return found
