"""Boards for the tests of the page: every part filled, or nothing given. Everybody is made up."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np

from factories import VOCABULARY, patient, professional
from matchmaker.disclosure import Cell, policy
from matchmaker.domain.challenge import Need
from matchmaker.domain.monitoring import STAGES, Meaning, MonitoringRecord, ReferenceRow, StageRecord
from matchmaker.domain.partner import Side
from matchmaker.matching.pool import pool_of
from matchmaker.report.board import Board, Waiting
from matchmaker.representation.overlaps import overlaps
from matchmaker.representation.perspectives import Brought
from matchmaker.representation.report import Given, representation

TODAY = date(2026, 6, 1)
LEVELS = ("contact", "ward_or_team", "board")


@cache
def everything(name: str = "internal", people: int = 150) -> Board:
    """A board with every part filled: needs, steps, answers, a table, levels, hours, and who waits."""
    pool = pool_of(
        [patient(f"PAT{n}", site=("north", "south")[n % 2]) for n in range(people)]
        + [professional(f"PRO{n}", kind=("clinician", "manager")[n % 2], grade_band=str(n % 3)) for n in range(60)]
    )
    ids = tuple(person.id for person in pool.people)
    needs = tuple(
        Need(
            challenge_id="c",
            perspective=perspective,
            importance=importance,
            why=why,
            conditions="Daytime meetings" if importance else None,
            agreed_by_sides=(Side.PATIENT, Side.PROFESSIONAL) if importance == 3 else None,
        )
        for perspective, importance, why in (
            ("caring", 3, "They carry out what is decided."),
            ("night_work", 2, "The plan is made at ten in the morning."),
            ("far_from_town", None, None),
        )
    )
    basis = np.zeros((len(ids), 3))
    basis[:30, 0], basis[30:33, 1] = 1.0, 0.5
    brought = Brought(needs, np.array([3.0, 2, 1]), ids, basis, basis > 0, np.zeros_like(basis, bool))
    order = [one for one in ids if one.startswith("PAT")]
    answers = [
        MonitoringRecord(partner_id=one, attribute="age", category=said, consent_monitoring=True)
        for n, one in enumerate(order)
        if (said := ("young", "middle", "middle", "old", None)[min(n // 8, 4) if n < 40 else n % 5])
    ]
    reference = [
        ReferenceRow(
            attribute="age",
            category=said,
            numerator=part,
            denominator=100,
            source="Census",
            source_date=date(2021, 3, 21),
            geography="Leeds",
            meaning=Meaning.RESIDENTS,
        )
        for said, part in (("young", 50), ("middle", 30), ("old", 20))
    ]
    steps = [
        StageRecord(
            partner_id=one,
            stage=STAGES[2 + n % 4],
            level=LEVELS[n % 3],
            development_hours=float(n % 4 if one.startswith("PAT") else 8),
        )
        for n, one in enumerate(ids[40:120])
    ]
    given = Given(
        brought=brought,
        shown=frozenset(ids[::2]),
        stages=steps,
        monitoring=answers,
        reference=reference,
        overlaps=overlaps(brought),
        chosen_by="The board",
    )
    return Board(
        found=representation(pool, given, VOCABULARY, policy=policy(name), today=TODAY),
        challenge="Leaving hospital well",
        run_id="abc123",
        waiting=Waiting(programme="Well", runs=3, never=Cell.none()),
    )


@cache
def nothing_given() -> Board:
    pool = pool_of([patient(f"PAT{n}") for n in range(40)])
    return Board(found=representation(pool, Given(), VOCABULARY, policy=policy("internal"), today=TODAY))
