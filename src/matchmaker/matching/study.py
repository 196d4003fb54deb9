"""A blinded study: for some people, candidates from us, from TF-IDF and by lot, so that nobody can tell which is whose.

All three draw from the same people: those whom no rule keeps apart, and of whom a rater can be shown something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.matching.engine import Places, Table, kept_of
from matchmaker.matching.lists import ranking
from matchmaker.matching.score import score

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SOURCES: Final = ("ours", "tfidf", "lot")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place on the other side, and the sources that named it, in the order of ``SOURCES``."""

    place: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A person of the study (of the patient side or not, their place on it) and their candidates, shuffled."""

    is_patient: bool
    place: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class SideTexts:
    """One side's masked texts (n; ``None``: there is none to read), and of whom a rater can be shown anything (n,)."""

    texts: tuple[str | None, ...]
    shown: NDArray[np.bool_]

    @property
    def both(self) -> NDArray[np.bool_]:
        """Who has a text and can be shown, (n,)."""
        return np.array([text is not None for text in self.texts], bool) & self.shown


def draw_study(
    table: Table,
    patients: SideTexts,
    professionals: SideTexts,
    generator: np.random.Generator,
    *,
    people: int,
    each: int,
) -> tuple[Asked, ...]:
    """Draw up to ``people`` people, half of each side where there are enough, and ``each`` candidates a source.

    A candidate whom several sources name is there once. TF-IDF is fitted on all masked texts of the run, with
    sublinear counts and English stop words left out, as scikit-learn advises for prose. Ties fall by lot.
    """
    drawn = _people(table, patients, professionals, generator, people)
    by_words = _tfidf([*patients.texts, *professionals.texts])
    asked = []
    for is_patient, place in drawn:
        theirs = professionals if is_patient else patients
        others = _open(table, is_patient, place)
        others = others[theirs.shown[others]]
        own, first = (place, len(patients.texts)) if is_patient else (len(patients.texts) + place, 0)
        readable = others[theirs.both[others]]
        named = {
            "ours": _ours(table, is_patient, place, others)[:each],
            "tfidf": _closest(by_words, own, first + readable, readable, generator)[:each],
            "lot": generator.permutation(others)[:each],
        }
        asked.append(Asked(is_patient, place, _merged(named, generator)))
    return tuple(asked)


def _people(
    table: Table, patients: SideTexts, professionals: SideTexts, generator: np.random.Generator, people: int
) -> list[tuple[bool, int]]:
    """Half from each side as far as there are any, in an order that says nothing."""
    pools = []
    for is_patient, mine, theirs in ((True, patients, professionals), (False, professionals, patients)):
        able = (place for place in np.flatnonzero(mine.both).tolist())
        pools.append([p for p in able if theirs.both[_open(table, is_patient, p)].any()])
    half = max((people + 1) // 2, people - len(pools[1]))
    counts = [min(half, len(pools[0]))]
    counts.append(min(people - counts[0], len(pools[1])))
    drawn = [
        (is_patient, place)
        for is_patient, pool, count in zip((True, False), pools, counts, strict=True)
        for place in sorted(generator.choice(pool, count, replace=False).tolist() if count else ())
    ]
    return [drawn[n] for n in generator.permutation(len(drawn))]


def _open(table: Table, is_patient: bool, place: int) -> Places:
    """Everybody on the other side whom no rule keeps apart from this person."""
    others = np.arange(table.shape[1] if is_patient else table.shape[0])
    same = np.full(len(others), place)
    blocked = table.blocked.holds(same, others) if is_patient else table.blocked.holds(others, same)
    return others[~blocked]


def _ours(table: Table, is_patient: bool, place: int, others: Places) -> Places:
    """The others in the order of the score."""
    same = np.full(len(others), place)
    kept = kept_of(table, same, others) if is_patient else kept_of(table, others, same)
    ranks = ranking(kept, score(kept.inputs, table.weights).mutual)
    return others[np.argsort(ranks.for_patient if is_patient else ranks.for_professional)]


def _tfidf(texts: Sequence[str | None]) -> csr_array:
    """One row a text, unit length; empty where there is none."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

    written = TfidfVectorizer(sublinear_tf=True, stop_words="english", strip_accents="unicode")
    written.fit([text for text in texts if text])
    rows: csr_array = written.transform([text or "" for text in texts])
    return rows


def _closest(rows: csr_array, own: int, at: Places, others: Places, generator: np.random.Generator) -> NDArray[np.intp]:
    """The others by the cosine of their words' weights to the person's; ties by lot."""
    mixed = generator.permutation(len(others))
    cosine = (rows[at[mixed]] @ rows[[own]].T).toarray()[:, 0]
    return np.asarray(others[mixed][np.argsort(-cosine.round(12), kind="stable")])


def _merged(named: dict[str, Places], generator: np.random.Generator) -> tuple[Candidate, ...]:
    places = sorted({int(place) for some in named.values() for place in some})
    every = [Candidate(place, tuple(name for name in SOURCES if place in named[name])) for place in places]
    return tuple(every[n] for n in generator.permutation(len(every)))
