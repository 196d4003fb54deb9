"""Where somebody describes themself: soft words ("mother", "retired") go there, and stay elsewhere."""

from typing import Final

from matchmaker.text.masking.lexicon import grammar, lexicon
from matchmaker.text.masking.word import Word

_BE: Final = grammar("be_self")
_HAVE: Final = _BE | grammar("having")
FIRST_PERSON: Final = grammar("first_person")
_POSSESSIVE: Final = frozenset({"my", "our", "his", "her", "their", "your", "whose"})
_COUNTS: Final = grammar("counts")
_LISTING: Final = frozenset({"a", "an", "and", "or", "also", "proud", "as", "being"})
_PLACE_WORDS: Final = 3
CONNECTORS: Final = grammar("connectors")


def mask_selves(words: list[Word]) -> None:
    """Mask the soft words by which the writer describes themself."""
    _quieten_places(words)
    if all(word.mark != "content" and word.mark != "stays" for word in words) and any(
        word.low in FIRST_PERSON for word in words
    ):
        having = any(word.low in _HAVE for word in words)
        for index, word in enumerate(words):
            if word.mark == "soft" and not _possessed(words, index) and (having or word.kind != "marital_parental"):
                word.mask(word.kind, noun=True)
        return
    if _is_list(words):
        for word in words:
            if word.mark == "soft":
                word.mask(word.kind, noun=True)
        return
    live = False
    for start, end in clauses(words):
        live = _mask_clause(words, start, end, live)


def _is_list(words: list[Word]) -> bool:
    """Whether the words are a bare list of who somebody is, as on a form: "Female, 45, Chinese"."""
    kinds = {word.kind for word in words if word.mark in ("soft", "masked")}
    return len(kinds) > 1 and all(word.mark in ("soft", "masked") or word.low.isdecimal() for word in words)


def _quieten_places(words: list[Word]) -> None:
    """Where the only content of a sentence about somebody is the place they are from or live in, it is no topic."""
    left = [index for index, word in enumerate(words) if word.mark == "content"]
    if not left or len(left) > _PLACE_WORDS or not any(word.mark in ("masked", "soft") for word in words):
        return
    if all(_is_place(words, index) for index in left) and any(word.low in FIRST_PERSON for word in words):
        for index in left:
            words[index].mark = "empty"


def _is_place(words: list[Word], index: int) -> bool:
    word = words[index]
    if not word.text[0].isupper() or word.text.isupper() or word.low in lexicon().names["organisations"]:
        return False
    before = words[index - 1] if index else None
    return before is not None and (
        before.low in ("from", "in", "near", "outside") or (index > 1 and before.text[0].isupper())
    )


def clauses(words: list[Word]) -> list[tuple[int, int]]:
    """Word ranges `[start, end)` between commas and connecting words; runs of masked words are not parted."""
    starts = [0]
    for index in range(1, len(words)):
        if (words[index].breaks or words[index].low in CONNECTORS) and not _inside_run(words, index):
            starts.append(index)
    starts = [start for position, start in enumerate(starts) if not _lone_connector(words, starts, position)]
    return list(zip(starts, [*starts[1:], len(words)], strict=True))


def _lone_connector(words: list[Word], starts: list[int], position: int) -> bool:
    """A connecting word just after a comma that began a clause already: "…, and …" is one break."""
    start = starts[position]
    return position > 0 and start - starts[position - 1] == 1 and words[starts[position - 1]].low in CONNECTORS


def _inside_run(words: list[Word], index: int) -> bool:
    """Whether `index` joins two describing words to one phrase ("Black and Asian patients")."""
    after = index + 1 if words[index].low in ("and", "or") else index
    if after >= len(words) or words[after].mark != "masked" or words[index - 1].mark != "masked":
        return False
    plain = not (words[index - 1].noun or words[index - 1].adjunct or words[after].adjunct)
    return plain and words[index - 1].kind != "name"


def _mask_clause(words: list[Word], start: int, end: int, live: bool) -> bool:
    """Mask the soft words of one clause, if it goes on describing the writer; return whether the next may."""
    opened = live and words[start].low not in FIRST_PERSON
    first_person = False
    for index in range(start, end):
        word = words[index]
        first_person = first_person or word.low in FIRST_PERSON
        opened = opened or (word.low in _BE and first_person)
        if word.mark in ("content", "stays"):
            return opened and _only_role(words, start, end)
        listed = first_person or index == start or words[index - 1].low in _LISTING or words[index - 1].mark == "masked"
        if word.mark == "soft" and opened and listed and not _possessed(words, index):
            if _of_somebody(words, index, end):
                return False
            word.mask(word.kind, noun=not _describes(words, index, end))
    return opened


def _only_role(words: list[Word], start: int, end: int) -> bool:
    return sum(word.mark == "content" for word in words[start:end]) <= 2


def _possessed(words: list[Word], index: int) -> bool:
    """Whether the word is somebody's ("my mother"): then it says whose care this is, and stays."""
    for word in reversed(words[max(0, index - 3) : index]):
        if word.low in _POSSESSIVE or word.base != word.low:
            return words[index].kind == "marital_parental"
        if word.mark == "content" or word.low in ("a", "an", "the", "and", "of", "to", "am", "as"):
            return False
    return False


def _of_somebody(words: list[Word], index: int, end: int) -> bool:
    """Whether "of" or "to" and a topic follow: "mother of a boy with epilepsy" is a role in care."""
    if words[index].kind != "marital_parental" or index + 1 >= len(words) or words[index + 1].low not in ("of", "to"):
        return False
    rest = words[index + 2 : end]
    counted = bool(rest) and (rest[0].low in _COUNTS or rest[0].low.isdecimal())
    if counted and (len(rest) == 1 or (rest[1].mark == "empty" and not rest[1].low.isdecimal())):
        return False
    return any(word.mark in ("content", "stays") or word.kind == "name" or word.low == "someone" for word in rest)


def _describes(words: list[Word], index: int, end: int) -> bool:
    return index + 1 < end and words[index + 1].mark == "content"
