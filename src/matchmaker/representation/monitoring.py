"""Monitoring answers as sealed tables, attribute by attribute. No answer of one person leaves this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.disclosure import CountTable, tabulate
from matchmaker.domain.assumption import Assumption
from matchmaker.domain.monitoring import MonitoringRecord
from matchmaker.domain.problem import Problem
from matchmaker.representation.reference import Reference, key_of, says_nothing
from matchmaker.representation.stages import Steps

UNKNOWN = "\x00"
"""The category of everybody who said nothing; no file can hold it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One attribute: each person's category (n,), places in ``categories``; the last one is :data:`UNKNOWN`."""

    attribute: str
    categories: tuple[str, ...]
    codes: NDArray[np.int64]

    @property
    def said(self) -> tuple[str, ...]:
        """The categories that somebody gave or a reference names."""
        return self.categories[:-1]

    def with_categories(self, more: Sequence[str]) -> Answers:
        """The same answers with a reference's categories beside their own, in the order of their keys."""
        names = {key_of(name): name for name in (*self.said, *more) if not says_nothing(name)}
        categories = (*(names[key] for key in sorted(names)), UNKNOWN)
        places = {key_of(name): place for place, name in enumerate(categories)}
        moved = np.array([places[key_of(name)] for name in self.categories], np.int64)
        return Answers(self.attribute, categories, moved[self.codes])

    def table(self, steps: Steps, reference: Reference | None) -> CountTable:
        """Sealed counts. The largest shares of the reference give way first, those who said nothing last."""
        shares = reference.shares if reference else {}
        order = sorted(range(len(self.said)), key=lambda j: (-shares.get(self.categories[j], 0.0), self.categories[j]))
        return tabulate(
            self.codes,
            self.categories,
            steps.reached,
            steps.stages,
            give_up=(*order, len(self.said)),
            telling=range(len(self.said)),
        )


@dataclass(frozen=True, slots=True)
class Monitored:
    """Every attribute by its key, what is wrong, and what was taken for granted."""

    attributes: Mapping[str, Answers]
    problems: tuple[Problem, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


def monitored(
    records: Sequence[MonitoringRecord], ids: Sequence[str], *, consent_asked: bool, file: str = "monitoring.csv"
) -> Monitored:
    """The answers of these people, as far as they agreed to this use of them.

    Without the consent column nothing is read. Without somebody's yes, and for whoever gave two answers to one
    question, nothing counts as said.
    """
    if records and not consent_asked:
        wrong = Problem.of("monitoring_without_consent", file=file, row=1, column="consent_monitoring")
        return Monitored({}, (wrong,))
    place_of = {one: place for place, one in enumerate(ids)}
    questions: dict[str, _Question] = {}
    by_key: dict[str, _Question] = {}
    assumed: set[str] = set()
    for record in records:
        if record.consent_monitoring is not True:
            assumed.add("monitoring_no_consent_left_out")
            continue
        place = place_of.get(record.partner_id)
        if place is None:
            continue
        question = questions.get(record.attribute)
        if question is None:
            key = key_of(record.attribute)
            question = by_key.setdefault(key, _Question(record.attribute, len(ids)))
            question.attribute = min(question.attribute, record.attribute)
            questions[record.attribute] = question
        if not question.take(place, record.category):
            assumed.add("monitoring_two_answers")
    attributes = {key: by_key[key].answers() for key in sorted(by_key)}
    return Monitored(attributes, (), tuple(Assumption.of(code) for code in sorted(assumed)))


class _Question:
    """One attribute being read. ``given`` holds a number a person: −1 where there is no row, 0 where nothing was said,
    else the number of the answer's key in ``keys``."""

    def __init__(self, attribute: str, people: int) -> None:
        self.attribute = attribute
        self.given = [-1] * people
        self.number_of: dict[str | None, int] = {None: 0}
        self.keys: dict[str, int] = {"": 0}
        self.spelt: dict[str, str] = {}

    def take(self, place: int, category: str | None) -> bool:
        """Write down an answer; whether the person had not given another. Of two, neither counts."""
        number = self.number_of.get(category)
        if number is None:
            number = self.number_of[category] = self._number(category or "")
        before = self.given[place]
        agrees = before in (-1, number)
        self.given[place] = number if agrees else 0
        return agrees

    def _number(self, category: str) -> int:
        if says_nothing(category):
            return 0
        key = key_of(category)
        self.spelt[key] = min(self.spelt.get(key, category), category)
        return self.keys.setdefault(key, len(self.keys))

    def answers(self) -> Answers:
        """Everybody's answer, categories in the order of their keys."""
        keys = sorted(self.spelt)
        place_of = np.full(len(self.keys) + 1, len(keys), np.int64)
        for place, key in enumerate(keys):
            place_of[self.keys[key]] = place
        return Answers(self.attribute, (*(self.spelt[key] for key in keys), UNKNOWN), place_of[np.array(self.given)])
