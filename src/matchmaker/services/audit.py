"""Audit what leaks of who somebody is into the text criteria: on the made-up pairs, or on people's own cohort."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Partner
from matchmaker.domain.problem import InputRefused, OutsideFailure, Problem
from matchmaker.explain.leakage import leakage_lines
from matchmaker.explain.messages import say
from matchmaker.matching.engine import Progress
from matchmaker.matching.pool import consenting, pool_of, readable_ids
from matchmaker.tables import read_input
from matchmaker.tables.write import staged_folder, write_csv
from matchmaker.text import open_text_model
from matchmaker.text.audit.effects import Bench, Statements
from matchmaker.text.audit.leak import FORMS, Audit, audit
from matchmaker.text.audit.sentences import identities
from matchmaker.text.calibration.pairs import calibration_folder, load_pairs
from matchmaker.text.memory import MemoryVectors

MOST_TEXTS = 60
"""Texts of a side at most: the others are drawn out by lot. The audit is about sentences, not about everybody."""

LEAST_TEXTS = 3
EVERY = 5
"""Of the made-up pairs, every fifth one's purposes stand in for challenges: one for each theme and side."""

AN_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Leakage:
    """An audit and what it was made on. ``made_up``: the shipped pairs. ``sampled``: the input holds more texts."""

    audit: Audit
    made_up: bool
    patients: int
    professionals: int
    sampled: bool
    seed: int


def audit_leakage(
    inputs: Sequence[Path],
    *,
    people: int,
    seed: int,
    progress: Progress,
    challenge_id: str | None = None,
    encoding: str | None = None,
    out: Path | None = None,
    force: bool = False,
) -> Leakage:
    """Try every identity sentence on ``people`` of each side, drawn by lot from ``seed``.

    Without ``inputs`` on the made-up development pairs. Vectors stay in memory. With ``out`` the figures are written to
    that folder as text, JSON and CSV; no text of anybody is in them. Raises :class:`InputRefused` for an input with
    errors or with fewer than ``LEAST_TEXTS`` readable texts on a side.
    """
    with staged_folder(out, force=force) if out else nullcontext() as aside:
        found = _audited(inputs, people, seed, progress, challenge_id, encoding)
        if aside:
            _write(found, aside)
    return found


def _audited(
    inputs: Sequence[Path], people: int, seed: int, progress: Progress, challenge_id: str | None, encoding: str | None
) -> Leakage:
    generator = np.random.default_rng(seed)
    if inputs:
        cohort = read_input(inputs, challenge_id=challenge_id, encoding=encoding, progress=progress).cohort
        statements, sampled = _of_cohort(cohort, generator)
    else:
        statements, sampled = made_up_statements(), False
    bench = Bench(open_text_model(), statements, MemoryVectors(AN_HOUR))
    _enough(*(len(known) for known in bench.known))
    found = audit(
        bench,
        identities(),
        generator,
        people=people,
        progress=lambda done, total: progress("trying sentences", done, total),
    )
    return Leakage(found, not inputs, len(statements.patients), len(statements.professionals), sampled, seed)


def made_up_statements() -> Statements:
    """The development pairs: who wrote about the same thing is known."""
    path = calibration_folder() / "development_pairs.json"
    if not path.is_file():
        raise OutsideFailure(Problem.of("audit_pairs_missing"))
    pairs = load_pairs(path, masked=False)
    right = np.arange(len(pairs), dtype=np.int64)
    challenges = (*pairs.patient_purposes[::EVERY], *pairs.professional_purposes[::EVERY])
    return Statements(pairs.patients, pairs.professionals, challenges, (right, right))


def _of_cohort(cohort: Cohort, generator: np.random.Generator) -> tuple[Statements, bool]:
    people, _ = consenting(cohort)
    readable = readable_ids(cohort)
    pool = pool_of([person for person in people if person.id in readable])
    written = cohort.challenge.text if cohort.challenge else None
    patients, professionals = (_texts(side, generator) for side in (pool.patient_side, pool.professional_side))
    sampled = max(len(pool.patients), len(pool.professionals)) > MOST_TEXTS
    return Statements(patients, professionals, (written,) if written else ()), sampled


def _texts(people: Sequence[Partner], generator: np.random.Generator) -> tuple[str, ...]:
    chosen = np.sort(generator.choice(len(people), min(len(people), MOST_TEXTS), replace=False)) if people else ()
    return tuple("\n".join(people[n].statement_parts()) for n in chosen)


def _enough(patients: int, professionals: int) -> None:
    if min(patients, professionals) < LEAST_TEXTS:
        problem = Problem.of("audit_too_few", least=LEAST_TEXTS, patients=patients, professionals=professionals)
        raise InputRefused(problem)


def lines(leakage: Leakage) -> list[str]:
    """The whole audit in words."""
    counts = {"patients": leakage.patients, "professionals": leakage.professionals}
    found = leakage.audit
    how = {"sentences": sum(leak.sentences for leak in found.leaks.values()), "people": found.people}
    opening = [say("audit", "title"), "", say("audit", "on_development" if leakage.made_up else "on_cohort", counts)]
    opening += [say("audit", "sampled")] if leakage.sampled else []
    return [*opening, say("audit", "how", how), "", *leakage_lines(found)]


def document(leakage: Leakage) -> dict[str, Any]:
    """The whole audit as JSON."""
    found = leakage.audit
    return {
        "holds": not found.failed,
        "failed": list(found.failed),
        "made_up_pairs": leakage.made_up,
        "patients": leakage.patients,
        "professionals": leakage.professionals,
        "sampled": leakage.sampled,
        "people_a_side": found.people,
        "seed": leakage.seed,
        "forms": {form: asdict(leak) for form, leak in found.leaks.items()},
        "held_out": {form: asdict(leak) for form, leak in found.held_out.items()},
        "beside": [asdict(one) | {"worse": one.worse} for one in found.beside],
    }


CSV_COLUMNS = (
    "sentences_of",
    "form",
    "criterion",
    "median",
    "p95",
    "most",
    "first_changed",
    "overtakes",
    "overtook",
    "behind",
)


def _write(leakage: Leakage, aside: Path) -> None:
    (aside / "leakage.txt").write_text("".join(f"{line}\n" for line in lines(leakage)), encoding="utf-8")
    (aside / "leakage.json").write_text(json.dumps(document(leakage), indent=2) + "\n", encoding="utf-8")
    write_csv(aside / "leakage.csv", CSV_COLUMNS, _rows(leakage.audit))


def _rows(found: Audit) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for half, leaks in (("all", found.leaks), ("held_out", found.held_out)):
        for form in FORMS:
            leak = leaks[form]
            shares = (leak.first_changed, leak.overtakes, leak.overtook, leak.behind)
            rows += [
                (half, form, criterion, moves.median, moves.high, moves.most, *shares)
                for criterion, moves in (("shared_purpose", leak.purpose), ("task_fit", leak.task))
                if moves
            ]
    return rows
