"""What the report shows, as plain data: everything the page needs, and nothing that it does not show.

The page carries this data, so that somebody can be taken out of it later without the run that made it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from matchmaker.assumptions.choose import Shown
from matchmaker.domain.assumption import Value
from matchmaker.domain.flag import Flag
from matchmaker.matching.ask_next import AskNext
from matchmaker.matching.counterfactuals import Counterfactual

FORMAT = "matchmaker.report/1"


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


class Change(NamedTuple):
    """One result of the score run again: what would bring ``candidate`` first on a list."""

    candidate: str
    result: Counterfactual


@dataclass(frozen=True, slots=True)
class PersonList:
    """Somebody's candidates, in the order to read them. ``side`` is whose list it is.

    ``changes``: the smallest ones that would bring somebody else first; empty where the run is too large to try.
    """

    person: str
    side: str
    places: tuple[Place, ...]
    changes: tuple[Change, ...] = ()

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


class ViewShown(NamedTuple):
    """Another way of weighing: ``code`` has its words, ``criterion`` counts double if one does. ``moved``: the share
    of lists on which it puts somebody else first."""

    code: str
    criterion: str | None
    moved: float


@dataclass(frozen=True, slots=True)
class WeightTalk:
    """What other weights would show on all lists: where they agree with the run's own, and where not.

    ``same_first``, ``same_three``: the share of lists on which all views have the same first, or the same three.
    ``any_first``: under any weights at all, how often whoever comes first now does, in the middle of the lists.
    """

    views: tuple[ViewShown, ...]
    lists: int
    same_first: float
    same_three: float
    any_first: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """The whole report. ``patients_total`` counts a pool; ``lists`` may hold fewer people than that.

    ``looked``: one flag of each assumption that did not fire. ``sure``: how many people cannot be told apart at the
    top of a list, and on how many lists that is so. ``covered``: how far the lists cover what is needed, in sentences.
    """

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
    flags: Shown
    looked: tuple[Flag, ...]
    asks: tuple[AskNext, ...]
    asks_total: int
    talk: WeightTalk | None
    sure: tuple[tuple[int, int], ...]
    covered: tuple[str, ...]
    picture: Picture
    appearances: tuple[Appearances, ...]
    people: tuple[Person, ...]
    lists: tuple[PersonList, ...]
    pairings: tuple[ShownPairing, ...]
    versions: tuple[tuple[str, str], ...]
    taken_out: int = 0
