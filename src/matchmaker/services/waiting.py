"""Who was on no list of a programme's last three runs: a table for the team, and printed cells for the board."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

from matchmaker.disclosure import Count, Policy, disclose, disclose_one, tabulate
from matchmaker.explain.messages import say
from matchmaker.matching.pool import Pool
from matchmaker.report.board import Waiting
from matchmaker.representation.exposure import RUNS_LOOKED_AT, Barrier, NeverShown
from matchmaker.services.remembered import Memory
from matchmaker.tables.write import read_back, write_csv

WAITING = "waiting.csv"
COLUMNS = ("id", "barrier", "advice")


def waiting_of(memory: Memory, pool: Pool, policy: Policy) -> Waiting:
    """How many people waited, by what may have kept them off, as the policy lets it be printed."""
    runs = len(memory.runs)
    if runs < RUNS_LOOKED_AT:
        return Waiting(programme=memory.programme, runs=runs)
    never = memory.never_shown(pool.people)
    barriers = tuple(Barrier)
    codes = np.array([barriers.index(one.barrier) for one in never], np.int64)
    printed = disclose(policy, tabulate(codes, barriers, np.zeros(len(codes), np.int64), ("pool",)))
    cells = [(barrier.value, printed.row(barrier)[0]) for barrier in barriers]
    return Waiting(
        programme=memory.programme,
        runs=runs,
        never=disclose_one(policy, Count(len(never))),
        barriers=tuple((name, cell) for name, cell in cells if not cell.is_none) if printed.broken_down(0) else (),
    )


def write_waiting(path: Path, never: Collection[NeverShown]) -> None:
    """Write who waited, and what to do about it: ``id, barrier, advice``, by id."""
    rows = [(one.id, one.barrier.value, say("gap", f"barrier_{one.barrier}")) for one in never]
    write_csv(path, COLUMNS, sorted(rows))


def forget_waiting(ids: Collection[str], folder: Path, *, dry_run: bool = False) -> int:
    """Take people out of the table of those waiting in a folder, if there is one; how many there were."""
    path = folder / WAITING
    if not path.is_file():
        return 0
    rows = list(read_back(path))
    kept = [tuple(row[column] for column in COLUMNS) for row in rows if row["id"] not in ids]
    if len(kept) < len(rows) and not dry_run:
        aside = path.with_name(f".{WAITING}-anew")
        write_csv(aside, COLUMNS, kept)
        aside.chmod(path.stat().st_mode)
        aside.replace(path)
    return len(rows) - len(kept)
