"""Named ways of weighing from a TOML file (``models/weights/views.toml``)."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from matchmaker.domain.problem import InputRefused, Problem
from matchmaker.domain.weight_view import NamedView
from matchmaker.domain.weights import ADD_UP_TO, CRITERIA

WAYS = ("weights", "times", "alike")


def read_weight_views(path: Path) -> tuple[NamedView, ...]:
    """Read the views of a file; :class:`InputRefused` names everything wrong with them at once."""
    try:
        views = tomllib.loads(path.read_text(encoding="utf-8")).get("views", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputRefused(Problem.of("weights_unreadable", file=path.name, why=str(error))) from None
    problems = [problem for number, view in enumerate(views, 1) for problem in _wrong(view, number, path.name)]
    if problems:
        raise InputRefused(problems)
    return tuple(_view(view) for view in views)


def _wrong(view: Mapping[str, object], number: int, file: str) -> Iterator[Problem]:
    name = str(view.get("code") or f"view {number}")
    ways = [way for way in WAYS if way in view]
    if not view.get("code") or len(ways) != 1 or set(view) - {"code", *WAYS}:
        yield Problem.of("weights_table_missing", file=file, table=name)
        return
    given = view[ways[0]]
    if ways[0] == "alike":
        return
    if not isinstance(given, Mapping):
        yield Problem.of("weights_table_missing", file=file, table=name)
        return
    for key, value in given.items():
        if key not in CRITERIA:
            yield Problem.of("weights_unknown_name", file=file, table=name, name=str(key), known=CRITERIA)
        elif not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < math.inf:
            yield Problem.of("weights_not_a_share", file=file, table=name, name=str(key))
    if ways[0] == "weights" and all(isinstance(value, int | float) for value in given.values()):
        total = math.fsum(float(value) for value in given.values())
        if set(given) != set(CRITERIA) or abs(total - 1) > ADD_UP_TO:
            yield Problem.of("weights_do_not_add_up", file=file, total=f"{total:.6g}")


def _view(view: Mapping[str, object]) -> NamedView:
    if view.get("alike"):
        return NamedView(str(view["code"]), weights=dict.fromkeys(CRITERIA, 1 / len(CRITERIA)))
    weights, times = view.get("weights"), view.get("times")
    return NamedView(
        str(view["code"]),
        weights=dict(weights) if isinstance(weights, Mapping) else None,
        times=dict(times) if isinstance(times, Mapping) else None,
    )
