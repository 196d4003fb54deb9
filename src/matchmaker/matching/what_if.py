"""Re-runs with somebody's answers changed: the criteria and the score again, over the kept pairings of two people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.partner import Partner
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.domain.weights import CRITERIA, WeightSet
from matchmaker.matching.criteria import criteria_of, evaluate
from matchmaker.matching.differences import Difference, differences
from matchmaker.matching.engine import Kept, Table, kept_of
from matchmaker.matching.features import features_of, setting_of
from matchmaker.matching.lists import Ranking, ranking
from matchmaker.matching.pool import Pool
from matchmaker.matching.score import ScoreInputs, Scores, score
from matchmaker.matching.selection import Pairs

SIDES = ("patient", "professional")

FROM_ANSWERS = ("seek_offer", "values", "will", "time", "local")
"""Criteria that are read from what people answered, not from their texts."""

FIRST = 3


@dataclass(frozen=True)
class Ground:
    """A pairing and every kept pairing of its two people: both their lists, whole.

    ``kept`` holds n pairings of ``table``; ``pairing`` is the place of the two among them. ``local``: whether the
    challenge is a local one.
    """

    pool: Pool
    vocabulary: Vocabulary
    local: bool
    table: Table
    kept: Kept
    pairing: int

    @property
    def weights(self) -> WeightSet:
        """The weights of the run."""
        return self.table.weights

    @property
    def people(self) -> tuple[Partner, Partner]:
        """The patient-side and the professional-side person of the pairing."""
        return self.pool.patient_side[self.kept.i[self.pairing]], self.pool.professional_side[self.kept.j[self.pairing]]

    @cached_property
    def scores(self) -> Scores:
        """The scores as they are."""
        return score(self.kept.inputs, self.weights)

    @cached_property
    def base(self) -> Ranking:
        """Where every pairing stands, as it is. Only the two people's own lists are whole."""
        return ranking(self.kept, self.scores.mutual)

    def on_list(self, side: str) -> NDArray[np.intp]:
        """The kept pairings on the list of the pairing's person of a side, in no order."""
        people = self.kept.i if side == "patient" else self.kept.j
        return np.flatnonzero((people == people[self.pairing]) & (ranks_of(self.base, side) > 0))

    def other_on(self, side: str, pairing: int) -> Partner:
        """Whom a pairing puts on the list of the person of a side."""
        if side == "patient":
            return self.pool.professional_side[int(self.kept.j[pairing])]
        return self.pool.patient_side[int(self.kept.i[pairing])]


def ground_of(pool: Pool, vocabulary: Vocabulary, local: bool, table: Table, kept: Kept, i: int, j: int) -> Ground:
    """The two people's part of a run's kept pairings; theirs is added where it was not among the candidates."""
    theirs = (kept.i == i) | (kept.j == j)
    both = (kept.i == i) & (kept.j == j)
    rows, columns = kept.i[theirs], kept.j[theirs]
    if not both.any():
        rows, columns = np.append(rows, i), np.append(columns, j)
    inputs = ScoreInputs(kept.inputs.patient[theirs], kept.inputs.professional[theirs], kept.inputs.dropped)
    known = Kept(rows, columns, kept.lots[theirs], inputs, kept.wanted)
    part = known if both.any() else kept_of(table, rows, columns)
    place = int(np.flatnonzero((rows == i) & (columns == j))[0])
    return Ground(pool, vocabulary, local, table, part, place)


def with_answers(ground: Ground, changed: Mapping[str, Partner]) -> ScoreInputs:
    """The inputs (n, 7) with the answers of the pairing's people (by id) changed; texts stay as they were read.

    Exactly what the whole pipeline gives for the altered people, as long as no criterion is dropped or comes back.
    """
    people = [changed.get(person.id, person) for person in ground.pool.people]
    setting = setting_of(people, ground.vocabulary, local=ground.local)
    sides, at = [], []
    for places, column in ((ground.pool.patients, ground.kept.i), (ground.pool.professionals, ground.kept.j)):
        used, local_place = np.unique(column, return_inverse=True)
        own = [people[places[place]] for place in used.tolist()]
        sides.append(features_of(own, setting, texts=None, task=np.full(len(own), np.nan)))
        at.append(local_place)
    patient, professional = ground.kept.inputs.patient.copy(), ground.kept.inputs.professional.copy()
    for k, criterion in enumerate(criteria_of(ground.weights, setting, None)):
        if criterion.name in FROM_ANSWERS:
            patient[:, k], professional[:, k] = evaluate(criterion, sides[0], sides[1], Pairs(at[0], at[1]))
    return replace(ground.kept.inputs, patient=patient, professional=professional)


def with_value(ground: Ground, criterion: str, side: str, value: float) -> ScoreInputs:
    """The inputs (n, 7) with one value of the pairing replaced, for a ``side`` or for ``both``."""
    k, row = CRITERIA.index(criterion), ground.pairing
    patient, professional = ground.kept.inputs.patient.copy(), ground.kept.inputs.professional.copy()
    if side != "professional":
        patient[row, k] = value
    if side != "patient":
        professional[row, k] = value
    return replace(ground.kept.inputs, patient=patient, professional=professional)


@dataclass(frozen=True, slots=True)
class ListChange:
    """What a change did to one person's list: the rank of the other, and who came into or left its first three.

    A rank is 0 where the other is not on the list at all, since the person asked for other people.
    """

    side: str
    owner: str
    rank_before: int
    rank_after: int
    first_before: tuple[str, ...]
    first_after: tuple[str, ...]

    @property
    def came_in(self) -> tuple[str, ...]:
        """Who stands among the first three only now."""
        return tuple(one for one in self.first_after if one not in self.first_before)

    @property
    def went_out(self) -> tuple[str, ...]:
        """Who stood among the first three only before."""
        return tuple(one for one in self.first_before if one not in self.first_after)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pairing before and after: both lists, and the difference of the score line by line (it adds up)."""

    lists: tuple[ListChange, ListChange]
    lines: tuple[Difference, ...]


def compare(before: Ground, after: Ground) -> Comparison:
    """What has changed for a pairing and on both its people's lists, from one run to another."""
    lines = differences(after.scores, after.pairing, before.scores, before.pairing)
    patient, professional = (_list_change(side, before, after) for side in SIDES)
    return Comparison((patient, professional), lines)


def ranks_of(order: Ranking, side: str) -> NDArray[np.int64]:
    """The ranks on the lists of a side."""
    return order.for_patient if side == "patient" else order.for_professional


def _list_change(side: str, before: Ground, after: Ground) -> ListChange:
    owner = before.people[SIDES.index(side)].id
    rank_before, rank_after = (int(ranks_of(one.base, side)[one.pairing]) for one in (before, after))
    return ListChange(side, owner, rank_before, rank_after, _first(before, side), _first(after, side))


def _first(ground: Ground, side: str) -> tuple[str, ...]:
    places, ranks = ground.on_list(side), ranks_of(ground.base, side)
    ordered: Sequence[int] = places[np.argsort(ranks[places], kind="stable")][:FIRST].tolist()
    return tuple(ground.other_on(side, place).id for place in ordered)


def lists_changed(before: tuple[Table, Kept], after: tuple[Table, Kept], ground: Ground) -> int:
    """How many lists of the run, apart from the pairing's own two, have other people among their first three."""
    changed = 0
    for side in SIDES:
        own = (ground.kept.i if side == "patient" else ground.kept.j)[ground.pairing]
        first, then = (_firsts(table, kept, side) for table, kept in (before, after))
        changed += sum(first.get(who) != then.get(who) for who in first.keys() | then.keys() if who != own)
    return changed


def _firsts(table: Table, kept: Kept, side: str) -> dict[int, frozenset[int]]:
    ranks = ranks_of(ranking(kept, score(kept.inputs, table.weights).mutual), side)
    people, others = (kept.i, kept.j) if side == "patient" else (kept.j, kept.i)
    found: dict[int, set[int]] = {}
    for place in np.flatnonzero((ranks > 0) & (ranks <= FIRST)).tolist():
        found.setdefault(int(people[place]), set()).add(int(others[place]))
    return {who: frozenset(three) for who, three in found.items()}
