"""A20: the text model is taken to understand what people wrote (guide §2, RC6).

Goes off for a shown pairing where the text of either is not, may not be, or is not throughout, in English; or was read
in parts for its length; or where at least .40 of the two texts' sentence likeness comes from sentences close to the
reference mean (see ``close_to_the_mean``: the middle of what this field writes). Re-run: the text of whoever it is true
of counts as unknown, so ``shared_purpose`` is neutral; of sentences close to the mean, both statements are read again
without them, at most ``MOST_TEXTS``, and beyond that their texts count as unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from matchmaker.assumptions.close_to_the_mean import close_sentences, share_from
from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.on_one_list import Floats, OnLists
from matchmaker.assumptions.reading_again import MOST_TEXTS, ReadingAgain, without
from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.assumptions.shown import Flags, of_pairing, places_of, shown_of, those_marked
from matchmaker.assumptions.unknown import Told, as_unknown
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.matching.engine import Places
from matchmaker.matching.reworded import Altered
from matchmaker.text import TextIndex
from matchmaker.text.language import is_partly_other_language, may_be_other_language
from matchmaker.text.sentences import split_sentences

MUCH: Final = 0.40
READS = ("partners.csv experience_text", "partners.csv purpose_achieve", "partners.csv purpose_how")


def look(seen: Seen) -> Iterator[Found] | NoData:
    """One for each shown pairing whose texts the model may have misread."""
    if seen.texts is None or seen.statements is None or seen.rewording is None or not any(seen.statements.texts):
        return NoData(READS)
    return _Looking(seen, seen.texts).found()


@dataclass(frozen=True)
class _Looking:
    seen: Seen
    texts: TextIndex
    shorter: dict[int, str | None] = field(default_factory=dict)

    @cached_property
    def foreign(self) -> Flags:
        """Whose text is not, may not be, or is not throughout, in English."""
        assert self.seen.statements is not None
        said = zip(self.seen.statements.texts, self.seen.statements.foreign, strict=True)
        return np.array([other or (text is not None and _is_doubtful(text)) for text, other in said], bool)

    @cached_property
    def close(self) -> Flags:
        """Which of all sentences are close to the reference mean."""
        assert self.seen.rewording is not None
        return close_sentences(self.texts, self.seen.rewording.model.blend.means.sentences)

    def found(self) -> Iterator[Found]:
        """Every shown pairing that the rule holds for, by its first reason."""
        shown = shown_of(self.seen)
        whole = self.foreign | self.texts.split
        by_person = shown.either(whole)
        shares = self._shares(shown.pairing, shown.either(self._with_close()) & ~by_person)
        chosen = by_person | (shares >= MUCH)
        if not chosen.any():
            return
        people = whole.copy()
        people[[place for _, pairing in shown.where(shares >= MUCH) for place in places_of(self.seen, pairing)]] = True
        rows, reading = OnLists(shown, chosen), ReadingAgain(self.seen)
        unread = as_unknown(self.seen, Told(("shared_purpose",), people))
        neutral = rows.effects("purpose_neutral", rows.with_change(unread))
        of_chosen = shares[chosen].tolist()
        wanted = [
            self._planned(pairing, reading) if share >= MUCH else {}
            for (_, pairing), share in zip(rows.places, of_chosen, strict=True)
        ]
        for n, (share, altered) in enumerate(zip(of_chosen, wanted, strict=True)):
            if share < MUCH:
                yield self._as_a_whole(*rows.places[n], whole, neutral[n])
            else:
                again = self._without_common(rows, n, reading, altered) if altered else neutral[n]
                yield self._common(*rows.places[n], share, again)

    def _common(self, shortlist: Shortlist, pairing: int, share: float, effect: Effect) -> Found:
        return Found(
            rule="common_sentences",
            subject=of_pairing(self.seen, shortlist, pairing),
            values={"share": int(100 * share), "most": MOST_TEXTS},
            people=tuple(sorted((self.seen.patient(pairing).id, self.seen.professional(pairing).id))),
            effect=effect,
        )

    def _with_close(self) -> Flags:
        """Whose text has a close sentence."""
        owner = np.repeat(np.arange(len(self.texts)), np.diff(self.texts.sentence_at.at))
        return np.asarray(np.bincount(owner[self.close], minlength=len(self.texts)) > 0)

    def _shares(self, pairings: Places, wanted: Flags) -> Floats:
        known: dict[int, float] = {}
        for pairing in np.unique(pairings[wanted]).tolist():
            known[pairing] = share_from(self.texts, self.close, *places_of(self.seen, pairing))
        return np.array([known.get(pairing, 0.0) for pairing in np.where(wanted, pairings, -1).tolist()], float)

    def _as_a_whole(self, shortlist: Shortlist, pairing: int, whole: Flags, effect: Effect) -> Found:
        other = those_marked(self.seen, pairing, self.foreign)
        return Found(
            rule="not_english" if other else "split",
            subject=of_pairing(self.seen, shortlist, pairing),
            values={"count": len(those_marked(self.seen, pairing, whole))},
            people=those_marked(self.seen, pairing, whole),
            effect=effect,
        )

    def _planned(self, pairing: int, reading: ReadingAgain) -> Altered:
        """Both statements without their close sentences, if they are to be read; else nothing."""
        altered = {p: text for p in places_of(self.seen, pairing) if (text := self._without_close(p)) is not None}
        return altered if reading.plan(altered) else {}

    def _without_common(self, rows: OnLists, n: int, reading: ReadingAgain, altered: Altered) -> Effect:
        """The effect of reading both statements without their close sentences."""
        scores = reading.inputs(altered).scores(self.seen, rows.own[n])
        return rows.effects("common_left_out", scores[None, :], np.array([n]))[0]

    def _without_close(self, place: int) -> str | None:
        """A statement without its close sentences; ``None`` where it has none, or they cannot be told apart."""
        if place not in self.shorter:
            assert self.seen.statements is not None
            text = self.seen.statements.texts[place]
            first, end = int(self.texts.sentence_at.at[place]), int(self.texts.sentence_at.at[place + 1])
            close = frozenset(np.flatnonzero(self.close[first:end]).tolist())
            apart = text is not None and bool(close) and len(split_sentences(text)) == end - first
            self.shorter[place] = without(text, close) if text is not None and apart else None
        return self.shorter[place]


def _is_doubtful(text: str) -> bool:
    return may_be_other_language(text) or is_partly_other_language(text)


CHECK = Check(
    id="A20",
    code="model_understands",
    level=Level.PAIR,
    base=Severity.CHECK,
    guide_ref="§2 RC6",
    reads=READS,
    look=look,
)
