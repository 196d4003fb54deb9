"""How well likenesses recover who wrote about the same thing: ranks, and pairs told from non-pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recovery:
    """Of ``n`` pairs: mean reciprocal rank and top-1 and top-3 counts each way, and AUC over all pairings."""

    count: int
    mrr_forth: float
    mrr_back: float
    top1: tuple[int, int]
    top3: tuple[int, int]
    auc: float

    def row(self, name: str) -> str:
        """As a row of a Markdown table (``HEADING``)."""
        return (
            f"| {name} | {self.mrr_forth:.3f} / {self.mrr_back:.3f} | {self.top1[0]} / {self.top1[1]} "
            f"| {self.top3[0]} / {self.top3[1]} | {self.auc:.3f} |"
        )


HEADING = "| | MRR p→h / h→p | top-1 | top-3 | AUC |\n|---|---|---|---|---|"


def ranks(scores: Matrix) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each patient's rank of their own professional, and each professional's of their patient; ties count against."""
    own = np.diag(scores)
    forth = np.count_nonzero(scores >= own[:, None], axis=1)
    return forth, np.count_nonzero(scores >= own[None, :], axis=0)


def recovery(scores: Matrix) -> Recovery:
    """From likenesses (n, n) in which pair ``k`` is at ``(k, k)``."""
    return recovery_of(*ranks(scores), auc(np.diag(scores), unrelated(scores)))


def recovery_of(forth: NDArray[np.int64], back: NDArray[np.int64], area: float) -> Recovery:
    """From ranks that are already known."""
    return Recovery(
        len(forth),
        float((1.0 / forth).mean()),
        float((1.0 / back).mean()),
        (int((forth == 1).sum()), int((back == 1).sum())),
        (int((forth <= 3).sum()), int((back <= 3).sum())),
        area,
    )


def unrelated(scores: Matrix) -> Matrix:
    """The likenesses off the diagonal, flat."""
    return scores[~np.eye(len(scores), dtype=np.bool_)]


def auc(related: Matrix, others: Matrix) -> float:
    """How often a related pair is closer than an unrelated one; a tie counts half."""
    below = np.searchsorted(np.sort(others), related, side="left")
    upto = np.searchsorted(np.sort(others), related, side="right")
    return float((below + upto).sum() / (2.0 * len(related) * len(others)))
