"""Weights as a conversation: what other weights would show, where they agree, and under which the next one leads.

Every view is ``score`` again over the kept pairings (A017, domain C.7).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.weight_view import NamedView
from matchmaker.domain.weights import CRITERIA, WeightSet
from matchmaker.matching.engine import Kept, Places
from matchmaker.matching.lists import Ranks, ranking
from matchmaker.matching.score import ScoreInputs, score, weights_used

Floats = NDArray[np.float64]

FIRST = 3
STEP = 0.001
"""Weights are found, and said, to a thousandth."""


@dataclass(frozen=True, slots=True)
class View:
    """A weight set under a code that has its own words; ``criterion`` is the one that counts double, if one does."""

    code: str
    criterion: str | None
    weights: WeightSet


@dataclass(frozen=True, slots=True)
class Talk:
    """What k views show on the lists of one side or both, ``lists`` of them.

    ``same_first`` and ``same_three``: the share of lists whose first, or first three in any order, all views agree on.
    ``first_as`` (k, k): the share of lists on which two views put the same person first. ``agree`` (k,): of how many
    lists 1, 2 … k views put the same person first as the first view, the first view among them.
    ``moved`` (k,): the share of the first view's first places that each view gives to somebody else.
    """

    views: tuple[View, ...]
    lists: int
    same_first: float
    same_three: float
    first_as: tuple[tuple[float, ...], ...]
    agree: tuple[int, ...]
    moved: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tipping:
    """The smallest change of one weight under which a pairing comes first on a list, found and re-run.

    ``before`` and ``after`` are that criterion's weight as used (dropped ones left out, all used ones sum to 1).
    """

    criterion: str
    before: float
    after: float
    weights: WeightSet


def reweighted(base: WeightSet, fixed: Mapping[str, float], name: str | None = None) -> WeightSet:
    """The set with some weights fixed and the others rescaled, so that all sum to 1 again. Nobody has agreed it.

    ``fixed`` must sum to at most 1, and to 1 where no other weight is above 0 (else :class:`ValueError`).
    """
    left, others = 1 - math.fsum(fixed.values()), {n: w for n, w in base.weights.items() if n not in fixed}
    total = math.fsum(others.values())
    if left < -1e-9 or (total <= 0 and left > 1e-9):
        raise ValueError("these weights cannot sum to 1")
    rescaled = {n: max(left, 0.0) * w / total if total > 0 else 0.0 for n, w in others.items()}
    weights = {n: fixed.get(n, rescaled.get(n, 0.0)) for n in CRITERIA}
    return replace(base, name=name or f"{base.name}, changed", weights=weights, signed_by={})


def views_of(base: WeightSet, named: Sequence[NamedView], dropped: NDArray[np.bool_]) -> tuple[View, ...]:
    """The run's own weights first, then the named views, then each criterion that counts, doubled.

    Passed over are views that leave nothing to rank by, since all they weigh is dropped for everybody, and those that
    come to the same weights as an earlier one.
    """
    views = [View("own", None, base)]
    for view in named:
        weights = view.weights or _scaled(base.weights, view.times or {})
        views.append(View(view.code, None, replace(base, name=view.code, weights=weights, signed_by={})))
    for name in CRITERIA:
        doubled = replace(base, name=f"double_{name}", weights=_scaled(base.weights, {name: 2.0}), signed_by={})
        views.append(View("double", name, doubled))
    different: dict[tuple[float, ...], View] = {}
    for one in views:
        if any(one.weights.weights[name] > 0 for name, out in zip(CRITERIA, dropped, strict=True) if not out):
            different.setdefault(tuple(weights_used(one.weights, dropped).round(9).tolist()), one)
    return tuple(different.values())


def _scaled(weights: Mapping[str, float], times: Mapping[str, float]) -> dict[str, float]:
    raw = {name: weight * times.get(name, 1.0) for name, weight in weights.items()}
    total = math.fsum(raw.values())
    return {name: weight / total for name, weight in raw.items()}


def talk(kept: Kept, views: Sequence[View], sides: Sequence[str] = ("patient", "professional")) -> Talk:
    """Rank everybody's kept candidates under every view, and see where the views agree."""
    ranks = [ranking(kept, score(kept.inputs, view.weights).mutual) for view in views]
    firsts = np.concatenate(
        [
            np.stack(
                [_first(r.for_patient if side == "patient" else r.for_professional, people) for r in ranks], axis=1
            )
            for side, people in (("patient", kept.i), ("professional", kept.j))
            if side in sides
        ]
    )
    lists = len(firsts)
    if not lists:
        return Talk(tuple(views), 0, 1.0, 1.0, (), (), ())
    first, three = firsts[:, :, 0], np.sort(firsts, axis=2)
    same = first[:, :, None] == first[:, None, :]
    with_own = same[:, 0, :].sum(axis=1)
    return Talk(
        views=tuple(views),
        lists=lists,
        same_first=float(same.all(axis=(1, 2)).mean()),
        same_three=float((three == three[:, :1]).all(axis=(1, 2)).mean()),
        first_as=tuple(tuple(row) for row in same.mean(axis=0).tolist()),
        agree=tuple(int((with_own == n).sum()) for n in range(1, len(views) + 1)),
        moved=tuple((1 - same[:, 0, :].mean(axis=0)).tolist()),
    )


def _first(ranks: Ranks, people: Places) -> NDArray[np.int64]:
    """The pairings (lists, 3) that come first for everybody who has a list; -1 where a list is shorter."""
    owners, row = np.unique(people, return_inverse=True)
    table = np.full((len(owners), FIRST), -1, np.int64)
    here = np.flatnonzero((ranks > 0) & (ranks <= FIRST))
    table[row[here], ranks[here] - 1] = here
    return np.asarray(table[table[:, 0] >= 0])


def tipping_points(
    inputs: ScoreInputs, weights: WeightSet, leads: int, lots: Floats, criteria: Sequence[str] = CRITERIA
) -> tuple[Tipping, ...]:
    """For each criterion the smallest change of its weight alone under which pairing ``leads`` of a list comes first.

    ``inputs`` are the pairings of one list, ``lots`` (n,) break ties. With one weight moved and the others rescaled,
    each S is linear in it, so the gap between two scores is linear between the weights where a pairing's sides are
    level: the crossings are exact. Weights are then taken to a thousandth, and each is confirmed by ``score`` again.
    Criteria that cannot do it alone are left out; the smallest change comes first.
    """
    found = []
    for name in criteria:
        if not inputs.dropped[CRITERIA.index(name)]:
            found += _tipping(inputs, weights, leads, lots, name)
    return tuple(sorted(found, key=lambda one: abs(one.after - one.before)))


def _tipping(inputs: ScoreInputs, weights: WeightSet, leads: int, lots: Floats, name: str) -> list[Tipping]:
    k = CRITERIA.index(name)
    counted = {n: 0.0 if out else weights.weights[n] for n, out in zip(CRITERIA, inputs.dropped, strict=True)}
    base = replace(weights, weights=_scaled(counted, {}))
    now = base.weights[name]
    if now >= 1:
        return []
    tried = sorted({t for c in _crossings(inputs, base, leads, k) for t in _grid(c)}, key=lambda t: (abs(t - now), t))
    for t in tried:
        moved = reweighted(base, {name: t})
        mutual = score(inputs, moved).mutual.round(9)
        if np.lexsort((lots, -mutual))[0] == leads:
            return [Tipping(name, now, t, moved)]
    return []


def _grid(crossing: float) -> Iterator[float]:
    low = math.floor(crossing / STEP)
    return (round(n * STEP, 9) for n in (low - 1, low, low + 1, low + 2) if 0 <= n * STEP < 1)


def _crossings(inputs: ScoreInputs, base: WeightSet, leads: int, k: int) -> set[float]:
    """Every weight of criterion ``k`` at which ``leads`` draws level with another pairing of the list."""
    ends = [score(inputs, reweighted(base, {CRITERIA[k]: t})) for t in (0.0, 1.0)]
    patient, professional = (
        np.stack([getattr(e, side) for e in ends]) for side in ("patient_side", "professional_side")
    )
    found = {0.0, 1.0}
    for other in range(len(inputs.patient)):
        if other != leads:
            found |= set(_level(patient[:, [leads, other]], professional[:, [leads, other]], base.one_sided))
    return found


def _level(patient: Floats, professional: Floats, share: float) -> Iterator[float]:
    """Where two scores cross, their sides (2, 2) given at the ends t = 0 and 1, each linear in t between them."""

    def gap(t: float) -> float:
        p, h = (side[0] * (1 - t) + side[1] * t for side in (patient, professional))
        mutual = (p + h - share * np.abs(p - h)) / 2
        return float(mutual[0] - mutual[1])

    apart = patient - professional
    turns = [a / (a - b) for a, b in apart.T.tolist() if a * b < 0]
    marks = sorted({0.0, 1.0, *turns})
    for start, end in pairwise(marks):
        low, high = gap(start), gap(end)
        if low * high < 0:
            yield start + (end - start) * low / (low - high)
        elif low == 0:
            yield start
