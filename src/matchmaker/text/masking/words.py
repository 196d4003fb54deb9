"""A sentence as words, each marked with what the lexicon knows of it."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from matchmaker.text.masking.lexicon import Entry, Lexicon, Near, lexicon

Mark = Literal["content", "empty", "soft", "stays", "masked"]
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
_NOT_BEFORE_LANGUAGE: Final = frozenset(
    "a an the am is are was were i'm we're she's he's be being as both half part proud very".split(" ")
)
_AFTER_LANGUAGE: Final = frozenset(
    "and or but to with for at in on as is was are if so when where because while by from than then too well who which that only i we you they it not".split(
        " "
    )
)
_TIGHT_BREAKS: Final = frozenset(',;:()[]–—!?\n"“”')
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
        start = match.start()
        breaks = (
            start - end > 1 and _BREAK.search(sentence, end, start) is not None or sentence[end:start] in _TIGHT_BREAKS
        )
        words.append(Word(text, low, base, start, match.end(), breaks))
        end = match.end()
    _mark(words, lexicon())
    return words


def follows(words: list[Word], index: int, phrase: tuple[str, ...]) -> bool:
    """Whether `phrase` stands at `index`, unbroken."""
    end = index + len(phrase)
    if index < 0 or end > len(words) or phrase[0] not in (words[index].base, words[index].low):
        return False
    return all(
        not word.breaks and (word.base == wanted or word.low == wanted)
        for word, wanted in zip(words[index + 1 : end], phrase[1:], strict=True)
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
        if word.mark == "masked" and word.base in known.languages and _is_language(words, index):
            word.mark = "soft"
    for index, word in enumerate(words):
        for rule in known.near.get(word.base, ()):
            if word.mark != "stays":
                _apply_near(words, index, rule)


def _is_language(words: list[Word], index: int) -> bool:
    """Whether "Polish" is the language, as in "a leaflet in Polish", and not what somebody is."""
    known = lexicon()
    following = words[index + 1] if index + 1 < len(words) and not words[index + 1].breaks else None
    if following and following.low in known.language_things:
        return True
    before = words[index - 1] if index and not words[index].breaks else None
    if before and (
        before.low in _NOT_BEFORE_LANGUAGE or (before.mark == "masked" and before.low not in known.languages)
    ):
        return False
    if before and before.low in ("and", "or") and index > 1 and words[index - 2].base in known.languages:
        return words[index - 2].mark == "soft"
    return following is None or following.low in _AFTER_LANGUAGE or following.base in known.languages


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
        plural = (
            entry.role == "noun"
            and word.base == entry.words[-1]
            and word.base.endswith(("s", "men"))
            and not word.base.endswith("ss")
        )
        stand_in = "people" if plural else ""
        if entry.role == "partner":
            stand_in = "partners" if word.base in ("husbands", "wives", "boyfriends", "girlfriends") else "partner"
        word.mask(entry.kind, noun=entry.role != "describing", stand_in=stand_in)
    elif entry.role == "soft":
        word.mark, word.kind = "soft", entry.kind
    else:
        word.mark = "stays" if entry.role == "stays" else "empty"


def _apply_near(words: list[Word], index: int, rule: Near) -> None:
    before = next((len(p) for p in rule.before if follows(words, index - len(p), p) and not words[index].breaks), 0)
    after = next((len(p) for p in rule.after if follows(words, index + 1, p) and not _broken(words, index + 1)), 0)
    if not (before or after or rule.take):
        after = int(_joined(words, index) or _stands_out(words, index))
        if after:
            words[index].mask(rule.kind)
            return
    if before or after:
        first, last = (index - before, index + after) if rule.take else (index, index)
        for word in words[first : last + 1]:
            word.mask(rule.kind, noun=rule.take and after > 0 and before == 0)


def _joined(words: list[Word], index: int) -> bool:
    """Whether a describing word of the same phrase follows: "Black and Asian patients", "white gay men"."""
    after = index + 2 if index + 1 < len(words) and words[index + 1].low in ("and", "or") else index + 1
    return (
        after < len(words)
        and words[after].mark == "masked"
        and not words[after].adjunct
        and words[after].kind != "name"
    )


def _stands_out(words: list[Word], index: int) -> bool:
    """Whether "Black" has a capital of its own, amid words that have none."""
    if not index or words[index].text not in ("Black", "White", "Brown") or words[index].breaks:
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    return not words[index - 1].text[0].isupper() and not (following and following.text[0].isupper())


def _broken(words: list[Word], index: int) -> bool:
    return index < len(words) and words[index].breaks
