"""A letter in the words of a patient partner or of a professional: the answer first, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from matchmaker.domain.partner import Side
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.explain.audiences import (
    Audience,
    Block,
    Document,
    Heading,
    Items,
    Prose,
    Question,
    Quoted,
    Table,
    Words,
    listed,
)
from matchmaker.explain.letters import Letter, Reason, Suggested, Tags

UNKNOWNS: Final = 3
"""At most so many things that are not known are named, the heaviest first."""


def in_words(letter: Letter, audience: Audience, vocabulary: Vocabulary) -> Document:
    """The letter as its reader gets it."""
    words = Words(audience, vocabulary)
    one = len(letter.people) == 1
    blocks: list[Block] = [
        Heading(words.say("title_one" if one else "title_many"), 1),
        Prose(words.say("hello", name=letter.to) if letter.to else words.say("hello_nobody")),
        Prose(f"{_answer(letter, words)} {words.say('suggestion')} {words.say('unknown_will_you')}"),
        Prose(f"{_labels(letter, words)} {words.say('names')}"),
        Prose(_how_sure(letter, words)),
    ]
    if letter.challenge:
        blocks.append(Quoted(words.say("challenge"), (letter.challenge,)))
    for person in letter.people:
        blocks += _person(person, letter, words)
    return Document((*blocks, *_yours(letter, words), *_closing(letter, words), *_numbers(letter, words)))


def _answer(letter: Letter, words: Words) -> str:
    """With whom, and no more than the reasons bear out."""
    named = [f"Person {person.label}" for person in letter.people if person.reasons]
    if len(letter.people) == 1:
        return words.say("answer_one" if named else "answer_nothing_one")
    count = words.say(f"count_{len(letter.people)}")
    if len(named) == len(letter.people):
        return words.say("answer_many", count=count)
    if not named:
        return words.say("answer_nothing_many", count=count)
    return words.say("answer_some", count=count, labels=listed(named))


def _labels(letter: Letter, words: Words) -> str:
    if len(letter.people) == 1:
        return words.say("labels_one")
    return words.say("labels_many", labels=listed([f"Person {person.label}" for person in letter.people]))


def _how_sure(letter: Letter, words: Words) -> str:
    """That the first is not the one: between whom the run cannot choose, and that the choice is the reader's."""
    count = len(letter.people)
    if count == 1:
        return words.say("alone")
    alike = letter.alike or ()
    if alike and len(alike[0]) == count:
        return f"{words.say('alike_all', count=words.say(f'count_{count}'))} {words.say('order_nothing')}"
    groups = (listed([f"Person {label}" for label in labels]) for labels in alike)
    return " ".join([words.say("order"), *(words.say("alike_some", labels=group) for group in groups)])


def _person(person: Suggested, letter: Letter, words: Words) -> Iterator[Block]:
    yield Heading(words.say("person_heading", label=person.label), 2)
    if about := _who(person, letter.side, words):
        yield Prose(about)
    if person.reasons:
        yield Items(words.say("why"), tuple(_reason(reason, words) for reason in person.reasons))
    else:
        yield Prose(words.say("why_nothing"))
    yield from _theirs(person, letter, words)
    if person.unknown:
        yield _named(words.say("unknown"), [words.say(f"unknown_{what}") for what in person.unknown[:UNKNOWNS]])
    if person.arrange:
        yield _named(words.say("arrange"), [words.say(f"arrange_{what}") for what in person.arrange])
        yield Prose(words.say("arrange_ours"))
    yield Question(words.say("question"), " ".join((words.say(f"question_{person.question}"), *person.talk)))


def _named(lead: str, things: Sequence[str]) -> Block:
    """A list; where it would hold one thing, a sentence reads better."""
    return Prose(f"{lead.rstrip(':')} {things[0]}.") if len(things) == 1 else Items(lead, tuple(things))


def _who(person: Suggested, reader: Side, words: Words) -> str:
    other = Side.PROFESSIONAL if reader is Side.PATIENT else Side.PATIENT
    kind = words.kind(person.kind, other) if person.kind else None
    said = [words.say("person_is", label=person.label, kind=kind)] if kind else []
    return " ".join([*said, words.say("person_group")] if person.is_group else said)


def _reason(reason: Reason, words: Words) -> str:
    """The sentence of a reason, with what makes it concrete where there is anything."""
    if not reason.things:
        return words.say(f"reason_{reason.code}")
    values = reason.code.startswith("values")
    things = [words.vocabulary.values[thing] if values else words.tag(thing) for thing in reason.things]
    return words.say(f"things_{reason.code}", things=listed(things))


def _tags(tags: Tags | None, more: str, words: Words) -> tuple[str, ...]:
    if tags is None:
        return ()
    return (*map(words.tag, tags.listed), *([words.say(more)] if tags.more else []))


def _theirs(person: Suggested, letter: Letter, words: Words) -> Iterator[Block]:
    if brought := _tags(person.bring, "their_more", words):
        yield Items(words.say("they_bring"), brought)
    elif person.bring is None and "seek_offer" in letter.counted:
        yield Prose(words.say("they_bring_unknown"))
    if person.know:
        yield Quoted(words.say("they_know"), person.know)
    if asked := _tags(person.ask_for, "their_more", words):
        yield Items(words.say("they_ask"), asked)


def _numbers(letter: Letter, words: Words) -> Iterator[Block]:
    """The reader's own points, last, and only if asked for."""
    tables = [_points(person, words) for person in letter.people if person.points is not None]
    if tables:
        yield Heading(words.say("points_heading"), 2)
        yield Prose(words.say("points_about"))
        yield from tables


def _points(person: Suggested, words: Words) -> Table:
    def printed(tenths: int) -> str:
        return f"{tenths / 10:.1f}"

    points = person.points or ()
    rows = [(words.say("points_line"), words.say("points_points"), words.say("points_most"))]
    for line in points:
        what = words.say(f"point_{line.criterion}")
        name = what if line.known else words.say("points_unknown", what=what)
        rows.append((name, printed(line.tenths), printed(line.most)))
    rows.append((words.say("points_sum"), printed(person.points_sum or 0), ""))
    return Table(words.say("points_person", label=person.label), tuple(rows))


def _yours(letter: Letter, words: Words) -> Iterator[Block]:
    brought = _tags(letter.bring, "your_more", words)
    asked = _tags(letter.ask_for, "your_more", words)
    if brought or asked or letter.could_add:
        yield Heading(words.say("yours_heading"), 2)
    if brought:
        yield Items(words.say("bring"), brought)
    if asked:
        yield Items(words.say("you_ask"), asked)
    if letter.could_add:
        yield _named(words.say("add"), [words.say(f"add_{what}") for what in letter.could_add])
    if letter.asked:
        yield Heading(words.say("asked_heading"), 2)
        yield Items(words.say("asked"), letter.asked)


def _closing(letter: Letter, words: Words) -> Iterator[Block]:
    yield Heading(words.say("room_heading"), 2)
    yield Prose(words.say("room"))
    yield Heading(words.say("mirror_heading"), 2)
    yield Items("", tuple(words.say(f"mirror_{look}") for look in letter.mirror_prompt))
    yield Heading(words.say("no_heading"), 2)
    contact = letter.contact or words.say("no_contact")
    yield Prose(f"{words.say('no_tell', contact=contact)} {words.say('no_reason')}")
    yield Prose(words.say("no_wrong"))
    yield Heading(words.say("how_heading"), 2)
    yield Prose(f"{words.say('how')} {words.say('how_never')}")
    yield Prose(words.say("how_letters"))
    yield Prose(words.say("how_evidence"))
