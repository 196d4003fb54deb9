"""What would change it: the smallest allowed change that alters a rank or reaches a score, each one re-run (C.9).

For Δ points by one side's criterion k: ``Δx = Δ / (50 · w_k · (1 + λ))`` while that side has the lower S, and
``Δ / (50 · w_k · (1 − λ))`` above it (never, where λ = 1). A value that both sides share: ``Δ / (100 · w_k)``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.weights import CRITERIA, WeightSet
from matchmaker.matching.gates import NotYet, not_yet
from matchmaker.matching.levers import CellSet, Lever, levers_of, openers_of
from matchmaker.matching.lists import Ranking, ranking
from matchmaker.matching.score import ScoreInputs, score
from matchmaker.matching.shown import tenths
from matchmaker.matching.weight_views import STEP, tipping_points
from matchmaker.matching.what_if import SIDES, Ground, ranks_of, with_answers, with_value

HUNDREDTH = 0.01
"""Values of text criteria are said, and so found, to a hundredth."""

HALVINGS = 60

NOTHING = 1e-9
"""Points below which the rest of a sum is rounding noise."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached: a ``rank`` or better on the list of one ``side``, or a ``score`` in points."""

    side: str | None = None
    rank: int | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """One change and what the score, run again, then gives. A result, not advice about anybody.

    ``lever``, ``by``, ``about``: see :class:`Lever` (``both`` for wordings, ``weights`` for a weight). ``cells``: the
    same change as cells of the input, empty where no cell can say it (a wording; a weight). ``value_*``: the
    criterion's value for (patient, professional), or the weight twice. ``ranks_*``: on the patient's list and on the
    professional's. ``reaches``: whether the goal is reached; if not, this is as far as the lever goes.
    """

    lever: str
    by: str
    about: str
    criterion: str
    amount: int
    cells: tuple[CellSet, ...]
    value_before: tuple[float, float]
    value_after: tuple[float, float]
    score_before: float
    score_after: float
    ranks_before: tuple[int, int]
    ranks_after: tuple[int, int]
    reaches: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """A gate that keeps a pairing waiting, what would open it, and what is left to arrange after."""

    gate: NotYet
    cells: tuple[CellSet, ...]
    left: tuple[NotYet, ...]


def step_on_one_side(points: float, weight: float, behind: float, share: float) -> float:
    """How much one side's value must rise for a gain of ``points``: ``behind`` is how far its S lies below the other's
    (in [-1, 1]), ``share`` is λ. Infinite where no rise is enough."""
    rising, past = 50 * weight * (1 + share), 50 * weight * (1 - share)
    until_level = max(behind, 0.0) / weight if weight else 0.0
    if points <= rising * until_level + NOTHING:
        return points / rising if rising else math.inf
    rest = points - rising * until_level
    return until_level + rest / past if past > 0 else math.inf


def smallest(gain: Callable[[float], float], wanted: float, low: float = 0.0, high: float = 1.0) -> float | None:
    """Bisection: the smallest t in [low, high] with ``gain(t) >= wanted``, for a gain that never falls; else None."""
    if gain(high) < wanted:
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if gain(middle) >= wanted else (middle, high)
    return high


def counterfactuals(ground: Ground, goal: Goal, *, challenge: bool) -> tuple[Counterfactual, ...]:
    """Every lever's smallest option that reaches the goal, or the farthest it goes; those that reach it first.

    ``challenge``: whether the run has one that could be written anew. Criteria dropped for everybody have no lever.
    """
    found = [*_of_answers(ground, goal), *_of_wordings(ground, goal, challenge=challenge)]
    if goal.rank is not None:
        found += _of_weights(ground, goal)
    moved = [one for one in found if _shows(one)]
    return tuple(sorted(moved, key=lambda one: not one.reaches))


def _shows(one: Counterfactual) -> bool:
    """Whether it changes a place, or the score as it is printed."""
    return tenths(one.score_after) != tenths(one.score_before) or one.ranks_after != one.ranks_before


def openings(ground: Ground) -> tuple[Opening, ...]:
    """For each gate that keeps the pairing waiting: what the host would have to see to, and what is then left."""
    patient, professional = ground.people
    found = []
    for gate, option in openers_of(patient, professional, not_yet(patient, professional, ground.vocabulary)):
        now = {person.id: person for person in (patient, professional, *option.people)}
        left = not_yet(now[patient.id], now[professional.id], ground.vocabulary)
        found.append(Opening(gate, option.cells, left))
    return tuple(found)


def goal_score(ground: Ground, goal: Goal) -> float:
    """The points that reach a goal where nobody else's change: a score, or that of whoever holds the rank."""
    if goal.rank is None or goal.side is None:
        return goal.score if goal.score is not None else math.inf
    places = ground.on_list(goal.side)
    others = np.sort(ground.base.mutual[places[places != ground.pairing]])[::-1]
    return float(others[goal.rank - 1]) if goal.rank <= len(others) else -math.inf


def reached(ground: Ground, goal: Goal, order: Ranking) -> bool:
    """Whether a ranking reaches a goal."""
    if goal.rank is not None and goal.side is not None:
        return 1 <= int(ranks_of(order, goal.side)[ground.pairing]) <= goal.rank
    return goal.score is not None and round(float(order.mutual[ground.pairing]), 9) >= goal.score


def _of_answers(ground: Ground, goal: Goal) -> Iterator[Counterfactual]:
    patient, professional = ground.people
    for lever in levers_of(patient, professional, ground.vocabulary, local=ground.local):
        if lever.criterion is None or ground.table.dropped[CRITERIA.index(lever.criterion)]:
            continue
        tried = [_tried_option(ground, goal, lever, place) for place in range(len(lever.options))]
        yield next((one for one in tried if one.reaches), max(tried, key=lambda one: one.score_after))


def _tried_option(ground: Ground, goal: Goal, lever: Lever, place: int) -> Counterfactual:
    option = lever.options[place]
    inputs = with_answers(ground, {person.id: person for person in option.people})
    assert lever.criterion is not None
    return _outcome(
        ground, goal, lever.code, lever.by, lever.about, lever.criterion, inputs, option.amount, option.cells
    )


def _outcome(
    ground: Ground,
    goal: Goal,
    code: str,
    by: str,
    about: str,
    criterion: str,
    inputs: ScoreInputs,
    amount: int = 1,
    cells: tuple[CellSet, ...] = (),
) -> Counterfactual:
    """A true re-run: the score of all pairings on altered inputs, and both lists in order again."""
    scores, k, row = score(inputs, ground.weights), CRITERIA.index(criterion), ground.pairing
    order = ranking(ground.kept, scores.mutual)
    before, after = (
        (float(s.patient_values[row, k]), float(s.professional_values[row, k])) for s in (ground.scores, scores)
    )
    return Counterfactual(
        lever=code,
        by=by,
        about=about,
        criterion=criterion,
        amount=amount,
        cells=cells,
        value_before=before,
        value_after=after,
        score_before=float(ground.base.mutual[row]),
        score_after=float(order.mutual[row]),
        ranks_before=_ranks(ground, ground.base),
        ranks_after=_ranks(ground, order),
        reaches=reached(ground, goal, order),
    )


def _ranks(ground: Ground, order: Ranking) -> tuple[int, int]:
    patient, professional = (int(ranks_of(order, side)[ground.pairing]) for side in SIDES)
    return patient, professional


def _of_wordings(ground: Ground, goal: Goal, *, challenge: bool) -> list[Counterfactual]:
    """A purpose agreed by both moves the value that they share; a task written anew, one side's or both."""
    plans = [("purpose_wording", "shared_purpose", "both")]
    scores, row, inputs = ground.scores, ground.pairing, ground.kept.inputs
    task = CRITERIA.index("task_fit")
    if challenge and not np.isnan([inputs.patient[row, task], inputs.professional[row, task]]).any():
        level = scores.patient_side[row] == scores.professional_side[row]
        lower = "patient" if scores.patient_side[row] < scores.professional_side[row] else "professional"
        plans += [("challenge_wording", "task_fit", side) for side in (("both",) if level else (lower, "both"))]
    found: list[Counterfactual] = []
    for code, criterion, side in plans:
        if not ground.table.dropped[CRITERIA.index(criterion)] and ground.weights.weights[criterion] > 0:
            value = _needed_value(ground, goal, criterion, side)
            found.append(_outcome(ground, goal, code, "both", side, criterion, _raised(ground, criterion, side, value)))
    alike = {(one.lever, one.value_after): one for one in reversed(found)}
    return [one for one in found if alike[one.lever, one.value_after] is one]


def _needed_value(ground: Ground, goal: Goal, criterion: str, side: str) -> float:
    """The smallest value, to a hundredth, that reaches the goal; 1 where none does."""
    now = _lowest(ground, criterion, side)
    points = goal_score(ground, goal) - float(ground.base.mutual[ground.pairing])
    if math.isinf(points):
        return 1.0 if points > 0 else now
    exact = now + _step(ground, criterion, side, points)
    if not exact <= 1:
        return 1.0
    for value in (math.ceil(exact / HUNDREDTH - 1e-9) * HUNDREDTH, math.ceil(exact / HUNDREDTH + 1) * HUNDREDTH):
        value = min(round(value, 2), 1.0)
        order = ranking(ground.kept, score(_raised(ground, criterion, side, value), ground.weights).mutual)
        if reached(ground, goal, order):
            return value
    return 1.0


def _step(ground: Ground, criterion: str, side: str, points: float) -> float:
    scores, row, k = ground.scores, ground.pairing, CRITERIA.index(criterion)
    weight = float(scores.weights[k])
    if criterion == "shared_purpose":
        return points / (100 * weight)
    behind = float(scores.professional_side[row] - scores.patient_side[row])
    if side != "both":
        return step_on_one_side(points, weight, behind if side == "patient" else -behind, ground.weights.one_sided)
    now = _lowest(ground, criterion, side)

    def gain(value: float) -> float:
        mutual = score(_raised(ground, criterion, side, value), ground.weights).mutual[row]
        return float(mutual - ground.base.mutual[row])

    found = smallest(gain, points, low=now)
    return math.inf if found is None else found - now


def _values_now(ground: Ground, criterion: str) -> tuple[float, float]:
    k, scores, row = CRITERIA.index(criterion), ground.scores, ground.pairing
    return float(scores.patient_values[row, k]), float(scores.professional_values[row, k])


def _lowest(ground: Ground, criterion: str, side: str) -> float:
    patient, professional = _values_now(ground, criterion)
    return {"patient": patient, "professional": professional}.get(side, min(patient, professional))


def _raised(ground: Ground, criterion: str, side: str, value: float) -> ScoreInputs:
    """The inputs with the pairing's value raised to at least ``value``, on one side or both."""
    patient, professional = _values_now(ground, criterion)
    if side == "both" and patient != professional:
        lower = "patient" if patient < professional else "professional"
        if value <= max(patient, professional):
            return with_value(ground, criterion, lower, value)
    return with_value(ground, criterion, side, value)


def _of_weights(ground: Ground, goal: Goal) -> Iterator[Counterfactual]:
    """The smallest change of one weight under which the pairing comes first, where first is what is asked for."""
    if goal.rank != 1 or goal.side is None:
        return
    places = ground.on_list(goal.side)
    if ground.pairing not in places:
        return
    leads = int(np.flatnonzero(places == ground.pairing)[0])
    inputs = _rows(ground.kept.inputs, places)
    for one in tipping_points(inputs, ground.weights, leads, ground.kept.lots[places])[:1]:
        yield _weighed(ground, goal, one.criterion, (one.before, one.after), one.weights)


def _rows(inputs: ScoreInputs, places: NDArray[np.intp]) -> ScoreInputs:
    return ScoreInputs(inputs.patient[places], inputs.professional[places], inputs.dropped)


def _weighed(
    ground: Ground, goal: Goal, criterion: str, weight: tuple[float, float], weights: WeightSet
) -> Counterfactual:
    order = ranking(ground.kept, score(ground.kept.inputs, weights).mutual)
    return Counterfactual(
        lever="weights",
        by="weights",
        about="both",
        criterion=criterion,
        amount=round(abs(weight[1] - weight[0]) / STEP),
        cells=(),
        value_before=(weight[0], weight[0]),
        value_after=(weight[1], weight[1]),
        score_before=float(ground.base.mutual[ground.pairing]),
        score_after=float(order.mutual[ground.pairing]),
        ranks_before=_ranks(ground, ground.base),
        ranks_after=_ranks(ground, order),
        reaches=reached(ground, goal, order),
    )
