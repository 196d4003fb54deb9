"""What would change it: one thing changed and the run made again, or the smallest changes that alter a rank (C.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matchmaker import pipeline
from matchmaker.domain.problem import InputRefused, Problem, WrongUse
from matchmaker.domain.weights import WeightSet
from matchmaker.matching.counterfactuals import Counterfactual, Goal, Opening, counterfactuals, openings
from matchmaker.matching.engine import Kept, Progress, keep
from matchmaker.matching.lists import only
from matchmaker.matching.run import Pairing
from matchmaker.matching.weight_views import reweighted
from matchmaker.matching.what_if import Comparison, Ground, compare, ground_of, lists_changed, ranks_of
from matchmaker.services.explanation import places_of
from matchmaker.services.reopening import Opened, reopen
from matchmaker.services.what_if_sets import Sets, label, sets_of, without_effect


@dataclass(frozen=True, slots=True)
class Tried:
    """A what-if that was run: the pairing before and after.

    ``set_cells`` and ``unscored`` are cells without values; ``weights`` the altered set, if one was asked for, and
    ``set_weights`` the criteria whose weight was given. ``other_lists``: how many further lists have other people among
    their first three. ``changed`` names input files that are not as they were at the run.
    """

    before: Pairing
    after: Pairing
    comparison: Comparison
    set_cells: tuple[str, ...]
    unscored: tuple[str, ...]
    set_weights: tuple[str, ...]
    weights: WeightSet | None
    other_lists: int
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place on the list of the person of one ``side``, and the changes tried for it.

    ``now``: the rank as it is, 0 where the person asked for other people.

    ``next``: the pairing comes first already, and ``subject`` is the person next to it, who would overtake it.
    """

    side: str
    owner: str
    subject: str
    now: int
    rank: int
    next: bool
    found: tuple[Counterfactual, ...]


@dataclass(frozen=True, slots=True)
class Smallest:
    """The smallest changes that alter a rank, on either person's list."""

    pairing: Pairing
    wanted: tuple[Wanted, ...]
    openings: tuple[Opening, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stage:
    opened: Opened
    kept: Kept
    ground: Ground
    pairing: Pairing


def _stage(opened: Opened, patient_id: str, professional_id: str, progress: Progress) -> _Stage:
    prepared = opened.prepared
    i, j = places_of(prepared, patient_id, professional_id)
    kept = keep(prepared.table, top=opened.options.top, progress=progress)
    ground = _ground(prepared, kept, i, j)
    run = pipeline.run_of(prepared, only(prepared.table, i, j), opened.options)
    return _Stage(opened, kept, ground, run.pairing(0))


def _ground(prepared: pipeline.Prepared, kept: Kept, i: int, j: int) -> Ground:
    challenge = prepared.cohort.challenge
    local = bool(challenge and challenge.is_local)
    return ground_of(prepared.pool, prepared.cohort.vocabulary, local, prepared.table, kept, i, j)


def try_out(folder: Path, pair: tuple[str, str], asked: Sequence[str], progress: Progress) -> Tried:
    """Make the run in ``folder`` again with cells or weights changed, and compare. Nothing is stored.

    :class:`WrongUse` names everything that cannot be tried, :class:`InputRefused` the values that a cell cannot have,
    :class:`Forbidden` a pairing that a rule keeps apart, or that is not there.
    """
    before = _stage(reopen(folder, progress), *pair, progress)
    prepared = before.opened.prepared
    sets, problems = sets_of(asked, prepared)
    weights = reweighted(prepared.weights, sets.weights) if sets.weights and not problems else None
    opened = _altered(folder, sets, weights, problems, progress)
    if useless := list(without_effect(sets, opened.prepared)):
        raise WrongUse(useless)
    after = _stage(opened, *pair, progress)
    return Tried(
        before=before.pairing,
        after=after.pairing,
        comparison=compare(before.ground, after.ground),
        set_cells=tuple(map(label, sets.cells)),
        unscored=tuple(map(label, sets.unscored)),
        set_weights=tuple(sets.weights),
        weights=weights,
        other_lists=lists_changed((prepared.table, before.kept), (opened.prepared.table, after.kept), before.ground),
        changed=before.opened.changed,
    )


def _altered(
    folder: Path, sets: Sets, weights: WeightSet | None, problems: list[Problem], progress: Progress
) -> Opened:
    """The altered run; what its cells cannot say is named together with all other problems."""
    try:
        opened = reopen(folder, progress, altered=sets.cells, weights=weights)
    except InputRefused as refused:
        if problems:
            raise WrongUse([*problems, *refused.problems]) from None
        raise
    if problems:
        raise WrongUse(problems)
    return opened


def smallest_changes(folder: Path, pair: tuple[str, str], target_rank: int | None, progress: Progress) -> Smallest:
    """The smallest allowed changes after which the two stand at ``target_rank`` of each other's lists, or one place up.

    Where they stand first already: those after which whoever comes next would.
    """
    stage = _stage(reopen(folder, progress), *pair, progress)
    wanted = tuple(_wanted(stage, side, target_rank) for side in ("patient", "professional"))
    return Smallest(stage.pairing, wanted, openings(stage.ground), stage.opened.changed)


def _wanted(stage: _Stage, side: str, target: int | None) -> Wanted:
    ground, prepared = stage.ground, stage.opened.prepared
    owner = ground.people[0 if side == "patient" else 1]
    now = int(ranks_of(ground.base, side)[ground.pairing])
    rank, subject = target or max(now - 1, 1), ground
    if now == 0:
        return Wanted(side, owner.id, ground.other_on(side, ground.pairing).id, 0, rank, False, ())
    if target is None and now == 1:
        ranks = ranks_of(ground.base, side)
        nxt = [n for n in ground.on_list(side).tolist() if ranks[n] == 2]
        if not nxt:
            return Wanted(side, owner.id, ground.other_on(side, ground.pairing).id, now, rank, True, ())
        subject = _ground(prepared, stage.kept, int(ground.kept.i[nxt[0]]), int(ground.kept.j[nxt[0]]))
        now = 2
    found: tuple[Counterfactual, ...] = ()
    if now > rank:
        challenge = prepared.cohort.challenge is not None
        found = counterfactuals(subject, Goal(side=side, rank=rank), challenge=challenge)
    return Wanted(side, owner.id, subject.other_on(side, subject.pairing).id, now, rank, subject is not ground, found)
