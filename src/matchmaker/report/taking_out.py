"""Taking people out of a report that is already written, by its own data: without the run that made it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from matchmaker.assumptions.choose import Card, OnList, Raised, Shown, Tick
from matchmaker.domain.assumption import Value
from matchmaker.domain.flag import Flag
from matchmaker.report.data import Appearances, Assumed, Change, PersonList, ReportData


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
        flags=_shown_without(data.flags, gone),
        looked=tuple(_flag_without(each, gone) for each in data.looked),
        asks=tuple(one for one in data.asks if one.id not in gone),
        taken_out=data.taken_out + len(mentioned),
    )


def _list_without(shown: PersonList, gone: set[str]) -> PersonList:
    return replace(
        shown,
        places=tuple(place for place in shown.places if place.candidate not in gone),
        changes=tuple(one for one in shown.changes if not gone & _named(one)),
    )


def _named(change: Change) -> set[str]:
    return {change.candidate, *(cell.id for cell in change.result.cells)}


def _appearances_without(shown: Appearances, gone: set[str]) -> Appearances:
    return replace(
        shown,
        most=tuple((who, lists) for who, lists in shown.most if who not in gone),
        nowhere=tuple(who for who in shown.nowhere if who not in gone),
    )


def _assumed_without(assumed: Assumed, gone: set[str]) -> Assumed:
    """Ids go from the list of whom it is about and from every parameter that lists people."""
    kept = tuple((name, _value_without(value, gone)) for name, value in assumed.params)
    return Assumed(assumed.code, kept, tuple(who for who in assumed.about if who not in gone))


def _value_without(value: Value, gone: set[str]) -> Value:
    if isinstance(value, tuple):
        return tuple(part for part in value if part not in gone)
    return "–" if isinstance(value, str) and value in gone else value


def _shown_without(shown: Shown, gone: set[str]) -> Shown:
    return Shown(
        preface=tuple(
            replace(common, raised=raised)
            for common in shown.preface
            for raised in _raised_without([common.raised], gone)
        ),
        per_list=tuple(_on_list_without(each, gone) for each in shown.per_list if each.owner not in gone),
        cards=tuple(_card_without(each, gone) for each in shown.cards),
        ticks=tuple(_tick_without(each, gone) for each in shown.ticks),
        ask_next=tuple(_raised_without(shown.ask_next, gone)),
    )


def _on_list_without(each: OnList, gone: set[str]) -> OnList:
    first, rest = tuple(_raised_without(each.first, gone)), tuple(_raised_without(each.rest, gone))
    return replace(each, first=first, rest=rest)


def _card_without(card: Card, gone: set[str]) -> Card:
    return replace(card, raised=tuple(_raised_without(card.raised, gone)))


def _tick_without(tick: Tick, gone: set[str]) -> Tick:
    return replace(tick, flags=tuple(_flag_without(flag, gone) for flag in tick.flags))


def _raised_without(raised: Iterable[Raised], gone: set[str]) -> Iterator[Raised]:
    for each in raised:
        flags = tuple(_flag_without(flag, gone) for flag in each.flags if not gone & _about(flag))
        if flags:
            yield Raised(each.id, flags)


def _about(flag: Flag) -> set[str]:
    return {one for one in (flag.subject.owner, flag.subject.candidate) if one is not None}


def _flag_without(flag: Flag, gone: set[str]) -> Flag:
    effect = flag.effect
    if effect is not None:
        came, went = (tuple(one for one in ids if one not in gone) for ids in (effect.top3_in, effect.top3_out))
        effect = replace(effect, top3_in=came, top3_out=went)
    return replace(
        flag,
        people=tuple(who for who in flag.people if who not in gone),
        values={name: _value_without(value, gone) for name, value in flag.values.items()},
        effect=effect,
    )
