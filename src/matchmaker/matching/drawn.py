"""Scores drawn again and again: the one formula in float32, for the pairings of a list, all draws at once.

Two people's texts are doubted apart: each spread was measured by altering one text of a pair, so what a pairing's
closeness moves by is the sum of both, with variance ``σ_p² + σ_h²``, clipped to [0, 1]. A person's draw moves their
closeness to everybody and to the task alike: the wider reading of the doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.weights import CRITERIA, SAME_FOR_BOTH
from matchmaker.matching.criteria import evaluate
from matchmaker.matching.doubts import Doubts
from matchmaker.matching.draws import Draws, Numbers, Offsets, pair_offsets, person_offsets, window
from matchmaker.matching.engine import Places, Table
from matchmaker.matching.reference import Reference
from matchmaker.matching.score import ScoreInputs, neutral_values
from matchmaker.matching.selection import Pairs

PURPOSE, TASK, SEEK, WILL = (CRITERIA.index(name) for name in ("shared_purpose", "task_fit", "seek_offer", "will"))

TEXT, WILL_STEP, OFFER_STEP = 0, 1, 2
"""Which bits of a person's lot say where their window starts."""

BY_LOT: Final = 1e-3
"""Points by which equal candidates are put apart in a draw, by lot: less than a list can show."""

Rows = slice | NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Pairings (n,) where one side's value of a criterion is unknown: ``at`` their windows start in ``row``."""

    criterion: int
    patient: bool
    professional: bool
    unknown: NDArray[np.bool_]
    at: Offsets
    row: Numbers


@dataclass(frozen=True, slots=True)
class Moves:
    """How far a value of one side's (n,) changes when a rubric of the other reads one level lower, or higher."""

    criterion: int
    of_patient: bool
    at: Offsets
    less: Numbers
    more: Numbers


@dataclass(frozen=True)
class Drawn:
    """n pairings, ready to be drawn with ``weights`` (draws, 7); all in points, all (pairings asked for, draws)."""

    draws: Draws
    weights: Numbers
    one_sided: np.float32
    patient: Numbers
    professional: Numbers
    spreads: tuple[Numbers, Numbers] | None
    text_at: tuple[Offsets, Offsets]
    known_text: NDArray[np.bool_]
    known_task: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    moves: tuple[Moves, ...]
    unknowns: tuple[Unknown, ...]
    lot_at: Offsets

    def scores(self, rows: Rows) -> tuple[Numbers, Numbers]:
        """Drawn scores on what we know, and if we knew; the second is the first where nothing is unknown."""
        patient, professional = self.patient[rows] @ self.weights, self.professional[rows] @ self.weights
        self._move_texts(rows, patient, professional)
        self._move_rubrics(rows, patient, professional)
        known = self._points(patient, professional)
        if not any(bool(one.unknown[rows].any()) for one in self.unknowns):
            return known, known
        self._fill_unknowns(rows, patient, professional)
        return known, self._points(patient, professional)

    def by_lot(self, rows: Rows) -> Numbers:
        """What is added to tell equal candidates apart by lot."""
        return window(self.draws.normal, self.lot_at[rows]) * np.float32(BY_LOT)

    def _points(self, patient: Numbers, professional: Numbers) -> Numbers:
        apart = np.abs(patient - professional)
        apart *= self.one_sided
        total = patient + professional
        total -= apart
        total *= np.float32(50)
        return total

    def _move_texts(self, rows: Rows, patient: Numbers, professional: Numbers) -> None:
        if self.spreads is None:
            return
        doubts = [
            spread[rows][:, None] * window(self.draws.normal, at[rows])
            for spread, at in zip(self.spreads, self.text_at, strict=True)
        ]
        if bool(self.known_text[rows].any()) and self.weights[PURPOSE].any():
            moved = self._clipped(doubts[0] + doubts[1], self.patient[rows, PURPOSE], self.known_text[rows])
            moved *= self.weights[PURPOSE]
            patient += moved
            professional += moved
        for side, values, doubt, known in zip(
            (patient, professional), (self.patient, self.professional), doubts, self.known_task, strict=True
        ):
            if bool(known[rows].any()) and self.weights[TASK].any():
                moved = self._clipped(doubt.copy(), values[rows, TASK], known[rows])
                moved *= self.weights[TASK]
                side += moved

    def _clipped(self, doubt: Numbers, value: Numbers, known: NDArray[np.bool_]) -> Numbers:
        """What is left of a doubt (n, draws) once value and doubt stay in [0, 1]; 0 where the value is unknown."""
        np.maximum(doubt, np.where(known, -value, 0)[:, None], out=doubt)
        np.minimum(doubt, np.where(known, 1 - value, 0)[:, None], out=doubt)
        return doubt

    def _move_rubrics(self, rows: Rows, patient: Numbers, professional: Numbers) -> None:
        for one in self.moves:
            side, weights = patient if one.of_patient else professional, self.weights[one.criterion]
            for steps, change in ((self.draws.less, one.less[rows]), (self.draws.more, one.more[rows])):
                here = np.flatnonzero(change)
                if len(here):
                    side[here] += (window(steps, one.at[rows][here]) * weights) * change[here][:, None]

    def _fill_unknowns(self, rows: Rows, patient: Numbers, professional: Numbers) -> None:
        for one in self.unknowns:
            here = np.flatnonzero(one.unknown[rows])
            if len(here):
                values = self.patient if one.patient else self.professional
                counted = values[rows, one.criterion][here][:, None]
                change = (window(one.row, one.at[rows][here]) - counted) * self.weights[one.criterion]
                if one.patient:
                    patient[here] += change
                if one.professional:
                    professional[here] += change


def drawn_over(
    table: Table,
    i: Places,
    j: Places,
    inputs: ScoreInputs,
    *,
    weights: NDArray[np.float64],
    draws: Draws,
    doubts: Doubts | None,
    reference: Reference | None,
) -> Drawn:
    """Make pairings ``i``, ``j`` (n,) with ``inputs`` (n, 7) ready to be drawn with ``weights`` (draws, 7).

    Without ``doubts`` everything is taken as it was said, and without ``reference`` unknowns stay at neutral.
    """
    used = np.asarray(weights.any(axis=0))
    neutral = np.where(used, neutral_values(table.weights), 0.0)
    patient, professional = (
        np.where(used, np.where(np.isnan(x), neutral, x), 0.0).astype(np.float32)
        for x in (inputs.patient, inputs.professional)
    )
    lots = table.patient_lots[i], table.professional_lots[j]
    known = [~np.isnan(x) for x in (inputs.patient, inputs.professional)]
    return Drawn(
        draws=draws,
        weights=np.ascontiguousarray(weights.T, np.float32),
        one_sided=np.float32(table.weights.one_sided),
        patient=patient,
        professional=professional,
        spreads=None if doubts is None else _spreads(doubts, i, j),
        text_at=(person_offsets(lots[0], TEXT), person_offsets(lots[1], TEXT)),
        known_text=known[0][:, PURPOSE],
        known_task=(known[0][:, TASK], known[1][:, TASK]),
        moves=tuple(_moves(table, i, j, inputs, doubts, used)) if doubts else (),
        unknowns=tuple(unknowns_of(table, i, j, inputs, draws, reference, used)) if reference else (),
        lot_at=pair_offsets(*lots, 0),
    )


def _spreads(doubts: Doubts, i: Places, j: Places) -> tuple[Numbers, Numbers]:
    sides = doubts.patients.spread[i], doubts.professionals.spread[j]
    return sides[0].astype(np.float32), sides[1].astype(np.float32)


def _moves(
    table: Table, i: Places, j: Places, inputs: ScoreInputs, doubts: Doubts, used: NDArray[np.bool_]
) -> Iterator[Moves]:
    """Each side reads the other's rubrics: evaluated anew, with the other's levels moved."""
    at = Pairs(i, j)
    for criterion, step in ((SEEK, OFFER_STEP), (WILL, WILL_STEP)):
        if not used[criterion]:
            continue
        rule, people = table.criteria[criterion], (doubts.patients, doubts.professionals)
        read = [
            (
                evaluate(rule, table.patients, features_h, at).patient - inputs.patient[:, criterion],
                evaluate(rule, features_p, table.professionals, at).professional - inputs.professional[:, criterion],
            )
            for features_p, features_h in zip(*((side.less, side.more) for side in people), strict=True)
        ]
        for side, lots in enumerate((table.professional_lots[j], table.patient_lots[i])):
            less, more = (np.nan_to_num(np.broadcast_to(one[side], len(i))).astype(np.float32) for one in read)
            yield Moves(criterion, side == 0, person_offsets(lots, step), less, more)


def unknowns_of(
    table: Table,
    i: Places,
    j: Places,
    inputs: ScoreInputs,
    draws: Draws,
    reference: Reference,
    used: NDArray[np.bool_],
) -> Iterator[Unknown]:
    """Where values are unknown, and where each is drawn from.

    What both sides read alike is drawn once a pairing. Will and task belong to one person and are drawn once for
    them; what one seeks and the other offers is drawn for each side of a pairing.
    """
    lots = table.patient_lots[i], table.professional_lots[j]
    for criterion in np.flatnonzero(used).tolist():
        name = CRITERIA[criterion]
        unknown = np.isnan(inputs.patient[:, criterion]), np.isnan(inputs.professional[:, criterion])
        if not (unknown[0].any() or unknown[1].any()):
            continue
        row = draws.values(reference[name])
        if name in SAME_FOR_BOTH:
            yield Unknown(criterion, True, True, unknown[0], pair_offsets(*lots, 2 * criterion + 1), row)
            continue
        for side in (0, 1):
            if criterion == SEEK:
                at = pair_offsets(*lots, 2 * criterion + 1 + side)
            else:
                own = criterion == TASK
                at = person_offsets(lots[side if own else 1 - side], TEXT if own else WILL_STEP)
            yield Unknown(criterion, side == 0, side == 1, unknown[side], at, row)
