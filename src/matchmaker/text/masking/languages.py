"""Polish, English, Bengali: where the word names a language, it is a topic of care and stays."""

from typing import Final

from matchmaker.text.masking.lexicon import grammar, lexicon
from matchmaker.text.masking.word import Word

_NOT_BEFORE: Final = grammar("not_before_language")
_AFTER: Final = grammar("after_language")


def mark_languages(words: list[Word]) -> None:
    """Make soft the masked words that name a language: "a leaflet in Polish", "a Polish interpreter".

    In "I am Polish" and "a Polish woman" the word says who somebody is and stays masked. Languages in a row, or joined
    by "and", share the fate of the first on the left and of the last on the right.
    """
    known = lexicon()
    found = [index for index, word in enumerate(words) if word.mark == "masked" and word.base in known.languages]
    if not found:
        return
    left = _open_on_the_left(words, found)
    right: set[int] = set()
    for index in reversed(found):
        following = words[index + 1] if index + 1 < len(words) and not words[index + 1].breaks else None
        thing = following is not None and following.low in known.language_things
        if following is None or thing or following.low in _AFTER or index + 1 in right:
            right.add(index)
        if thing or (index in right and index in left):
            words[index].mark = "soft"


def _open_on_the_left(words: list[Word], found: list[int]) -> set[int]:
    """The places of the languages that nothing on their left makes into a description of somebody."""
    known = lexicon()
    left: set[int] = set()
    for index in found:
        before = words[index - 1] if index and not words[index].breaks else None
        if before is None:
            free = True
        elif before.base in known.languages:
            free = index - 1 in left
        elif before.low in ("and", "or") and index > 1 and words[index - 2].base in known.languages:
            free = index - 2 in left
        else:
            free = before.low not in _NOT_BEFORE and before.mark != "masked"
        if free:
            left.add(index)
    return left
