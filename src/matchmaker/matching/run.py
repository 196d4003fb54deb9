"""A run: ranked lists with everything needed to explain, print or question them. Views are made when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, get_args

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.challenge import Challenge
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.flag import Flag, Status, Subject
from matchmaker.domain.partner import Partner, Side
from matchmaker.domain.problem import Problem, WrongUse
from matchmaker.domain.weights import CRITERIA, ONE_SIDED, WeightSet
from matchmaker.matching.ask_next import AskNext
from matchmaker.matching.certainty import Certainty
from matchmaker.matching.engine import For, Kept, Table
from matchmaker.matching.gates import NotYet, not_yet
from matchmaker.matching.lists import Lists
from matchmaker.matching.pool import Pool
from matchmaker.matching.shown import lines_in_tenths, split_in_tenths, tenths

if TYPE_CHECKING:
    from matchmaker.representation.perspectives import Brought

LONGEST_LIST = 1_000

ON_EVERY_PLACE = "A19b"
"""Weights that not both sides signed: every result carries this assumption (domain C.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run was asked for. ``seed`` replaces the one made from the inputs; ``top`` is the length of a list.

    ``as_of`` is the day from which ages of records count: today, unless an earlier run is opened again.
    """

    for_side: For = "both"
    top: int = 5
    no_text: bool = False
    seed: int | None = None
    as_of: date = field(default_factory=date.today)

    def __post_init__(self) -> None:
        """Raises :class:`WrongUse` for what cannot be asked for."""
        problems = []
        if self.for_side not in get_args(For):
            problems.append(Problem.of("unknown_for_side", given=str(self.for_side), known=get_args(For)))
        if not 1 <= self.top <= LONGEST_LIST:
            problems.append(Problem.of("top_out_of_range", most=LONGEST_LIST))
        if self.seed is not None and self.seed < 0:
            problems.append(Problem.of("seed_below_zero"))
        if problems:
            raise WrongUse(problems)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of a score: ``points`` exact, ``tenths`` as printed (tenths of a point).

    ``side`` is ``patient``, ``professional`` or ``both``; ``value`` in [0, 1] is the neutral one where not ``known``.
    """

    criterion: str
    side: str
    value: float
    known: bool
    weight: float
    points: float
    tenths: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """A patient-side and a professional-side person, and how their score is made up.

    ``score`` and the side scores are exact, in points (0-100); ``tenths`` is the printed score in tenths.
    ``*_known``: the share of weight that is known for a side. ``low`` and ``high``: 5th and 95th percentile of the
    score over the draws, in points; ``None`` where no draws were made.
    """

    patient: Partner
    professional: Partner
    score: float
    tenths: int
    patient_side: float
    professional_side: float
    patient_known: float
    professional_known: float
    contributions: tuple[Contribution, ...]
    not_yet: tuple[NotYet, ...]
    low: float | None = None
    high: float | None = None

    @property
    def known_share(self) -> float:
        """The lower side's share of weight that is known."""
        return min(self.patient_known, self.professional_known)

    @property
    def status(self) -> str:
        """``open``, or ``not_yet:`` and what the host has to arrange."""
        return "not_yet:" + ";".join(self.not_yet) if self.not_yet else "open"

    def other(self, partner_id: str) -> Partner:
        """The one of the two who is not this person."""
        return self.professional if self.patient.id == partner_id else self.patient


@dataclass(frozen=True, slots=True)
class Standing:
    """How sure a place is. ``band``: from 1, people of one band cannot be told apart. ``order``: in which to read.

    ``top1``, ``top3``: the share of draws in which the candidate comes first, or among the first three, of the list.
    """

    band: int
    order: int
    top1: float
    top3: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place of somebody's list; ``standing`` is ``None`` where no draws were made.

    ``flags``: assumptions that fired for this place.
    """

    person: Partner
    for_side: Side
    rank: int
    pairing: Pairing
    standing: Standing | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def candidate(self) -> Partner:
        """Whom the list suggests at this place."""
        return self.pairing.professional if self.for_side is Side.PATIENT else self.pairing.patient


@dataclass(frozen=True)
class Run:
    """The result of a run. ``table`` and ``lists`` hold arrays; :meth:`suggestions` and :meth:`pairings` read them.

    ``kept``: every pairing that was scored exactly. ``certainty`` and ``reading_order`` (m,) are aligned with
    ``lists``; ``flags`` are the assumptions looked at. ``brought`` is for coverage alone: no score reads it.
    """

    id: str
    seed: int
    cohort: Cohort
    pool: Pool
    options: Options
    weights: WeightSet
    table: Table
    lists: Lists
    assumptions: tuple[Assumption, ...]
    versions: Mapping[str, str]
    kept: Kept | None = None
    certainty: Certainty | None = None
    reading_order: NDArray[np.int64] | None = None
    flags: tuple[Flag, ...] = ()
    ask_next: tuple[AskNext, ...] = ()
    brought: Brought | None = field(default=None, repr=False)

    @property
    def challenge(self) -> Challenge | None:
        """What the run was for, if a challenge was given or named."""
        return self.cohort.challenge

    @property
    def dropped(self) -> tuple[str, ...]:
        """Criteria on which nobody could be scored, dropped for all."""
        return tuple(name for name, out in zip(CRITERIA, self.table.dropped, strict=True) if out)

    def pairing(self, place: int) -> Pairing:
        """The scored pairing at a place of the lists' arrays."""
        scores = self.lists.scores
        patient = self.pool.patient_side[self.lists.i[place]]
        professional = self.pool.professional_side[self.lists.j[place]]
        return Pairing(
            patient=patient,
            professional=professional,
            score=float(scores.mutual[place]),
            tenths=tenths(float(scores.mutual[place])),
            patient_side=100 * float(scores.patient_side[place]),
            professional_side=100 * float(scores.professional_side[place]),
            patient_known=float(scores.patient_known[place]),
            professional_known=float(scores.professional_known[place]),
            contributions=tuple(self._contributions(place)),
            not_yet=not_yet(patient, professional, self.cohort.vocabulary),
            low=float(self.certainty.low[place]) if self.certainty else None,
            high=float(self.certainty.high[place]) if self.certainty else None,
        )

    def _contributions(self, place: int) -> Iterator[Contribution]:
        scores, inputs = self.lists.scores, self.lists.inputs
        used = [k for k in range(len(CRITERIA)) if not self.table.dropped[k]]
        patient, professional = scores.patient_points[place], scores.professional_points[place]
        one_sided = float(scores.one_sided[place])
        lines = lines_in_tenths([*(float(patient[k] + professional[k]) for k in used), one_sided])
        for k, line in zip(used, lines, strict=False):
            sides = split_in_tenths(line, float(patient[k]), float(professional[k]))
            for side, x, raw, points, printed in (
                ("patient", scores.patient_values, inputs.patient, patient, sides[0]),
                ("professional", scores.professional_values, inputs.professional, professional, sides[1]),
            ):
                yield Contribution(
                    criterion=CRITERIA[k],
                    side=side,
                    value=float(x[place, k]),
                    known=not np.isnan(raw[place, k]),
                    weight=float(scores.weights[k]),
                    points=float(points[k]),
                    tenths=printed,
                )
        difference = abs(float(scores.patient_side[place] - scores.professional_side[place]))
        yield Contribution(ONE_SIDED, "both", difference, True, self.weights.one_sided, one_sided, lines[-1])

    def pairings(self) -> Iterator[Pairing]:
        """Every pairing that is in some list, once, by patient id and professional id."""
        patients, professionals = self.pool.patient_side, self.pool.professional_side
        places = range(len(self.lists.i))
        for place in sorted(places, key=lambda n: (patients[self.lists.i[n]].id, professionals[self.lists.j[n]].id)):
            yield self.pairing(place)

    def suggestions(self) -> Iterator[Suggestion]:
        """Every place of every list: the patient side's first, by id, then rank; a list of pairs by rank."""
        for entry in self._entries:
            yield self._suggestion(entry)

    @cached_property
    def _entries(self) -> list[int]:
        lists, by_pair = self.lists, self.options.for_side == "pair"

        def order(entry: int) -> tuple[bool, str, int]:
            people = self.pool.patient_side if lists.side[entry] else self.pool.professional_side
            return not lists.side[entry], "" if by_pair else people[lists.person[entry]].id, int(lists.rank[entry])

        return sorted(range(len(lists.rank)), key=order)

    def _suggestion(self, entry: int) -> Suggestion:
        is_patient = bool(self.lists.side[entry])
        people = self.pool.patient_side if is_patient else self.pool.professional_side
        side = Side.PATIENT if is_patient else Side.PROFESSIONAL
        person, pairing = people[self.lists.person[entry]], self.pairing(int(self.lists.pair[entry]))
        return Suggestion(
            person=person,
            for_side=side,
            rank=int(self.lists.rank[entry]),
            pairing=pairing,
            standing=self.standing(entry),
            flags=self._flags_at(side, person.id, pairing.other(person.id).id),
        )

    def standing(self, entry: int) -> Standing | None:
        """How sure the place at an entry of the lists' arrays is."""
        if self.certainty is None:
            return None
        order = self.reading_order if self.reading_order is not None else self.lists.rank
        return Standing(
            band=int(self.certainty.band[entry]),
            order=int(order[entry]),
            top1=float(self.certainty.known.top1[entry]),
            top3=float(self.certainty.known.top3[entry]),
        )

    @cached_property
    def _flags_of_lists(self) -> Mapping[tuple[str, str], tuple[Flag, ...]]:
        """Fired flags by side and owner of the list; those about a pairing alone stand on both lists."""
        found: dict[tuple[str, str], list[Flag]] = {}
        for flag in self.flags:
            if flag.status is Status.FIRED:
                for key in _lists_concerned(flag.subject):
                    found.setdefault(key, []).append(flag)
        return {key: tuple(flags) for key, flags in found.items()}

    @cached_property
    def _flags_everywhere(self) -> tuple[Flag, ...]:
        return tuple(flag for flag in self.flags if flag.id == ON_EVERY_PLACE and flag.status is Status.FIRED)

    def _flags_at(self, side: Side, owner: str, candidate: str) -> tuple[Flag, ...]:
        here = self._flags_of_lists.get((side.value, owner), ())
        return (*(flag for flag in here if _is_about(flag, owner, candidate)), *self._flags_everywhere)


def _lists_concerned(about: Subject) -> Iterator[tuple[str, str]]:
    """Side and owner of the lists that a flag stands on: one list's, or both of a pairing."""
    if about.owner is not None and about.side != "professional":
        yield "patient", about.owner
    if about.candidate is not None and about.side != "patient":
        yield "professional", about.candidate
    elif about.owner is not None and about.side == "professional":
        yield "professional", about.owner


def _is_about(flag: Flag, owner: str, candidate: str) -> bool:
    """Whether a list's flag speaks of this candidate: it names them, or nobody in particular."""
    about = flag.subject
    if about.candidate is not None:
        return {about.owner, about.candidate} == {owner, candidate}
    return not flag.people or candidate in flag.people or set(flag.people) <= {owner}
