"""The order in which to read a list: band by band, and inside a band next whoever adds most coverage (domain C.8).

Nobody passes a band, so declaring a perspective can help a set and costs or earns no one a point.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matchmaker.representation.coverage import RHO, gains
from matchmaker.representation.perspectives import Brought

Places = NDArray[np.intp]

SAME = 9
"""Gains are compared after rounding to so many decimals, so that ties do not depend on the machine."""


def shortlist(
    lists_side: NDArray[np.bool_],
    lists_person: Places,
    lists_rank: Places,
    band: Places,
    candidate_person_index: Places,
    brought: Brought | None,
    already: Places | None = None,
    waiting: NDArray[np.float64] | None = None,
) -> Places:
    """Place in reading order (n,), from 1, of each of n list entries.

    ``lists_side`` and ``lists_person`` say whose list an entry is on, ``lists_rank`` and ``band`` where it stands
    there, ``candidate_person_index`` is the candidate's place in ``Pool.people``. ``already`` are places in
    ``Pool.people`` of those who work on the challenge: what they bring is covered from the start. Inside a band the
    highest gain ``Cov(S ∪ {i}) − Cov(S)`` is next; ties go to whoever has been ``waiting`` most (people, aligned with
    ``Pool.people``: the exposure they are owed), then by rank. Where nobody brings anything nor waits, and without
    ``brought``, it is by rank.
    """
    if not len(lists_rank):
        return np.zeros(0, np.intp)
    whose = np.unique(np.stack([lists_side.astype(np.intp), lists_person]), axis=1, return_inverse=True)[1].ravel()
    owed = np.zeros(len(lists_rank)) if waiting is None else waiting[candidate_person_index].round(SAME)
    order = np.lexsort((lists_rank, -owed, band, whose))
    starts = np.flatnonzero(np.r_[True, np.diff(whose[order]) != 0])
    lengths = np.diff(np.r_[starts, len(order)])
    column = np.arange(len(order)) - np.repeat(starts, lengths)
    row = np.repeat(np.arange(len(starts)), lengths)
    result = np.empty(len(order), np.intp)
    bands = np.full((len(starts), lengths.max()), np.iinfo(np.intp).max)
    bands[row, column] = band[order]
    importance = brought.importance if brought else np.zeros(0)
    basis = np.zeros((*bands.shape, len(importance)))
    if brought:
        basis[row, column] = brought.basis[candidate_person_index[order]]
    at = _greedy(bands, lengths, basis, importance, _missed(brought, already))
    result[order] = at[row, column] + 1
    return result


def _missed(brought: Brought | None, already: Places | None) -> NDArray[np.float64]:
    if brought is None:
        return np.zeros(0)
    nobody = np.zeros(0, np.intp) if already is None else already
    return np.asarray(np.prod(1 - RHO * brought.basis[nobody], axis=0))


def _greedy(
    bands: Places,
    lengths: Places,
    basis: NDArray[np.float64],
    importance: NDArray[np.float64],
    missed: NDArray[np.float64],
) -> Places:
    """The place (lists, longest) of each entry, from 0. Entries come by band and rank."""
    lists = np.arange(len(bands))
    left = np.arange(bands.shape[1]) < lengths[:, None]
    still = np.tile(missed, (len(bands), 1))
    at = np.zeros(bands.shape, np.intp)
    for step in range(bands.shape[1]):
        open_lists = lists[step < lengths]
        mine = np.where(left[open_lists], bands[open_lists], np.iinfo(np.intp).max)
        here = left[open_lists] & (mine == mine.min(axis=1, keepdims=True))
        gain = gains(importance, still[open_lists], basis[open_lists]).round(SAME)
        chosen = np.where(here, gain, -1.0).argmax(axis=1)
        at[open_lists, chosen] = step
        left[open_lists, chosen] = False
        still[open_lists] *= 1 - RHO * basis[open_lists, chosen]
    return at
