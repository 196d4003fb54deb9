"""What an assumption may look at: the run as it stands, everybody's record, and the ways to run it again.

Flags may read what the scorer cannot (levers, confidence, dates, relations, needs, declared perspectives). They never
import the pipeline, and monitoring data is out of their reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Partner
from matchmaker.matching.certainty import Certainty
from matchmaker.matching.engine import For, Kept, Places, Table
from matchmaker.matching.lists import Lists, Ranking, ranking
from matchmaker.matching.pool import Pool
from matchmaker.matching.reworded import Rewording
from matchmaker.matching.score import Scores, score
from matchmaker.matching.statements import Statements
from matchmaker.representation.perspectives import Brought
from matchmaker.text import TextIndex

CONSIDERED = 20
"""How many places of a list a re-run is compared on."""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Somebody's list: ``pairings`` are places among the kept ones, by rank; the first ``shown`` are suggested.

    ``side`` is ``patient`` or ``professional`` (whose list), or ``pair`` for the one list of pairings (no ``owner``).
    ``owner`` is a place on that side.
    """

    side: str
    owner: int
    pairings: Places
    shown: int

    @property
    def suggested(self) -> Places:
        """The kept pairings that the list suggests."""
        return self.pairings[: self.shown]


@dataclass(frozen=True)
class Seen:
    """``lists`` and ``certainty`` hold what is shown; ``kept`` every pairing that was scored exactly.

    ``statements`` and ``texts`` are in the order of ``pool.people``; they and ``rewording`` are ``None`` where no text
    was read. ``brought`` is ``None`` where no need is written down. ``as_of`` is the day the run was asked for;
    ``seed`` is that of its draws.
    """

    cohort: Cohort
    pool: Pool
    table: Table
    kept: Kept
    lists: Lists
    certainty: Certainty | None
    brought: Brought | None
    statements: Statements | None
    texts: TextIndex | None
    rewording: Rewording | None
    top: int
    for_side: For
    as_of: date
    seed: int

    @cached_property
    def scores(self) -> Scores:
        """The kept pairings' scores as the run has them."""
        return score(self.kept.inputs, self.table.weights)

    @cached_property
    def base(self) -> Ranking:
        """Where every kept pairing stands in the run."""
        return ranking(self.kept, self.scores.mutual)

    @cached_property
    def ties(self) -> NDArray[np.int64]:
        """Of each kept pairing, its place (n,) among all of equal score: as :func:`matching.lists.order_of` has it."""
        order = np.lexsort((self.kept.j, self.kept.i, self.kept.lots))
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        return places

    @cached_property
    def shortlists(self) -> Sequence[Shortlist]:
        """Every list that names anybody, patient side first, by place; :data:`CONSIDERED` places each, or all shown."""
        deep = max(CONSIDERED, self.top)
        if self.for_side == "pair":
            order = np.flatnonzero((self.base.for_pair > 0) & (self.base.for_pair <= deep))
            pairings = order[np.argsort(self.base.for_pair[order], kind="stable")]
            return (Shortlist("pair", -1, pairings, min(self.top, len(pairings))),) if len(pairings) else ()
        sides = {
            "patient": (self.base.for_patient, self.kept.i),
            "professional": (self.base.for_professional, self.kept.j),
        }
        return tuple(
            Shortlist(side, int(owner), pairings, min(self.top, len(pairings)))
            for side, (ranks, people) in sides.items()
            if self.for_side in ("both", side)
            for owner, pairings in _each_list(ranks, people, deep)
        )

    @cached_property
    def _band(self) -> dict[str, NDArray[np.int64]]:
        """Of each kept pairing that is shown, its band on either list; all alike where draws were not made."""
        columns = max(len(self.pool.professionals), 1)
        shown = np.searchsorted(self.kept.i * columns + self.kept.j, self.lists.i * columns + self.lists.j)
        found = {side: np.zeros(len(self.kept), np.int64) for side in ("patient", "professional", "pair")}
        for entry, pair in enumerate(self.lists.pair.tolist()):
            side = "pair" if self.for_side == "pair" else "patient" if self.lists.side[entry] else "professional"
            found[side][shown[pair]] = self.certainty.band[entry] if self.certainty else 1
        return found

    def bands_of(self, shortlist: Shortlist) -> NDArray[np.int64]:
        """The bands (k,) of the k places that a list suggests."""
        return self._band[shortlist.side][shortlist.suggested]

    def patient(self, pairing: int) -> Partner:
        """The patient-side person of a kept pairing."""
        return self.pool.patient_side[int(self.kept.i[pairing])]

    def professional(self, pairing: int) -> Partner:
        """The professional-side person of a kept pairing."""
        return self.pool.professional_side[int(self.kept.j[pairing])]

    def owner(self, shortlist: Shortlist) -> Partner | None:
        """Whose list it is; ``None`` for the list of pairings."""
        if shortlist.side == "pair":
            return None
        people = self.pool.patient_side if shortlist.side == "patient" else self.pool.professional_side
        return people[shortlist.owner]

    def candidate(self, shortlist: Shortlist, pairing: int) -> Partner:
        """Whom a place of a list suggests; of the list of pairings, the professional-side person."""
        return self.patient(pairing) if shortlist.side == "professional" else self.professional(pairing)


def _each_list(ranks: Places, people: Places, deep: int) -> list[tuple[int, Places]]:
    chosen = np.flatnonzero((ranks > 0) & (ranks <= deep))
    chosen = chosen[np.lexsort((ranks[chosen], people[chosen]))]
    owners, starts = np.unique(people[chosen], return_index=True)
    return list(zip(owners.tolist(), np.split(chosen, starts[1:]), strict=True)) if len(chosen) else []
