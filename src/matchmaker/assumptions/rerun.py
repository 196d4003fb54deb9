"""True re-runs of the ranking with an assumption made false, and what they change on a list (domain D.1).

Every re-run is ``score`` again on altered inputs over the kept pairings: the candidates of everybody, shown or not.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.domain.flag import Effect
from matchmaker.domain.weights import CRITERIA, WeightSet
from matchmaker.matching.engine import Kept, Places
from matchmaker.matching.lists import Ranking, Ranks, ranking
from matchmaker.matching.score import ScoreInputs, score

FIRST = 3
"""How many first places a list is compared by."""


@dataclass(frozen=True)
class Rerun:
    """The ranking after a change. ``kept`` is the run's own, or longer where shut-out pairings joined at its end."""

    method: str
    kept: Kept
    after: Ranking

    @cached_property
    def _first(self) -> dict[str, NDArray[np.int64]]:
        return {
            "patient": _first_of(self.after.for_patient, self.kept.i),
            "professional": _first_of(self.after.for_professional, self.kept.j),
            "pair": _first_of(self.after.for_pair, np.zeros(len(self.kept), np.intp)),
        }

    def ranks(self, side: str) -> Ranks:
        """Ranks (n,) on the lists of a side: ``patient``, ``professional`` or ``pair``."""
        return _ranks_of(self.after, side)

    def first(self, shortlist: Shortlist) -> Places:
        """The pairings that come first on a list now, at most :data:`FIRST`."""
        row = self._first[shortlist.side][max(shortlist.owner, 0)]
        return np.asarray(row[row >= 0])


def _ranks_of(order: Ranking, side: str) -> Ranks:
    return {"patient": order.for_patient, "professional": order.for_professional, "pair": order.for_pair}[side]


def _first_of(ranks: Ranks, people: Places) -> NDArray[np.int64]:
    table = np.full((int(people.max()) + 1 if len(people) else 1, FIRST), -1, np.int64)
    here = np.flatnonzero((ranks > 0) & (ranks <= FIRST))
    table[people[here], ranks[here] - 1] = here
    return table


def with_inputs(seen: Seen, method: str, inputs: ScoreInputs, weights: WeightSet | None = None) -> Rerun:
    """The same pairings, scored on other inputs (n, 7) or with other weights."""
    return Rerun(method, seen.kept, ranking(seen.kept, score(inputs, weights or seen.table.weights).mutual))


def with_weights(seen: Seen, method: str, weights: WeightSet) -> Rerun:
    """The same inputs under another weight set."""
    return with_inputs(seen, method, seen.kept.inputs, weights)


def without_criteria(seen: Seen, method: str, *names: str) -> Rerun | None:
    """Some criteria off for everybody, the other weights rescaled; ``None`` where nothing is left to rank by."""
    dropped = seen.kept.inputs.dropped | np.isin(CRITERIA, names)
    if not any(seen.table.weights.weights[name] for name, out in zip(CRITERIA, dropped, strict=True) if not out):
        return None
    return with_inputs(seen, method, replace(seen.kept.inputs, dropped=dropped))


def among(seen: Seen, method: str, in_play: NDArray[np.bool_]) -> Rerun:
    """Only some of the kept pairings (n,) in play, at their own scores."""
    return Rerun(method, seen.kept, ranking(seen.kept, seen.scores.mutual, in_play))


def by_score(seen: Seen, method: str, mutual: NDArray[np.float64]) -> Rerun:
    """The kept pairings in the order of another score (n,)."""
    return Rerun(method, seen.kept, ranking(seen.kept, mutual))


def effect_on(
    seen: Seen, shortlist: Shortlist, rerun: Rerun, *, pairing: int | None = None, shut_out: int = 0
) -> Effect:
    """What a re-run changes on one list. Ranks and scores are of ``pairing``, else of the list's first place."""
    before, after = _ranks_of(seen.base, shortlist.side), rerun.ranks(shortlist.side)
    subject = int(shortlist.pairings[0]) if pairing is None else pairing
    first, then = shortlist.pairings[:FIRST], rerun.first(shortlist)
    return Effect(
        method=rerun.method,
        rank_before=int(before[subject]) or None,
        rank_after=int(after[subject]) or None,
        score_before=float(seen.base.mutual[subject]),
        score_after=float(rerun.after.mutual[subject]) if after[subject] else None,
        top1_changed=not len(then) or int(then[0]) != int(first[0]),
        top3_in=ids_of(seen, shortlist, rerun.kept, set(then.tolist()) - set(first.tolist())),
        top3_out=ids_of(seen, shortlist, rerun.kept, set(first.tolist()) - set(then.tolist())),
        band_changed=crosses_band(seen.bands_of(shortlist), after[shortlist.suggested]),
        tau=kendall_tau(after[shortlist.suggested]),
        shut_out=shut_out,
    )


def no_rerun(method: str, why: str) -> Effect:
    """A re-run that cannot be made; ``why`` is a code with its own sentence."""
    return Effect(method=method, not_rerun=why)


def ids_of(seen: Seen, shortlist: Shortlist, kept: Kept, pairings: Collection[int]) -> tuple[str, ...]:
    """Whom a list suggests by these pairings."""
    people = seen.pool.patient_side if shortlist.side == "professional" else seen.pool.professional_side
    places = kept.i if shortlist.side == "professional" else kept.j
    return tuple(sorted(people[places[pairing]].id for pairing in pairings))


def crosses_band(bands: NDArray[np.int64], ranks: Ranks) -> bool:
    """Whether anybody shown now stands behind somebody whom the run could tell apart from them, and put lower.

    ``bands`` (k,) of the places shown, ``ranks`` (k,) of the same people after a re-run, 0 where out of play.
    """
    ranks = np.where(ranks == 0, np.iinfo(np.int64).max, ranks)
    order = np.argsort(ranks, kind="stable")
    return bool((np.diff(bands[order]) < 0).any())


def kendall_tau(ranks: Ranks) -> float | None:
    """Kendall's tau of the order before (1, 2, 3 …) and the ranks after; places lost count as tied last."""
    n = len(ranks)
    if n < 2:
        return None
    after = np.where(ranks == 0, np.iinfo(np.int64).max, ranks)
    i, j = np.triu_indices(n, 1)
    signs = np.sign(after[j].astype(np.float64) - after[i])
    untied = np.count_nonzero(signs)
    return float(signs.sum() / np.sqrt(untied * len(i))) if untied else None
