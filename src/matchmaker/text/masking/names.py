"""Names of people, without a model: by title, by relation, by "my name is", and by a list of first names."""

import re
from collections.abc import Iterator
from typing import Final

from matchmaker.text.masking.lexicon import lexicon
from matchmaker.text.masking.word import Word
from matchmaker.text.masking.words import follows

_CALLED: Final = frozenset({"called", "named"})
_NAME_IS: Final = (
    ("name", "is"),
    ("name's",),
    ("names", "is"),
    ("surname", "is"),
    ("call", "me"),
    ("calls", "me"),
    ("known", "as"),
)
_NO_NAME: Final = re.compile(r"(?:ic|ist|ian|ive|ed|ing|ful|ness|ity)\Z", re.IGNORECASE)
_UNITS: Final = frozenset({"weeks", "week", "months", "month", "days", "day", "hours", "minutes", "children", "kids"})
_LONGEST: Final = 4


def mask_names(words: list[Word], learned: frozenset[str]) -> set[str]:
    """Mask the names of people among `words`; return the names that only their surroundings gave away.

    `learned` holds names, in lower case, that other sentences of the same text gave away.
    """
    found: set[str] = set()
    clear = lexicon().names["clear"]
    for index, word in enumerate(words):
        if not word.text[0].isupper() and word.base not in clear:
            continue
        if word.kind == "name" or word.adjunct or word.mark == "stays" or _is_topic(words, index):
            continue
        length = _name_length(words, index, learned)
        for part in words[index : index + length]:
            part.mask("name", noun=True, stand_in="someone")
        if length:
            found |= set(_teachable(words[index : index + length]))
    return found


def mask_ages_of_people(words: list[Word]) -> None:
    """Mask the bare number after a person: "my son, 14, has", "Amina (9)", "a man of 71"."""
    people = lexicon().names["relations"]
    for index in range(1, len(words)):
        word, before = words[index], words[index - 1]
        if not (word.low.isdecimal() and len(word.low) < 3 and word.kind == ""):
            continue
        closed = index + 1 == len(words) or words[index + 1].breaks
        named = before.kind == "name" or before.low in people or before.noun
        of_person = before.low == "of" and index > 1 and words[index - 2].noun
        if (word.breaks and closed and named) or (of_person and not _unit_follows(words, index)):
            word.mask("age", adjunct=True)
            if of_person:
                before.mask("age", adjunct=True)


def _unit_follows(words: list[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].low in _UNITS


def _teachable(name: list[Word]) -> Iterator[str]:
    known = lexicon()
    for word in name:
        if len(word.base) > 2 and (word.base not in known.empty or word.base in known.names["doubtful"]):
            yield word.base


def _name_length(words: list[Word], index: int, learned: frozenset[str]) -> int:
    """How many words from `index` on are the name of a person; 0 where none begins there."""
    word = words[index]
    names = lexicon().names
    run = _capital_run(words, index)
    introduced = _introduced(words, index)
    if not run:
        lower = word.base in names["clear"] and (introduced or _after_relation(words, index))
        return int(lower and not word.text[0].isupper())
    if introduced or _after_title(words, index) or _is_learned(words, index, learned):
        return run
    if word.base in names["clear"]:
        return run
    if _after_relation(words, index) and not _is_role(word):
        return run
    if word.base in names["doubtful"] and _like_a_name(words, index, run):
        return run
    return run if _after_i_am(words, index, run) else 0


def _is_learned(words: list[Word], index: int, learned: frozenset[str]) -> bool:
    """Whether another sentence gave the name away; a name that is also a word must not begin the sentence."""
    base = words[index].base
    return base in learned and (index > 0 or base not in lexicon().names["doubtful"])


def _capital_run(words: list[Word], index: int) -> int:
    """How many words from `index` on could be one capitalised name ("Mary Ann O'Neill")."""
    topics = lexicon().names["conditions"]
    run = 0
    while index + run < len(words) and run < _LONGEST:
        word = words[index + run]
        if (
            not word.text[0].isupper()
            or word.mark == "stays"
            or (run and (word.breaks or _unlike(word) or word.low in topics))
        ):
            break
        run += 1
        if word.base != word.low:
            break
    return 0 if run and _unlike(words[index]) else run


def _unlike(word: Word) -> bool:
    """Whether a capitalised word is an acronym, "I", or a word of the lexicon, and so no part of a name."""
    known = lexicon()
    listed = word.base in known.names["clear"] or word.base in known.names["doubtful"]
    if word.text.isupper() and len(word.text) > 1:
        return word.base not in known.names["clear"] or len(word.text) < 4
    return not listed and (
        word.mark in ("empty", "soft") or (word.mark == "masked" and word.kind != "name") or len(word.text) < 2
    )


def _is_topic(words: list[Word], index: int) -> bool:
    """Whether the capitals are a condition, a device, a place or an organisation, which all stay."""
    known = lexicon().names
    word = words[index]
    if word.low in known["conditions"] or (word.base in known["conditions"] and word.base not in known["clear"]):
        return not _after_title(words, index)
    last = index
    while (
        last < len(words) - 1
        and words[last].text[0].isupper()
        and not words[last + 1].breaks
        and last - index < _LONGEST
    ):
        last += 1
        if words[last].low in known["eponyms"]:
            return True
        if words[last].base in known["organisations"] and (words[last].text[0].isupper() or last == index + 1):
            return not _after_title(words, index) or words[last].text[0].isupper()
    if index and words[index - 1].text in ("St", "Saint", "Royal", "Queen", "King", "Prince", "Princess", "Great"):
        return True
    return (
        index > 0
        and words[index - 1].low in ("hospital", "ward", "clinic", "road")
        and words[index - 1].text[0].isupper()
    )


def _before(words: list[Word], index: int) -> Word | None:
    return words[index - 1] if index else None


def _after_title(words: list[Word], index: int) -> bool:
    before = _before(words, index)
    if before is None or before.base not in lexicon().names["titles"] or words[index].mark == "soft":
        return False
    return before.text[0].isupper() and not _is_role(words[index]) and words[index].mark == "content"


def _after_relation(words: list[Word], index: int) -> bool:
    """Whether a relation stands before, one comma allowed: "my daughter, Amina"."""
    before = _before(words, index)
    if before is None or before.low not in lexicon().names["relations"] or before.text[:1].isupper():
        return False
    listed = words[index].base in lexicon().names["clear"] or words[index].base in lexicon().names["doubtful"]
    return listed or (words[index].mark == "content" and not words[index].breaks)


def _introduced(words: list[Word], index: int) -> bool:
    if words[index].breaks or words[index].mark in ("soft", "empty"):
        return False
    if any(follows(words, index - len(phrase), phrase) for phrase in _NAME_IS):
        return not _is_role(words[index])
    before = _before(words, index)
    if before is None or before.low not in _CALLED:
        return False
    known = lexicon().names
    near = words[max(0, index - 5) : index - 1]
    listed = words[index].base in known["clear"] or words[index].base in known["doubtful"]
    return listed or any(word.base in known["relations"] or word.low in ("i", "i'm", "i've") for word in near)


def _after_i_am(words: list[Word], index: int, run: int) -> bool:
    """Whether "I am" stands before and the words can be nothing but a name."""
    told = (
        follows(words, index - 2, ("i", "am"))
        or follows(words, index - 1, ("i'm",))
        or follows(words, index - 2, ("this", "is"))
    )
    if not told or words[index].breaks or _is_role(words[index]) or not run:
        return False
    if words[index].base in lexicon().names["doubtful"]:
        return True
    if words[index].mark != "content":
        return False
    ended = index + run == len(words) or words[index + run].breaks or words[index + run].low in ("and", "from")
    return run == 2 or (ended and not _NO_NAME.search(words[index].base))


def _like_a_name(words: list[Word], index: int, run: int) -> bool:
    """Whether a name that is also a word ("Grace", "Will") stands as a name does."""
    if (run > 1 and (index or words[index + 1].mark == "content")) or _after_relation(words, index):
        return True
    deeds = lexicon().names["deeds"]
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or following.breaks:
        return False
    modal = words[index].base in ("will", "may", "mark", "bill", "hope", "can", "chance")
    return following.low in deeds and not (index == 0 and modal)


def _is_role(word: Word) -> bool:
    return word.base in lexicon().names["roles"] or word.low in lexicon().names["conditions"]
