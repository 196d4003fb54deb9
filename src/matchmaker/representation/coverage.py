"""How far a set of people covers the perspectives that a purpose needs (domain C.8). Apart from every score.

``Cov(S) = Σ_n v_n · (1 − Π_{i∈S} (1 − ρ · d_{i,n})) / Σ_n v_n``
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.challenge import Basis

RHO: Final = 0.6
"""What one person with direct experience covers of a need: one patient is not every patient (guide section 2)."""

BASIS: Final[Mapping[str, float]] = {
    Basis.DIRECT: 1.0,
    Basis.CLOSE: 0.5,
    Basis.THROUGH_MY_WORK: 0.25,
    Basis.NONE: 0.0,
    Basis.PREFER_NOT_TO_SAY: 0.0,
}
"""How much a declared basis counts. Whoever prefers not to say is in no set."""


def coverage(importance: NDArray[np.float64], basis: NDArray[np.float64], rho: float = RHO) -> float:
    """The share in [0, 1] of ``importance`` (n,) that people with ``basis`` (people, n) in [0, 1] cover together.

    Monotone and submodular: more people never cover less, and each adds less than they would have before. Without
    needs, or without anybody, 0.
    """
    total = float(importance.sum())
    if total <= 0:
        return 0.0
    missed = np.prod(1 - rho * basis, axis=0)
    return float(importance @ (1 - missed)) / total


def gains(
    importance: NDArray[np.float64], missed: NDArray[np.float64], basis: NDArray[np.float64], rho: float = RHO
) -> NDArray[np.float64]:
    """What each person (…, people) adds to a set that misses ``missed`` (…, n): ``Σ_n v_n · missed_n · ρ · d_n / Σ v``.

    ``basis`` (…, people, n). Without needs nobody adds anything.
    """
    total = float(importance.sum())
    if total <= 0:
        return np.zeros(basis.shape[:-1])
    return np.asarray(rho * np.einsum("...pn,...n->...p", basis, missed * importance) / total)
