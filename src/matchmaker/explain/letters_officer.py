"""The engagement officer's sheet to a letter: who is who, with every line of every score (domain H.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from matchmaker.domain.flag import Severity
from matchmaker.domain.partner import Partner, Side
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
from matchmaker.explain.chances import in_tens
from matchmaker.explain.exact import table_rows
from matchmaker.explain.flags import question, title
from matchmaker.explain.letters import NOTHING_NOTED, Letter, tells_who
from matchmaker.explain.letters_noted import Noted, PlaceNoted, Raised
from matchmaker.explain.reasons import reason
from matchmaker.matching.run import Pairing, Run

NAMED: Final = 5
"""At most so many of the people whom an assumption is about."""


def _called(partner: Partner) -> str:
    return f"{partner.display_name} ({partner.id})" if partner.display_name else partner.id


def officer_sheet(run: Run, letter: Letter, pairings: Sequence[Pairing], noted: Noted = NOTHING_NOTED) -> Document:
    """The sheet to a letter about these pairings, in the order of its people. How sure we are comes first."""
    words = Words(Audience.OFFICER, run.cohort.vocabulary)
    theirs = Words(_reader(letter), run.cohort.vocabulary)
    of_patient = letter.side is Side.PATIENT
    reader = pairings[0].patient if of_patient else pairings[0].professional
    me = _called(reader)
    blocks: list[Block] = [
        Heading(words.say("title", person=me), 1),
        Prose(f"{words.say('keep')} {words.say('letter_of', person=me, side=words.say(f'side_{letter.side.value}'))}"),
        Prose(f"{words.say('lead')} {words.say('near')} {words.say('no_study')}"),
    ]
    if letter.challenge:
        blocks.append(Quoted(words.say("challenge"), (letter.challenge,)))
    raised = noted.raised.get((letter.side.value, reader.id), ())
    for person, pairing in zip(letter.people, pairings, strict=False):
        them = pairing.professional if of_patient else pairing.patient
        blocks.append(Heading(words.say("person_heading", label=person.label, person=_called(them)), 2))
        blocks += _standing(noted.places.get((letter.side.value, reader.id, them.id)), raised, words)
        blocks += _about(run, pairing, them, letter.side, words)
        asked = (theirs.say(f"question_{person.question}"), *person.talk)
        blocks.append(Question(words.say("question"), " ".join(asked)))
        blocks.append(Table(words.say("table", label=person.label), tuple(table_rows(pairing))))
    blocks.append(Prose(words.say("check")))
    return Document((*blocks, *_assumed(raised, reader.id, words), *_closing(letter, me, words)))


def _reader(letter: Letter) -> Audience:
    return Audience.PATIENT if letter.side is Side.PATIENT else Audience.PROFESSIONAL


def _standing(place: PlaceNoted | None, raised: Sequence[Raised], words: Words) -> Iterator[Block]:
    """How sure the place is, and what has to be talked about there; nothing where no draws were made."""
    if place is None or place.band is None or place.top1 is None or place.top3 is None:
        return
    said = [words.say("band", band=str(place.band), top3=in_tens(place.top3), top1=in_tens(place.top1))]
    if place.low is not None and place.high is not None:
        said.append(words.say("range", low=f"{place.low:.1f}", high=f"{place.high:.1f}"))
    yield Prose(" ".join(said))
    open_here = [one.flag.id for one in raised if _is_talk(one) and one.flag.id in place.flags]
    if open_here:
        yield Items(words.say("place_talk"), tuple(map(title, open_here)))


def _is_talk(raised: Raised) -> bool:
    return raised.flag.severity is Severity.TALK


def _assumed(raised: Sequence[Raised], reader: str, words: Words) -> Iterator[Block]:
    """What may be taken for granted on this list: what has to be talked about with its evidence, the rest by name."""
    if not raised:
        return
    yield Heading(words.say("assumed_heading"), 2)
    for one in filter(_is_talk, raised):
        ask = question(one.flag, Audience.OFFICER) or ""
        others = [each for each in one.flag.people if each != reader]
        about = words.say("assumed_about", people=listed(others[:NAMED])) if others else ""
        yield Items(words.say("assumed_talk", title=title(one.flag.id)), (f"{one.evidence} {about}".strip(), ask))
    if rest := tuple(title(one.flag.id) for one in raised if not _is_talk(one)):
        yield Items(words.say("assumed_rest"), rest)


def _about(run: Run, pairing: Pairing, them: Partner, side: Side, words: Words) -> Iterator[Block]:
    if them.role_title:
        yield Quoted(words.say("role"), (them.role_title,))
    score = words.say(
        "score",
        score=f"{pairing.tenths / 10:.1f}",
        patient_side=f"{pairing.patient_side:.1f}",
        professional_side=f"{pairing.professional_side:.1f}",
        known=f"{pairing.known_share:.0%}",
    )
    yield Prose(f"{reason(pairing, side, run.weights.neutral)} {score}")
    gates = listed([words.say(f"gate_{gate}") for gate in pairing.not_yet]) if pairing.not_yet else ""
    yield Prose(words.say("not_yet", gates=gates) if gates else words.say("open"))
    if them.what_i_know and tells_who(them.what_i_know, them):
        yield Prose(words.say("hidden"))


def _closing(letter: Letter, me: str, words: Words) -> Iterator[Block]:
    if letter.could_add:
        yield Heading(words.say("ask_heading", person=me), 2)
        yield Items(words.say("ask"), tuple(words.say(f"ask_{what}") for what in letter.could_add))
    yield Heading(words.say("room_heading"), 2)
    yield Prose(words.say("room"))
    yield Heading(words.say("mirror_heading"), 2)
    yield Items("", tuple(words.say(f"mirror_{look}") for look in letter.mirror_prompt))
    yield Heading(words.say("no_heading"), 2)
    yield Prose(words.say("no", contact=letter.contact or words.say("no_contact")))
