"""What the report shows, as plain data: everything the page needs, and nothing that it does not show.

The page carries this data, so that somebody can be taken out of it later without the run that made it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

FORMAT = "matchmaker.report/1"

Value = str | int | float | tuple[str, ...]


class Line(NamedTuple):
    """A criterion of a pairing: each side's value in [0, 1], whether it is known, and its printed tenths of a point."""

    criterion: str
    patient_value: float
    professional_value: float
    patient_known: bool
    professional_known: bool
    patient_tenths: int
    professional_tenths: int

    @property
    def tenths(self) -> int:
        """Both sides' printed points together."""
        return self.patient_tenths + self.professional_tenths


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPairing:
    """A scored pairing as printed. ``one_sided`` and the side sums are in tenths of a point, ``*_known`` are shares.

    ``low``, ``high``: 5th and 95th percentile of the score over the draws, in tenths; ``None`` without draws.
    """

    patient: str
    professional: str
    tenths: int
    patient_side: int
    professional_side: int
    patient_known: float
    professional_known: float
    difference: float
    one_sided: int
    low: int | None
    high: int | None
    lines: tuple[Line, ...]
    not_yet: tuple[str, ...]
    patient_reason: str
    professional_reason: str

    @property
    def better_for(self) -> str | None:
        """The side whose sum is higher; ``None`` where nothing is taken off."""
        if not self.one_sided:
            return None
        return "patient" if self.patient_side > self.professional_side else "professional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the page mentions. ``statement`` only where the run was told to show people's own words."""

    id: str
    name: str | None
    role: str | None
    statement: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The name to show: theirs if given, else the id."""
        return self.name or self.id


class Place(NamedTuple):
    """One place of a list. ``order`` is the one to read in, ``band`` whom it cannot be told apart from.

    ``first``, ``three``: the share of draws in which it comes first, or among the first three; ``None`` without draws.
    """

    rank: int
    candidate: str
    band: int
    order: int
    first: float | None = None
    three: float | None = None


@dataclass(frozen=True, slots=True)
class PersonList:
    """Somebody's candidates, in the order to read them. ``side`` is whose list it is."""

    person: str
    side: str
    places: tuple[Place, ...]

    @property
    def bands(self) -> tuple[tuple[Place, ...], ...]:
        """The places in groups of people who cannot be told apart."""
        return tuple(tuple(band) for _, band in groupby(self.places, key=lambda place: place.band))


class Bin(NamedTuple):
    """Scores from ``low`` to below ``high``, in points: how many suggested pairings, and how many drawn by lot."""

    low: int
    high: int
    listed: int
    lot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Scores of the pairings on the lists beside those of pairings drawn by lot; ``None`` where there are none."""

    bins: tuple[Bin, ...]
    listed: int
    listed_middle: int | None
    lot: int
    lot_middle: int | None
    lot_low: int | None
    lot_high: int | None
    open_pairings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearances:
    """How often the people of a side stand on the other side's lists.

    ``mean`` is what a draw by lot gives everybody on average. ``spread``: number of lists, number of people.
    ``most`` and ``nowhere`` are cut at a length the page can hold; ``nowhere_count`` is the whole number.
    """

    side: str
    people: int
    mean: float
    spread: tuple[tuple[int, int], ...]
    most: tuple[tuple[str, int], ...]
    nowhere: tuple[str, ...]
    nowhere_count: int


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption's code and parameters; its words are found when the page is written."""

    code: str
    params: tuple[tuple[str, Value], ...]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a criterion counts in this run (after dropping), and what an unknown counts as."""

    criterion: str
    weight: float
    neutral: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """The whole report. ``people_total`` counts the pools; ``lists`` may hold fewer people than that."""

    format: str
    run_id: str
    seed: int
    patients_total: int
    professionals_total: int
    challenge: str | None
    challenge_title: str | None
    by_pair: bool
    no_text: bool
    lists_total: int
    weights_name: str
    weights_version: str
    weights: tuple[Weight, ...]
    dropped: tuple[str, ...]
    one_sided: float
    signed_by: tuple[tuple[str, str, str], ...]
    assumptions: tuple[Assumed, ...]
    picture: Picture
    appearances: tuple[Appearances, ...]
    people: tuple[Person, ...]
    lists: tuple[PersonList, ...]
    pairings: tuple[ShownPairing, ...]
    versions: tuple[tuple[str, str], ...]
    taken_out: int = 0


def without(data: ReportData, ids: Collection[str]) -> ReportData:
    """The same report with these people taken out of everything that names them.

    Ranks stay those of the run, so a gap shows that a place was taken out; counts of people stay the run's own.
    """
    gone = set(ids)
    mentioned = gone & {person.id for person in data.people}
    return replace(
        data,
        people=tuple(person for person in data.people if person.id not in gone),
        lists=tuple(_list_without(each, gone) for each in data.lists if each.person not in gone),
        pairings=tuple(p for p in data.pairings if not gone & {p.patient, p.professional}),
        appearances=tuple(_appearances_without(each, gone) for each in data.appearances),
        assumptions=tuple(_assumed_without(each, gone) for each in data.assumptions),
        taken_out=data.taken_out + len(mentioned),
    )


def _list_without(shown: PersonList, gone: set[str]) -> PersonList:
    return replace(shown, places=tuple(place for place in shown.places if place.candidate not in gone))


def _appearances_without(shown: Appearances, gone: set[str]) -> Appearances:
    return replace(
        shown,
        most=tuple((who, lists) for who, lists in shown.most if who not in gone),
        nowhere=tuple(who for who in shown.nowhere if who not in gone),
    )


def _assumed_without(assumed: Assumed, gone: set[str]) -> Assumed:
    """Ids go from the list of whom it is about and from every parameter that lists people."""

    def cut(value: Value) -> Value:
        return tuple(part for part in value if part not in gone) if isinstance(value, tuple) else value

    kept = tuple((name, cut(value)) for name, value in assumed.params)
    return Assumed(
        assumed.code,
        tuple((name, "–" if isinstance(value, str) and value in gone else value) for name, value in kept),
        tuple(who for who in assumed.about if who not in gone),
    )
