"""The pull towards the task and away from the relationship (A06)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from matchmaker.assumptions.contract import Check, Found
from matchmaker.assumptions.over_run import OverRun, over_run
from matchmaker.assumptions.partnerships import about_partnership, partnerships_here
from matchmaker.assumptions.rerun import with_weights
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.assumption import Value
from matchmaker.domain.flag import Level, Severity
from matchmaker.domain.partner import Partner
from matchmaker.domain.partnership import REFLECTION_TARGET, Partnership
from matchmaker.domain.weights import WeightSet
from matchmaker.explain.wording import unwanted
from matchmaker.matching.pool import may_read_text

SHARE: Final = 1 / 3
"""Of purpose and task together, below which ``values`` weighs little (domain D.2)."""

MEETINGS: Final = 3
"""So many last meetings running under the target for reflection (domain D.2)."""

EXACT: Final = 1e-9
METHOD: Final = "values_doubled"
SOFT: Final = "soft skills"


def look(seen: Seen) -> Iterator[Found]:
    """For the run: ``values`` weighs less than :data:`SHARE` of ``shared_purpose`` and ``task_fit`` together, as the
    weight set stands before anything is dropped; or nobody on either side wrote how they want to work, though somebody
    wrote what they want to achieve; or a text that was read calls work on the relationship soft, in the sense of
    ``explain.wording``. For a partnership: the last :data:`MEETINGS` meetings were all under the target for reflection.

    The re-run doubles the weight of ``values``, and rescales all seven.
    """
    weights = seen.table.weights.weights
    rules: dict[str, Mapping[str, Value]] = {}
    task = weights["shared_purpose"] + weights["task_fit"]
    if weights["values"] < SHARE * task - EXACT:
        rules["values_weigh_little"] = {"values": f"{weights['values']:.3g}", "task": f"{task:.3g}"}
    if _how_is_empty(seen):
        rules["how_empty"] = {"count": sum(bool(person.purpose_achieve) for person in seen.pool.people)}
    if soft := _called_soft(seen):
        rules["called_soft"] = {"count": soft}
    below = [one for one in partnerships_here(seen) if _below_target(one)]
    if rules or below:
        yield from _found(over_run(seen, with_weights(seen, METHOD, values_doubled(seen.table.weights))), rules, below)


def _found(rerun: OverRun, rules: Mapping[str, Mapping[str, Value]], below: list[Partnership]) -> Iterator[Found]:
    changed: dict[str, Value] = {"lists": rerun.lists, "changed": rerun.changed}
    for rule, known in rules.items():
        yield Found(rule=rule, values={**known, **changed}, effect=rerun.effect)
    for one in below:
        values: dict[str, Value] = {"meetings": MEETINGS, "target": f"{_target(one):g}", **changed}
        both = (one.patient_id, one.professional_id)
        subject = about_partnership(one)
        yield Found(rule="little_reflection", subject=subject, values=values, people=both, effect=rerun.effect)


def values_doubled(weights: WeightSet) -> WeightSet:
    """The same set with twice the weight of ``values``, all seven rescaled so that they sum to 1."""
    total = 1 + weights.weights["values"]
    doubled = {name: weight * (2 if name == "values" else 1) / total for name, weight in weights.weights.items()}
    return replace(weights, weights=doubled)


def _how_is_empty(seen: Seen) -> bool:
    people = seen.pool.people
    return any(person.purpose_achieve for person in people) and not any(person.purpose_how for person in people)


def _called_soft(seen: Seen) -> int:
    """In how many texts, of those that were read, work on the relationship is called soft."""
    if seen.texts is None:
        return 0
    people = [person for person in seen.pool.people if may_read_text(person, seen.cohort)]
    challenge = seen.cohort.challenge
    return sum(map(_soft, people)) + bool(challenge and challenge.text and _says_soft(challenge.text))


def _soft(person: Partner) -> bool:
    return any(_says_soft(part) for part in person.statement_parts())


def _says_soft(text: str) -> bool:
    return "soft" in text.casefold() and any(found.rule == SOFT for found in unwanted(text))


def _target(partnership: Partnership) -> float:
    return REFLECTION_TARGET if partnership.reflection_target is None else partnership.reflection_target


def _below_target(partnership: Partnership) -> bool:
    last = (partnership.reflection_shares or ())[-MEETINGS:]
    return len(last) == MEETINGS and all(share < _target(partnership) for share in last)


CHECK = Check(
    id="A06",
    code="task_pull",
    level=Level.RUN,
    base=Severity.CHECK,
    guide_ref="§2 Q1",
    reads=(
        "weights values",
        "partners.csv purpose_achieve",
        "partners.csv purpose_how",
        "challenges.csv text",
        "partnerships.csv reflection_shares",
        "partnerships.csv reflection_target",
    ),
    look=look,
)
