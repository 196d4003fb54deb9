"""The named policies by which small counts are kept back. They are data: ``policies.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matchmaker.domain.problem import Problem, WrongUse


@dataclass(frozen=True, slots=True)
class Policy:
    """One way of keeping small counts back. ``smallest_shown``: counts from 1 to below it are never printed.

    ``round_to``: other counts are printed to its nearest multiple. ``least_people``: nothing about fewer people is
    broken down. ``builds_on``: the policy from whose printed cells this one's are made.
    """

    name: str
    smallest_shown: int
    round_to: int
    mark: str
    least_people: int
    builds_on: Policy | None = None

    @property
    def largest_hidden(self) -> int:
        """The largest count that is never printed."""
        return self.smallest_shown - 1


@cache
def _tables() -> Mapping[str, Mapping[str, str | int]]:
    return tomllib.loads(files(__package__).joinpath("policies.toml").read_text(encoding="utf-8"))


def policy_names() -> tuple[str, ...]:
    """The names of all policies."""
    return tuple(_tables())


@cache
def policy(name: str) -> Policy:
    """The policy of this name; raises :class:`WrongUse` for another."""
    if name not in _tables():
        raise WrongUse(Problem.of("suppression_unknown", known=policy_names()))
    table = _tables()[name]
    below = table.get("builds_on")
    return Policy(
        name=name,
        smallest_shown=int(table["smallest_shown"]),
        round_to=int(table["round_to"]),
        mark=str(table["mark"]),
        least_people=int(table["least_people"]),
        builds_on=policy(str(below)) if below else None,
    )
