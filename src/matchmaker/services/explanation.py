"""Explain one pairing of a run: make the run again from today's input, say if that has changed, and look at the two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from matchmaker import pipeline
from matchmaker.assumptions.registry import all_checks, flags_of
from matchmaker.domain.flag import Flag, Status
from matchmaker.domain.partner import Side
from matchmaker.domain.problem import Forbidden, Problem, WrongUse
from matchmaker.explain.audiences import Document
from matchmaker.explain.exact import (
    OnList,
    PairingView,
    answer_blocks,
    change_blocks,
    flag_blocks,
    flag_sheet,
    score_blocks,
)
from matchmaker.explain.exact_about import InTexts, ReadOf, data_blocks, text_blocks, trust_blocks
from matchmaker.explain.flags import title
from matchmaker.explain.letters_noted import Noted
from matchmaker.explain.what_if import INDENT, opening_lines, smallest_lines
from matchmaker.matching.bounds import bounds
from matchmaker.matching.engine import Progress, inputs_for, keep
from matchmaker.matching.lists import listed, only
from matchmaker.matching.pool import may_read_text
from matchmaker.matching.run import Pairing, Run, Suggestion
from matchmaker.matching.sentence_effects import sentence_effects
from matchmaker.report.flag_rows import FLAG_COLUMNS, flag_rows
from matchmaker.report.rows import Cell
from matchmaker.services.noted import noted_in
from matchmaker.services.reopening import Opened, reopen
from matchmaker.text.mask import mask

FOUND: Final = (Status.FIRED, Status.CHECKED_NO_EFFECT)
"""What an assumption is where it was found."""

KNOWN_PAIRINGS: Final = 5
"""How many pairings are named to somebody who asked for one that is not there."""


@dataclass(frozen=True)
class Explanation:
    """One pairing of the run in ``folder``. ``changed`` names input files that are not as they were at the run.

    ``run`` holds this pairing alone; what needs the whole run again is made when it is first asked for.
    """

    folder: Path
    opened: Opened = field(repr=False)
    at: tuple[int, int]
    run: Run
    noted: Noted
    progress: Progress = field(repr=False)

    @property
    def pairing(self) -> Pairing:
        """The two, and how their score is made up."""
        return self.run.pairing(0)

    @property
    def changed(self) -> tuple[str, ...]:
        """Input files that are not as they were."""
        return self.opened.changed

    @property
    def ranks(self) -> Mapping[str, int]:
        """At which rank each of the two stands on the other's list, by side; only where today's run lists them."""
        return {one.place.for_side.value: one.place.rank for one in self.view.places}

    @cached_property
    def whole(self) -> Run:
        """The whole run, made again: its lists, how sure they are, and every assumption."""
        return made_again(self.opened, self.progress)

    @cached_property
    def view(self) -> PairingView:
        """What is known of the pairing."""
        places = tuple(_places(self.whole, self.pairing))
        found = (flag for one in places for flag in one.place.flags)
        of_run = (f for f in self.whole.flags if f.status is Status.FIRED and not (f.subject.owner or f.subject.side))
        return PairingView(
            run=self.run,
            pairing=self.pairing,
            bounds=tuple(bounds(self.run)),
            places=places,
            flags=tuple({id(flag): flag for flag in (*found, *of_run)}.values()),
            changes=tuple(map(tuple, self._changes())),
        )

    def _changes(self) -> Iterator[Sequence[str]]:
        """The smallest changes that alter a place, each of them run again."""
        from matchmaker.services.what_if import smallest_changes

        pair = self.pairing.patient.id, self.pairing.professional.id
        found = smallest_changes(self.folder, pair, None, self.progress)
        for one in found.wanted:
            results = [replace(each, cells=()) for each in one.found]
            yield list(smallest_lines(one.side, one.owner, one.subject, one.now, one.rank, results, overtakes=one.next))
        yield [line for line in opening_lines(found.openings) if not line.startswith(INDENT)]

    def sheet(self, *, with_text: bool = False) -> Document:
        """Everything for the engagement officer, the answer first. ``with_text`` shows what people wrote."""
        return Document(
            (
                *answer_blocks(self.view),
                *score_blocks(self.view),
                *change_blocks(self.view.changes),
                *flag_blocks(self.view.flags),
                *(text_blocks(self.in_texts()) if with_text else ()),
                *data_blocks(self.read()),
                *trust_blocks(self.run),
            )
        )

    def flags_named(self, flag_id: str) -> tuple[Flag, ...]:
        """What was found of one assumption for this pairing: about the two, their lists or the run; else that it was
        looked for. An id that is not there raises :class:`WrongUse` with the ones that are."""
        known = {flag.id for flag in self.whole.flags} | {check.id for check in all_checks()}
        if flag_id not in known:
            listed = "; ".join(f"{each} {title(each)}" for each in sorted(known))
            raise WrongUse(Problem.of("unknown_flag", given=flag_id, known=listed))
        ids = {self.pairing.patient.id, self.pairing.professional.id}
        of_it = [flag for flag in self.whole.flags if flag.id == flag_id]
        return tuple(flag for flag in of_it if _concerns(flag, ids)) or tuple(self._not_here(of_it[:1]))

    def _not_here(self, flags: Sequence[Flag]) -> Iterator[Flag]:
        """An assumption that was found elsewhere is, for this pairing, not triggered."""
        for flag in flags:
            yield replace(flag, status=Status.NOT_TRIGGERED, effect=None) if flag.status in FOUND else flag

    def flag_sheet(self, flag_id: str) -> Document:
        """One assumption in full, for this pairing."""
        flags = self.flags_named(flag_id)
        found = any(flag.id == flag_id and flag.status in FOUND for flag in self.whole.flags)
        return flag_sheet(self.view, flags, elsewhere=found and not any(flag.status in FOUND for flag in flags))

    def read(self) -> tuple[ReadOf, ...]:
        """What was read of the two."""
        return tuple(
            ReadOf(one, sum(len(mask(part).masked) for part in one.statement_parts()), not self._may_read(one.id))
            for one in (self.pairing.patient, self.pairing.professional)
        )

    def _may_read(self, who: str) -> bool:
        people = {one.id: one for one in (self.pairing.patient, self.pairing.professional)}
        return not people[who].statement_parts() or may_read_text(people[who], self.run.cohort)

    def in_texts(self) -> InTexts:
        """What in the two texts is close, and what each of their sentences does to the score; only where both may be
        read and the run read texts."""
        prepared, (i, j) = self.opened.prepared, self.at
        rewording, texts = prepared.reading.rewording, prepared.statements.texts
        left, right = texts[prepared.pool.patients[i]], texts[prepared.pool.professionals[j]]
        if rewording is None or not left or not right:
            return InTexts(None, ())
        inputs = inputs_for(prepared.table, np.array([i]), np.array([j]))
        effects = sentence_effects(rewording, inputs, prepared.weights, i, j)
        return InTexts(rewording.model.evidence(left, right), effects)


def explain(folder: Path, patient_id: str, professional_id: str, progress: Progress) -> Explanation:
    """One pairing of the run in ``folder``, scored again with the run's own options and weights.

    :class:`Forbidden` for a pairing that a rule keeps apart, and for ids that are not there: the answer is the same.
    """
    opened = reopen(folder, progress)
    noted = noted_in(folder, by_pair=opened.options.for_side == "pair")
    try:
        at = places_of(opened.prepared, patient_id, professional_id)
    except Forbidden:
        raise Forbidden(_no_such_pairing(noted, patient_id, professional_id)) from None
    run = pipeline.run_of(opened.prepared, only(opened.prepared.table, *at), opened.options)
    return Explanation(folder, opened, at, run, noted, progress)


def _no_such_pairing(noted: Noted, patient: str, professional: str) -> Problem:
    """With some pairings on the run's lists: of that patient-side person, if there are any, else the first ones."""
    pairings = sorted((owner, other) for side, owner, other in noted.places if side == Side.PATIENT)
    own = [pair for pair in pairings if pair[0] == patient] or pairings
    if not own:
        return Problem.of("no_such_pairing", patient=patient, professional=professional)
    known = "; ".join(" ".join(pair) for pair in own[:KNOWN_PAIRINGS])
    return Problem.of("no_such_pairing_of", patient=patient, professional=professional, known=known)


def places_of(prepared: pipeline.Prepared, patient_id: str, professional_id: str) -> tuple[int, int]:
    """The places of two people on their sides; :class:`Forbidden` where they are no pairing of the run."""
    row = {p.id: i for i, p in enumerate(prepared.pool.patient_side)}.get(patient_id)
    column = {p.id: j for j, p in enumerate(prepared.pool.professional_side)}.get(professional_id)
    if row is None or column is None or prepared.table.blocked.holds(np.array([row]), np.array([column]))[0]:
        raise Forbidden(Problem.of("no_such_pairing", patient=patient_id, professional=professional_id))
    return row, column


def made_again(opened: Opened, progress: Progress) -> Run:
    """The whole run from today's input: its lists, how sure they are, and every assumption looked at again."""
    prepared, options = opened.prepared, opened.options
    kept = keep(prepared.table, top=options.top, progress=progress)
    lists = listed(prepared.table, kept, top=options.top, for_side=options.for_side)
    progress("drawing", 0, 1)
    certainty = pipeline.how_sure(prepared, kept, lists, options)
    progress("questioning", 0, 1)
    flags = flags_of(pipeline.see(prepared, kept, lists, options, certainty))
    return replace(pipeline.run_of(prepared, lists, options), kept=kept, certainty=certainty, flags=flags)


def flags_of_run(folder: Path, progress: Progress) -> tuple[tuple[str, ...], list[tuple[Cell, ...]], tuple[str, ...]]:
    """Columns and rows of every assumption of the run, made again: one row for each single pairing, list or run; and
    the names of input files that have changed."""
    opened = reopen(folder, progress)
    return FLAG_COLUMNS, list(flag_rows(made_again(opened, progress), per_pair=True)), opened.changed


def _places(run: Run, pairing: Pairing) -> Iterator[OnList]:
    """Where the two stand on each other's lists, and with how many others in one band."""
    pair = {pairing.patient.id, pairing.professional.id}
    suggestions = list(run.suggestions())
    for one in suggestions:
        if {one.person.id, one.candidate.id} == pair:
            band = one.standing.band if one.standing else 0
            same = [s for s in suggestions if run.options.for_side == "pair" or _owner(s) == _owner(one)]
            yield OnList(one, sum(s.standing is not None and s.standing.band == band for s in same) - 1, len(same) - 1)


def _owner(suggestion: Suggestion) -> tuple[Side, str]:
    return suggestion.for_side, suggestion.person.id


def _concerns(flag: Flag, ids: set[str]) -> bool:
    """Whether a flag is about a pairing of these two, a list of one of them, or the run."""
    about = {one for one in (flag.subject.owner, flag.subject.candidate) if one}
    return about <= ids
