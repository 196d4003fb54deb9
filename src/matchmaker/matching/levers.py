"""What may be changed, and to what: answers that are still open, and what the host can arrange (domain C.9).

Never a lever: anything the score does not see, health, home, or what somebody wrote of their experience. Every option
is a real one: cells of the input as somebody could fill them in, so that values in between are never promised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from matchmaker.domain.partner import SLOTS, AccessStatus, Interpreter, Mode, Partner, WeightedTag
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.matching.gates import NotYet

MOST_OPTIONS = 8
ENOUGH_SLOTS, MOST_VALUES, MOST_EVIDENCE = 2, 5, 3


@dataclass(frozen=True, slots=True)
class CellSet:
    """A cell of ``partners.csv`` as it would be filled in: ``--set id.column=text``."""

    id: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """One way of using a lever: the altered people and the cells that would say it. ``amount`` is for its words."""

    people: tuple[Partner, ...]
    cells: tuple[CellSet, ...]
    amount: int


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that can change. ``by``: ``host``, ``patient`` or ``professional``; ``about``: whose answer it is.

    ``criterion`` is the one that it moves, ``None`` where it only opens a gate. ``options`` go from the smallest up.
    """

    code: str
    by: str
    about: str
    criterion: str | None
    options: tuple[Option, ...]


def levers_of(patient: Partner, professional: Partner, words: Vocabulary, *, local: bool) -> tuple[Lever, ...]:
    """Every lever of a pairing that has an option, the host's first."""
    sides = (("patient", patient, professional), ("professional", professional, patient))
    found: list[Lever] = []
    for side, who, other in sides:
        found.append(Lever("second_time", "host", side, "time", tuple(_further_slots(who, other))))
    for side, who, other in sides:
        found += [
            Lever("answer_slots", side, side, "time", tuple(_slots(who, other))),
            Lever("answer_flexible", side, side, "time", tuple(_flexible(who, other))),
            Lever("answer_seeks", side, side, "seek_offer", tuple(_seeks(who, other, words))),
            Lever("answer_offers", side, side, "seek_offer", tuple(_offers(who, other))),
            Lever("answer_values", side, side, "values", tuple(_values(who, other, words))),
            Lever("answer_will", side, side, "will", tuple(_will(who, words))),
            Lever("answer_system", side, side, "local", tuple(_system(who, other, words)) if local else ()),
        ]
    return tuple(lever for lever in found if lever.options)


def openers_of(patient: Partner, professional: Partner, gates: Sequence[NotYet]) -> tuple[tuple[NotYet, Option], ...]:
    """For each gate that keeps a pairing waiting, what the host would have to see to."""
    both = (patient, professional)
    found = []
    for gate in gates:
        options = {
            NotYet.LANGUAGE: _interpreter,
            NotYet.ACCESS: _access,
            NotYet.TIME: _a_time,
            NotYet.PLACE: _from_afar,
        }[gate](both)
        found += [(gate, option) for option in islice(options, 1)]
    return tuple(found)


def _option(who: Partner, column: str, text: str, amount: int, **answer: object) -> Option:
    return Option((replace(who, **answer),), (CellSet(who.id, column, text),), amount)  # type: ignore[arg-type]


def _joined(slots: frozenset[str]) -> str:
    return ";".join(slot for slot in SLOTS if slot in slots)


def _further_slots(who: Partner, other: Partner) -> Iterator[Option]:
    """One or two half-days more that the other gave already; enough are enough."""
    if who.slots is None or other.slots is None:
        return
    missing = ENOUGH_SLOTS - len(who.slots & other.slots)
    more = [slot for slot in SLOTS if slot in other.slots - who.slots]
    for count in range(1, min(missing, len(more)) + 1):
        slots = who.slots | set(more[:count])
        yield _option(who, "slots", _joined(slots), count, slots=slots)


def _slots(who: Partner, other: Partner) -> Iterator[Option]:
    if who.slots is not None or not other.slots:
        return
    theirs = [slot for slot in SLOTS if slot in other.slots]
    for count in range(1, min(ENOUGH_SLOTS, len(theirs)) + 1):
        slots = frozenset(theirs[:count])
        yield _option(who, "slots", _joined(slots), count, slots=slots)


def _flexible(who: Partner, other: Partner) -> Iterator[Option]:
    if who.flexible is None and not other.flexible and who.slots is not None and other.slots is not None:
        yield _option(who, "flexible", "yes", 1, flexible=True)


def _seeks(who: Partner, other: Partner, words: Vocabulary) -> Iterator[Option]:
    """One need that the other's offers meet, from the weakest offer up."""
    if who.seeks is not None or not other.offers:
        return
    by_level: dict[int, str] = {}
    for tag in other.offers:
        if tag.tag in words.tags:
            by_level.setdefault(tag.weight, tag.tag)
    for level in sorted(by_level):
        wanted = by_level[level]
        yield _option(who, "seeks", f"{wanted}:2", level, seeks=(WeightedTag(wanted, 2),))


def _offers(who: Partner, other: Partner) -> Iterator[Option]:
    """Some of what the other seeks, what matters most to them first; from a little of one thing up."""
    if who.offers is not None or not other.seeks:
        return
    sought = sorted(other.seeks, key=lambda tag: (-tag.weight, tag.tag))
    plans = [
        (sum(tag.weight for tag in sought[:n]) * level, n, level)
        for n in range(1, len(sought) + 1)
        for level in (1, 2, 3)
    ]
    for _, count, level in sorted(plans)[-MOST_OPTIONS:]:
        offers = tuple(WeightedTag(tag.tag, level) for tag in sought[:count])
        text = ";".join(f"{tag.tag}:{tag.weight}" for tag in offers)
        yield _option(who, "offers", text, count, offers=offers)


def _values(who: Partner, other: Partner, words: Vocabulary) -> Iterator[Option]:
    listed = [value for value in other.values or () if value in words.values]
    if who.values is None:
        for count in range(1, min(MOST_VALUES, len(listed)) + 1):
            values = tuple(listed[:count])
            yield _option(who, "values", ";".join(values), count, values=values)


def _will(who: Partner, words: Vocabulary) -> Iterator[Option]:
    if who.will_evidence is None:
        for count in range(1, min(MOST_EVIDENCE, len(words.will_evidence)) + 1):
            codes = tuple(islice(words.will_evidence, count))
            yield _option(who, "will_evidence", ";".join(codes), count, will_evidence=codes)


def _system(who: Partner, other: Partner, words: Vocabulary) -> Iterator[Option]:
    if who.local_system is not None or not other.local_system:
        return
    linked = sorted(
        {b if a == other.local_system else a for a, b in words.linked_systems if other.local_system in (a, b)}
    )
    for amount, system in enumerate([*linked[:1], other.local_system]):
        yield _option(who, "local_system", system, amount, local_system=system)


def _interpreter(both: tuple[Partner, Partner]) -> Iterator[Option]:
    asked = sorted(both, key=lambda who: who.interpreter is not Interpreter.NEEDED)
    yield _option(asked[0], "interpreter", "confirmed", 1, interpreter=Interpreter.CONFIRMED)


def _access(both: tuple[Partner, Partner]) -> Iterator[Option]:
    """Every essential need that the host cannot meet yet, met."""
    people, cells = [], []
    for who in both:
        needs = tuple(
            replace(need, status=AccessStatus.CONFIRMED)
            if need.essential and need.status is AccessStatus.CANNOT_YET
            else need
            for need in who.access_needs or ()
        )
        if needs != (who.access_needs or ()):
            text = ";".join(f"{need.need}:{need.status}" for need in needs if need.status)
            people.append(replace(who, access_needs=needs))
            cells.append(CellSet(who.id, "access_status", text))
    yield Option(tuple(people), tuple(cells), len(people))


def _a_time(both: tuple[Partner, Partner]) -> Iterator[Option]:
    """A half-day that one of the two gave already; where neither gave any, one for both."""
    patient, professional = both
    yield from islice(_further_slots(professional, patient), 1)
    yield from islice(_further_slots(patient, professional), 1)
    slots = frozenset(SLOTS[:1])
    told = [_option(who, "slots", _joined(slots), 1, slots=slots) for who in both]
    yield Option((told[0].people[0], told[1].people[0]), (told[0].cells[0], told[1].cells[0]), 1)


def _from_afar(both: tuple[Partner, Partner]) -> Iterator[Option]:
    apart = [who for who in both if who.mode is not None and not who.mode & {Mode.ONLINE, Mode.PHONE}]
    modes = [replace(who, mode=frozenset(Mode)) for who in apart]
    yield Option(tuple(modes), tuple(CellSet(who.id, "mode", "any") for who in apart), len(apart))
