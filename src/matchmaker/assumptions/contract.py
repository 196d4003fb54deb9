"""What an assumption is made of. A new one is one file in ``checks`` with a :class:`Check`, and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from matchmaker.assumptions.seen import Seen
from matchmaker.domain.assumption import Value
from matchmaker.domain.flag import Effect, Level, Severity, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A trigger that went off. ``rule`` picks the sentence that says why, ``values`` fill it (never free text).

    ``effect`` is the re-run; ``None`` only where domain D.2 names none. ``power``: about rights or power, always shown.
    """

    rule: str
    subject: Subject = field(default_factory=Subject)
    values: Mapping[str, Value] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    effect: Effect | None = None
    power: bool = False


@dataclass(frozen=True, slots=True)
class NoData:
    """The trigger cannot be looked at: these fields (``file.column``) are not in the input."""

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One assumption. ``base`` is its severity before the re-run says more; ``reads`` names the fields it looks at."""

    id: str
    code: str
    level: Level
    base: Severity
    guide_ref: str
    reads: tuple[str, ...]
    look: Callable[[Seen], Iterable[Found] | NoData]
