"""A sentence as words, each marked with what the lexicon knows of it."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from matchmaker.text.masking.lexicon import Entry, Lexicon, Near, lexicon

Mark = Literal["content", "empty", "soft", "stays", "masked"]
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
_BREAK: Final = re.compile(r"[,;:()\[\]–—!?\n\"“”]|\.\s| - ")


@dataclass(slots=True)
class Word:
    """One word: where it stands in the sentence, and what is to become of it.

    `noun` says that the words removed name a person, so that a stand-in may be needed; `stand_in` is that word, if
    the lexicon sets one. `adjunct` marks words that never need one ("aged 54", "from Ghana").
    """

    text: str
    low: str
    base: str
    start: int
    end: int
    breaks: bool
    mark: Mark = "content"
    kind: str = ""
    noun: bool = False
    adjunct: bool = False
    stand_in: str = ""

    def mask(self, kind: str, *, noun: bool = False, adjunct: bool = False, stand_in: str = "") -> None:
        """Mark the word to be removed."""
        self.mark, self.kind, self.noun, self.adjunct, self.stand_in = "masked", kind, noun, adjunct, stand_in


def words_of(sentence: str) -> list[Word]:
    """The words of `sentence` with the lexicon's marks; `breaks` says that a comma or the like stands before."""
    words = []
    end = 0
    for match in _WORD.finditer(sentence):
        text = match[0]
        low = text.lower().replace("’", "'")
        base = low[:-2] if low.endswith("'s") else low
        breaks = bool(_BREAK.search(sentence, end, match.start()))
        words.append(Word(text, low, base, match.start(), match.end(), breaks))
        end = match.end()
    _mark(words, lexicon())
    return words


def follows(words: list[Word], index: int, phrase: tuple[str, ...]) -> bool:
    """Whether `phrase` stands at `index`, unbroken."""
    if index < 0 or index + len(phrase) > len(words):
        return False
    return all(
        phrase[offset] in (words[index + offset].base, words[index + offset].low)
        and not (offset and words[index + offset].breaks)
        for offset in range(len(phrase))
    )


def _mark(words: list[Word], known: Lexicon) -> None:
    index = 0
    while index < len(words):
        entry = _longest(words, index, known)
        length = len(entry.words) if entry else 1
        if entry:
            for word in words[index : index + length]:
                _apply(word, entry)
        elif words[index].base in known.empty or words[index].low in known.empty or words[index].low.isdecimal():
            words[index].mark = "empty"
        index += length
    for index, word in enumerate(words):
        for rule in known.near.get(word.base, ()):
            if word.mark != "stays":
                _apply_near(words, index, rule)


def _longest(words: list[Word], index: int, known: Lexicon) -> Entry | None:
    word = words[index]
    for entry in (
        *known.phrases.get(word.low, ()),
        *(known.phrases.get(word.base, ()) if word.base != word.low else ()),
    ):
        if (not entry.capital or word.text[0].isupper()) and follows(words, index, entry.words):
            return entry
    return None


def _apply(word: Word, entry: Entry) -> None:
    if entry.role in ("noun", "describing", "partner"):
        plural = entry.role == "noun" and word.base == entry.words[-1] and word.base.endswith(("s", "men"))
        stand_in = "partner" if entry.role == "partner" else "people" if plural else ""
        word.mask(entry.kind, noun=entry.role != "describing", stand_in=stand_in)
    elif entry.role == "soft":
        word.mark, word.kind = "soft", entry.kind
    else:
        word.mark = "stays" if entry.role == "stays" else "empty"


def _apply_near(words: list[Word], index: int, rule: Near) -> None:
    before = next((len(p) for p in rule.before if follows(words, index - len(p), p) and not words[index].breaks), 0)
    after = next((len(p) for p in rule.after if follows(words, index + 1, p) and not _broken(words, index + 1)), 0)
    if before or after:
        first, last = (index - before, index + after) if rule.take else (index, index)
        for word in words[first : last + 1]:
            word.mask(rule.kind, noun=rule.take and after > 0 and before == 0)


def _broken(words: list[Word], index: int) -> bool:
    return index < len(words) and words[index].breaks
