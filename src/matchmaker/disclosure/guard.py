"""Two reports on nearly the same people show by their difference what neither shows alone.

A report is remembered as keyed hashes of its people and what was known of them, stage by stage. Without the key, kept
apart in a file that only its owner may read, a hash says nothing; with it, it says no more than the input did. Whoever
keeps the record (not this module) keeps the key as it keeps the input, and drops records older than ``DAYS``.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from matchmaker.disclosure.policy import Policy

DAYS = 30
"""How long a report is held beside later ones."""

HASH_BYTES = 12
LEAST_KEY = 16


@dataclass(frozen=True, slots=True)
class Remembered:
    """One report that was made: the day, and for each view (such as a stage) the hashes of the people in it."""

    made_on: date
    views: Mapping[str, frozenset[str]] = field(repr=False)


def fingerprint_of(key: bytes, partner_id: str, known: Sequence[str]) -> str:
    """One person and everything counted about them, as 24 hexadecimal digits.

    A person whose answer has changed counts as another: the difference of two reports would show the change.
    Raises ``ValueError`` for a key of under 16 bytes.
    """
    if len(key) < LEAST_KEY:
        raise ValueError("the key must have at least 16 bytes")
    text = "\x1e".join((partner_id, *known)).encode()
    return hmac.new(key, text, hashlib.sha256).digest()[:HASH_BYTES].hex()


def remember(key: bytes, made_on: date, views: Mapping[str, Iterable[tuple[str, Sequence[str]]]]) -> Remembered:
    """The record of a report. ``views``: who is in each view, as an id and everything counted about that person."""
    return Remembered(
        made_on,
        {
            name: frozenset(fingerprint_of(key, partner_id, known) for partner_id, known in people)
            for name, people in views.items()
        },
    )


def too_alike(now: Remembered, earlier: Iterable[Remembered], policy: Policy) -> tuple[str, ...]:
    """The views of a report that must not be given out, in order of name: those that differ from an earlier one of the
    last 30 days by somebody, but by fewer people than the policy shows. The very same people are no difference, and
    views of so few people that nothing is broken down for them show none.
    """
    since = now.made_on - timedelta(days=DAYS)
    recent = [record for record in earlier if since <= record.made_on <= now.made_on]
    return tuple(
        sorted(
            name
            for name, people in now.views.items()
            if any(_nearly(people, other, policy) for record in recent for other in record.views.values())
        )
    )


def _nearly(people: frozenset[str], other: frozenset[str], policy: Policy) -> bool:
    if min(len(people), len(other)) < policy.least_people:
        return False
    gone, come = len(other - people), len(people - other)
    return 0 < gone <= policy.largest_hidden or 0 < come <= policy.largest_hidden
