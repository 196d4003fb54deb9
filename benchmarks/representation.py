"""The whole representation report on 100,000 made-up people, with needs, monitoring, a reference and steps."""

from __future__ import annotations

import resource
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.challenge import Need
from matchmaker.domain.monitoring import STAGES, Meaning, MonitoringRecord, ReferenceRow, StageRecord
from matchmaker.domain.partner import Partner, Side

PEOPLE, NEEDS, QUESTIONS, ANSWERS = 100_000, 12, 8, 7
TODAY = date(2026, 6, 1)


@dataclass(frozen=True, slots=True)
class Declared:
    """What everybody declared, as the report needs it."""

    needs: tuple[Need, ...]
    basis: NDArray[np.float64]
    confirmed: NDArray[np.bool_]
    assumptions: tuple[Assumption, ...] = ()


def _people() -> list[Partner]:
    kinds = ("clinician", "manager", "nurse_leader", "research")
    return [
        Partner(id=f"P{n}", side=Side.PATIENT)
        if n % 2
        else Partner(id=f"P{n}", side=Side.PROFESSIONAL, kind=kinds[n // 2 % 4], grade_band=f"band {n % 9}")
        for n in range(PEOPLE)
    ]


def _reference() -> list[ReferenceRow]:
    return [
        ReferenceRow(
            attribute=f"question {q}",
            category=f"answer {a}",
            numerator=a + 1,
            denominator=sum(range(1, ANSWERS + 1)),
            source="made up",
            source_date=TODAY,
            geography="nowhere",
            meaning=Meaning.RESIDENTS,
        )
        for q in range(QUESTIONS)
        for a in range(ANSWERS)
    ]


def hundred_thousand_people() -> dict[str, Any]:
    """The representation report on 100,000 people: 12 needs, 8 questions, six stages; beside counting them alone."""
    from matchmaker.disclosure import policy
    from matchmaker.matching.pool import pool_of
    from matchmaker.representation.report import Given, representation
    from matchmaker.tables.vocabulary import read_vocabulary

    lot = np.random.default_rng(1)
    pool = pool_of(_people())
    needs = tuple(Need(challenge_id="c", perspective=f"need {n}", why="Made up.") for n in range(NEEDS))
    basis = lot.choice([0.0, 0.25, 0.5, 1.0], (PEOPLE, NEEDS), p=[0.9, 0.05, 0.03, 0.02])
    said = lot.integers(0, ANSWERS + 1, (PEOPLE, QUESTIONS))
    ids = [person.id for person in pool.people]
    answers = [
        MonitoringRecord(
            partner_id=one,
            attribute=f"question {q}",
            category=f"answer {a}" if a < ANSWERS else None,
            consent_monitoring=True,
        )
        for one, row in zip(ids, said.tolist(), strict=True)
        for q, a in enumerate(row)
    ]
    reached = lot.choice(len(STAGES), PEOPLE, p=[0.3, 0.4, 0.15, 0.1, 0.04, 0.01])
    steps = [
        StageRecord(partner_id=one, stage=STAGES[s]) for one, s in zip(ids, reached.tolist(), strict=True) if s > 1
    ]
    shown = {one for one, s in zip(ids, reached.tolist(), strict=True) if s}
    given = Given(
        brought=Declared(needs, basis, np.ones(basis.shape, bool)),
        shown=shown,
        stages=steps,
        monitoring=answers,
        reference=_reference(),
    )
    words = read_vocabulary(None)[0]
    started = time.perf_counter()
    Counter((record.attribute, record.category) for record in answers)
    counting = time.perf_counter() - started
    seconds, lines = {}, 0
    for name in ("internal", "export"):
        started = time.perf_counter()
        found = representation(pool, given, words, policy=policy(name), today=TODAY)
        lines = len(list(found.rows("run")))
        seconds[name] = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "what": f"representation report, {PEOPLE:,} people, {NEEDS} needs, {QUESTIONS} questions, {len(STAGES)} stages",
        "peer": f"counting the {len(answers):,} answers alone: {counting:.2f} s",
        "ours": {**{name: round(each, 2) for name, each in seconds.items()}, "rows": lines, "MB": round(peak)},
        "goal": "under 10 s",
    }


if __name__ == "__main__":
    print(hundred_thousand_people())
