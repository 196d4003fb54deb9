"""How often each candidate of a list comes where, counted over draws (domain C.7)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.draws import Numbers

Floats = NDArray[np.float64]

FIRST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Shares:
    """One way of drawing. Over m places of lists: ``top1``, ``top3`` (m,) the share of draws in which the candidate
    comes first, or among the first three, of those considered; ``expected_rank`` (m,); ``regret`` (m,) mean points
    below the first of the draw; ``beats_next`` (m,) the share in which it beats the next place of its list (nan on
    the last). ``central`` (m, 7): mean weights of the draws in which it comes first (nan where it never does).
    ``ranks`` (m, considered): the share of draws in which it comes first, second, third …"""

    top1: Floats
    top3: Floats
    expected_rank: Floats
    regret: Floats
    beats_next: Floats
    central: Floats
    ranks: NDArray[np.float32]

    def copy_from(self, other: Shares, here: slice) -> None:
        """Take over some places of another."""
        for field in fields(self):
            getattr(self, field.name)[here] = getattr(other, field.name)[here]


def nothing_drawn(places: int, considered: int) -> Shares:
    """Room for ``places`` of lists of at most ``considered`` candidates."""
    return Shares(
        top1=np.zeros(places),
        top3=np.zeros(places),
        expected_rank=np.zeros(places),
        regret=np.zeros(places),
        beats_next=np.zeros(places),
        central=np.full((places, len(CRITERIA)), np.nan),
        ranks=np.zeros((places, considered), np.float32),
    )


def shares_of(scores: Numbers, weights: Floats, room: Shares, here: slice) -> None:
    """Count one list: ``scores`` (considered, draws) by rank, the first ``here`` of them shown, into ``room``.

    ``weights`` (draws, 7) are those the scores were drawn with.
    """
    considered, draws = scores.shape
    shown = here.stop - here.start
    above = _above(scores, shown)
    ranks = np.stack([np.bincount(row, minlength=considered) for row in above]) / draws
    room.ranks[here, :considered] = ranks
    room.top1[here] = ranks[:, 0]
    room.top3[here] = ranks[:, :FIRST_PLACES].sum(axis=1)
    room.expected_rank[here] = ranks @ np.arange(1, considered + 1)
    room.regret[here] = scores.max(axis=0).mean(dtype=np.float64) - scores[:shown].mean(axis=1)
    room.beats_next[here] = np.append((scores[: shown - 1] >= scores[1:shown]).mean(axis=1), np.nan)
    room.central[here] = _central(above == 0, weights)


def _above(scores: Numbers, shown: int) -> NDArray[np.unsignedinteger[Any]]:
    """How many come before each of the first ``shown``, (shown, draws); the rare exact ties keep the list's order."""
    considered, draws = scores.shape
    kind = np.uint8 if considered <= np.iinfo(np.uint8).max else np.uint16
    above = np.empty((shown, draws), kind)
    before = np.empty(scores.shape, np.bool_)
    for place in range(shown):
        np.greater_equal(scores[:place], scores[place], out=before[:place])
        np.greater(scores[place:], scores[place], out=before[place:])
        np.add.reduce(before.view(np.uint8), axis=0, dtype=kind, out=above[place])
    return above


def _central(first: NDArray[np.bool_], weights: Floats) -> Floats:
    """The mean weights (shown, 7) of the draws (shown, draws) in which each comes first; nan where none does."""
    won = first.sum(axis=1)
    return np.asarray((first.astype(np.float64) @ weights) / np.where(won, won, np.nan)[:, None])
