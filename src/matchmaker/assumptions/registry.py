"""Every assumption there is, and the flags they raise over a run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from matchmaker.assumptions import checks
from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.flag import Effect, Flag, Severity, Status

CLOSE_LOOK = 2
"""From so many ranks moved, a flag is to be checked."""

_ORDER = (Severity.NOTE, Severity.CHECK, Severity.TALK)


@cache
def all_checks() -> tuple[Check, ...]:
    """All checks, by id: whatever modules stand in ``checks``."""
    names = sorted(module.name for module in iter_modules(checks.__path__))
    found: list[Check] = [import_module(f"{checks.__name__}.{name}").CHECK for name in names]
    return tuple(sorted(found, key=lambda check: check.id))


def flags_of(seen: Seen) -> tuple[Flag, ...]:
    """Every assumption looked at, by id: one flag for each trigger that went off, else one that says it did not."""
    return tuple(flag for check in all_checks() for flag in flags_of_one(check, seen))


def flags_of_one(check: Check, seen: Seen) -> Iterator[Flag]:
    """One assumption's flags, in the order of its own looking."""
    looked = check.look(seen)
    if isinstance(looked, NoData):
        yield _flag(check, Status.NO_DATA, missing=looked.missing)
        return
    none = True
    for found in looked:
        none = False
        yield _flag(check, status_of(found), found)
    if none:
        yield _flag(check, Status.NOT_TRIGGERED)


def status_of(found: Found) -> Status:
    """``fired`` where the re-run matters, could not be made, or power is at stake; else ``checked_no_effect``."""
    effect = found.effect
    if found.power or effect is None or effect.not_rerun is not None or effect.matters:
        return Status.FIRED
    return Status.CHECKED_NO_EFFECT


def severity_of(check: Check, found: Found | None) -> Severity:
    """The base, raised by what the re-run showed (domain D.1)."""
    if found is None or status_of(found) is not Status.FIRED:
        return check.base
    return max(check.base, _by_effect(found.effect), Severity.TALK if found.power else check.base, key=_ORDER.index)


def _by_effect(effect: Effect | None) -> Severity:
    if effect is None:
        return Severity.NOTE
    if effect.top1_changed:
        return Severity.TALK
    return Severity.CHECK if effect.moved >= CLOSE_LOOK or effect.band_changed else Severity.NOTE


def _flag(check: Check, status: Status, found: Found | None = None, missing: tuple[str, ...] = ()) -> Flag:
    looked = found or Found(rule="")
    return Flag(
        id=check.id,
        code=check.code,
        level=check.level,
        status=status,
        severity=severity_of(check, found),
        guide_ref=check.guide_ref,
        subject=looked.subject,
        rule=looked.rule,
        values=looked.values,
        people=looked.people,
        effect=looked.effect,
        missing=missing,
    )
