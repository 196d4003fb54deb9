"""The whole representation report: who the purpose needs, where we lost them, what to try. Data, for pages and files.

A pure function of what it is given. What was not given is named; what is wrong with one part leaves the others alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from matchmaker.disclosure import Cell, Count, Policy, disclose_one
from matchmaker.domain.assumption import Assumption
from matchmaker.domain.monitoring import MonitoringRecord, ReferenceRow, Stage, StageRecord
from matchmaker.domain.partner import Partner, Side
from matchmaker.domain.problem import Problem
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.matching.pool import Pool
from matchmaker.representation import gaps
from matchmaker.representation.findings import Finding, Out, all_types, no_data
from matchmaker.representation.ladder import (
    BroughtLike,
    Ladder,
    monitoring_ladder,
    need_ladders,
    professional_ladders,
    side_ladder,
)
from matchmaker.representation.monitoring import Monitored, monitored
from matchmaker.representation.overlaps import Overlaps
from matchmaker.representation.reference import References, Repair, check_references, key_of
from matchmaker.representation.remedies import Type
from matchmaker.representation.stages import Steps, steps_of

LEAST_WITH_LEVELS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Everything a report may be made of beyond the pool; ``None`` or empty is *not given*.

    ``brought``: what people declared, in the order of ``Pool.people``. ``shown``: ids on any list of a run.
    ``overlaps``: combinations of needs that each somebody brings and nobody brings together; ``None`` where they were
    not looked at. ``consent_monitoring_asked``: whether the monitoring file had its consent column.
    ``chosen_by``: who chose the reference. ``repair``: what to do with parts that do not add up. ``not_again``: views
    (see ``views_of``) that an earlier report is too like: without the pool there is no report, without a later stage
    the report goes on without it.
    """

    brought: BroughtLike | None = None
    shown: Collection[str] | None = None
    stages: Sequence[StageRecord] = ()
    monitoring: Sequence[MonitoringRecord] = field(default=(), repr=False)
    consent_monitoring_asked: bool = True
    reference: Sequence[ReferenceRow] = ()
    chosen_by: str | None = None
    repair: Repair | None = None
    overlaps: Overlaps | None = None
    not_again: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """The report. ``findings`` are in the order of their types, and no type is silent."""

    policy: Policy
    made_on: date
    stages: tuple[Stage, ...]
    not_known: tuple[Stage, ...]
    totals: tuple[Cell, ...]
    ladders: tuple[Ladder, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    assumptions: tuple[Assumption, ...]
    chosen_by: str | None
    levels: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of each site, the levels at which work with a partner is recorded; empty where too few people have one."""

    def rows(self, run_id: str) -> Iterator[tuple[Out, ...]]:
        """The rows of ``gaps.csv``."""
        return (finding.row(run_id) for finding in self.findings)


def representation(pool: Pool, given: Given, vocabulary: Vocabulary, *, policy: Policy, today: date) -> Representation:
    """Make the report. Problems are listed in it and refuse no more than the part they are about."""
    ids = tuple(person.id for person in pool.people)
    steps = steps_of(ids, given.shown, given.stages).without(given.not_again)
    refused = Stage.POOL in given.not_again
    answers, references = _monitoring(pool, given, today)
    problems = [*answers.problems, *references.problems]
    if len(ids) < policy.least_people:
        problems.append(Problem.of("pool_under_minimum", least=policy.least_people))
    if refused:
        problems.append(Problem.of("report_too_like_another", limit=policy.smallest_shown))
    parts = _Parts(pool, given, steps, vocabulary, policy, answers, references)
    return Representation(
        policy=policy,
        made_on=today,
        stages=steps.stages,
        not_known=steps.not_known,
        totals=tuple(disclose_one(policy, Count(int((steps.reached >= s).sum()))) for s in range(len(steps.stages))),
        ladders=() if refused else parts.ladders,
        findings=() if refused else parts.findings(),
        problems=tuple(problems),
        assumptions=(
            *(given.brought.assumptions if given.brought else ()),
            *steps.assumptions,
            *answers.assumptions,
            *references.assumptions,
        ),
        chosen_by=references.chosen_by,
        levels={} if refused else parts.levels,
    )


def _monitoring(pool: Pool, given: Given, today: date) -> tuple[Monitored, References]:
    patients = [person.id for person in pool.patient_side]
    answers = monitored(given.monitoring, patients, consent_asked=given.consent_monitoring_asked)
    categories = {key: one.said for key, one in answers.attributes.items()}
    chosen = {"repair": given.repair, "chosen_by": given.chosen_by}
    return answers, check_references(given.reference, categories, today=today, **chosen)  # type: ignore[arg-type]


def views_of(pool: Pool, given: Given) -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
    """Who is in each view of a report, with everything that is counted about them, for ``disclosure.remember``."""
    answers: dict[str, list[str]] = {}
    for record in given.monitoring:
        if record.consent_monitoring is True:
            said = f"{key_of(record.attribute)}={key_of(record.category or '')}"
            answers.setdefault(record.partner_id, []).append(said)
    steps = steps_of([person.id for person in pool.people], given.shown, given.stages)
    brings = np.asarray(given.brought.basis).tolist() if given.brought else [[] for _ in pool.people]
    known = [
        (person.id, (*sorted(answers.get(person.id, ())), str(person.kind), str(person.grade_band), str(basis)))
        for person, basis in zip(pool.people, brings, strict=True)
    ]
    return {
        stage.value: [one for one, reached in zip(known, steps.reached.tolist(), strict=True) if reached >= place]
        for place, stage in enumerate(steps.stages)
    }


class _Parts:
    """The parts of one report, made one after the other."""

    def __init__(
        self,
        pool: Pool,
        given: Given,
        steps: Steps,
        vocabulary: Vocabulary,
        policy: Policy,
        answers: Monitored,
        references: References,
    ) -> None:
        self.pool, self.given, self.steps, self.policy = pool, given, steps, policy
        self.needs = need_ladders(given.brought, steps, vocabulary, policy) if given.brought else ()
        of_patients = steps.of(np.array(pool.patients, np.int64))
        self.monitoring = tuple(
            monitoring_ladder(one, of_patients, references.attributes.get(key), policy)
            for key, one in answers.attributes.items()
        )
        places = [place for place, p in enumerate(pool.people) if p.side is Side.PROFESSIONAL]
        professionals = [pool.people[place] for place in places]
        names = vocabulary.professional_kinds
        of_professionals = steps.of(np.array(places, np.int64))
        self.professional = professional_ladders(professionals, of_professionals, names, policy)
        self.sides = (side_ladder(pool.people, steps, policy),) if pool.people else ()
        sites = {person.id: person.site for person in pool.people if person.site}
        self.levelled = [(sites[r.partner_id], r.level) for r in given.stages if r.level and r.partner_id in sites]
        self.looks = max(1, len(self.needs) + len(self.monitoring))
        self.reference_looks = max(1, sum(ladder.reference is not None for ladder in self.monitoring))

    @property
    def ladders(self) -> tuple[Ladder, ...]:
        return (*self.needs, *self.monitoring, *self.professional, *self.sides)

    def findings(self) -> tuple[Finding, ...]:
        """Every type in order, none of them silent."""
        made: dict[Type, list[Finding]] = {kind: [] for kind in Type}
        for finding in (*self._needs(), *self._steps(), *self._people(), *self._places()):
            made[finding.type].append(finding)
        return all_types(made)

    def _needs(self) -> Iterator[Finding]:
        brought = self.given.brought
        if not self.needs:
            missing = "declarations" if brought is None else "needs"
            for kind in (Type.NOBODY_YET, Type.CONDITIONS_MISSING, Type.SINGLE_VOICE):
                yield no_data(kind, missing)
        yield from gaps.nobody_yet(self.needs)
        yield from gaps.single_voice(self.needs, self.policy)
        yield from gaps.conditions_missing(self.needs)
        if self.given.overlaps is None or not self.needs:
            yield no_data(Type.OVERLAP_MISSING, "overlaps")
        else:
            yield from gaps.overlap_missing(self.given.overlaps, self.needs)

    def _steps(self) -> Iterator[Finding]:
        for stage in self.steps.not_known:
            missing = "view" if stage in self.given.not_again else "lists" if stage is Stage.SHOWN else "stages"
            yield no_data(gaps.LATER[stage], missing, stage=stage)
        ladders = (*self.needs, *self.monitoring)
        if not ladders:
            for stage in self.steps.stages[1:]:
                yield no_data(gaps.LATER[stage], "groups", stage=stage)
        yield from gaps.lost_on_the_way((*ladders, *self.sides), self.policy, self.looks)
        if not self.professional:
            yield no_data(Type.PROFESSIONAL_SIDE, "kinds")
        elif len(self.steps.stages) == 1:
            yield no_data(Type.PROFESSIONAL_SIDE, "lists")
        yield from gaps.professional_side(self.professional, self.policy, max(1, len(self.professional)))

    def _people(self) -> Iterator[Finding]:
        if not self.monitoring:
            yield no_data(Type.POOL_AND_PEOPLE, "monitoring")
            yield no_data(Type.NOT_ASKED, "monitoring")
        yield from gaps.pool_and_people(self.monitoring, self.policy, self.reference_looks)
        yield from gaps.not_asked((*self.monitoring, *self.professional))

    @property
    def levels(self) -> Mapping[str, frozenset[str]]:
        """Of each site, the levels that somebody works at; empty where too few people have one written down."""
        return _filled(self.pool.people, self.levelled) if len(self.levelled) >= LEAST_WITH_LEVELS else {}

    def _places(self) -> Iterator[Finding]:
        people = {person.id: person for person in self.pool.people}
        records = [record for record in self.given.stages if record.partner_id in people]
        if not self.levelled:
            yield no_data(Type.LEVEL_OR_SITE, "levels")
        elif not self.levels:
            yield gaps.held_back(Type.LEVEL_OR_SITE, "", "G10")
        else:
            yield from gaps.level_or_site(self.levels)
        hours = [(people[r.partner_id].side, r.development_hours) for r in records]
        known = [(side, value) for side, value in hours if value is not None]
        if not known:
            yield no_data(Type.DEVELOPMENT_ACCESS, "hours")
        else:
            yield from gaps.development_access(_access(known, self.policy))


def _filled(people: Collection[Partner], levelled: Sequence[tuple[str, str]]) -> dict[str, frozenset[str]]:
    filled: dict[str, set[str]] = {person.site: set() for person in people if person.site}
    for site, level in levelled:
        filled[site].add(level)
    return {site: frozenset(levels) for site, levels in filled.items()}


def _access(hours: Sequence[tuple[Side, float]], policy: Policy) -> float | None:
    """Hours a person, patient side over professional side; ``None`` where either has too few people or no hour."""
    patient = [value for side, value in hours if side is not Side.PROFESSIONAL]
    professional = [value for side, value in hours if side is Side.PROFESSIONAL]
    if min(len(patient), len(professional)) < policy.least_people or not sum(professional):
        return None
    return (sum(patient) / len(patient)) / (sum(professional) / len(professional))
