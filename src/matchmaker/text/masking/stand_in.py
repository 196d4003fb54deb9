"""The word that stands in for a person who was masked: "a person with asthma", "someone said"."""

from typing import Final

from matchmaker.text.masking.lexicon import grammar, lexicon
from matchmaker.text.masking.word import Word

_DETERMINERS: Final = grammar("determiners")
_PEOPLE: Final = grammar("people")


def stand_in_for(words: list[Word], first: int, last: int) -> str:
    """What takes the place of the masked words `first` to `last`; empty where the phrase reads without them."""
    word = next(
        (word for word in reversed(words[first : last + 1]) if word.mark == "masked" and not word.adjunct), None
    )
    if word is None:
        return ""
    before = words[first - 1] if first and not words[first].breaks else None
    following = words[last + 1] if last + 1 < len(words) and not words[last + 1].breaks else None
    if word.kind == "name":
        names = lexicon().names
        related = before is not None and (before.low in names["relations"] or before.low in names["titles"])
        return "" if related else "someone" + word.low[len(word.base) :]
    if not word.noun and not _loses_head(words, first, last, before, following):
        return ""
    if following and following.low in _PEOPLE:
        return ""
    plural = word.base.endswith(("s", "men")) and not word.base.endswith("ss")
    if word.kind in ("union", "politics") and not word.noun:
        return "group" + word.low[len(word.base) :]
    return (word.stand_in or ("people" if plural else "person")) + word.low[len(word.base) :]


def _loses_head(words: list[Word], first: int, last: int, before: Word | None, following: Word | None) -> bool:
    """Whether the phrase of describing words from `first` to `last` was all that a determiner had."""
    if following and (following.mark in ("content", "stays", "soft") or following.low in _PEOPLE):
        return (
            following.low.endswith("ing")
            and following.mark == "content"
            and before is not None
            and before.low in _DETERMINERS
        )
    if words[last].base.endswith("s") and not words[last].base.endswith("ss"):
        return before is None or before.low not in ("am", "are", "were", "is", "was")
    if before is None:
        return False
    described = (
        first > 1 and before.mark == "content" and words[first - 2].low in _DETERMINERS and not words[first - 1].breaks
    )
    return before.low in _DETERMINERS or described
