"""A12: two people are taken to use the same words (guide §2; UK Standards for Public Involvement, communications).

Goes off for a shown pairing where the statement of one has 5 or more short forms of our list for each 100 words, and
that of the other has fewer; or where their reading grades (Flesch-Kincaid) are 5 or more apart. Only statements that
are read count. Re-run: both statements with every short form written out, at most ``MOST_TEXTS`` of them, and beyond
that the texts count as unknown. Where neither has a short form, writing them out changes nothing: that is the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.jargon import terms_in, written_out
from matchmaker.assumptions.on_one_list import OnLists
from matchmaker.assumptions.reading_again import MOST_TEXTS, ReadingAgain, set_aside
from matchmaker.assumptions.reading_grade import grade
from matchmaker.assumptions.seen import Seen
from matchmaker.assumptions.shown import Shown, of_pairing, places_of, shown_of
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.matching.reworded import Altered

GRADES_APART: Final = 5.0
TERMS_IN_100: Final = 5.0
NAMED: Final = 5
"""How many short forms are named in the evidence."""
READS = ("partners.csv experience_text", "partners.csv purpose_achieve", "partners.csv purpose_how")

Floats = NDArray[np.float64]


def look(seen: Seen) -> Iterator[Found] | NoData:
    """One for each shown pairing whose words differ in kind."""
    if seen.texts is None or seen.statements is None or not seen.texts.known.any():
        return NoData(READS)
    return _found(seen)


@dataclass(frozen=True, slots=True)
class _Wording:
    """Of people (n,): reading grade, short forms for each 100 words (nan where not read), and which forms."""

    grades: Floats
    rates: Floats
    terms: dict[int, tuple[str, ...]]


def _found(seen: Seen) -> Iterator[Found]:
    shown, reading = shown_of(seen), ReadingAgain(seen)
    wording = _wording(seen, shown)
    left, right = np.array(seen.pool.patients), np.array(seen.pool.professionals)
    a, b = left[seen.kept.i[shown.pairing]], right[seen.kept.j[shown.pairing]]
    with np.errstate(invalid="ignore"):
        full = wording.rates >= TERMS_IN_100
        one_sided = (full[a] != full[b]) & ~np.isnan(wording.rates[a] + wording.rates[b])
        apart = np.abs(wording.grades[a] - wording.grades[b]) >= GRADES_APART
    chosen = one_sided | apart
    if not chosen.any():
        return
    aside = set_aside(seen, np.array([place in wording.terms for place in range(len(seen.pool.people))], bool))
    rows = OnLists(shown, chosen)
    set_apart = rows.effects("text_set_aside", rows.with_change(aside))
    as_it_is = rows.effects("terms_written_out", rows.base)
    wanted = [_with_terms_out(seen, places_of(seen, pairing), wording) for _, pairing in rows.places]
    planned = [not altered or reading.plan(altered) for altered in wanted]
    for n, ((shortlist, pairing), by_terms) in enumerate(zip(rows.places, one_sided[chosen].tolist(), strict=True)):
        places = places_of(seen, pairing)
        grades = sorted(float(wording.grades[place]) for place in places)
        yield Found(
            rule="terms" if by_terms else "grades",
            subject=of_pairing(seen, shortlist, pairing),
            values={
                "rate": round(float(max(wording.rates[place] for place in places)), 1),
                "terms": _named(wording, places),
                "grade_low": round(grades[0]),
                "grade_high": round(grades[1]),
                "most": MOST_TEXTS,
            },
            people=tuple(sorted(seen.pool.people[place].id for place in places)),
            effect=(_written_out(seen, rows, n, reading, wanted[n]) or as_it_is[n]) if planned[n] else set_apart[n],
        )


def _wording(seen: Seen, shown: Shown) -> _Wording:
    assert seen.texts is not None
    assert seen.statements is not None
    count = len(seen.pool.people)
    wording = _Wording(np.full(count, np.nan), np.full(count, np.nan), {})
    sides = (np.array(seen.pool.patients)[seen.kept.i], np.array(seen.pool.professionals)[seen.kept.j])
    for place in np.unique(np.concatenate([side[shown.pairing] for side in sides])).tolist():
        text = seen.statements.texts[place]
        if text is None or not seen.texts.known[place]:
            continue
        level, terms = grade(text), terms_in(text)
        wording.grades[place] = np.nan if level is None else level
        wording.rates[place] = 100 * len(terms) / int(seen.texts.words[place])
        if terms:
            wording.terms[place] = terms
    return wording


def _named(wording: _Wording, places: tuple[int, int]) -> tuple[str, ...]:
    return tuple(sorted({term for place in places for term in wording.terms.get(place, ())})[:NAMED])


def _with_terms_out(seen: Seen, places: tuple[int, int], wording: _Wording) -> dict[int, str | None]:
    """The statements of the two that have short forms, with every one written out."""
    assert seen.statements is not None
    texts = seen.statements.texts
    return {place: written_out(texts[place] or "") for place in places if place in wording.terms}


def _written_out(seen: Seen, rows: OnLists, n: int, reading: ReadingAgain, altered: Altered) -> Effect | None:
    """The effect of writing out every short form of the two; ``None`` where neither has one."""
    if not altered:
        return None
    scores = reading.inputs(altered).scores(seen, rows.own[n])
    return rows.effects("terms_written_out", scores[None, :], np.array([n]))[0]


CHECK = Check(
    id="A12",
    code="jargon_gap",
    level=Level.PAIR,
    base=Severity.CHECK,
    guide_ref="§2",
    reads=READS,
    look=look,
)
