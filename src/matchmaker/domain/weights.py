"""The seven criteria by name, and a weight set: how much each counts, as agreed by both sides."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from matchmaker.domain.problem import InputRefused, Problem

CRITERIA: Final = ("shared_purpose", "task_fit", "seek_offer", "values", "will", "time", "local")
"""The criteria in the order in which they are shown (domain C.3)."""

ONE_SIDED: Final = "one_sided"
"""The line that takes off a share of the two sides' difference (domain C.5)."""

SAME_FOR_BOTH: Final = ("shared_purpose", "values", "time", "local")
"""Criteria that both sides read alike; on the others each side has a value of its own."""

TEXT_CRITERIA: Final = ("shared_purpose", "task_fit")
"""Criteria read from texts; their neutral values come with the text blend."""


ADD_UP_TO: Final = 1e-9
"""How far from 1 the sum of the weights may be."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who of one side agreed a weight set, and when (ISO date)."""

    by: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSet:
    """How much each criterion counts.

    ``weights`` sum to 1. ``one_sided`` is λ in [0, 1]: 0 gives the mean of the two sides, 1 the lower side.
    ``neutral`` is what an unknown value counts as. ``signed_by`` maps ``patient`` and ``professional`` to who agreed.
    """

    name: str
    version: str
    weights: Mapping[str, float]
    one_sided: float
    neutral: Mapping[str, float]
    signed_by: Mapping[str, SignOff]

    def __post_init__(self) -> None:
        """Raises :class:`InputRefused` unless all seven weights are there, are shares, and sum to 1."""
        problems = [
            Problem.of("weights_not_a_share", file=self.name, table="weights", name=name)
            for name in CRITERIA
            if not _is_share(self.weights.get(name))
        ]
        total = math.fsum(self.weights.values())
        if not problems and abs(total - 1) > ADD_UP_TO:
            problems.append(Problem.of("weights_do_not_add_up", file=self.name, total=f"{total:.6g}"))
        if not _is_share(self.one_sided):
            problems.append(Problem.of("weights_not_a_share", file=self.name, table="the set", name="one_sided"))
        if problems:
            raise InputRefused(problems)

    def with_neutral(self, more: Mapping[str, float]) -> WeightSet:
        """The same set with further neutral values (those of the text blend)."""
        return WeightSet(
            name=self.name,
            version=self.version,
            weights=self.weights,
            one_sided=self.one_sided,
            neutral={**more, **self.neutral},
            signed_by=self.signed_by,
        )

    @property
    def signed_by_both(self) -> bool:
        """Whether both sides agreed this set. If not, every result says so (flag A19b)."""
        return {"patient", "professional"} <= set(self.signed_by)


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _numbers(table: object, name: str, file: str, allowed: tuple[str, ...]) -> tuple[dict[str, float], list[Problem]]:
    """The shares of a table, and a problem for each entry that is none or that nobody knows."""
    if not isinstance(table, Mapping):
        return {}, [Problem.of("weights_table_missing", file=file, table=name)]
    problems = [
        Problem.of("weights_unknown_name", file=file, table=name, name=str(key), known=allowed)
        for key in table
        if key not in allowed
    ]
    problems += [
        Problem.of("weights_not_a_share", file=file, table=name, name=str(key))
        for key, value in table.items()
        if key in allowed and not _is_share(value)
    ]
    return {key: float(table[key]) for key in allowed if key in table and _is_share(table[key])}, problems


def _sign_offs(table: object, file: str) -> tuple[dict[str, SignOff], list[Problem]]:
    signed: dict[str, SignOff] = {}
    problems = []
    for side, entry in table.items() if isinstance(table, Mapping) else ():
        if side not in ("patient", "professional"):
            problems.append(Problem.of("weights_unknown_side", file=file, name=str(side)))
        elif not (isinstance(entry, Mapping) and entry.get("by") and entry.get("on")):
            problems.append(Problem.of("weights_sign_off_incomplete", file=file, name=str(side)))
        else:
            signed[side] = SignOff(str(entry["by"]), str(entry["on"]))
    return signed, problems


def weight_set_of(data: Mapping[str, object], file: str) -> WeightSet:
    """Build a weight set from a TOML document's tables; :class:`InputRefused` names everything wrong at once."""
    known = ("name", "version", "one_sided", "weights", "neutral", "signed_by")
    problems = [
        Problem.of("weights_unknown_name", file=file, table="the file", name=key, known=known)
        for key in data
        if key not in known
    ]
    problems += [
        Problem.of("weights_table_missing", file=file, table=key) for key in ("name", "version") if not data.get(key)
    ]
    weights, wrong_weights = _numbers(data.get("weights"), "weights", file, CRITERIA)
    neutral, wrong_neutral = _numbers(data.get("neutral"), "neutral", file, CRITERIA)
    signed, wrong_signed = _sign_offs(data.get("signed_by", {}), file)
    problems += wrong_weights + wrong_neutral + wrong_signed
    problems += [
        Problem.of("weights_table_missing", file=file, table=f"weights.{name}")
        for name in CRITERIA
        if not wrong_weights and name not in weights
    ]
    problems += [
        Problem.of("weights_table_missing", file=file, table=f"neutral.{name}")
        for name in CRITERIA
        if not wrong_neutral and name not in neutral and name not in TEXT_CRITERIA
    ]
    total = math.fsum(weights.values())
    if not wrong_weights and len(weights) == len(CRITERIA) and abs(total - 1) > ADD_UP_TO:
        problems.append(Problem.of("weights_do_not_add_up", file=file, total=f"{total:.6g}"))
    if not _is_share(data.get("one_sided")):
        problems.append(Problem.of("weights_not_a_share", file=file, table="the file", name="one_sided"))
    if problems:
        raise InputRefused(problems)
    return WeightSet(
        name=str(data["name"]),
        version=str(data["version"]),
        weights={name: weights[name] for name in CRITERIA},
        one_sided=float(str(data["one_sided"])),
        neutral=neutral,
        signed_by=signed,
    )
