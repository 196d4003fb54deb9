"""For whom something is put in words, in which words, and as which blocks a page, plain text or a voice can give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from matchmaker.domain.partner import Side
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.explain.messages import say, sentences

SHARED = "letter_both"
"""The kind of the words that every audience shares."""


class Audience(StrEnum):
    """For whom something is put in words."""

    OFFICER = "officer"
    PATIENT = "patient"
    PROFESSIONAL = "professional"


class Heading(NamedTuple):
    """A heading; level 1 is the title."""

    text: str
    level: int


class Prose(NamedTuple):
    """A paragraph of whole sentences."""

    text: str


class Items(NamedTuple):
    """A list, with the words that lead to it (or none)."""

    lead: str
    items: tuple[str, ...]


class Quoted(NamedTuple):
    """Words that somebody else wrote, shown as theirs: our rules about words do not hold for them.

    ``notes``: what we say before each of them, if anything.
    """

    lead: str
    quotes: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def parts(self) -> list[tuple[str, str]]:
        """Each note, or nothing, with its quote."""
        return list(zip(self.notes or [""] * len(self.quotes), self.quotes, strict=True))


class Question(NamedTuple):
    """A question to talk about, set apart."""

    lead: str
    text: str


class Table(NamedTuple):
    """A table: the first row is its headings, the last its sum."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Prose | Items | Quoted | Question | Table


@dataclass(frozen=True, slots=True)
class Document:
    """Something to read, from the title on."""

    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The first heading."""
        return next(block.text for block in self.blocks if isinstance(block, Heading))


def own_words(document: Document, *, lists: bool = True) -> str:
    """Everything that we say in a document, without what it quotes and without tables.

    A heading, the words that lead to a list and each of its items stand for a sentence each; ``lists=False`` leaves
    them out and keeps the paragraphs alone.
    """
    said: list[str] = []
    for block in document.blocks:
        match block:
            case Prose(text):
                said.append(text)
            case Heading(text, _) if lists:
                said.append(text)
            case Items(lead, items) if lists:
                said += [lead, *items]
            case Quoted(lead, _, notes) if lists:
                said += [lead, *notes]
            case Question(lead, text):
                said += [lead, text] if lists else [text]
    return "\n\n".join(_as_sentence(text) for text in said if text)


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text.rstrip(':,')}."


def listed(parts: Sequence[str]) -> str:
    """Parts as a sentence lists them."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {say(SHARED, 'and')} {parts[-1]}"


@dataclass(frozen=True)
class Words:
    """The words of one audience; those that all share; and the programme's own names where there are no others."""

    audience: Audience
    vocabulary: Vocabulary

    @property
    def _kind(self) -> str:
        return f"letter_{self.audience.value}"

    def knows(self, code: str) -> bool:
        """Whether there are words for a code."""
        return code in sentences(self._kind) or code in sentences(SHARED)

    def say(self, code: str, **params: str) -> str:
        """The sentence for a code, this audience's before the shared one. An unknown code raises ``KeyError``."""
        return say(self._kind if code in sentences(self._kind) else SHARED, code, params)

    def tag(self, tag: str) -> str:
        """What somebody brings or asks for."""
        return self.say(f"tag_{tag}") if self.knows(f"tag_{tag}") else self.vocabulary.tag_names.get(tag, tag)

    def kind(self, kind: str, side: Side) -> str | None:
        """Who somebody of a side is in this. Somebody who stands on both may have a kind of the other side."""
        codes = (f"kind_{each}_{kind}" for each in (side.value, Side.PATIENT.value, Side.PROFESSIONAL.value))
        return next((self.say(code) for code in codes if self.knows(code)), None)
