"""Which column a heading of somebody's own may be meant for. A guess is only ever offered, never acted on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from matchmaker.tables.raw import key_of
from matchmaker.tables.suggest import Suggestions


@cache
def _columns_by_key() -> Mapping[str, str]:
    table = tomllib.loads(files(__package__).joinpath("guesses.toml").read_text(encoding="utf-8"))
    return {key: column for column, keys in table["guesses"].items() for key in keys}


def guess_of(heading: str, how: str, free: frozenset[str]) -> str | None:
    """The column among ``free`` (not found in the file yet) that a heading may be meant for.

    ``how`` says why the heading was not read: for monitoring data and checks there is no guess.
    """
    if how in ("monitoring", "checks"):
        return None
    key = key_of(heading)
    named = _columns_by_key().get(key) or _columns_by_key().get(key.removeprefix("your").removeprefix("my"))
    if named is None and how == "unknown":
        named = Suggestions(free).closest(heading)
    return named if named in free else None
