"""What to ask next: the unanswered questions whose answers would most often change a list (domain C.7).

True counting. One person's one answer is drawn again and again from what ordinary pairings get, everything else stays
as the run has it, and every list on which that person stands, or which is theirs, is looked at: is the first place,
or are the first three, somebody else now?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.matching.doubts import spread_of
from matchmaker.matching.drawn import PURPOSE, TASK, TEXT, Unknown, unknowns_of
from matchmaker.matching.draws import Draws, Numbers, Offsets, pair_offsets, person_offsets, window
from matchmaker.matching.engine import For, Kept, Places, Table
from matchmaker.matching.every_core import on_every_core
from matchmaker.matching.features import Features
from matchmaker.matching.lists import ranking
from matchmaker.matching.pool import Pool
from matchmaker.matching.reference import Reference
from matchmaker.matching.score import score
from matchmaker.matching.selection import Texts
from matchmaker.matching.standing import own_lists, standing_on
from matchmaker.matching.statements import ENOUGH_WORDS, Statements
from matchmaker.text import TextIndex

QUESTIONS: Final = ("words", "time", "seeks", "offers", "values", "will", "local_system")
"""What may be asked, in the order in which equal ones are asked."""

CONFIRM: Final = "perspective"
"""To confirm a perspective that was found in somebody's own words; it reaches no score (domain C.8)."""

MOST: Final = 3
"""A few questions a person, never a form."""

ANSWERS: Final = 200
"""How many answers are drawn for each question."""

COULD: Final = 0.05
"""A list could change when it does for one answer in twenty or more."""

AT_ONCE: Final = 1_000
"""Pairings looked at in one go; a person's are never split."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class AskNext:
    """One question to one person. ``lists_that_could_change``: lists whose first place or first three differ for one
    answer in twenty or more; ``share`` of answers that change any list; ``changes``: how many lists an answer changes
    on average."""

    id: str
    question_code: str
    lists_that_could_change: int
    share: float
    changes: float


@dataclass(frozen=True, slots=True)
class _Counted:
    """Of each of n people: lists that could change, lists changed on average, and which answers change any."""

    could: NDArray[np.int64]
    changes: NDArray[np.float64]
    answers: Bools


def ask_next(
    pool: Pool,
    table: Table,
    kept: Kept,
    *,
    statements: Statements | None,
    texts: TextIndex | None,
    for_side: For,
    reference: Reference,
    seed: int,
    answers: int = ANSWERS,
    most: int = MOST,
) -> tuple[AskNext, ...]:
    """At most ``most`` questions for each person that could change a list, the one that changes most first.

    ``statements`` and ``texts`` are in the order of ``pool.people``, ``None`` where no text was read. Nobody is asked
    what they answered with *none*, nor for words that may not, or could not, be read.
    """
    if not len(kept):
        return ()
    open_to = _open_questions(pool, statements, texts)
    asking = _Asking(pool, table, kept, texts, for_side, reference, Draws(seed, answers))
    found: dict[str, list[AskNext]] = {}
    for question in QUESTIONS:
        if open_to[question].any():
            for one in asking.about(question, open_to[question]):
                found.setdefault(one.id, []).append(one)
    chosen = [one for mine in found.values() for one in sorted(mine, key=_by_effect)[:most]]
    return tuple(sorted(chosen, key=_by_effect))


def with_confirmations(questions: Sequence[AskNext], ids: Iterable[str], most: int = MOST) -> tuple[AskNext, ...]:
    """The questions, and for people with ``ids`` one more: to confirm a perspective found in their own words.

    No score changes with it, so it comes last, and only to those who are not asked ``most`` questions already.
    """
    asked = Counter(question.id for question in questions)
    more = (AskNext(one, CONFIRM, 0, 0.0, 0.0) for one in sorted(set(ids)) if asked[one] < most)
    return (*questions, *more)


def _by_effect(one: AskNext) -> tuple[float, float, int, str]:
    return -one.changes, -one.share, QUESTIONS.index(one.question_code), one.id


def _open_questions(pool: Pool, statements: Statements | None, texts: TextIndex | None) -> Mapping[str, Bools]:
    """Who (people,) has not answered what. A question answered with *none* is answered."""
    fields = {"time": "slots", "will": "will_evidence"}
    found = {
        question: np.array([getattr(p, fields.get(question, question)) is None for p in pool.people], bool)
        for question in QUESTIONS
        if question != "words"
    }
    readable = np.zeros(len(pool.people), bool)
    if statements is not None and texts is not None:
        readable = ~np.array(statements.unread, bool) & ~np.array(statements.foreign, bool)
    return found | {"words": readable & (texts.words < ENOUGH_WORDS) if texts is not None else readable}


class _Asking:
    """Everything that the questions share."""

    def __init__(
        self,
        pool: Pool,
        table: Table,
        kept: Kept,
        texts: TextIndex | None,
        for_side: For,
        reference: Reference,
        draws: Draws,
    ) -> None:
        self.pool, self.table, self.kept, self.texts, self.for_side, self.draws = (
            pool,
            table,
            kept,
            texts,
            for_side,
            draws,
        )
        scores = score(kept.inputs, table.weights)
        self.weights = scores.weights.astype(np.float32)
        self.values = scores.patient_values.astype(np.float32), scores.professional_values.astype(np.float32)
        self.sides = scores.patient_side.astype(np.float32), scores.professional_side.astype(np.float32)
        self.mutual = self.points(*self.sides)
        self.base = ranking(kept, scores.mutual)
        used = scores.weights > 0
        self.unknowns = tuple(unknowns_of(table, kept.i, kept.j, kept.inputs, draws, reference, used))

    def points(self, patient: Numbers, professional: Numbers) -> Numbers:
        one_sided = np.float32(self.table.weights.one_sided)
        return np.asarray(np.float32(50) * (patient + professional - one_sided * np.abs(patient - professional)))

    def about(self, question: str, asked: Bools) -> Iterator[AskNext]:
        """One question to everybody who has not answered it, on whichever side they may stand."""
        people = len(self.pool.people)
        found = _Counted(np.zeros(people, np.int64), np.zeros(people), np.zeros((people, self.draws.count), bool))
        for side, places in enumerate((self.pool.patients, self.pool.professionals)):
            self._count(question, side, asked[list(places)], np.array(places, np.int64), found)
        one_list = self.for_side == "pair"
        for person in np.flatnonzero(found.could).tolist():
            share = float(found.answers[person].mean())
            yield AskNext(
                id=self.pool.people[person].id,
                question_code=question,
                lists_that_could_change=1 if one_list else int(found.could[person]),
                share=share,
                changes=share if one_list else float(found.changes[person]),
            )

    def _count(self, question: str, side: int, asked: Bools, places: Places, found: _Counted) -> None:
        mine = (self.kept.i, self.kept.j)[side]
        moves = [move for move in self._moves(question, side) if move.pairings.any()]
        touched = np.zeros(len(asked), bool)
        for move in moves:
            touched[mine[move.pairings]] = True
        pairings = np.flatnonzero((asked & touched)[mine])
        pairings = pairings[np.argsort(mine[pairings], kind="stable")]
        standing = standing_on(self.kept, self.base, self.mutual, side=side, for_side=self.for_side)
        parts = list(_whole_people(mine[pairings]))

        def one(part: int) -> None:
            here = pairings[parts[part]]
            scores, moved = self._answered(here, moves)
            starts = np.flatnonzero(np.diff(mine[here], prepend=-1))
            changed = standing.changed(here, scores) & moved[:, None]
            own = own_lists(standing, here, starts, scores)
            shares, own_shares = changed.mean(axis=1), own.mean(axis=1)
            who = places[mine[here[starts]]]
            found.could[who] += np.add.reduceat((shares >= COULD).astype(np.int64), starts) + (own_shares >= COULD)
            found.changes[who] += np.add.reduceat(shares, starts) + own_shares
            found.answers[who] |= np.logical_or.reduceat(changed, starts, axis=0) | own

        on_every_core(one, len(parts))

    def _answered(self, here: Places, moves: Sequence[_Move]) -> tuple[Numbers, Bools]:
        """Scores (pairings, answers) with one question answered, and which pairings the answer reaches."""
        sides = [np.repeat(side[here][:, None], self.draws.count, axis=1) for side in self.sides]
        reached = np.zeros(len(here), bool)
        for move in moves:
            rows = np.flatnonzero(move.pairings[here])
            reached[rows] = True
            change = move.drawn(here[rows], self) * self.weights[move.criterion]
            for side in move.sides:
                sides[side][rows] += change
        return self.points(*sides), reached

    def _moves(self, question: str, side: int) -> Iterator[_Move]:
        """What an answer of people on one side moves: values that become known, or that thin words leave open."""
        people = [self.table.patients, self.table.professionals]
        people[side] = _answering(people[side], question)
        for one in self.unknowns:
            rule = self.table.criteria[one.criterion].known(people[0], people[1])
            read = rule.patient if one.patient else rule.professional
            known = read.patients[self.kept.i] & read.professionals[self.kept.j]
            yield _Move(one.criterion, _sides(one), one.unknown & known, one.at, one.row, None)
        if question == "words" and self.texts is not None:
            yield from self._reread(side)

    def _reread(self, side: int) -> Iterator[_Move]:
        """With more words, each pairing's closeness would be read anew: it moves by what thin words leave in doubt."""
        assert self.texts is not None
        rows = np.array((self.pool.patients, self.pool.professionals)[side], np.int64)
        mine, lots = (self.kept.i, self.kept.j)[side], (self.table.patient_lots, self.table.professional_lots)
        spread = spread_of(self.texts.words)[rows].astype(np.float32)[mine]
        inputs = self.kept.inputs.patient, self.kept.inputs.professional
        pair = pair_offsets(lots[0][self.kept.i], lots[1][self.kept.j], 0)
        for criterion, sides, at in (
            (PURPOSE, (0, 1), pair),
            (TASK, (side,), person_offsets(lots[side][mine], TEXT)),
        ):
            known = ~np.isnan(inputs[side][:, criterion]) & (self.weights[criterion] > 0)
            yield _Move(criterion, sides, known, at, self.draws.normal, spread)


@dataclass(frozen=True, slots=True)
class _Move:
    """What one answer does to a criterion of the kept pairings (n,): drawn anew, or moved by ``spread`` where given."""

    criterion: int
    sides: tuple[int, ...]
    pairings: Bools
    at: Offsets
    row: Numbers
    spread: Numbers | None

    def drawn(self, here: Places, asking: _Asking) -> Numbers:
        """By how much the value of some pairings changes, (pairings, answers)."""
        counted = asking.values[self.sides[0]][here, self.criterion][:, None]
        numbers = window(self.row, self.at[here])
        if self.spread is None:
            return np.asarray(numbers - counted)
        return np.asarray(np.clip(counted + numbers * self.spread[here][:, None], 0, 1) - counted)


def _sides(one: Unknown) -> tuple[int, ...]:
    return tuple(side for side, read in ((0, one.patient), (1, one.professional)) if read)


def _answering(people: Features, question: str) -> Features:
    """One side's people as if all of them had answered a question: only what is known changes."""
    everybody = np.ones(len(people), bool)
    if question == "words":
        assert people.texts is not None
        index = replace(people.texts.index, known=np.ones(len(people.texts.index), bool))
        return replace(people, texts=Texts(index, people.texts.rows), task=np.nan_to_num(people.task))
    if question == "time":
        return replace(people, slots_known=everybody)
    if question == "seeks":
        return replace(people, seeks_known=everybody)
    if question == "offers":
        return replace(people, offers_known=everybody)
    return replace(
        people,
        values=np.ones_like(people.values) if question == "values" else people.values,
        will=np.nan_to_num(people.will) if question == "will" else people.will,
        system=np.maximum(people.system, 0) if question == "local_system" else people.system,
    )


def _whole_people(owner: Places) -> Iterator[slice]:
    """Parts of about :data:`AT_ONCE` pairings, from the owners of the pairings in order; no person is split."""
    if not len(owner):
        return
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    ends = np.r_[starts[1:], len(owner)]
    begin = 0
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end - begin > AT_ONCE and start > begin:
            yield slice(begin, start)
            begin = start
    yield slice(begin, len(owner))
