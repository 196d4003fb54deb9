"""A sentence as words, each marked with what the lexicon knows of it."""

import re
from itertools import pairwise
from typing import Final

from matchmaker.text.masking.languages import mark_languages
from matchmaker.text.masking.lexicon import STAND_INS, Entry, Lexicon, Near, grammar, lexicon
from matchmaker.text.masking.word import Word

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
_HOUSES: Final = grammar("houses")
_SHORTEST_PLURAL: Final = 5
_TIGHT_BREAKS: Final = frozenset(',;:()[]–—!?\n"“”')
_BREAK: Final = re.compile(r"[,;:()\[\]–—!?\n\"“”]|\.\s| - ")


def words_of(sentence: str) -> list[Word]:
    """The words of `sentence` with the lexicon's marks; `breaks` says that a comma or the like stands before."""
    words = []
    end = 0
    for match in _WORD.finditer(sentence):
        text = match[0]
        low = text.lower().replace("’", "'")
        base = low[:-2] if low.endswith("'s") else low
        start = match.start()
        breaks = (start - end > 1 and _BREAK.search(sentence, end, start) is not None) or sentence[
            end:start
        ] in _TIGHT_BREAKS
        words.append(Word(text, low, base, start, match.end(), breaks, sentence[end:start] == "-"))
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
    _soften(words)
    for index, word in enumerate(words):
        for rule in known.near.get(word.base, ()):
            if word.mark != "stays":
                _apply_near(words, index, rule)


def _soften(words: list[Word]) -> None:
    """Take back a mark where the word is part of a compound, a language, or the name of a house."""
    for word, following in pairwise(words):
        if word.mark == "soft" and following.hyphen and following.mark == "content":
            word.mark = "content"
        house = following.low in _HOUSES and not following.breaks
        if house and word.kind == "religion" and word.mark == "masked":
            word.mark = "soft"
    mark_languages(words)


def _longest(words: list[Word], index: int, known: Lexicon) -> Entry | None:
    word = words[index]
    for entry in (
        *known.phrases.get(word.low, ()),
        *(known.phrases.get(word.base, ()) if word.base != word.low else ()),
    ):
        if (not entry.capital or word.text[0].isupper()) and follows(words, index, entry.words):
            return entry
    return _plural(word, known)


def _plural(word: Word, known: Lexicon) -> Entry | None:
    """The entry of a plural that the lexicon has only in the singular: "Methodists"."""
    if not word.base.endswith("s") or len(word.base) < _SHORTEST_PLURAL:
        return None
    found = (entry for entry in known.phrases.get(word.base[:-1], ()) if entry.words == (word.base[:-1],))
    return next((entry for entry in found if entry.role in ("noun", "describing") and not entry.capital), None)


def _apply(word: Word, entry: Entry) -> None:
    if entry.role in ("noun", "describing", *STAND_INS):
        plural = (
            entry.role == "noun"
            and word.base == entry.words[-1]
            and word.base.endswith(("s", "men"))
            and not word.base.endswith("ss")
        )
        stand_in = "people" if plural else ""
        if entry.role == "partner":
            stand_in = "partners" if word.base in ("husbands", "wives", "boyfriends", "girlfriends") else "partner"
        elif entry.role in STAND_INS:
            stand_in = entry.role
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
        if words[index].base in ("union", "unions") and follows(words, index + 1, ("of",)):
            return
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
