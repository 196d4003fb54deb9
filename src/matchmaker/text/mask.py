"""Take out of a free text who somebody is, and leave what they know (docs/explanation/masking.md).

Names, contact details, ages and words that describe a person (sex, gender, ethnicity, nationality, religion, sexuality,
marital and parental status, class, migration, union, politics) are removed before a text is compared. Words of illness,
care and service stay: they are the topic. A sentence left without a content word is dropped whole, so that adding one
changes nothing.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from matchmaker.text.masking.lexicon import lexicon
from matchmaker.text.masking.names import mask_names
from matchmaker.text.masking.patterns import pattern_spans
from matchmaker.text.masking.rewrite import Edit, rewrite
from matchmaker.text.masking.selves import mask_selves
from matchmaker.text.masking.words import Word, words_of
from matchmaker.text.sentences import split_sentences

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HINT: Final = re.compile(
    r"[\d@]|\b(?:I am|I['’]m|[Tt]his is) [^\W\d_]|\b[Ff]rom (?:the )?[^\W\d_a-z]|https?:|www\."
    r"|\b(?:\w+(?:teen|ty)|teens|\w+ties|age[ds]?|years?|yrs?|was|turned|is|at) ?(?:old|\w+teen|\w*ty\b|one|two|three|four|five|six|seven|eight|nine|ten)?\b(?<=teen|.old|..ty|ties|.age|aged|ages|eens|.one|.two|hree|four|five|.six|even|ight|nine|.ten)"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """One thing masked: `original[start:end]`, to be shown to its author and nobody else, and never logged."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MaskedText:
    """The text that may be compared, what was masked (spans of the original), sentences dropped, words left."""

    text: str
    masked: tuple[Masked, ...]
    dropped_sentences: int
    words: int


@dataclass(slots=True)
class _Draft:
    """A text on its way: `origin[i]` is the place in the original that its character `i` comes from."""

    text: str
    origin: list[int]
    masked: set[tuple[int, int, str]] = field(default_factory=set)
    dropped: int = 0
    learned: frozenset[str] = frozenset()


def mask(text: str) -> MaskedText:
    """`text` without the words that say who somebody is; an untouched text comes back as it was.

    Masking what came out changes nothing more. Linear in the length of the text.
    """
    draft = _Draft(text, [])
    while _change(draft):
        pass
    masked = tuple(Masked(kind, start, end) for start, end, kind in _merged(draft.masked))
    return MaskedText(draft.text, masked, draft.dropped, len(draft.text.split()))


def _change(draft: _Draft) -> bool:
    """One pass over the sentences; whether another is needed."""
    learned = set(draft.learned)
    edits: list[Edit] = []
    spans = split_sentences(draft.text)
    for number, (start, end) in enumerate(spans):
        sentence = draft.text[start:end]
        if not _is_suspect(sentence, draft.learned):
            continue
        words = words_of(sentence)
        _mask_patterns(sentence, words)
        learned |= mask_names(words, draft.learned)
        mask_selves(words)
        if any(word.mark == "masked" for word in words):
            edits += _sentence_edits(draft, spans, number, words)
    grown = learned - draft.learned
    draft.learned = frozenset(learned)
    if edits:
        _apply(draft, edits)
    return bool(edits) or bool(grown)


def _is_suspect(sentence: str, learned: frozenset[str]) -> bool:
    if _HINT.search(sentence):
        return True
    found = set(_WORD.findall(sentence.lower().replace("’", "'")))
    known = lexicon().triggers
    if not found.isdisjoint(known) or not found.isdisjoint(learned):
        return True
    return any(word.endswith("'s") and (word[:-2] in known or word[:-2] in learned) for word in found)


def _mask_patterns(sentence: str, words: list[Word]) -> None:
    for span in pattern_spans(sentence):
        for word in words:
            if word.start < span.end and word.end > span.start:
                word.mask(span.kind, adjunct=span.role == "adjunct")


def _sentence_edits(draft: _Draft, spans: list[tuple[int, int]], number: int, words: list[Word]) -> list[Edit]:
    start, end = spans[number]
    _note(draft, start, words)
    sentence = draft.text[start:end]
    inside = rewrite(sentence, words)
    if inside is None:
        draft.dropped += 1
        return [_drop(spans, number)]
    edits = [Edit(start + edit.start, start + edit.end, edit.text) for edit in inside]
    if words[0].text[0].isupper() and edits and edits[0].start == start + words[0].start:
        edits[0] = _capitalised(draft.text, edits[0], end)
    return edits


def _capitalised(text: str, edit: Edit, end: int) -> Edit:
    """The edit at the head of a sentence, with its first letter a capital."""
    if edit.text:
        return Edit(edit.start, edit.end, edit.text[0].upper() + edit.text[1:])
    if edit.end < end and text[edit.end].islower():
        return Edit(edit.start, edit.end + 1, text[edit.end].upper())
    return edit


def _drop(spans: list[tuple[int, int]], number: int) -> Edit:
    start, end = spans[number]
    if number + 1 < len(spans):
        return Edit(start, spans[number + 1][0], "")
    return Edit(spans[number - 1][1] if number else start, end, "")


def _note(draft: _Draft, offset: int, words: list[Word]) -> None:
    for word in words:
        if word.mark == "masked":
            start, last = offset + word.start, offset + word.end - 1
            if draft.origin:
                start, last = draft.origin[start], draft.origin[last]
            draft.masked.add((start, max(last, start) + 1, word.kind))


def _apply(draft: _Draft, edits: list[Edit]) -> None:
    origin = draft.origin or list(range(len(draft.text)))
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for edit in edits:
        pieces += (draft.text[at : max(edit.start, at)], edit.text)
        places += origin[at : edit.start]
        places += [origin[min(edit.start, len(origin) - 1)]] * len(edit.text)
        at = max(edit.end, at)
    pieces.append(draft.text[at:])
    places += origin[at:]
    draft.text, draft.origin = "".join(pieces), places


def _merged(found: set[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Neighbouring spans of one kind as one."""
    merged: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found):
        if merged and merged[-1][2] == kind and start - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), kind)
        else:
            merged.append((start, end, kind))
    return merged
