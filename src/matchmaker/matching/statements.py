"""What is read of people's texts for the score, and what had to be assumed about them (domain C.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Partner
from matchmaker.matching.pool import Pool, may_read_text
from matchmaker.text import TextIndex
from matchmaker.text.language import looks_english
from matchmaker.text.mask import MaskedText, mask

ENOUGH_WORDS = 40
"""From this many words on, a text says enough; below, more should be asked for (domain C.4.4, measured)."""


@dataclass(frozen=True, slots=True)
class Statements:
    """Masked statements in the order of ``Pool.people``; ``None`` where there is none or it may not be read."""

    masked: tuple[MaskedText | None, ...]
    assumptions: tuple[Assumption, ...]

    @property
    def texts(self) -> list[str | None]:
        """The texts that are embedded."""
        return [statement.text if statement else None for statement in self.masked]


def statement_of(partner: Partner) -> str | None:
    """Experience, then what to achieve, then how, as one text; ``None`` where nothing was written."""
    return "\n".join(partner.statement_parts()) or None


def statements_of(pool: Pool, cohort: Cohort) -> Statements:
    """Mask every statement that may be read."""
    masked = []
    unread = 0
    for partner in pool.people:
        text = statement_of(partner)
        if text and not may_read_text(partner, cohort):
            text, unread = None, unread + 1
        masked.append(mask(text) if text else None)
    return Statements(tuple(masked), tuple(_assumed(masked, unread)))


def _assumed(masked: Sequence[MaskedText | None], unread: int) -> Iterator[Assumption]:
    if unread:
        yield Assumption.of("health_text_unread", count=unread)
    touched = sum(1 for statement in masked if statement and statement.masked)
    if touched:
        yield Assumption.of("descriptions_masked", count=touched)


def _ids(people: Sequence[Partner], chosen: Sequence[bool]) -> tuple[str, ...]:
    return tuple(sorted(p.id for p, take in zip(people, chosen, strict=True) if take))


def assumed_of_texts(pool: Pool, statements: Statements, texts: TextIndex) -> tuple[Assumption, ...]:
    """What had to be assumed about the texts read: missing, short, thin, split, or not in English."""
    people = pool.people
    written = [statement is not None for statement in statements.masked]
    short = [has and not known for has, known in zip(written, texts.known, strict=True)]
    thin = [bool(known) and count < ENOUGH_WORDS for known, count in zip(texts.known, texts.words, strict=True)]
    foreign = [
        statement is not None and bool(known) and not looks_english(statement.text)
        for statement, known in zip(statements.masked, texts.known, strict=True)
    ]
    found = {
        "no_text": _ids(people, [not has for has in written]),
        "text_too_short": _ids(people, short),
        "text_thin": _ids(people, thin),
        "text_split": _ids(people, [bool(split) for split in texts.split]),
        "text_not_english": _ids(people, foreign),
    }
    return tuple(Assumption.of(code, about=ids, count=len(ids)) for code, ids in found.items() if ids)
