"""Find everybody's candidates in blocks, and score the kept ones exactly (domain C.4.7). Lists come after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.weights import CRITERIA, WeightSet
from matchmaker.matching.best import Best, lots_of
from matchmaker.matching.criteria import Criterion, evaluate
from matchmaker.matching.criteria.contract import Known
from matchmaker.matching.features import Features
from matchmaker.matching.gates import BlockedPairs
from matchmaker.matching.score import ScoreInputs, neutral_values, weights_used
from matchmaker.matching.selection import Block, Pairs
from matchmaker.matching.wanted import EVERYBODY, Asked, Wanted

Places = NDArray[np.intp]
Lots = NDArray[np.uint64]
"""A number per person, made from the id alone; a pairing's is made from both, and breaks ties."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

For = Literal["patient", "professional", "both", "pair"]

SCORE_ALL_UP_TO = 25_000
"""Up to this many pairings all are scored exactly; above, blocks find the candidates first."""

ROWS, COLUMNS = 1_000, 4_096
"""Shape of a block: small enough to stay in a processor's cache."""

EXACT_AT_ONCE = 100_000

KEPT_AT_LEAST, KEPT_FOR_EACH_PLACE = 50, 4
"""Candidates that a person brings into the exact round: generous, since the first estimate reads less."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is being ranked: two sides' features, the criteria, and which pairings are out, or off somebody's list."""

    patients: Features
    professionals: Features
    criteria: tuple[Criterion, ...]
    blocked: BlockedPairs
    weights: WeightSet
    dropped: NDArray[np.bool_]
    patient_lots: Lots
    professional_lots: Lots
    wanted: Wanted = EVERYBODY

    @property
    def shape(self) -> tuple[int, int]:
        """How many people on each side."""
        return len(self.patients), len(self.professionals)


@dataclass(frozen=True, slots=True)
class Kept:
    """The n pairings that were scored exactly: every open one, or everybody's candidates, both ways round.

    ``i``, ``j`` (n,) patient- and professional-side places; ``lots`` (n,) break ties; ``inputs`` (n, 7) each side.
    Every list, draw, re-run and what-if works on these. ``wanted`` keeps some of them off their people's own lists.
    """

    i: Places
    j: Places
    lots: NDArray[np.float64]
    inputs: ScoreInputs
    wanted: Wanted = EVERYBODY

    @property
    def on_patient_list(self) -> NDArray[np.bool_] | None:
        """Which pairings (n,) may stand on the patient's own list; ``None`` where all may."""
        asked = self.wanted.patients
        return asked.on_own_list(self.i, self.j) if asked else None

    @property
    def on_professional_list(self) -> NDArray[np.bool_] | None:
        """Which pairings (n,) may stand on the professional's own list; ``None`` where all may."""
        asked = self.wanted.professionals
        return asked.on_own_list(self.j, self.i) if asked else None

    def __len__(self) -> int:
        return len(self.i)


def dropped_for_all(
    criteria: Sequence[Criterion], patients: Features, professionals: Features, blocked: BlockedPairs
) -> NDArray[np.bool_]:
    """Which criteria (7,) no open pairing of the run has a known value on, on either side (domain C.3).

    Where no pairing is open, it is told from all of them: the lists are empty then, and the weights still stand.
    """
    i, j = np.divmod(blocked.codes, blocked.columns)

    def anywhere(known: Known) -> bool:
        open_pairs = int(known.patients.sum()) * int(known.professionals.sum())
        if len(blocked.codes) == known.patients.size * known.professionals.size:
            return open_pairs > 0
        return open_pairs > int((known.patients[i] & known.professionals[j]).sum())

    return np.array([not any(map(anywhere, criterion.known(patients, professionals))) for criterion in criteria])


def inputs_for(table: Table, i: Places, j: Places) -> ScoreInputs:
    """The exact inputs of single pairings, (n, 7) each side."""
    at = Pairs(i, j)
    patient = np.empty((len(i), len(CRITERIA)))
    professional = np.empty_like(patient)
    for place, criterion in enumerate(table.criteria):
        patient[:, place], professional[:, place] = evaluate(criterion, table.patients, table.professionals, at)
    return ScoreInputs(patient, professional, table.dropped)


def _estimate(table: Table, at: Block) -> NDArray[np.float32]:
    """The score of every pairing of a block, with the first-stage estimate of the texts' closeness."""
    used, neutral = weights_used(table.weights, table.dropped), neutral_values(table.weights)
    shape = (len(at.rows), len(at.columns))
    patient, professional = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for place in np.flatnonzero(used):
        values = evaluate(table.criteria[place], table.patients, table.professionals, at)
        for side, value in ((patient, values.patient), (professional, values.professional)):
            side += (used[place] * np.where(np.isnan(value), neutral[place], value)).astype(np.float32)
    apart = np.float32(table.weights.one_sided) * np.abs(patient - professional)
    return np.asarray(50 * (patient + professional - apart), np.float32)


def _blocks(table: Table) -> Iterator[Block]:
    rows, columns = table.shape
    for row in range(0, rows, ROWS):
        for column in range(0, columns, COLUMNS):
            yield Block(np.arange(row, min(row + ROWS, rows)), np.arange(column, min(column + COLUMNS, columns)))


def _candidates(table: Table, keep: int, progress: Progress) -> tuple[Places, Places]:
    """Pairings in anybody's ``keep`` highest by estimate, both ways round, blocked ones left out."""
    rows, columns = table.shape
    by_patient, by_professional = Best(rows, keep), Best(columns, keep)
    blocks = list(_blocks(table))
    for done, at in enumerate(blocks):
        values = _estimate(table, at)
        out_i, out_j = table.blocked.within(at.rows[0], at.rows[-1] + 1)
        here = (out_j >= at.columns[0]) & (out_j <= at.columns[-1])
        values[out_i[here] - at.rows[0], out_j[here] - at.columns[0]] = -np.inf
        lots = lots_of(table.patient_lots[at.rows][:, None], table.professional_lots[at.columns][None, :])
        by_patient.update(slice(at.rows[0], at.rows[-1] + 1), values, lots, at.columns)
        by_professional.update(slice(at.columns[0], at.columns[-1] + 1), values.T, lots.T, at.rows)
        progress("finding candidates", done + 1, len(blocks))
    i, j = by_patient.pairs()
    j_too, i_too = by_professional.pairs()
    asked_for = _asked_for(table, table.wanted.patients, keep, patients=True)
    asked_for_too = _asked_for(table, table.wanted.professionals, keep, patients=False)
    codes = np.unique(np.concatenate([i * columns + j, i_too * columns + j_too, *asked_for, *asked_for_too]))
    return np.divmod(codes, columns)


def _asked_for(table: Table, asked: Asked | None, keep: int, *, patients: bool) -> Iterator[NDArray[np.int64]]:
    """Codes of the ``keep`` highest pairings, by estimate, of people with a preference and those they asked for."""
    rows, columns = table.shape
    others = columns if patients else rows
    for start in range(0, len(asked.owners) if asked else 0, ROWS):
        assert asked
        owners, allowed = asked.owners[start : start + ROWS], asked.allowed[start : start + ROWS]
        best = Best(len(owners), keep)
        for first in range(0, others, COLUMNS):
            whose = np.arange(first, min(first + COLUMNS, others))
            at = Block(owners, whose) if patients else Block(whose, owners)
            values = _estimate(table, at)
            values[table.blocked.holds(at.rows[:, None], at.columns[None, :])] = -np.inf
            lots = lots_of(table.patient_lots[at.rows][:, None], table.professional_lots[at.columns][None, :])
            own, own_lots = (values, lots) if patients else (values.T, lots.T)
            best.update(slice(0, len(owners)), np.where(allowed[:, whose], own, -np.inf), own_lots, whose)
        person, other = best.pairs()
        yield owners[person] * columns + other if patients else other * columns + owners[person]


def _every_pair(table: Table) -> tuple[Places, Places]:
    i, j = (grid.ravel() for grid in np.indices(table.shape))
    open_pair = ~table.blocked.holds(i, j)
    return i[open_pair], j[open_pair]


def _scored(table: Table, i: Places, j: Places, progress: Progress) -> ScoreInputs:
    parts = []
    for start in range(0, len(i), EXACT_AT_ONCE):
        part = slice(start, start + EXACT_AT_ONCE)
        parts.append(inputs_for(table, i[part], j[part]))
        progress("scoring pairings", min(start + EXACT_AT_ONCE, len(i)), len(i))
    if not parts:
        parts = [inputs_for(table, i, j)]
    return ScoreInputs(
        np.concatenate([p.patient for p in parts]), np.concatenate([p.professional for p in parts]), table.dropped
    )


def scores_all(table: Table, up_to: int = SCORE_ALL_UP_TO) -> bool:
    """Whether a table is small enough for every pairing to be scored exactly."""
    return table.shape[0] * table.shape[1] <= up_to


def kept_for(top: int) -> int:
    """How many candidates a person brings into the exact round, for lists of ``top``, where not all are scored."""
    return max(KEPT_AT_LEAST, KEPT_FOR_EACH_PLACE * top)


def keep(
    table: Table,
    *,
    top: int,
    each: int | None = None,
    score_all_up_to: int = SCORE_ALL_UP_TO,
    progress: Progress = lambda what, done, total: None,
) -> Kept:
    """Find the candidates of everybody for lists of ``top`` and score them exactly.

    ``each`` replaces :func:`kept_for`. Same table, same result, whatever the order of rows or the number of threads.
    """
    all_of_them = scores_all(table, score_all_up_to)
    i, j = _every_pair(table) if all_of_them else _candidates(table, each or kept_for(top), progress)
    return kept_of(table, i, j, progress)


def kept_of(table: Table, i: Places, j: Places, progress: Progress = lambda what, done, total: None) -> Kept:
    """These pairings, scored exactly."""
    lots = lots_of(table.patient_lots[i], table.professional_lots[j])
    return Kept(i, j, lots, _scored(table, i, j, progress), table.wanted)
