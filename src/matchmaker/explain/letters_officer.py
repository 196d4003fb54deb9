"""The engagement officer's sheet to a letter: who is who, with every line of every score (domain H.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from matchmaker.explain.exact import table_rows
from matchmaker.explain.letters import Letter, tells_who
from matchmaker.explain.reasons import reason
from matchmaker.matching.run import Pairing, Run


def _called(partner: Partner) -> str:
    return f"{partner.display_name} ({partner.id})" if partner.display_name else partner.id


def officer_sheet(run: Run, letter: Letter, pairings: Sequence[Pairing]) -> Document:
    """The sheet to a letter about these pairings, in the order of its people."""
    words = Words(Audience.OFFICER, run.cohort.vocabulary)
    theirs = Words(_reader(letter), run.cohort.vocabulary)
    of_patient = letter.side is Side.PATIENT
    me = _called(pairings[0].patient if of_patient else pairings[0].professional)
    blocks: list[Block] = [
        Heading(words.say("title", person=me), 1),
        Prose(f"{words.say('keep')} {words.say('letter_of', person=me, side=words.say(f'side_{letter.side.value}'))}"),
        Prose(f"{words.say('lead')} {words.say('near')} {words.say('no_study')}"),
    ]
    if letter.challenge:
        blocks.append(Quoted(words.say("challenge"), (letter.challenge,)))
    for person, pairing in zip(letter.people, pairings, strict=False):
        them = pairing.professional if of_patient else pairing.patient
        blocks.append(Heading(words.say("person_heading", label=person.label, person=_called(them)), 2))
        blocks += _about(run, pairing, them, letter.side, words)
        blocks.append(Question(words.say("question"), theirs.say(f"question_{person.question}")))
        blocks.append(Table(words.say("table", label=person.label), tuple(table_rows(pairing))))
    blocks.append(Prose(words.say("check")))
    return Document((*blocks, *_closing(letter, me, words)))


def _reader(letter: Letter) -> Audience:
    return Audience.PATIENT if letter.side is Side.PATIENT else Audience.PROFESSIONAL


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
