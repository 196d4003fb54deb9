"""Close the gaps that masking leaves, so that the text still reads as a text."""

import re
from dataclasses import dataclass
from typing import Final

from matchmaker.text.masking.lexicon import grammar
from matchmaker.text.masking.selves import CONNECTORS, clauses
from matchmaker.text.masking.stand_in import stand_in_for
from matchmaker.text.masking.word import Word

_DETERMINERS: Final = grammar("determiners")
_HEADS: Final = grammar("heads")
_PROUD: Final = grammar("proud")
_DANGLING: Final = frozenset({"on", "at", "to", "via", "is", "by", "or"})
_COUNTS: Final = grammar("counts")
_SUBJECTS: Final = grammar("subjects")
_OWN_SUBJECT: Final = _SUBJECTS | grammar("own_subject")
_VERBS: Final = grammar("verbs")
_BE: Final = grammar("be")
_MENTIONS: Final = grammar("mentions")
_NAME_SAID: Final = grammar("name_said")


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `[start, end)` of a sentence give way to `text`."""

    start: int
    end: int
    text: str


def rewrite(sentence: str, words: list[Word]) -> list[Edit] | None:
    """The edits that take the masked words out of `sentence`, in order; None where nothing with content is left."""
    if all(_is_empty(word) for word in words) and _tells(words):
        return None
    edits: list[Edit] = []
    pending: tuple[int, int] | None = None
    for start, end in clauses(words):
        part = words[start:end]
        held = end < len(words) and words[end].low in ("who", "whose", "which") and not words[end].breaks
        if not held and all(_is_empty(word) for word in part) and _tells(part):
            pending = (pending[0] if pending else start, end)
            continue
        skip = 0
        if pending:
            edits.append(_without_clause(sentence, words, *pending))
            skip = _skipped(words, pending, start)
            pending = None
        edits += _without_runs(sentence, words, start + skip, end)
    if pending:
        edits.append(_without_clause(sentence, words, *pending))
    return _in_order(edits)


def _in_order(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        if kept and edit.end <= kept[-1].end and edit.start < kept[-1].end:
            continue
        if kept and edit.start < kept[-1].end:
            edit = Edit(kept[-1].end, max(edit.end, kept[-1].end), edit.text)
        kept.append(edit)
    return kept


def _tells(part: list[Word]) -> bool:
    """Whether words without content say who somebody is, and do not merely mention somebody ("One lady said no")."""
    masked = [word for word in part if word.mark == "masked"]
    if any(word.kind != "name" and not (word.noun and word.kind in ("sex", "marital_parental")) for word in masked):
        return True
    lows = {word.low for word in part}
    if masked and all(word.stand_in.startswith("partner") for word in masked) and lows.isdisjoint(_BE):
        return False
    if any(word.kind != "name" for word in masked):
        mentions = any(word.low in _MENTIONS for word in part)
        return not mentions and (not lows.isdisjoint(_BE) or not any(word.low in _VERBS for word in part))
    return bool(masked) and all(word.mark == "masked" or word.low in _NAME_SAID for word in part)


def _is_empty(word: Word) -> bool:
    return word.mark in ("masked", "empty", "soft")


def _skipped(words: list[Word], pending: tuple[int, int], start: int) -> int:
    return int(pending[0] == 0 and words[start].low in ("and", "but", "or", "so", "plus", "yet"))


def _without_clause(sentence: str, words: list[Word], start: int, end: int) -> Edit:
    left = words[start - 1].end if start else words[0].start
    if end == len(words):
        return Edit(left, _past_bracket(sentence, left, words[start].start, words[end - 1].end), "")
    skip = _skipped(words, (start, end), end)
    right = words[min(end + skip, len(words) - 1)].start
    if not start:
        kept = _opening(sentence, words, end, end + skip) if skip or words[end].breaks else ""
        return Edit(left, right, kept)
    before, after = sentence[left : words[start].start], sentence[words[end - 1].end : right]
    if "(" in before and ")" in after:
        return Edit(left, words[end - 1].end + after.index(")") + 1, "")
    joined = " " if "," in before and "," in after and words[end].low not in CONNECTORS else after
    return Edit(left, right, joined if joined.strip() or joined == " " else " ")


def _past_bracket(sentence: str, left: int, opened: int, end: int) -> int:
    return end + 1 if "(" in sentence[left:opened] and sentence[end : end + 1] == ")" else end


def _opening(sentence: str, words: list[Word], end: int, following: int) -> str:
    """What of a dropped opening clause the next needs: "I am gay and have asthma" keeps "I"."""
    if words[0].low in ("as", "being") and following < len(words) and words[following].low in ("a", "an"):
        return f"{words[0].text} "
    if words[0].low not in _SUBJECTS or following >= len(words) or words[following].low in _OWN_SUBJECT:
        return ""
    if words[following].low in CONNECTORS:
        return ""
    subject = re.split("['’]", words[0].text)[0]
    if words[following].low in _VERBS or words[following].low.endswith("ed"):
        return f"{subject} "
    first = next(index for index in range(end) if words[index].mark == "masked")
    if words[following].low in _DETERMINERS and first and words[first - 1].low in ("a", "an"):
        first -= 1
    while first and words[first - 1].low in _PROUD:
        first -= 1
    return f"{sentence[words[0].start : words[first - 1].end]} " if first else ""


def _without_runs(sentence: str, words: list[Word], start: int, end: int) -> list[Edit]:
    edits = []
    index = start
    while index < end:
        if words[index].mark == "masked":
            last = _run_end(words, index, end)
            edits += _close(sentence, words, *_widened(words, index, last))
            index = last
        index += 1
    return edits


def _run_end(words: list[Word], index: int, end: int) -> int:
    """The last word of the run of masked words that begins at `index`, "mother of three" and its like included."""
    last = index
    while last + 1 < end:
        following = words[last + 1]
        joint = following.low in ("and", "or") and last + 2 < end and words[last].kind != "name"
        if following.mark == "masked" and (
            following.kind != "name" or (words[last].kind == "name" and not following.breaks)
        ):
            last += 1
        elif joint and words[last + 2].mark == "masked" and words[last + 2].kind != "name" and not words[last].stand_in:
            last += 2
        else:
            break
    if words[last].kind == "marital_parental" and last + 2 < end and words[last + 1].low in ("of", "to"):
        counted = words[last + 2]
        if counted.low.isdecimal() or counted.low in _COUNTS:
            last += 2
    return last


def _widened(words: list[Word], first: int, last: int) -> tuple[int, int]:
    """The run with what would dangle without it: "from a Pakistani background", "a proud Sikh", "ring me on 0…"."""
    following = words[last + 1] if last + 1 < len(words) else None
    if following and following.low in _HEADS and not following.breaks:
        for back in (1, 2):
            if first - back >= 0 and words[first - back].low in ("from", "of", "with"):
                words[last].adjunct = True
                return first - back, last + 1
    plain = not words[first].adjunct and words[first].kind != "name"
    while plain and first and not words[first].breaks and words[first - 1].low in _PROUD:
        first -= 1
    if words[first].kind == "contact" and first and not words[first].breaks and words[first - 1].low in _DANGLING:
        first -= 1
    return first, last


def _close(sentence: str, words: list[Word], first: int, last: int) -> list[Edit]:
    text = stand_in_for(words, first, last)
    start, end = words[first].start, words[last].end
    before = words[first - 1] if first else None
    article = _article(sentence, words, first, last, text)
    if text and _second_of_two(words, first):
        return [Edit(words[first - 3].end, end, "")]
    if text:
        return [*article, Edit(start, end, _capital(text) if first == 0 and sentence[start].isupper() else text)]
    ending = words[last].text[len(words[last].base) :] if words[last].low != words[last].base else ""
    following = words[last + 1] if last + 1 < len(words) else None
    if ending and before and words[last].kind == "name":
        return [Edit(before.end, end, ending)]
    if following and (not following.breaks or not before):
        return [*article, Edit(start, following.start, "")]
    return [Edit(before.end if before else start, end, "")]


def _second_of_two(words: list[Word], first: int) -> bool:
    """Whether the run is the second role after another: "as a nurse and a mother"."""
    before = [word.low for word in words[max(0, first - 3) : first]]
    joined = len(before) == 3 and before[1] in ("and", "or") and before[2] in ("a", "an")
    return joined and words[first].noun and words[first - 3].mark == "content" and words[first].kind != "name"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _article(sentence: str, words: list[Word], first: int, last: int, text: str) -> list[Edit]:
    """ "an Asian nurse" becomes "a nurse"."""
    if not first or words[first - 1].low not in ("a", "an") or words[first].breaks or words[first - 1].mark == "masked":
        return []
    following = text or (words[last + 1].text if last + 1 < len(words) else "")
    article = (
        "an"
        if following[:1].lower() in set("aeiou") and not following.lower().startswith(("uni", "eu", "one", "use"))
        else "a"
    )
    word = words[first - 1]
    if word.low == article:
        return []
    return [Edit(word.start, word.end, article.capitalize() if word.text[0].isupper() else article)]
