"""Which flags are shown where, so that nobody drowns in them (domain D.1). Every flag is still in ``flags.csv``.

What holds for everyone is said once. A list shows at most three, by measured effect, the rest on request. What has to
be asked goes to *ask next*; four assumptions that ask the same thing make one card; three are ticks of readiness.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from matchmaker.domain.flag import Effect, Flag, Severity, Status, Subject

ASK_NEXT: Final = frozenset({"A07", "A08", "A13", "A20", "A24"})
READINESS: Final = ("A14", "A15", "A16")
SAME_FEW_PEOPLE: Final = ("A04", "A18", "A21", "A22")

ON_A_LIST: Final = 3
"""How many a list shows at most."""

COMMON: Final = 0.5
"""From this share of the lists on, something is said once and no more on each list. A judgement."""

COMMON_FROM: Final = 3
"""How many lists a run must have for anything to be common: of two, half is one. A judgement."""

_SEVERITY: Final = (Severity.NOTE, Severity.CHECK, Severity.TALK)

Key = tuple[str, str | None]
"""Whose list: the side and the owner; ``pair`` and nobody for the one list of pairings."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What one assumption raised in one place, the flag with the most effect first. Never empty."""

    id: str
    flags: tuple[Flag, ...]

    @property
    def strongest(self) -> Flag:
        """The flag whose re-run changes most."""
        return self.flags[0]


@dataclass(frozen=True, slots=True)
class Common:
    """What is said once: on ``count`` of ``lists`` lists, or of the run, the pool or a partnership (``None``)."""

    raised: Raised
    count: int | None = None
    lists: int | None = None


@dataclass(frozen=True, slots=True)
class OnList:
    """What one list shows: ``first``, at most :data:`ON_A_LIST`, and the ``rest`` on request, said elsewhere or not.

    ``side`` is ``patient``, ``professional`` or ``pair``; ``owner`` an id, ``None`` for the list of pairings.
    """

    side: str
    owner: str | None
    first: tuple[Raised, ...]
    rest: tuple[Raised, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One card for several assumptions that ask the same thing. ``lists``: on how many lists any of them fired."""

    code: str
    raised: tuple[Raised, ...]
    lists: int


class TickState(StrEnum):
    """``ready``: looked at, in place. ``open``: something is missing. ``unknown``: nobody told us."""

    READY = "ready"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of readiness: displayed, never enforced."""

    id: str
    state: TickState
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Where every flag that fired is shown. ``per_list`` holds lists with anything to show, patient side first."""

    preface: tuple[Common, ...]
    per_list: tuple[OnList, ...]
    cards: tuple[Card, ...]
    ticks: tuple[Tick, ...]
    ask_next: tuple[Raised, ...]

    def on(self, side: str, owner: str | None) -> OnList:
        """What the list of somebody shows; empty where nothing does."""
        found = (one for one in self.per_list if (one.side, one.owner) == (side, owner))
        return next(found, OnList(side, owner, (), ()))


def choose(flags: Sequence[Flag], *, lists: int) -> Shown:
    """Put the flags of a run with so many ``lists`` in their places. The order of ``flags`` changes nothing."""
    ordered = sorted(flags, key=_stable)
    fired = [flag for flag in ordered if flag.status is Status.FIRED]
    in_a_place = {*ASK_NEXT, *READINESS, *SAME_FEW_PEOPLE}
    by_list = _by_list(fired)
    own = {key: [one for one in raised if one.id not in in_a_place] for key, raised in by_list.items()}
    common = _common(own, lists)
    elsewhere = {*in_a_place, *(one.raised.id for one in common)}
    return Shown(
        preface=(*_of_the_run(flag for flag in fired if flag.id not in in_a_place), *common),
        per_list=tuple(_on_list(key, raised, elsewhere) for key, raised in by_list.items()),
        cards=_cards([flag for flag in fired if flag.id in SAME_FEW_PEOPLE]),
        ticks=tuple(_tick(each, [flag for flag in ordered if flag.id == each]) for each in READINESS),
        ask_next=_raised(flag for flag in fired if flag.id in ASK_NEXT),
    )


def lists_concerned(about: Subject) -> tuple[Key, ...]:
    """Whose lists a flag is about: one, or both of a pairing; none for the run."""
    if about.side == "pair":
        return (("pair", None),)
    found: list[Key] = []
    if about.owner is not None and about.side in (None, "patient"):
        found.append(("patient", about.owner))
    if about.side == "professional" and (about.candidate or about.owner):
        found.append(("professional", about.candidate or about.owner))
    elif about.side is None and about.candidate is not None:
        found.append(("professional", about.candidate))
    return tuple(found)


def strongest_first(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """By how grave they are, then by what the re-run changed: the first place, the first three, a band, ranks moved."""
    return tuple(sorted(flags, key=_by_effect))


def _by_effect(flag: Flag) -> tuple[tuple[int, ...], tuple[str, ...]]:
    effect = flag.effect or Effect(method="")
    changed = len(effect.top3_in) + len(effect.top3_out)
    measured = (effect.top1_changed, changed, effect.band_changed, effect.moved, effect.shut_out)
    return (-_SEVERITY.index(flag.severity), *(-each for each in measured)), _stable(flag)


def _stable(flag: Flag) -> tuple[str, ...]:
    about = flag.subject
    return (flag.id, about.side or "", about.owner or "", about.candidate or "", flag.rule, *flag.people)


def _raised(flags: Iterable[Flag]) -> tuple[Raised, ...]:
    """One for each assumption, by id."""
    found: dict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        found[flag.id].append(flag)
    return tuple(Raised(each, strongest_first(some)) for each, some in sorted(found.items()))


def _of_the_run(flags: Iterable[Flag]) -> tuple[Common, ...]:
    return tuple(Common(one) for one in _raised(flag for flag in flags if not lists_concerned(flag.subject)))


def _by_list(flags: Iterable[Flag]) -> Mapping[Key, tuple[Raised, ...]]:
    found: dict[Key, list[Flag]] = defaultdict(list)
    for flag in flags:
        for key in lists_concerned(flag.subject):
            found[key].append(flag)
    return {key: _raised(some) for key, some in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or ""))}


def _common(by_list: Mapping[Key, Sequence[Raised]], lists: int) -> tuple[Common, ...]:
    """What so many lists have in common that it is said once."""
    found: dict[str, list[Raised]] = defaultdict(list)
    for raised in by_list.values():
        for one in raised:
            found[one.id].append(one)
    return tuple(
        Common(Raised(each, strongest_first(_once(flag for one in some for flag in one.flags))), len(some), lists)
        for each, some in sorted(found.items())
        if lists >= COMMON_FROM and len(some) >= COMMON * lists
    )


def _once(flags: Iterable[Flag]) -> Iterable[Flag]:
    """A flag about a pairing stands on two lists, and is one flag."""
    return {id(flag): flag for flag in flags}.values()


def _on_list(key: Key, raised: Sequence[Raised], elsewhere: Collection[str]) -> OnList:
    """At most three of those that are said nowhere else; everything else that fired there on request."""
    ranked = sorted(raised, key=lambda one: _by_effect(one.strongest))
    first = [one for one in ranked if one.id not in elsewhere][:ON_A_LIST]
    return OnList(*key, tuple(first), tuple(one for one in ranked if one.id not in {shown.id for shown in first}))


def _cards(flags: Sequence[Flag]) -> tuple[Card, ...]:
    if not flags:
        return ()
    keys = {key for flag in flags for key in lists_concerned(flag.subject)}
    return (Card("same_few_people", _raised(flags), len(keys)),)


def _tick(each: str, flags: Sequence[Flag]) -> Tick:
    statuses = {flag.status for flag in flags}
    if statuses & {Status.FIRED, Status.CHECKED_NO_EFFECT}:
        return Tick(each, TickState.OPEN, strongest_first(flags))
    ready = Status.NOT_TRIGGERED in statuses
    return Tick(each, TickState.READY if ready else TickState.UNKNOWN, tuple(flags))
