"""Ranked lists over the kept pairings (domain F.6): who stands where on whose list, for good or in a re-run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.matching.engine import SCORE_ALL_UP_TO, For, Kept, Places, Progress, Table, keep, kept_of
from matchmaker.matching.score import ScoreInputs, Scores, score

Ranks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lists:
    """Ranked lists over n scored pairings.

    ``i``, ``j`` (n,): the pairings. A list entry m says: for the ``person[m]`` of ``side[m]`` (True: patient), the
    pairing ``pair[m]`` stands at ``rank[m]`` (from 1).
    """

    i: Places
    j: Places
    inputs: ScoreInputs
    scores: Scores
    side: NDArray[np.bool_]
    person: Places
    rank: Places
    pair: Places


@dataclass(frozen=True, slots=True)
class Ranking:
    """Where each of n kept pairings stands: ``mutual`` (n,) points; ``for_patient`` and ``for_professional`` (n,)
    its rank (from 1) on either person's list, ``for_pair`` (n,) among all pairings; 0 where it is out of play."""

    mutual: NDArray[np.float64]
    for_patient: Ranks
    for_professional: Ranks
    for_pair: Ranks


def order_of(kept: Kept, mutual: NDArray[np.float64]) -> Places:
    """The kept pairings from the highest score down: rounded at 1e-9, then the pairing's lot, made from both ids."""
    return np.lexsort((kept.j, kept.i, kept.lots, -mutual.round(9)))


def ranking(kept: Kept, mutual: NDArray[np.float64], in_play: NDArray[np.bool_] | None = None) -> Ranking:
    """Ranks of the kept pairings by ``mutual``; those not ``in_play`` (n,) are passed over.

    Whom somebody did not ask for is passed over on their own list alone.
    """
    order = order_of(kept, mutual)
    if in_play is not None:
        order = order[in_play[order]]
    among_all = np.zeros(len(kept), np.int64)
    among_all[order] = np.arange(1, len(order) + 1)
    own, own_too = _may_stand(order, kept.on_patient_list), _may_stand(order, kept.on_professional_list)
    return Ranking(mutual, _ranks(kept.i, own), _ranks(kept.j, own_too), among_all)


def _may_stand(order: Places, allowed: NDArray[np.bool_] | None) -> Places:
    return order if allowed is None else order[allowed[order]]


def _ranks(person: Places, order: Places) -> Ranks:
    _, rank, pairing = _on_each(person, order)
    ranks = np.zeros(len(person), np.int64)
    ranks[pairing] = rank
    return ranks


def _on_each(person: Places, order: Places) -> tuple[Places, Places, Places]:
    """From pairings in final order, each person's own: person, rank and pairing."""
    by_person = order[np.argsort(person[order], kind="stable")]
    owner = person[by_person]
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]]) if len(owner) else np.array([], int)
    rank = np.arange(len(owner)) - np.repeat(starts, np.diff(np.r_[starts, len(owner)])) + 1
    return owner, rank, by_person


def _top_of_each(person: Places, order: Places, top: int) -> tuple[Places, Places, Places]:
    owner, rank, pairing = _on_each(person, order)
    first = rank <= top
    return owner[first], rank[first], pairing[first]


def _entries(kept: Kept, order: Places, top: int, for_side: For) -> Iterator[tuple[bool, tuple[Places, ...]]]:
    if for_side == "pair":
        first = order[:top]
        yield True, (kept.i[first], np.arange(1, len(first) + 1), first)
    if for_side in ("both", "patient"):
        yield True, _top_of_each(kept.i, _may_stand(order, kept.on_patient_list), top)
    if for_side in ("both", "professional"):
        yield False, _top_of_each(kept.j, _may_stand(order, kept.on_professional_list), top)


def listed(table: Table, kept: Kept, *, top: int, for_side: For = "both") -> Lists:
    """The first ``top`` of everybody of one side or both, or of all pairings in one list.

    Ties fall another way on each list. Same table, same lists, whatever the order of rows or the number of threads.
    """
    order = order_of(kept, score(kept.inputs, table.weights).mutual)
    entries = list(_entries(kept, order, top, for_side))
    pairs, pair = np.unique(np.concatenate([part[2] for _, part in entries]), return_inverse=True)
    shown = ScoreInputs(kept.inputs.patient[pairs], kept.inputs.professional[pairs], kept.inputs.dropped)
    return Lists(
        i=kept.i[pairs],
        j=kept.j[pairs],
        inputs=shown,
        scores=score(shown, table.weights),
        side=np.concatenate([np.full(len(part[0]), is_patient) for is_patient, part in entries]),
        person=np.concatenate([part[0] for _, part in entries]),
        rank=np.concatenate([part[1] for _, part in entries]),
        pair=pair,
    )


def rank(
    table: Table,
    *,
    top: int,
    for_side: For = "both",
    each: int | None = None,
    score_all_up_to: int = SCORE_ALL_UP_TO,
    progress: Progress = lambda what, done, total: None,
) -> Lists:
    """Keep everybody's candidates and list them, in one go."""
    kept = keep(table, top=top, each=each, score_all_up_to=score_all_up_to, progress=progress)
    return listed(table, kept, top=top, for_side=for_side)


def only(table: Table, i: int, j: int) -> Lists:
    """One scored pairing that is on no list, to be explained."""
    kept, nothing = kept_of(table, np.array([i]), np.array([j])), np.array([], int)
    return Lists(kept.i, kept.j, kept.inputs, score(kept.inputs, table.weights), nothing > 0, nothing, nothing, nothing)
