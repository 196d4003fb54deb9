"""A03: people who feel like us are taken to be the ones to choose (guide §1, outset-1; §2, difference).

Goes off for a shown pairing where

* ``shared_purpose`` and ``values`` together give at least .60 of its lead, and ``seek_offer`` gives none. The lead is
  how far its score lies above the median score of the places the list shows, and what a criterion gives is how far its
  points lie above their median there; or
* the two texts share a word that was masked (who somebody is: a name, a faith, an age); or
* both name work of the same family as their own, in their texts or role titles.

Re-run: ``values`` off, and the sentences that the two share (likeness .50 or more) taken out of both statements, of at
most ``MOST_TEXTS`` of them; beyond that, ``values`` off alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.masked_words import masked_words
from matchmaker.assumptions.occupations import own_families
from matchmaker.assumptions.on_one_list import Floats, OnLists
from matchmaker.assumptions.reading_again import MOST_TEXTS, ReadingAgain, without
from matchmaker.assumptions.rerun import no_rerun
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import Flags, Shown, both_places, of_pairing, places_of, shown_of
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.domain.partner import Partner
from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.engine import Places
from matchmaker.matching.pool import may_read_text
from matchmaker.matching.reworded import Altered
from matchmaker.matching.score import score
from matchmaker.text.fixed_point import UNIT
from matchmaker.text.sentences import split_sentences

MUCH_OF_LEAD: Final = 0.60
SHARED: Final = 0.50
"""From this likeness on two sentences say the same (judgement): the closest of most of the guide's pairs stay under."""
PURPOSE, VALUES, OFFER = (CRITERIA.index(name) for name in ("shared_purpose", "values", "seek_offer"))
READS = (
    "partners.csv experience_text",
    "partners.csv purpose_achieve",
    "partners.csv values",
    "partners.csv role_title",
)
_ROUNDING: Final = 1e-9


def look(seen: Seen) -> Iterator[Found] | NoData:
    """One for each shown pairing of people who are alike."""
    people = seen.pool.people
    if seen.table.dropped[[PURPOSE, VALUES]].all() and not any(p.statement_parts() or p.role_title for p in people):
        return NoData(READS)
    return _Looking(seen).found()


@dataclass(frozen=True)
class _Looking:
    seen: Seen

    @cached_property
    def reading(self) -> ReadingAgain:
        """The statements read again so far."""
        return ReadingAgain(self.seen)

    def found(self) -> Iterator[Found]:
        """Every shown pairing that the rule holds for, by its first reason."""
        shown = shown_of(self.seen)
        shares = self._leads(shown)
        pairs = list(zip(*(side.tolist() for side in both_places(self.seen, shown.pairing)), strict=True))
        everybody = {place for pair in pairs for place in pair}
        words = masked_words(self.seen, everybody) if self.seen.statements else {}
        families = {place: self._families(place) for place in everybody}
        masked = _shared(pairs, words)
        work = _shared(pairs, families)
        leads = shares >= MUCH_OF_LEAD - _ROUNDING
        chosen = leads | masked | work
        if not chosen.any():
            return
        rows = OnLists(shown, chosen)
        effects = self._effects(rows)
        for (shortlist, pairing), n, effect in zip(rows.places, np.flatnonzero(chosen).tolist(), effects, strict=True):
            a, b = pairs[n]
            yield Found(
                rule="masked_words" if masked[n] else "same_work" if work[n] else "lead",
                subject=of_pairing(self.seen, shortlist, pairing),
                values={
                    "share": min(round(100 * float(shares[n])), 100) if leads[n] else 0,
                    "count": len(words.get(a, frozenset()) & words.get(b, frozenset())),
                    "most": MOST_TEXTS,
                },
                people=tuple(sorted((self.seen.pool.people[a].id, self.seen.pool.people[b].id))),
                effect=effect,
            )

    def _leads(self, shown: Shown) -> Floats:
        """Of each shown place (m,), the share of its lead that likeness gives; 0 without a lead, or if tags give some.

        Lists that show equally many are looked at together.
        """
        counts = np.bincount(shown.at, minlength=len(self.seen.shortlists))
        starts, shares = np.cumsum(counts) - counts, np.zeros(len(shown.pairing))
        for count in np.unique(counts[counts > 0]).tolist():
            at = starts[counts == count][:, None] + np.arange(count)
            shares[at] = self._lead(shown.pairing[at])
        return shares

    def _lead(self, here: Places) -> Floats:
        """The shares (L, k) of lists that show the kept pairings ``here`` (L, k)."""
        scores = self.seen.scores
        points = scores.patient_points[here] + scores.professional_points[here]
        gives = points - np.median(points, axis=1, keepdims=True)
        lead = scores.mutual[here] - np.median(scores.mutual[here], axis=1, keepdims=True)
        some = (lead > _ROUNDING) & (gives[..., OFFER] <= _ROUNDING)
        return np.where(some, (gives[..., PURPOSE] + gives[..., VALUES]) / np.where(some, lead, 1.0), 0.0)

    def _families(self, place: int) -> frozenset[str]:
        who: Partner = self.seen.pool.people[place]
        texts = who.statement_parts() if may_read_text(who, self.seen.cohort) else ()
        return own_families(texts, who.role_title)

    def _effects(self, rows: OnLists) -> list[Effect]:
        inputs, weights = self.seen.kept.inputs, self.seen.table.weights
        dropped = inputs.dropped | (np.arange(len(CRITERIA)) == VALUES)
        if not any(weights.weights[name] for name, out in zip(CRITERIA, dropped, strict=True) if not out):
            return [no_rerun("values_off", "nothing_left")] * len(rows.places)
        without_values = score(replace(inputs, dropped=dropped), weights).mutual
        effects = rows.effects("values_off", without_values[rows.own])
        wanted: dict[int, Altered] = {}
        for _, pairing in rows.places:
            if pairing not in wanted and self.reading.may(1):
                altered = self._without_shared(pairing)
                wanted[pairing] = altered if self.reading.plan(altered) else {}
        for n, (_, pairing) in enumerate(rows.places):
            if again := wanted.get(pairing):
                changed = replace(self.reading.inputs(again).of(self.seen, rows.own[n]), dropped=dropped)
                mutual = score(changed, weights).mutual[None, :]
                effects[n] = rows.effects("likeness_off", mutual, np.array([n]))[0]
        return effects

    def _without_shared(self, pairing: int) -> Altered:
        """Both statements without the sentences they share; nothing where they share none, or none was read."""
        texts, statements = self.seen.texts, self.seen.statements
        if texts is None or statements is None:
            return {}
        places = places_of(self.seen, pairing)
        ends = [(int(texts.sentence_at.at[place]), int(texts.sentence_at.at[place + 1])) for place in places]
        one, other = (texts.sentences[first:end].astype(np.float32) for first, end in ends)
        close: Flags = np.asarray(one @ other.T >= SHARED * UNIT**2)
        written = [statements.texts[place] for place in places]
        altered: dict[int, str | None] = {}
        near_ones: tuple[Flags, Flags] = (np.asarray(close.any(axis=1)), np.asarray(close.any(axis=0)))
        for place, text, near in zip(places, written, near_ones, strict=True):
            if text is None or not near.any() or len(split_sentences(text)) != len(near):
                return {}
            altered[place] = without(text, frozenset(np.flatnonzero(near).tolist()))
        return altered


def _shared(pairs: list[tuple[int, int]], held: dict[int, frozenset[str]]) -> Flags:
    nothing: frozenset[str] = frozenset()
    return np.array([not held.get(a, nothing).isdisjoint(held.get(b, nothing)) for a, b in pairs], bool)


CHECK = Check(
    id="A03",
    code="like_me",
    level=Level.PAIR,
    base=Severity.CHECK,
    guide_ref="§1 outset-1, §2 div",
    reads=READS,
    look=look,
)
