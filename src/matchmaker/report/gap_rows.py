"""Who is needed and not here, for one run: the rows of ``gaps.csv``, and how far the lists cover what is needed."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.disclosure import Policy, policy
from matchmaker.domain.assumption import Value
from matchmaker.domain.monitoring import Stage
from matchmaker.explain.messages import say
from matchmaker.matching.run import Run
from matchmaker.report.listed_people import shown_in
from matchmaker.representation.covered import Covered, covered
from matchmaker.representation.findings import Out
from matchmaker.representation.overlaps import overlaps
from matchmaker.representation.report import Given, Representation, representation

FOR_FILES, FOR_THE_OFFICER = "export", "internal"
"""The policies used where nobody names one: files leave the building, the officer's page does not (domain E.4)."""


@dataclass(frozen=True, slots=True)
class CoverageOfRun:
    """How far the whole pool and the people on the lists cover what the purpose needs."""

    pool: Covered
    shown: Covered


def representation_of_run(run: Run, kept_back: Policy) -> Representation | None:
    """The report on a run as far as the run alone can tell; ``None`` where no need is written down."""
    if run.brought is None:
        return None
    given = Given(brought=run.brought, shown=shown_in(run), overlaps=overlaps(run.brought))
    return representation(run.pool, given, run.cohort.vocabulary, policy=kept_back, today=run.options.as_of)


def gaps_of_run(run: Run) -> tuple[tuple[Out, ...], ...]:
    """The rows of ``gaps.csv``, small numbers kept back as for anything that leaves the organisation."""
    found = representation_of_run(run, policy(FOR_FILES))
    return tuple(found.rows(run.id)) if found else ()


def coverage_of_run(run: Run) -> CoverageOfRun | None:
    """How far the pool and the lists cover the needs, for the officer's page; ``None`` where there are none."""
    found = representation_of_run(run, policy(FOR_THE_OFFICER))
    pool = covered(found.ladders, 0) if found else None
    if found is None or pool is None or Stage.SHOWN not in found.stages:
        return None
    shown = covered(found.ladders, found.stages.index(Stage.SHOWN))
    return CoverageOfRun(pool, shown) if shown else None


def coverage_said(found: CoverageOfRun) -> tuple[str, str]:
    """The coverage of a run in two sentences for the officer's report: in parts of what is needed, and in needs."""
    params: dict[str, Value] = {"needs": found.pool.needs}
    for name, one in (("pool", found.pool), ("shown", found.shown)):
        params |= {f"{name}_low": f"{one.low:.0%}", f"{name}_high": f"{one.high:.0%}", f"{name}_met": one.met}
    return say("board", "run_covers", params), say("board", "run_met", params)
