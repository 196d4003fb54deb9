"""Fitting the blend: each channel's ordinary value and spread, and how much each counts.

The weights maximise the log-likelihood of everybody's own partner among all candidates, both ways (a softmax over the
blend), pulled towards equal weights, never negative, then rounded: four numbers from 125 made-up pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.blend import Channel
from matchmaker.text.calibration.evaluation import Matrix, ranks

Likenesses = Mapping[str, Matrix]

PULL = 10.0
"""How strongly weights are drawn together (penalty on their squared distance from their mean)."""


def channel_constants(pools: Sequence[Likenesses], names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Mean and spread of each channel over the unrelated pairs of all pools."""
    found = {}
    for name in names:
        values = np.concatenate([pool[name][~np.eye(len(pool[name]), dtype=np.bool_)] for pool in pools])
        found[name] = (round(float(np.nanmean(values)), 4), round(float(np.nanstd(values)), 4))
    return found


def standardised(pool: Likenesses, constants: Mapping[str, tuple[float, float]]) -> Matrix:
    """Channels (c, n, n) in units of their spread; an empty one counts as ordinary."""
    layers = [np.nan_to_num((pool[name] - mean) / spread, nan=0.0) for name, (mean, spread) in constants.items()]
    return np.stack(layers)


def fitted_weights(pools: Sequence[Matrix]) -> Matrix:
    """The weights (c,) for standardised channels of one or more pools, each (c, n, n)."""
    from scipy.optimize import minimize

    count = len(pools[0])
    start = np.full(count, 1.0)
    found = minimize(_loss, start, args=(pools,), jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * count)
    return np.asarray(found.x, dtype=np.float64)


def _loss(weights: Matrix, pools: Sequence[Matrix]) -> tuple[float, Matrix]:
    away = weights - weights.mean()
    loss, slope = PULL * float(away @ away), 2.0 * PULL * away
    for pool in pools:
        for layers in (pool, pool.transpose(0, 2, 1)):
            blend = np.tensordot(weights, layers, axes=1)
            chance = np.exp(blend - blend.max(axis=1, keepdims=True))
            chance /= chance.sum(axis=1, keepdims=True)
            own = np.arange(len(blend))
            loss -= float(np.log(chance[own, own]).sum())
            slope -= layers[:, own, own].sum(axis=1) - np.einsum("cij,ij->c", layers, chance)
    return loss, slope


def left_out_ranks(
    pool: Matrix, themes: Sequence[str], beside: Sequence[Matrix]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ranks both ways when the weights that rank a theme's people were fitted without that theme.

    ``beside`` are other pools that always stay in. Everybody is ranked among all candidates.
    """
    names = np.asarray(themes)
    forth, back = np.zeros(len(names), dtype=np.int64), np.zeros(len(names), dtype=np.int64)
    for theme in sorted(set(names.tolist())):
        out = names == theme
        weights = fitted_weights([pool[:, ~out][:, :, ~out], *beside])
        row_ranks, column_ranks = ranks(np.tensordot(weights, pool, axes=1))
        forth[out], back[out] = row_ranks[out], column_ranks[out]
    return forth, back


def rounded(weights: Matrix, constants: Mapping[str, tuple[float, float]]) -> dict[str, Channel]:
    """Channels with weights rounded to hundredths."""
    pairs = zip(constants.items(), weights.tolist(), strict=True)
    return {name: Channel(round(weight, 2), mean, spread) for (name, (mean, spread)), weight in pairs}
