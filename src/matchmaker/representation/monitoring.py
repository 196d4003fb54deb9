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
    given: dict[str, dict[int, str | None]] = {}
    names: dict[str, str] = {}
    assumed: set[str] = set()
    for record in records:
        place = place_of.get(record.partner_id)
        if record.consent_monitoring is not True:
            assumed.add("monitoring_no_consent_left_out")
        elif place is not None:
            key = key_of(record.attribute)
            names.setdefault(key, record.attribute)
            answers = given.setdefault(key, {})
            twice = place in answers and key_of(answers[place] or "") != key_of(record.category or "")
            assumed |= {"monitoring_two_answers"} if twice else set()
            answers[place] = None if twice else record.category
    attributes = {key: _answers(names[key], given[key], len(ids)) for key in sorted(given)}
    return Monitored(attributes, (), tuple(Assumption.of(code) for code in sorted(assumed)))


def _answers(attribute: str, given: Mapping[int, str | None], people: int) -> Answers:
    spelt: dict[str, str] = {}
    for category in given.values():
        if category is not None and not says_nothing(category):
            key = key_of(category)
            spelt[key] = min(spelt.get(key, category), category)
    categories = (*(spelt[key] for key in sorted(spelt)), UNKNOWN)
    place = {key_of(name): number for number, name in enumerate(categories)}
    codes = np.full(people, len(spelt), np.int64)
    for person, category in given.items():
        if category is not None:
            codes[person] = place.get(key_of(category), len(spelt))
    return Answers(attribute, categories, codes)
