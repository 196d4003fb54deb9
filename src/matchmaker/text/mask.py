"""Take out of a free text who somebody is, and leave what they know (docs/explanation/masking.md).

Names, contact details, ages and words that describe a person (sex, gender, ethnicity, nationality, religion, sexuality,
marital and parental status, class, migration, union, politics) are removed before a text is compared. Words of illness,
care and service stay: they are the topic. A sentence left without a content word is dropped whole, so that adding one
changes nothing.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from matchmaker.text.masking.lexicon import lexicon
from matchmaker.text.masking.names import mask_ages_of_people, mask_names
from matchmaker.text.masking.patterns import Span, pattern_spans
from matchmaker.text.masking.rewrite import Edit, rewrite
from matchmaker.text.masking.selves import FIRST_PERSON, mask_selves
from matchmaker.text.masking.word import Word
from matchmaker.text.masking.words import words_of
from matchmaker.text.sentences import split_sentences

_PART: Final = re.compile(r"[^\W_]+")
_CAPITAL_INSIDE: Final = re.compile(r"\w[,:]? [^\W\d_a-z]\w")
_INTRODUCING: Final = frozenset({"name", "called", "named", "call", "calls", "known", "names"})
_HINT: Final = re.compile(r"\b(?:I am|I[’']m|[Tt]his is) [^\W\d_a-z]|\b[^\W\d_a-z]\w{0,30}\.? [^\W\d_a-z]\w")


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
        patterns = pattern_spans(sentence)
        if not patterns and not _is_suspect(sentence, draft.learned):
            continue
        words = words_of(sentence)
        _mask_patterns(patterns, words)
        learned |= mask_names(words, draft.learned)
        mask_ages_of_people(words)
        mask_selves(words)
        if any(word.mark == "masked" for word in words):
            edits += _sentence_edits(draft, spans, number, words)
    grown = learned - draft.learned
    draft.learned = frozenset(learned)
    if edits:
        _apply(draft, edits)
    return bool(edits) or bool(grown)


def _is_suspect(sentence: str, learned: frozenset[str]) -> bool:
    known = lexicon()
    found = _PART.findall(sentence)
    lower = {word.lower() for word in found}
    lower |= {word[:-1] for word in lower if word.endswith("s")}
    if not lower.isdisjoint(known.triggers) or not lower.isdisjoint(learned) or _HINT.search(sentence):
        return True
    if not lower.isdisjoint(known.soft_triggers) and not lower.isdisjoint(FIRST_PERSON):
        return True
    capital = {word.lower() for word in found if word[0].isupper()}
    names = known.names
    if not capital.isdisjoint(names["clear"]) or not capital.isdisjoint(names["doubtful"]):
        return True
    introduced = not lower.isdisjoint(names["relations"]) or not lower.isdisjoint(_INTRODUCING)
    return introduced and (bool(_CAPITAL_INSIDE.search(sentence)) or not lower.isdisjoint(names["clear"]))


def _mask_patterns(spans: list[Span], words: list[Word]) -> None:
    ends = [word.end for word in words]
    for span in spans:
        for index in range(bisect_right(ends, span.start), len(words)):
            if words[index].start >= span.end:
                break
            words[index].mask(span.kind, adjunct=span.adjunct)


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
        _capitalise(draft.text, edits)
    return edits


def _capitalise(text: str, edits: list[Edit]) -> None:
    """Give a sentence whose head was edited its capital again."""
    for position, edit in enumerate(edits):
        if edit.text:
            edits[position] = Edit(edit.start, edit.end, edit.text[0].upper() + edit.text[1:])
            return
        if position + 1 == len(edits) or edits[position + 1].start > edit.end:
            if text[edit.end : edit.end + 1].islower():
                edits[position] = Edit(edit.start, edit.end + 1, text[edit.end].upper())
            return


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
    """Neighbouring spans of one kind as one; of two that overlap, the first has the common part."""
    merged: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found):
        if merged and merged[-1][2] == kind and start - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), kind)
        elif not merged or end > merged[-1][1]:
            merged.append((max(start, merged[-1][1]) if merged else start, end, kind))
    return merged
