"""What a run noted about the places of its lists: how sure each one is, and which assumptions fired there.

Letters and sheets speak of the run that people have in their hands, so this is read from the tables that it wrote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from matchmaker.domain.flag import Flag, Level, Severity, Status
from matchmaker.domain.partner import Side
from matchmaker.explain.audiences import Audience
from matchmaker.explain.flags import question

OF_THE_RUN: Final = ("A15", "A16", "A19b", "A05")
"""What everybody is asked about the run, the first two that fired: who held the pen, whether the task is real, who
weighed. The others are the team's to ask, or too early before two people have met."""

ABOUT_THEMSELVES: Final = ("A25", "A13", "A08", "A02")
"""What only those are asked whom it is about. Nobody can tell from a letter that it holds for the other: what access
they need, how old or short their profile is, whom they wish for."""

ABOUT_THE_TWO: Final = ("A23", "A03")
"""What both of a pairing are asked in the same words: that they differ, or are alike. Left out is all that would tell
one of them something of the other: confidence (A09), who knows whom (A10), grade (A18), past roles (A22), will (A24),
and who declared what (A01, A17). Unequal say has its own question, made from what both declared."""

QUESTIONS: Final = 2
"""At most so many of each."""

Place = tuple[str, str, str]
"""A place of a list: the side and the id of whose list it is, and the id of who is suggested."""


class PlaceNoted(NamedTuple):
    """What the run says of a place. Numbers are ``None`` where no draws were made; ``flags`` are ids that fired."""

    rank: int
    order: int
    band: int | None = None
    top1: float | None = None
    top3: float | None = None
    low: float | None = None
    high: float | None = None
    flags: tuple[str, ...] = ()


class Raised(NamedTuple):
    """An assumption that fired on a list or for the run, and its evidence in words."""

    flag: Flag
    evidence: str


@dataclass(frozen=True, slots=True)
class Noted:
    """``places`` of the lists; ``raised`` by side and owner of a list, ``("", "")`` for the run."""

    places: Mapping[Place, PlaceNoted] = field(default_factory=dict)
    raised: Mapping[tuple[str, str], tuple[Raised, ...]] = field(default_factory=dict)

    def of_pairing(self, patient: str, professional: str) -> frozenset[str]:
        """The assumptions that fired for two people, on the list of either: the same seen from both sides."""
        both = ((Side.PATIENT, patient, professional), (Side.PROFESSIONAL, professional, patient))
        found = (self.places.get((side.value, owner, other)) for side, owner, other in both)
        return frozenset(each for place in found if place for each in place.flags)

    def about_the_two(self, patient: str, professional: str, audience: Audience) -> tuple[str, ...]:
        """What the two could talk about, since it may be taken for granted of them."""
        fired = self.of_pairing(patient, professional)
        return _asked([_bare(each) for each in ABOUT_THE_TWO if each in fired], audience, None)

    def asked_of(self, reader: str, audience: Audience) -> tuple[str, ...]:
        """What we ask a reader: about themselves, then about the run."""
        everywhere = {one.flag.id: one.flag for raised in self.raised.values() for one in raised if _named(one, reader)}
        of_run = {one.flag.id: one.flag for one in self.raised.get(("", ""), ())}
        own = [everywhere[each] for each in ABOUT_THEMSELVES if each in everywhere]
        run = [of_run[each] for each in OF_THE_RUN if each in of_run]
        return (*_asked(own, audience, reader), *_asked(run, audience, reader))


def _named(raised: Raised, reader: str) -> bool:
    return reader in raised.flag.people


def _bare(flag_id: str) -> Flag:
    """A flag whose question alone is wanted."""
    return Flag(id=flag_id, code="", level=Level.PAIR, status=Status.FIRED, severity=Severity.NOTE, guide_ref="")


def _asked(flags: Iterable[Flag], audience: Audience, reader: str | None) -> tuple[str, ...]:
    found = (question(flag, audience, reader) for flag in flags)
    return tuple(one for one in found if one is not None)[:QUESTIONS]


def noted(matches: Iterable[Mapping[str, str]], flags: Iterable[Mapping[str, str]], *, by_pair: bool) -> Noted:
    """From the rows of ``matches.csv`` and ``flags.csv``. ``by_pair``: a pairing stands on the lists of both."""
    places: dict[Place, PlaceNoted] = {}
    for row in matches:
        key = row["for_side"], row["for_id"], row["candidate_id"]
        places[key] = _place(row)
        if by_pair:
            places[_turned(key)] = places[key]
    raised: dict[tuple[str, str], list[Raised]] = defaultdict(list)
    for row in flags:
        if row["status"] == Status.FIRED:
            raised[_list_of(row["subject"])].append(Raised(_flag(row), row["evidence"]))
    return Noted(places, {key: tuple(some) for key, some in raised.items()})


def _turned(key: Place) -> Place:
    side, owner, other = key
    return (Side.PROFESSIONAL if side == Side.PATIENT else Side.PATIENT).value, other, owner


def _place(row: Mapping[str, str]) -> PlaceNoted:
    rank, band = int(row["rank"]), row["band"]
    return PlaceNoted(
        rank=rank,
        order=int(row["shortlist_order"] or rank),
        band=int(band) if band else None,
        top1=_number(row["p_top1"]),
        top3=_number(row["p_top3"]),
        low=_number(row["score_low"]),
        high=_number(row["score_high"]),
        flags=tuple(filter(None, row["flags"].split(";"))),
    )


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _list_of(subject: str) -> tuple[str, str]:
    """``list:patient:P01`` is P01's (an id may hold a colon). The run and the list of pairings are nobody's."""
    _, _, rest = subject.partition(":")
    side, _, owner = rest.partition(":")
    return (side, owner) if owner else ("", "")


def _flag(row: Mapping[str, str]) -> Flag:
    return Flag(
        id=row["flag_id"],
        code=row["code"],
        level=Level(row["level"]),
        status=Status(row["status"]),
        severity=Severity(row["severity"]),
        guide_ref=row["guide_ref"],
        people=tuple(filter(None, row["people"].split(";"))),
    )
