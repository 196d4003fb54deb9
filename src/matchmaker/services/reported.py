"""The reports made on this computer in the last 30 days, as keyed hashes, so that no two of them show single people.

One file a report, in the folder for this computer's own state: wherever a report is written, the next one is held
beside it. Days are the calendar's: no option moves them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from matchmaker.disclosure import DAYS, Policy, Remembered, remember, too_alike
from matchmaker.domain.problem import OutsideFailure, Problem
from matchmaker.services.kept_state import local_key, write_closed
from matchmaker.services.known_folders import state_folder

FOLDER = "reports"
Views = Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]


def held_beside(views: Views, policy: Policy, today: date) -> tuple[Remembered, tuple[str, ...]]:
    """A report's record, and which of its views are too like an earlier report's to be given out.

    Reports older than 30 days are removed on the way. Raises :class:`OutsideFailure` where the memory cannot be used:
    without it nobody could tell.
    """
    now = remember(local_key(), today, views)
    return now, too_alike(now, _recent(today), policy)


def keep(record: Remembered) -> None:
    """Remember a report that was given out. The very same one again only moves its day."""
    views = {name: sorted(people) for name, people in sorted(record.views.items())}
    name = hashlib.sha256(json.dumps(views).encode()).hexdigest()[:24]
    document = {"made_on": record.made_on.isoformat(), "views": views}
    write_closed(state_folder() / FOLDER / f"{name}.json", json.dumps(document))


def _recent(today: date) -> Iterator[Remembered]:
    for path in sorted((state_folder() / FOLDER).glob("*.json")):
        record = _read(path)
        if record.made_on < today - timedelta(days=DAYS):
            path.unlink(missing_ok=True)
        else:
            yield record


def _read(path: Path) -> Remembered:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        views = {name: frozenset(people) for name, people in document["views"].items()}
        return Remembered(date.fromisoformat(document["made_on"]), views)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise OutsideFailure(Problem.of("memory_unusable", file=str(path))) from None
