"""The seven criteria by name, and a weight set: how much each counts, as agreed by both sides."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
class Learned:
    """Where the weights were learned: from ``n`` outcomes, ``patient_feedback_share`` in [0, 1] of the feedback from
    the patient side, and whether pairs that were never matched are among them. ``before``: the weights before."""

    n: int
    patient_feedback_share: float
    unmatched_observed: bool
    before: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSet:
    """How much each criterion counts.

    ``weights`` sum to 1. ``one_sided`` is λ in [0, 1]: 0 gives the mean of the two sides, 1 the lower side.
    ``neutral`` is what an unknown value counts as. ``signed_by`` maps ``patient`` and ``professional`` to who agreed.
    ``learned`` is ``None`` where people set the weights.
    """

    name: str
    version: str
    weights: Mapping[str, float]
    one_sided: float
    neutral: Mapping[str, float]
    signed_by: Mapping[str, SignOff]
    learned: Learned | None = None

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
        return replace(self, neutral={**more, **self.neutral})

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


def _learned(table: object, file: str) -> tuple[Learned | None, list[Problem]]:
    """The table ``[learned]``, whole or not at all, and everything wrong with it."""
    if table is None:
        return None, []
    if not isinstance(table, Mapping):
        return None, [Problem.of("weights_table_missing", file=file, table="learned")]
    known = ("n", "patient_feedback_share", "unmatched_observed", "before")
    problems = [
        Problem.of("weights_unknown_name", file=file, table="learned", name=str(key), known=known)
        for key in table
        if key not in known
    ]
    n, share, observed = (table.get(key) for key in known[:3])
    wrong = {
        "n": None if isinstance(n, int) and not isinstance(n, bool) and n >= 0 else "weights_not_a_count",
        "patient_feedback_share": None if _is_share(share) else "weights_not_a_share",
        "unmatched_observed": None if isinstance(observed, bool) else "weights_not_yes_or_no",
    }
    for name, code in wrong.items():
        if name not in table:
            problems.append(Problem.of("weights_learned_incomplete", file=file, table="learned", name=name))
        elif code:
            problems.append(Problem.of(code, file=file, table="learned", name=name))
    before, more = _weights_before(table.get("before"), file)
    problems += more
    if problems or not isinstance(n, int):
        return None, problems
    learned = Learned(n=n, patient_feedback_share=float(str(share)), unmatched_observed=observed is True, before=before)
    return learned, []


def _weights_before(table: object, file: str) -> tuple[dict[str, float], list[Problem]]:
    before, problems = _numbers(table, "learned.before", file, CRITERIA)
    if not problems:
        problems = [
            Problem.of("weights_learned_incomplete", file=file, table="learned.before", name=name)
            for name in CRITERIA
            if name not in before
        ]
    total = math.fsum(before.values())
    if not problems and abs(total - 1) > ADD_UP_TO:
        problems.append(Problem.of("weights_do_not_add_up", file=file, total=f"{total:.6g}"))
    return before, problems


def weight_set_of(data: Mapping[str, object], file: str) -> WeightSet:
    """Build a weight set from a TOML document's tables; :class:`InputRefused` names everything wrong at once."""
    known = ("name", "version", "one_sided", "weights", "neutral", "signed_by", "learned")
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
    learned, wrong_learned = _learned(data.get("learned"), file)
    problems += wrong_weights + wrong_neutral + wrong_signed + wrong_learned
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
        learned=learned,
    )
