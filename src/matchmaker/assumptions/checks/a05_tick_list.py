"""Needs kept as a list of groups, without reasons (A05)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.reading_order import order_effect_over_run, sets_of
from matchmaker.assumptions.rerun import no_rerun
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.assumption import Value
from matchmaker.domain.challenge import Need
from matchmaker.domain.flag import Effect, Level, Severity
from matchmaker.explain.wording import words
from matchmaker.representation.coverage import RHO

WHY_WORDS: Final = 6
"""Words from which on a need's ``why`` says something (domain D.2)."""

ALIKE: Final = 6
"""So many needs of equal importance are a list (domain D.2)."""

METHOD: Final = "unreasoned_needs_off"

_NUMBER: Final = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a dozen)"
_NOT_PEOPLE: Final = (
    r"(?!\s+(?:more\s+)?(?:minute|hour|day|week|month|year|pound|meeting|time|mile|break|room|way|£)s?\b)"
)
_SET: Final = re.compile(
    rf"\b(?:at least|no fewer than|no more than|exactly|(?:a )?minimum(?: of)?)\s+(?:one|{_NUMBER})\b{_NOT_PEOPLE}",
    re.IGNORECASE,
)
"""A number set for a group, wherever a need is described: "at least two", but not "at least two weeks"."""

_PEOPLE: Final = r"(?:\w+\s+){0,2}(?:people|persons|patients|carers|members|places|seats|women|men|families|users)"
_COUNTED: Final = re.compile(
    rf"\b\d+\s?(?:%|per ?cent)|[:x×(]\s?\d+\)?$|\b{_NUMBER}\s+{_PEOPLE}\b",
    re.IGNORECASE,
)
"""A count in a need's name: "two carers", "carers: 2", "20 %"."""

_WANTED: Final = re.compile(
    rf"\b(?:needs?|wants?|requires?|recruit|include|aim for|quota(?: of)?|target(?: of)?:?)\s+{_NUMBER}\s+{_PEOPLE}\b|"
    rf"^\W*{_NUMBER}\s+{_PEOPLE}\W*$|"
    r"\b\d+\s?(?:%|per ?cent) of (?:the |our |all )?(?:members|group|team|panel|partners|places|seats|table)\b",
    re.IGNORECASE,
)
"""A count asked for in a reason or a condition: "we need two carers", "two carers" alone, "20% of the places"."""


def look(seen: Seen) -> Iterator[Found] | NoData:
    """For the run: a need has no ``why`` of at least :data:`WHY_WORDS` words; or :data:`ALIKE` needs or more have the
    same importance (blank is one too: they count alike); or a number of people is set for a need, in its name, its
    reason or its conditions.

    The re-run drops the needs without a reason, and those with a number, which changes the reading order.
    """
    needs = seen.cohort.needs
    return _found(seen, needs) if needs else NoData(("needs.csv perspective",))


def _found(seen: Seen, needs: tuple[Need, ...]) -> Iterator[Found]:
    unreasoned, numbered = sum(map(lacks_reason, needs)), sum(map(sets_number, needs))
    alike = max(Counter(need.importance for need in needs).values())
    rules: dict[str, Mapping[str, Value]] = {}
    if unreasoned:
        rules["need_without_reason"] = {"count": unreasoned}
    if alike >= ALIKE:
        rules["all_alike"] = {"count": alike}
    if numbered:
        rules["number_set"] = {"count": numbered}
    if rules:
        effect = _effect(seen)
        for rule, values in rules.items():
            yield Found(rule=rule, values={**values, "needs": len(needs)}, effect=effect)


def lacks_reason(need: Need) -> bool:
    """Whether a need's ``why`` has fewer than :data:`WHY_WORDS` words."""
    return words(need.why or "") < WHY_WORDS


def sets_number(need: Need) -> bool:
    """Whether a number of people is set for a need."""
    described = (need.perspective.replace("_", " "), need.why or "", need.conditions or "")
    asked_for = any(_SET.search(text) or _WANTED.search(text) for text in described)
    return asked_for or bool(_COUNTED.search(described[0]))


def _effect(seen: Seen) -> Effect:
    sets = sets_of(seen)
    if sets is None or seen.brought is None:
        return no_rerun(METHOD, "no_sets")
    reasoned = np.array([not lacks_reason(need) and not sets_number(need) for need in seen.brought.needs])
    after = sets.order(RHO, importance=np.where(reasoned, sets.importance, 0.0))
    return order_effect_over_run(METHOD, sets.order(RHO), after)


CHECK = Check(
    id="A05",
    code="tick_list",
    level=Level.RUN,
    base=Severity.CHECK,
    guide_ref="§2 div",
    reads=("needs.csv why", "needs.csv importance", "needs.csv perspective", "needs.csv conditions"),
    look=look,
)
