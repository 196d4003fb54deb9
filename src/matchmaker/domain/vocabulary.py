"""The controlled words of a programme. They are data (TOML), so that people can change them without code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Perspective:
    """A perspective that somebody may bring and a purpose may need."""

    id: str
    name: str
    family: str
    sensitive: bool = False
    parent: str | None = None


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Every word list that the rest of the program looks things up in.

    ``tags`` maps a tag of ``seeks`` and ``offers`` to its family; ``values`` and the kinds map an id to the words
    shown. ``linked_systems`` and ``minutes_between`` are keyed by unordered pairs.
    """

    version: str
    tags: Mapping[str, str]
    tag_names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    patient_kinds: Mapping[str, str] = field(default_factory=dict)
    professional_kinds: Mapping[str, str] = field(default_factory=dict)
    will_evidence: Mapping[str, str] = field(default_factory=dict)
    access_needs: Mapping[str, str] = field(default_factory=dict)
    engagement_bases: Mapping[str, str] = field(default_factory=dict)
    relational: Mapping[str, str] = field(default_factory=dict)
    leadership: Mapping[str, str] = field(default_factory=dict)
    perspectives: Mapping[str, Perspective] = field(default_factory=dict)
    linked_systems: frozenset[tuple[str, str]] = frozenset()
    minutes_between: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def are_linked(self, system_a: str, system_b: str) -> bool:
        """Whether two different local systems are written down as working together."""
        return _pair(system_a, system_b) in self.linked_systems

    def minutes(self, area_a: str, area_b: str) -> int | None:
        """Minutes of travel between two areas; ``None`` where nobody wrote them down."""
        return 0 if area_a == area_b else self.minutes_between.get(_pair(area_a, area_b))
