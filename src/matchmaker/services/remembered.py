"""Runs of a programme remembered on this computer, so that who waits long is seen, and seen first among equals.

Only where somebody asks for it, by naming the programme. People are kept as keyed hashes of their ids, with the places
at which they were listed; names, texts and scores are not. The file is its owner's alone, and ``forget`` reaches it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.partner import Partner
from matchmaker.domain.problem import OutsideFailure, Problem
from matchmaker.matching.run import Run
from matchmaker.report.listed_people import could_be_listed, places_of
from matchmaker.representation.exposure import NeverShown, RunShown, exposure_debt, never_shown
from matchmaker.services.kept_state import local_key, write_closed
from matchmaker.services.known_folders import state_folder

FOLDER = "runs"
RUNS_KEPT = 6
HASH_DIGITS = 24


@dataclass(frozen=True, slots=True)
class RememberedRun:
    """One run: whom it could have listed, and at which places it did, by keyed hash."""

    run: str
    on: date
    shown: RunShown = field(repr=False)


@dataclass(frozen=True, slots=True)
class Memory:
    """The last runs of a programme, oldest first; at most six. ``key`` is this computer's."""

    programme: str
    runs: tuple[RememberedRun, ...]
    key: bytes = field(repr=False)

    def before(self, run_id: str) -> Memory:
        """The memory without this very run, so that making it again gives the same bytes."""
        return replace(self, runs=tuple(one for one in self.runs if one.run != run_id))

    def waiting(self, ids: Sequence[str]) -> NDArray[np.float64]:
        """How much less than an equal part each person (n,) was shown over the remembered runs; 0 for who is new."""
        return exposure_debt([one.shown for one in self.runs], [_hashed(one, self.key) for one in ids])

    def never_shown(self, people: Iterable[Partner]) -> tuple[NeverShown, ...]:
        """Who could have been on a list of each of the last three runs and was on none, with the likely barrier."""
        known = {_hashed(person.id, self.key): person for person in people}
        return never_shown([_by_id(one.shown, known) for one in self.runs], list(known.values()))


def recall(programme: str) -> Memory:
    """What is remembered of a programme; an empty memory where nothing is."""
    key = local_key()
    path = _file(programme, key)
    return Memory(programme, tuple(_read(path)) if path.exists() else (), key)


def record(programme: str, run: Run, on: date) -> None:
    """Remember a run, after those that are. The same run again replaces itself."""
    memory = recall(programme)
    ranks = {_hashed(one, memory.key): places for one, places in places_of(run).items()}
    shown = RunShown(frozenset(_hashed(one, memory.key) for one in could_be_listed(run)), ranks)
    runs = (*memory.before(run.id).runs, RememberedRun(run.id, on, shown))
    _write(_file(programme, memory.key), runs[-RUNS_KEPT:])


def forget_in_memory(ids: Collection[str], *, dry_run: bool = False) -> int:
    """Take people out of every remembered run; how many entries of theirs there were."""
    if not (state_folder() / FOLDER).is_dir():
        return 0
    key, removed = local_key(), 0
    gone = frozenset(_hashed(one, key) for one in ids)
    for path in sorted((state_folder() / FOLDER).glob("*.json")):
        runs = _read(path)
        here = sum(len(one.shown.pool & gone) for one in runs)
        removed += here
        if here and not dry_run:
            _write(path, [replace(one, shown=_without(one.shown, gone)) for one in runs])
    return removed


def _without(shown: RunShown, gone: frozenset[str]) -> RunShown:
    return RunShown(shown.pool - gone, {one: places for one, places in shown.ranks.items() if one not in gone})


def _by_id(shown: RunShown, known: Mapping[str, Partner]) -> RunShown:
    ranks = {known[one].id: places for one, places in shown.ranks.items() if one in known}
    return RunShown(frozenset(known[one].id for one in shown.pool if one in known), ranks)


def _hashed(text: str, key: bytes) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:HASH_DIGITS]


def _file(programme: str, key: bytes) -> Path:
    return state_folder() / FOLDER / f"{_hashed(f'programme:{programme}', key)}.json"


def _write(path: Path, runs: Sequence[RememberedRun]) -> None:
    document = [
        {
            "run": one.run,
            "on": one.on.isoformat(),
            "pool": sorted(one.shown.pool),
            "ranks": {who: list(places) for who, places in sorted(one.shown.ranks.items())},
        }
        for one in runs
    ]
    write_closed(path, json.dumps(document))


def _read(path: Path) -> list[RememberedRun]:
    try:
        return [_remembered(one) for one in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise OutsideFailure(Problem.of("memory_unusable", file=str(path))) from None


def _remembered(one: Mapping[str, Any]) -> RememberedRun:
    ranks = {str(who): [int(place) for place in places] for who, places in one["ranks"].items()}
    return RememberedRun(str(one["run"]), date.fromisoformat(one["on"]), RunShown(frozenset(one["pool"]), ranks))
