"""Does a run tell groups of people apart? An auditor's aggregate figures, from monitoring answers held in memory alone.

For each answer that ten people or more gave and ten or more did not: how far the mean score of a patient-side person,
over everybody they could work with, tells the two apart, beside groups of the same size drawn by lot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matchmaker.disclosure import disclose, policy
from matchmaker.domain.assumption import Assumption
from matchmaker.domain.identity_audit import AuditedGroup
from matchmaker.domain.monitoring import Stage
from matchmaker.domain.problem import InputRefused, Problem, WrongUse
from matchmaker.matching.engine import Progress, keep
from matchmaker.matching.score import score
from matchmaker.pipeline import Prepared
from matchmaker.report.gap_rows import FOR_FILES
from matchmaker.representation.monitoring import Answers, monitored
from matchmaker.representation.separation import by_lot, separation
from matchmaker.representation.stages import Steps
from matchmaker.services.reopening import reopen
from matchmaker.tables.monitoring import read_monitoring
from matchmaker.tables.write import write_csv

ENOUGH = 10
COLUMNS = tuple(field.name for field in fields(AuditedGroup))
PLACES = 4


@dataclass(frozen=True, slots=True)
class Audited:
    """The figures, how many answers were left out because too few gave them or did not, and what was assumed."""

    groups: tuple[AuditedGroup, ...]
    left_out: int
    problems: tuple[Problem, ...]
    assumptions: tuple[Assumption, ...]


def audit_monitoring(
    run: Path, monitoring: Path, out: Path, progress: Progress, *, encoding: str | None = None, force: bool = False
) -> Audited:
    """Audit the run in a folder and write ``identity_audit.csv``, which the next run reads (assumption A11).

    Raises :class:`InputRefused` for answers without their consent column, :class:`WrongUse` for an ``out`` in use.
    """
    if out.exists() and not force:
        raise WrongUse(Problem.of("out_in_use", file=str(out)))
    read = read_monitoring(monitoring, encoding=encoding)
    opened = reopen(run, progress)
    pool = opened.prepared.pool
    answers = monitored(read.records, [p.id for p in pool.patient_side], consent_asked=read.consent_asked)
    if answers.problems:
        raise InputRefused(answers.problems)
    means = mean_scores(opened.prepared, opened.options.top, progress)
    tested = [(one, place) for one in answers.attributes.values() for place in _large_enough(one, means)]
    generator = np.random.default_rng(int.from_bytes(opened.prepared.digest[:8], "big"))
    groups = tuple(_audited(one, place, means, generator, len(tested)) for one, place in tested)
    every = sum(len(one.said) for one in answers.attributes.values())
    changed = (Assumption.of("run_of_other_files"),) if opened.changed else ()
    rows = ([asdict(group)[name] for name in COLUMNS] for group in groups)
    write_csv(out, COLUMNS, rows)
    out.chmod(0o600)
    assumed = (*read.assumptions, *answers.assumptions, *changed)
    return Audited(groups, every - len(groups), read.problems, assumed)


def mean_scores(prepared: Prepared, top: int, progress: Progress) -> NDArray[np.float64]:
    """Each patient-side person's mean score (n,) over all pairings that were scored exactly; nan without any."""
    kept = keep(prepared.table, top=top, progress=progress)
    scores, people = score(kept.inputs, prepared.weights).mutual, len(prepared.pool.patients)
    counts = np.bincount(kept.i, minlength=people)
    sums = np.bincount(kept.i, weights=scores, minlength=people)
    return np.asarray(np.divide(sums, counts, out=np.full(people, np.nan), where=counts > 0), np.float64)


def _known(answers: Answers, means: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray((answers.codes < len(answers.said)) & ~np.isnan(means))


def _large_enough(answers: Answers, means: NDArray[np.float64]) -> Iterator[int]:
    """The answers whose two groups are large enough, and whose size may be printed."""
    known = _known(answers, means)
    reached = np.where(known, 0, -1)
    printed = disclose(policy(FOR_FILES), answers.table(Steps((Stage.POOL,), reached), None))
    for place, category in enumerate(answers.said):
        inside = int((answers.codes[known] == place).sum())
        if min(inside, int(known.sum()) - inside) >= ENOUGH and printed.row(category)[0].value is not None:
            yield place


def _audited(
    answers: Answers, place: int, means: NDArray[np.float64], generator: np.random.Generator, looks: int
) -> AuditedGroup:
    known = _known(answers, means)
    values, inside = means[known].round(9), answers.codes[known] == place
    found = separation(values, inside, looks=looks)
    lot = by_lot(values, int(inside.sum()), generator, looks=looks)
    n_in, n_out = (_rounded(int(count)) for count in (inside.sum(), (~inside).sum()))
    return AuditedGroup(
        attribute=answers.attribute,
        category=answers.said[place],
        n_in=n_in,
        n_out=n_out,
        separation=round(found.value, PLACES),
        low=round(found.low, PLACES),
        high=round(found.high, PLACES),
        control=round(lot.value, PLACES),
        control_low=round(lot.low, PLACES),
        control_high=round(lot.high, PLACES),
    )


def _rounded(count: int) -> int:
    to = policy(FOR_FILES).round_to
    return to * ((count + to // 2) // to)
