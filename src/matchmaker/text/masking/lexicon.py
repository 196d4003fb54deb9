"""The word lists of masking, read once from `text/lexicon/*.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

Role = Literal["noun", "describing", "partner", "paper", "place", "soft", "quiet", "stays"]
_ORIGIN: Final = frozenset({"born", "grew", "raised", "originally", "emigrated", "fled"})
STAND_INS: Final = ("partner", "paper", "place")
_ROLES: Final[tuple[Role, ...]] = ("quiet", "soft", "partner", "paper", "place", "describing", "noun")


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of the lexicon. `words` are lower case; `capital` says the text must begin it with a capital."""

    words: tuple[str, ...]
    kind: str
    role: Role
    capital: bool


@dataclass(frozen=True, slots=True)
class Near:
    """Words removed only beside one of `before` or `after`, which go too where `take` is true."""

    kind: str
    before: frozenset[tuple[str, ...]]
    after: frozenset[tuple[str, ...]]
    take: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists. `phrases` by first word, longest first; `near` by word; `triggers` start a closer look."""

    phrases: Mapping[str, tuple[Entry, ...]]
    near: Mapping[str, tuple[Near, ...]]
    empty: frozenset[str]
    names: Mapping[str, frozenset[str]]
    countries: frozenset[str]
    languages: frozenset[str]
    language_things: frozenset[str]
    triggers: frozenset[str]
    soft_triggers: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    identity = _read("identity")
    entries = list(_entries(identity))
    near = _near(identity)
    names = {key: frozenset(_split(value)) for key, value in _read("names").items()}
    empty = frozenset(word for part in _read("frames").values() for word in _split(part["words"]))
    places = _read("places")
    return Lexicon(
        phrases=_by_first_word(entries),
        near=near,
        empty=empty,
        names=names,
        countries=frozenset(_split(places["countries"]["names"])),
        languages=frozenset(_split(places["languages"]["names"])),
        language_things=frozenset(_split(places["languages"]["things"])),
        triggers=_triggers(entries) | near.keys() | _ORIGIN,
        soft_triggers=_triggers(entries, "soft"),
    )


@cache
def grammar(key: str) -> frozenset[str]:
    """A small closed set of words that a rule goes by."""
    return frozenset(_split(_read("grammar")[key]))


def _triggers(entries: list[Entry], *roles: Role) -> frozenset[str]:
    """Of each phrase that may be masked, the longest word: without any of them no phrase can be there."""
    wanted = roles or ("noun", "describing", *STAND_INS)
    return frozenset(max(entry.words, key=len) for entry in entries if entry.role in wanted)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("matchmaker.text").joinpath("lexicon", f"{name}.toml").read_text(encoding="utf-8"))


def _split(text: str) -> list[str]:
    return [phrase for part in text.split(",") if (phrase := " ".join(part.split()))]


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.replace("-", " ").lower().split())


def _entries(identity: Mapping[str, Any]) -> Iterator[Entry]:
    for phrase in _split(identity["stays"]["phrases"]):
        yield Entry(_words(phrase), "", "stays", capital=False)
    for kind, table in identity.items():
        for role in _ROLES:
            for phrase in _split(table.get(role, "")):
                yield Entry(_words(phrase), kind, role, capital=phrase[0].isupper())


def _by_first_word(entries: list[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Longest phrase first; among equals the first written wins, except that a stronger role beats a weaker one."""
    found: dict[str, dict[tuple[str, ...], Entry]] = {}
    strength = {"stays": 9} | {role: rank for rank, role in enumerate(_ROLES)}
    for entry in entries:
        slot = found.setdefault(entry.words[0], {})
        if entry.words not in slot or strength[entry.role] > strength[slot[entry.words].role]:
            slot[entry.words] = entry
    return {word: tuple(sorted(slot.values(), key=lambda entry: -len(entry.words))) for word, slot in found.items()}


def _near(identity: Mapping[str, Any]) -> dict[str, tuple[Near, ...]]:
    found: dict[str, tuple[Near, ...]] = {}
    for kind, table in identity.items():
        for rule in table.get("near", ()):
            before, after = (frozenset(map(_words, _split(rule.get(side, "")))) for side in ("before", "after"))
            for word in _split(rule["words"]):
                found[word] = (*found.get(word, ()), Near(kind, before, after, rule.get("take", False)))
    return found
