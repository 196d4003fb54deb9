"""How often each candidate of a list comes where, counted over draws (domain C.7)."""

from __future__ import annotations

from dataclasses import dataclass, fields

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


def shares_of(scores: Numbers, weights: Floats, room: Shares, here: slice) -> Floats:
    """Count one list: ``scores`` (considered, draws) by rank, the first ``here`` of them shown, into ``room``.

    ``weights`` (draws, 7). Returns how often each shown place beats each other shown one, (shown, shown).
    """
    considered, draws = scores.shape
    shown = here.stop - here.start
    rank = np.empty((shown, draws), np.uint16)
    lost = np.empty((shown, shown))
    for place in range(shown):
        above = scores > scores[place]
        rank[place] = above.sum(axis=0, dtype=np.uint8 if considered < 256 else np.uint16)
        lost[place] = _count(above[:shown])
    lost /= draws
    first = rank == 0
    top = scores.max(axis=0)
    room.top1[here] = _count(first) / draws
    room.top3[here] = _count(rank < FIRST_PLACES) / draws
    room.expected_rank[here] = 1 + rank.mean(axis=1)
    room.regret[here] = top.mean(dtype=np.float64) - scores[:shown].mean(axis=1, dtype=np.float64)
    room.beats_next[here] = np.append(np.diagonal(lost, -1), np.nan)
    room.ranks[here, :considered] = _acceptabilities(rank, considered)
    won = first.sum(axis=1)
    with np.errstate(invalid="ignore"):
        room.central[here] = (first.astype(np.float64) @ weights) / np.where(won, won, np.nan)[:, None]
    return lost.T


def _count(these: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many are true in each row."""
    return np.asarray(np.bitwise_count(np.packbits(these, axis=1)).sum(axis=1, dtype=np.int64))


def _acceptabilities(rank: NDArray[np.uint16], considered: int) -> NDArray[np.float64]:
    shown, draws = rank.shape
    places = rank + (np.arange(shown) * considered)[:, None]
    counted = np.bincount(places.ravel(), minlength=shown * considered)
    return np.asarray(counted.reshape(shown, considered) / draws)
