"""What is read of people's texts for the score, and what had to be assumed about them (domain C.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Partner
from matchmaker.matching.pool import Pool, may_read_text
from matchmaker.text import TextIndex
from matchmaker.text.language import is_other_language, may_be_other_language
from matchmaker.text.mask import Masked, mask

ENOUGH_WORDS = 40
"""From this many words on, a text says enough; below, more should be asked for (domain C.4.4, measured)."""


TakenOut = tuple[tuple[Masked, ...], ...]
"""For each part that somebody wrote, the stretches of it that were masked; nothing at all where none was."""


@dataclass(frozen=True, slots=True)
class Statements:
    """Masked statements in the order of ``Pool.people``; ``None`` where there is none or it may not be read.

    ``unread``: whose text is there and may not be read. ``foreign``: whose text is in a language the model cannot read.
    ``taken_out``: from which stretches of each part that somebody wrote masking took something; places, no words.
    """

    texts: tuple[str | None, ...]
    unread: tuple[bool, ...]
    foreign: tuple[bool, ...]
    taken_out: tuple[TakenOut, ...]
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One person's masked statement: experience, then what to achieve, then how."""

    text: str
    taken_out: TakenOut


def statement_of(parts: Sequence[str]) -> Statement | None:
    """Mask each part on its own and join them by line feeds; ``None`` where nothing was written."""
    if not parts:
        return None
    read = [mask(part) for part in parts]
    text = "\n".join(part.text.strip() for part in read if part.text.strip())
    return Statement(text, tuple(part.masked for part in read) if any(part.masked for part in read) else ())


def statements_of(pool: Pool, cohort: Cohort) -> Statements:
    """Mask every statement that may be read."""
    parts = [partner.statement_parts() for partner in pool.people]
    unread = tuple(bool(p) and not may_read_text(who, cohort) for who, p in zip(pool.people, parts, strict=True))
    statements = [None if closed else statement_of(written) for written, closed in zip(parts, unread, strict=True)]
    foreign = tuple(statement is not None and is_other_language(statement.text) for statement in statements)
    texts = tuple(
        None if statement is None or other else statement.text
        for statement, other in zip(statements, foreign, strict=True)
    )
    taken_out = tuple(() if statement is None else statement.taken_out for statement in statements)
    masked = sum(1 for some in taken_out if some)
    return Statements(texts, unread, foreign, taken_out, tuple(_assumed(masked, sum(unread))))


def _assumed(masked: int, unread: int) -> Iterator[Assumption]:
    if unread:
        yield Assumption.of("health_text_unread", count=unread)
    if masked:
        yield Assumption.of("descriptions_masked", count=masked)


def _ids(people: Sequence[Partner], chosen: Sequence[bool]) -> tuple[str, ...]:
    return tuple(sorted(p.id for p, take in zip(people, chosen, strict=True) if take))


def assumed_of_texts(pool: Pool, statements: Statements, texts: TextIndex) -> tuple[Assumption, ...]:
    """What had to be assumed about the texts read: missing, short, thin, split, or not in English."""
    people = pool.people
    written = [text is not None for text in statements.texts]
    short = [has and not known for has, known in zip(written, texts.known, strict=True)]
    thin = [bool(known) and count < ENOUGH_WORDS for known, count in zip(texts.known, texts.words, strict=True)]
    doubtful = [
        text is not None and bool(known) and may_be_other_language(text)
        for text, known in zip(statements.texts, texts.known, strict=True)
    ]
    nothing = [
        not has and not closed and not other
        for has, closed, other in zip(written, statements.unread, statements.foreign, strict=True)
    ]
    found = {
        "no_text": _ids(people, nothing),
        "text_other_language": _ids(people, statements.foreign),
        "text_too_short": _ids(people, short),
        "text_thin": _ids(people, thin),
        "text_split": _ids(people, [bool(split) for split in texts.split]),
        "text_not_english": _ids(people, doubtful),
    }
    return tuple(Assumption.of(code, about=ids, count=len(ids)) for code, ids in found.items() if ids)
