"""A08: a few words are taken for what somebody has to say (guide §2).

Goes off for a shown pairing where the statement of either has fewer than 40 words after masking, or fewer than 8
different content words. Somebody who wrote nothing counts as well; somebody whose text may not be read, or is in
another language, does not. Re-run: each sentence left out in turn; the range of ranks is shown, and the sentence that
changes most. The shortest statements are read again first, at most ``MOST_TEXTS``; beyond that the text counts as
unknown instead. A text too short to be read at all has nothing to leave out.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.on_one_list import OnLists, strongest
from matchmaker.assumptions.reading_again import MOST_TEXTS, AlteredInputs, ReadingAgain, set_aside, without
from matchmaker.assumptions.rerun import no_rerun
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import Flags, of_pairing, places_of, shown_of, those_marked
from matchmaker.assumptions.thin_texts import DIFFERENT_WORDS, thin_people
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.matching.reworded import Altered
from matchmaker.matching.statements import ENOUGH_WORDS
from matchmaker.text.sentences import split_sentences

READS = ("partners.csv experience_text", "partners.csv purpose_achieve", "partners.csv purpose_how")


def look(seen: Seen) -> Iterator[Found] | NoData:
    """One for each shown pairing of somebody whose statement says little."""
    if seen.texts is None or seen.statements is None or not any(seen.statements.texts):
        return NoData(READS)
    return _found(seen, thin_people(seen))


def _found(seen: Seen, thin: Flags) -> Iterator[Found]:
    assert seen.texts is not None
    shown = shown_of(seen)
    chosen = shown.either(thin)
    if not chosen.any():
        return
    rows, reading = OnLists(shown, chosen), ReadingAgain(seen)
    variants = _variants(seen, reading, [place for _, p in rows.places for place in places_of(seen, p) if thin[place]])
    aside = rows.effects("text_set_aside", rows.with_change(set_aside(seen, thin & seen.texts.known)))
    for n, (shortlist, pairing) in enumerate(rows.places):
        places = [place for place in places_of(seen, pairing) if thin[place]]
        effects = [one for place in places for one in _left_out(seen, rows, n, variants.get(place, []))]
        if any(seen.texts.known[place] and place not in variants for place in places):
            effects.append(aside[n])
        words = min(int(seen.texts.words[place]) for place in places)
        ranks = {rank for one in effects for rank in (one.rank_before, one.rank_after) if rank} or {0}
        wrote = all(seen.pool.people[place].statement_parts() for place in places)
        yield Found(
            rule=_rule(words, wrote=wrote, read_again=any(place in variants for place in places)),
            subject=of_pairing(seen, shortlist, pairing),
            values={
                "words": words,
                "enough": ENOUGH_WORDS,
                "different": DIFFERENT_WORDS,
                "rank_low": min(ranks),
                "rank_high": max(ranks),
                "count": max(ranks) - min(ranks) + 1,
                "read_again": reading.read,
                "most": MOST_TEXTS,
            },
            people=those_marked(seen, pairing, thin),
            effect=strongest(effects) if effects else no_rerun("sentence_left_out", "text_not_read"),
        )


def _rule(words: int, *, wrote: bool, read_again: bool) -> str:
    """What is told of the pairing: the places it may have, only where a statement was read without a sentence."""
    if not wrote:
        return "nothing_written"
    rule = "few_words" if words < ENOUGH_WORDS else "few_different_words"
    return rule if read_again else f"{rule}_alone"


def _variants(seen: Seen, reading: ReadingAgain, thin: list[int]) -> dict[int, list[AlteredInputs]]:
    """By place in ``Pool.people``: inputs with each sentence left out in turn, the shortest statements first."""
    assert seen.texts is not None
    assert seen.statements is not None
    words = seen.texts.words.tolist()
    wanted: dict[int, list[Altered]] = {}
    for place in sorted(set(thin), key=lambda place: (words[place], place)):
        text = seen.statements.texts[place]
        if not text or not seen.texts.known[place] or not reading.may(1):
            continue
        count = len(split_sentences(text))
        if count and reading.may(count):
            wanted[place] = [{place: without(text, frozenset({n}))} for n in range(count)]
            for altered in wanted[place]:
                reading.plan(altered)
    return {place: [reading.inputs(altered) for altered in some] for place, some in wanted.items()}


def _left_out(seen: Seen, rows: OnLists, n: int, variants: list[AlteredInputs]) -> list[Effect]:
    return [
        rows.effects("sentence_left_out", altered.scores(seen, rows.own[n])[None, :], np.array([n]))[0]
        for altered in variants
    ]


CHECK = Check(
    id="A08",
    code="text_too_thin",
    level=Level.PAIR,
    base=Severity.CHECK,
    guide_ref="§2",
    reads=READS,
    look=look,
)
