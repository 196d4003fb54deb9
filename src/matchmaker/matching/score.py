"""The one formula. Every draw, flag, what-if and plan is ``score`` again on altered inputs (domain C.5).

``M = 100 · [ (S_p + S_h) / 2 − λ · |S_p − S_h| / 2 ]``, with ``S_p = Σ w_k x_k^p`` and ``S_h = Σ w_k x_k^h``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.problem import InputRefused, Problem
from matchmaker.domain.weights import CRITERIA, WeightSet

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScoreInputs:
    """All that a score may see: n pairings, seven criteria in the order of ``CRITERIA``.

    ``patient`` and ``professional`` (n, 7): values in [0, 1], ``nan`` where unknown. ``dropped`` (7,): criteria on
    which nobody in the run could be scored. There is no room for anything else, on purpose (domain C.6).
    """

    patient: Array
    professional: Array
    dropped: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of n pairings, in points, with every line that makes them up.

    ``patient_points`` and ``professional_points`` (n, 7) and ``one_sided`` (n,) add up to ``mutual`` (n,).
    ``patient_side`` and ``professional_side`` (n,) are S in [0, 1]; ``*_known`` the share of weight that is known.
    ``weights`` (7,) are those used, after dropping; ``*_values`` (n, 7) the values used, unknowns at neutral.
    """

    mutual: Array
    patient_side: Array
    professional_side: Array
    patient_points: Array
    professional_points: Array
    one_sided: Array
    patient_known: Array
    professional_known: Array
    patient_values: Array
    professional_values: Array
    weights: Array


def weights_used(weights: WeightSet, dropped: NDArray[np.bool_]) -> Array:
    """The seven weights, 0 for dropped criteria, the others rescaled once so that they sum to 1.

    :class:`InputRefused` where nothing with any weight is left: there is then nothing to rank by.
    """
    kept = np.where(dropped, 0.0, [weights.weights[name] for name in CRITERIA])
    total = kept.sum()
    if total <= 0:
        raise InputRefused(Problem.of("nothing_to_rank_by"))
    return np.asarray(kept if not dropped.any() else kept / total)


def neutral_values(weights: WeightSet) -> Array:
    """What an unknown counts as, for each of the seven; criteria without a neutral value must be dropped."""
    return np.array([weights.neutral.get(name, np.nan) for name in CRITERIA])


def one_sided_line(patient_side: Array, professional_side: Array, share: float) -> Array:
    """What is taken off for working better for one of the two, in points (never above 0)."""
    return np.asarray(0.0 - 100 * share * np.abs(patient_side - professional_side) / 2)


def score(inputs: ScoreInputs, weights: WeightSet) -> Scores:
    """Score n pairings. Pure; each pairing's result depends on its own row and ``dropped`` alone."""
    used = weights_used(weights, inputs.dropped)
    neutral = np.where(used > 0, neutral_values(weights), 0.0)
    patient = np.where(np.isnan(inputs.patient), neutral, inputs.patient)
    professional = np.where(np.isnan(inputs.professional), neutral, inputs.professional)
    patient_side = (used * patient).sum(axis=1)
    professional_side = (used * professional).sum(axis=1)
    patient_points, professional_points = 50 * used * patient, 50 * used * professional
    one_sided = one_sided_line(patient_side, professional_side, weights.one_sided)
    return Scores(
        mutual=patient_points.sum(axis=1) + professional_points.sum(axis=1) + one_sided,
        patient_side=patient_side,
        professional_side=professional_side,
        patient_points=patient_points,
        professional_points=professional_points,
        one_sided=one_sided,
        patient_known=(used * ~np.isnan(inputs.patient)).sum(axis=1),
        professional_known=(used * ~np.isnan(inputs.professional)).sum(axis=1),
        patient_values=patient,
        professional_values=professional,
        weights=used,
    )
