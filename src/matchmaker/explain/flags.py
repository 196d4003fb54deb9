"""An assumption flag in words: what we may be assuming, what shows it, what the re-run without it changed, and what to
ask (domain D). Every sentence is in ``words/en/flag*.toml``; here they are put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from matchmaker.domain.assumption import Value
from matchmaker.domain.flag import Effect, Flag, Level, Status
from matchmaker.explain.audiences import Audience, listed
from matchmaker.explain.messages import say, sentences

KIND: Final = "flag"

Name = Callable[[str], str]
"""How people are called: by their ids for the team, otherwise in a letter."""

WORDED: Final = {"lever": ("more", "less"), "relation": ("relation",)}
"""Values that are words of a list with sentences of their own, ``<list>_<value>``."""

ASKED_OF_THOSE_NAMED: Final = frozenset({"A02", "A07", "A08", "A12", "A13", "A17", "A20", "A21", "A24", "A25"})
"""What only the people that a flag names are asked in a letter: it is about themselves, and nobody else's to know."""


READ_IN_ORDER: Final = frozenset({"A01", "A05", "A15", "A17"})
"""What changes the order to read a list in and no place by score: nobody is named then, nor told by a place."""


@dataclass(frozen=True, slots=True)
class FlagWords:
    """One flag as somebody reads it. ``showed`` is what the re-run changed; empty where nothing was raised."""

    id: str
    title: str
    assume: str
    evidence: str
    showed: str
    question: str
    guide: str
    severity: str
    status: str


def in_words(flag: Flag, name: Name = str) -> FlagWords:
    """A flag for the team that runs the matching. An unknown assumption or rule raises ``KeyError``."""
    return FlagWords(
        id=flag.id,
        title=title(flag.id),
        assume=_say(flag.id, "assume"),
        evidence=evidence(flag),
        showed=showed(flag, name),
        question=_say(flag.id, "question"),
        guide=guide(flag.guide_ref),
        severity=say(KIND, f"severity_{flag.severity}"),
        status=say(KIND, f"status_{flag.status}"),
    )


def title(flag_id: str) -> str:
    """An assumption in a few words."""
    return _say(flag_id, "title")


def evidence(flag: Flag) -> str:
    """What shows that it is so; or that it is not; or what nobody told us."""
    if flag.status is Status.NOT_TRIGGERED:
        return _say(flag.id, "not_triggered")
    if flag.status is Status.NO_DATA:
        missing = (
            say(KIND, "missing", {"fields": listed([f"{field}" for field in flag.missing])}) if flag.missing else ""
        )
        return f"{_say(flag.id, 'no_data')} {missing}".rstrip()
    return _say(flag.id, f"why_{flag.rule}", _worded(flag.values))


def showed(flag: Flag, name: Name = str) -> str:
    """What a true re-run with the assumption made false changed, or why there is none."""
    if flag.status not in (Status.FIRED, Status.CHECKED_NO_EFFECT):
        return ""
    if flag.effect is None:
        return say(KIND, "effect_no_rerun")
    if flag.effect.not_rerun is not None:
        return _say(flag.id, f"norerun_{flag.effect.not_rerun}")
    return " ".join(_changes(flag, flag.effect, name))


def question(flag: Flag, audience: Audience, reader: str | None = None) -> str | None:
    """What to ask: the team about its own process, a partner about their own part.

    ``reader`` is the id of whom a letter goes to; ``None`` comes back where the question is somebody else's.
    """
    if audience is Audience.OFFICER:
        return _say(flag.id, "question")
    if flag.id in ASKED_OF_THOSE_NAMED and reader not in flag.people:
        return None
    return _say(flag.id, "partner_question")


def example(sentence: str, person: str) -> str:
    """A sentence about one of several pairings of a list."""
    return say(KIND, "example", {"sentence": sentence, "person": person})


def more_places(count: int) -> str:
    """That a list has it at so many places."""
    return say(KIND, "more_places", {"count": count})


_SECTION: Final = (
    (r"§(\d)", r"section \1"),
    (r",? div\b", ", the note on diversity"),
    (r",? outset-(\d)", r", point \1 of what to look for at the outset"),
    (r"–Q(\d)", r" and question \1"),
    (r",? Q(\d)", r", question \1"),
    (r",? quote\b", ", a quotation"),
    (r",? RC(\d)", r", relational capability \1"),
    (r"[–/]", " and "),
)


def guide(reference: str) -> str:
    """Where the guide speaks of it: ``§2 div`` is section 2, the note on diversity."""
    for short, full in _SECTION:
        reference = re.sub(short, full, reference)
    return say(KIND, "guide", {"section": reference})


def _changes(flag: Flag, effect: Effect, name: Name) -> Iterator[str]:
    yield _first_change(flag, effect)
    told_of_first = flag.level is not Level.PAIR and effect.rank_before == 1
    if (
        effect.top1_changed
        and effect.rank_before is not None
        and (not told_of_first or effect.rank_after == effect.rank_before)
    ):
        yield say(KIND, "effect_other_first")
    if effect.top3_in:
        yield say(KIND, "effect_in", {"people": listed([name(one) for one in effect.top3_in])})
    if effect.top3_out:
        yield say(KIND, "effect_out", {"people": listed([name(one) for one in effect.top3_out])})
    if effect.band_changed and not effect.top1_changed:
        yield say(KIND, "effect_band")
    if effect.shut_out:
        yield say(KIND, "effect_shut_out", {"count": effect.shut_out})
    if not effect.matters:
        yield say(KIND, "effect_nothing")


def _first_change(flag: Flag, effect: Effect) -> str:
    """The first sentence: what becomes of the pairing, or of the first place, that the re-run is told from."""
    params: dict[str, Value] = {"rerun": _say(flag.id, f"rerun_{effect.method}")}
    if flag.id in READ_IN_ORDER and effect.rank_before is None:
        return say(KIND, "effect_read_differs" if effect.matters else "effect_read_stays", params)
    if effect.rank_before is None:
        return say(KIND, "effect_list_differs", params)
    params |= {"rank_before": effect.rank_before, "rank_after": effect.rank_after or 0}
    about = _told_from(flag, effect.rank_before)
    if effect.rank_after is None:
        return say(KIND, f"effect_{about}_gone", params)
    moved = "moves" if about in ("pair", "place") else "falls"
    return say(KIND, f"effect_{about}_{'stays' if effect.rank_after == effect.rank_before else moved}", params)


def _told_from(flag: Flag, rank_before: int) -> str:
    """Which sentences tell it: those of a pairing, of a list's first place or another, or of the first of some list."""
    if flag.level is Level.LIST:
        return "first" if rank_before == 1 else "place"
    return "pair" if flag.level is Level.PAIR else "one"


def _worded(values: Mapping[str, Value]) -> dict[str, Value]:
    """Values with criteria and other listed words as people read them."""
    worded = dict(values)
    for kind, names in WORDED.items():
        for each in names:
            if (code := f"{kind}_{worded.get(each)}") in sentences(KIND):
                worded[each] = say(KIND, code)
    for each, value in worded.items():
        if each.startswith("criteri"):
            worded[each] = listed([_criterion(one) for one in (value if isinstance(value, tuple) else (str(value),))])
    return worded


def _criterion(name: str) -> str:
    return say("criterion", f"name_{name}").lower()


def _say(flag_id: str, code: str, values: Mapping[str, Value] | None = None) -> str:
    return say(KIND, f"{flag_id.lower()}_{code}", values)
