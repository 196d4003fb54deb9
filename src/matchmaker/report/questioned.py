"""What the report says of its own lists: what they take for granted, how sure they are, what would change them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from matchmaker.assumptions.choose import Shown, choose
from matchmaker.domain.flag import Flag, Status
from matchmaker.domain.weight_view import NamedView
from matchmaker.matching.certainty import any_weights
from matchmaker.matching.counterfactuals import Counterfactual, Goal, counterfactuals
from matchmaker.matching.run import Run
from matchmaker.matching.weight_views import talk, views_of
from matchmaker.matching.what_if import ground_of
from matchmaker.report.data import Change, ViewShown, WeightTalk

TRIED_UP_TO = 60
"""Lists of a run for which the page tries out what would change them; beyond, ``matchmaker what-if`` does it."""

CHANGES = 3


def flags_shown(run: Run, lists: int) -> Shown:
    """Every flag that fired, where the page shows it."""
    return choose(run.flags, lists=lists)


def looked_at(run: Run) -> tuple[Flag, ...]:
    """One flag of each assumption that fired nowhere, so that silence is never taken for having looked."""
    fired = {flag.id for flag in run.flags if flag.status is Status.FIRED}
    found: dict[str, Flag] = {}
    for flag in run.flags:
        if flag.id not in fired:
            found.setdefault(flag.id, flag)
    return tuple(found[each] for each in sorted(found))


def covered_in(run: Run) -> tuple[str, ...]:
    """How far the pool and the lists cover what the purpose needs, in sentences; empty where no need is written."""
    if run.brought is None:
        return ()
    from matchmaker.report.gap_rows import coverage_of_run, coverage_said

    found = coverage_of_run(run)
    return coverage_said(found) if found else ()


def how_sure(run: Run) -> tuple[tuple[int, int], ...]:
    """How many people cannot be told apart at the top of a list, and on how many lists that is so."""
    if run.certainty is None or run.options.for_side == "pair":
        return ()
    first = run.certainty.band == 1
    owners = Counter(zip(run.lists.side[first].tolist(), run.lists.person[first].tolist(), strict=True))
    return tuple(sorted(Counter(owners.values()).items()))


def weight_talk(run: Run, named: Sequence[NamedView]) -> WeightTalk | None:
    """What other ways of weighing would show; ``None`` where the run has one list of pairings."""
    if run.kept is None or run.options.for_side == "pair":
        return None
    side = run.options.for_side
    sides = ("patient", "professional") if side == "both" else (side,)
    found = talk(run.kept, views_of(run.weights, named, run.table.dropped), sides)
    if not found.lists:
        return None
    shown = (
        ViewShown(view.code, view.criterion, round(moved, 4))
        for view, moved in zip(found.views, found.moved, strict=True)
    )
    free = any_weights(run.table, run.kept, run.lists, for_side=side, seed=run.seed)
    any_first = float(np.median(free.top1[run.lists.rank == 1]))
    return WeightTalk(
        tuple(shown), found.lists, round(found.same_first, 4), round(found.same_three, 4), round(any_first, 4)
    )


def changes_on(run: Run, lists: int) -> dict[tuple[bool, int], tuple[Change, ...]]:
    """For each list (side, person) the smallest changes that bring its second place first, each one re-run."""
    if run.kept is None or run.options.for_side == "pair" or lists > TRIED_UP_TO:
        return {}
    second = np.flatnonzero(run.lists.rank == 2).tolist()
    return {(bool(run.lists.side[n]), int(run.lists.person[n])): tuple(_changes(run, n))[:CHANGES] for n in second}


def _changes(run: Run, entry: int) -> Iterator[Change]:
    lists, challenge = run.lists, run.challenge
    pair, of_patient = int(lists.pair[entry]), bool(lists.side[entry])
    i, j = int(lists.i[pair]), int(lists.j[pair])
    assert run.kept is not None
    ground = ground_of(
        run.pool, run.cohort.vocabulary, bool(challenge and challenge.is_local), run.table, run.kept, i, j
    )
    goal = Goal(side="patient" if of_patient else "professional", rank=1)
    candidate = run.pool.professional_side[j] if of_patient else run.pool.patient_side[i]
    for one in _small(counterfactuals(ground, goal, challenge=challenge is not None)):
        yield Change(candidate.id, one)


def _small(found: Iterable[Counterfactual]) -> Iterator[Counterfactual]:
    """Those that reach it, one of each lever."""
    seen: set[str] = set()
    for one in found:
        if one.reaches and one.lever not in seen:
            seen.add(one.lever)
            yield one
