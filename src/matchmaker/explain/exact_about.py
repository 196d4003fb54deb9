"""What else an engagement officer should know of one pairing: what was read, what is never used, how far to trust it,
what happens next (domain H.1); and, only where it was asked for, what in the texts is close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from matchmaker.domain.partner import Partner
from matchmaker.explain.audiences import Block, Heading, Items, Prose, Quoted, listed
from matchmaker.explain.messages import say
from matchmaker.matching.run import Run
from matchmaker.matching.sentence_effects import SentenceEffect
from matchmaker.text.evidence import Evidence

READ: Final = (
    "experience_text",
    "purpose_achieve",
    "purpose_how",
    "seeks",
    "offers",
    "values",
    "will_evidence",
    "slots",
    "local_system",
)
"""The columns that a score can read."""

VERSIONS: Final = ("matchmaker", "blend_version", "model_sha256")
VERSION: Final = 12
"""Which versions are named, and how much of each; ``run.json`` holds them all."""

NEXT: Final = ("people", "no", "wrong", "record")


@dataclass(frozen=True, slots=True)
class ReadOf:
    """What was read of one person. ``masked``: how many words and phrases were taken out of what they wrote.

    ``unread``: their texts are there and may not be read.
    """

    person: Partner
    masked: int
    unread: bool

    @property
    def told(self) -> tuple[str, ...]:
        """The columns that hold something."""
        return tuple(name for name in READ if getattr(self.person, name) is not None)


@dataclass(frozen=True, slots=True)
class InTexts:
    """What in two texts is close, as they were read, and what each sentence does to the score."""

    evidence: Evidence | None = field(repr=False)
    effects: tuple[SentenceEffect, ...] = field(repr=False)


def data_blocks(read: Sequence[ReadOf]) -> Iterator[Block]:
    """Which fields were there, from when, and how much was masked: never what stood in them."""
    yield Heading(say("exact", "data_heading"), 2)
    for one in read:
        yield Items(say("exact", "data_of", {"person": one.person.id}), tuple(_data(one)))


def _data(one: ReadOf) -> Iterator[str]:
    missing = [name for name in READ if name not in one.told]
    for code, names in (("data_told", one.told), ("data_missing", missing)):
        if names:
            yield say("exact", code, {"fields": listed([say("exact", f"field_{name}") for name in names])})
    if one.unread:
        yield say("exact", "data_unread")
    yield say("exact", "data_masked" if one.masked else "data_masked_nothing", {"count": one.masked})
    for code, day in (("data_confirmed", one.person.confirmed_at), ("data_purpose", one.person.purpose_at)):
        yield say("exact", code, {"day": _day(day)}) if day else say("exact", f"{code}_unknown")


def _day(day: date) -> str:
    return say("exact", "day", {"day": day.day, "month": say("exact", f"month_{day.month}"), "year": day.year})


def trust_blocks(run: Run) -> Iterator[Block]:
    """What is never used, how far the numbers can be trusted, who decides and what happens next."""
    yield Heading(say("exact", "never_heading"), 2)
    yield Prose(say("exact", "never"))
    yield Prose(say("exact", "audit"))
    yield Heading(say("exact", "trust_heading"), 2)
    yield Prose(say("exact", "trust_bands"))
    yield Prose(say("exact", "trust_measured" if "texts_not_used" not in _codes(run) else "trust_no_text"))
    named = (f"{name} {run.versions[name][:VERSION]}" for name in VERSIONS if name in run.versions)
    yield Prose(say("exact", "trust_versions", {"versions": "; ".join(named)}))
    yield Prose(say("exact", "no_outcomes"))
    yield Heading(say("exact", "next_heading"), 2)
    signed = {"name": run.weights.name, "sides": listed(sorted(run.weights.signed_by) or [""])}
    yield Prose(say("exact", "signed" if signed["sides"] else "not_signed", signed))
    yield Items(say("exact", "next"), tuple(say("exact", f"next_{code}") for code in NEXT))


def _codes(run: Run) -> set[str]:
    return {one.code for one in run.assumptions}


def text_blocks(found: InTexts) -> Iterator[Block]:
    """What people wrote, as evidence and never as a reason; and what the score would be without each sentence."""
    yield Heading(say("exact", "texts_heading"), 2)
    yield Prose(say("exact", "texts_private"))
    if found.evidence is None:
        yield Prose(say("exact", "texts_nothing"))
        return
    close = found.evidence
    for code, pairs in (("closest_sentences", close.sentences), ("closest_words", close.words)):
        if pairs:
            yield Quoted(say("exact", code), tuple(f"{pair.a}” – “{pair.b}" for pair in pairs))
    if close.shared:
        yield Quoted(say("exact", "shared_words"), close.shared)
    if found.effects:
        ordered = sorted(found.effects, key=lambda one: -abs(round(one.points, 9)))
        sentences = tuple(one.sentence.strip() for one in ordered)
        yield Quoted(say("exact", "effects"), sentences, tuple(map(_effect, ordered)))


def _effect(one: SentenceEffect) -> str:
    return say("exact", "effect", {"points": f"{round(one.points, 9) + 0.0:+.1f}", "person": one.person})
