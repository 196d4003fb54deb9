"""The ladder: of whom the purpose needs, how many are in the pool, on a list, invited, working (domain E.1).

Everything here is printed cells. The sealed counts do not leave the functions that disclose them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matchmaker.disclosure import NOTHING, Cell, CountTable, Disclosed, Policy, disclose, tabulate
from matchmaker.domain.assumption import Assumption
from matchmaker.domain.challenge import Need
from matchmaker.domain.monitoring import Stage
from matchmaker.domain.partner import Partner, Side
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.representation.monitoring import UNKNOWN, Answers
from matchmaker.representation.reference import Reference
from matchmaker.representation.stages import Steps

ENOUGH_BASIS = 0.5
"""From *close to me* upward somebody brings a perspective; knowing it through work alone is not enough (E.2)."""


class Kind(StrEnum):
    """What a ladder is about."""

    NEED = "need"
    MONITORING = "monitoring"
    ROLE = "role"
    GRADE = "grade"
    SIDE = "side"


class BroughtLike(Protocol):
    """What people declared, as the ladder needs it: ``basis`` in [0, 1] and ``confirmed``, both (people, needs)."""

    @property
    def needs(self) -> Sequence[Need]: ...  # noqa: D102
    @property
    def basis(self) -> NDArray[np.float64]: ...  # noqa: D102
    @property
    def confirmed(self) -> NDArray[np.bool_]: ...  # noqa: D102
    @property
    def assumptions(self) -> tuple[Assumption, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Group:
    """One category of a ladder with its printed cell at each stage."""

    category: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """One need or attribute: its groups, how many people there are at each stage, and how many said nothing.

    ``unknown`` is ``None`` where nobody could leave the question open. ``direct`` (needs alone) says whether anybody
    speaks from direct experience; ``None`` where that is not told.
    """

    kind: Kind
    attribute: str
    stages: tuple[Stage, ...]
    groups: tuple[Group, ...]
    totals: tuple[Cell, ...]
    unknown: tuple[Cell, ...] | None = None
    reference: Reference | None = None
    need: Need | None = None
    direct: bool | None = None

    def broken_down(self, stage: int) -> bool:
        """Whether anything is told about the people at a stage beyond their number."""
        return any(group.cells[stage] != NOTHING for group in self.groups)


def perspective_name(need: Need, vocabulary: Vocabulary) -> str:
    """A need's perspective in the programme's own words."""
    entry = vocabulary.perspectives.get(need.perspective)
    return entry.name if entry else need.perspective.replace("_", " ")


def need_ladders(brought: BroughtLike, steps: Steps, vocabulary: Vocabulary, policy: Policy) -> tuple[Ladder, ...]:
    """A ladder a need, over the whole pool. Somebody counts who declared it at basis close or direct."""
    brings = (brought.basis >= ENOUGH_BASIS) & brought.confirmed
    directly = np.asarray((brought.basis >= 1.0) & brought.confirmed)
    found = []
    for place, need in enumerate(brought.needs):
        name = perspective_name(need, vocabulary)
        codes = np.where(brings[:, place], 0, 1)
        table = tabulate(codes, (name, UNKNOWN), steps.reached, steps.stages, give_up=(1, 0), telling=(0,))
        shown = disclose(policy, table)
        told = shown.broken_down(0)
        found.append(
            Ladder(
                kind=Kind.NEED,
                attribute=name,
                stages=steps.stages,
                groups=(Group(name, shown.cells[0]),),
                totals=shown.totals,
                need=need,
                direct=bool(directly[:, place].any()) if told else None,
            )
        )
    return tuple(found)


def monitoring_ladder(answers: Answers, steps: Steps, reference: Reference | None, policy: Policy) -> Ladder:
    """The ladder of one monitoring attribute, with the reference's categories beside those that people gave."""
    if reference:
        answers = answers.with_categories(tuple(reference.shares))
    shown = disclose(policy, answers.table(steps, reference))
    return _ladder(Kind.MONITORING, answers.attribute, steps, shown, reference)


def professional_ladders(
    people: Sequence[Partner], steps: Steps, names: Mapping[str, str], policy: Policy
) -> tuple[Ladder, ...]:
    """Kinds of role and grade bands of the professional side: are only some of them ever matched?"""
    found = []
    for kind, attribute, values in (
        (Kind.ROLE, "kind", [names.get(p.kind, p.kind) if p.kind else None for p in people]),
        (Kind.GRADE, "grade_band", [p.grade_band for p in people]),
    ):
        if any(value is not None for value in values):
            table = _by_value(values, steps)
            found.append(_ladder(kind, attribute, steps, disclose(policy, table), None))
    return tuple(found)


def side_ladder(people: Sequence[Partner], steps: Steps, policy: Policy) -> Ladder:
    """Both sides, for the question whether one says yes less often; whoever may stand on either is with patients."""
    values = [Side.PROFESSIONAL.value if p.side is Side.PROFESSIONAL else Side.PATIENT.value for p in people]
    categories = (Side.PATIENT.value, Side.PROFESSIONAL.value)
    codes = np.array([categories.index(value) for value in values], np.int64)
    shown = disclose(policy, tabulate(codes, categories, steps.reached, steps.stages))
    return _ladder(Kind.SIDE, "side", steps, shown, None)


def _by_value(values: Sequence[str | None], steps: Steps) -> CountTable:
    categories = (*sorted({value for value in values if value is not None}), UNKNOWN)
    place = {name: number for number, name in enumerate(categories)}
    codes = np.array([place[UNKNOWN if value is None else value] for value in values], np.int64)
    return tabulate(codes, categories, steps.reached, steps.stages)


def _ladder(kind: Kind, attribute: str, steps: Steps, shown: Disclosed, reference: Reference | None) -> Ladder:
    rows = dict(zip(shown.categories, shown.cells, strict=True))
    unknown = rows.pop(UNKNOWN, None)
    groups = tuple(Group(category, cells) for category, cells in rows.items())
    return Ladder(kind, attribute, steps.stages, groups, shown.totals, unknown, reference)
