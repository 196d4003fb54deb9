"""What the page holds for its visitors: in memory alone, under a random id, for some minutes."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.console.reading import Look
    from matchmaker.console.work import Work

ID_BYTES = 32
"""256 bits: nobody finds another visitor's files by trying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one service holds. Sizes in bytes, times in minutes; ``most_people`` is for each side of a run.

    With ``https`` (spoken by a proxy in front, too) the cookie is only ever sent over it.
    """

    kept_minutes: int = 30
    most_bytes: int = 50_000_000
    most_files: int = 10
    most_visits: int = 100
    most_bytes_of_all: int = 500_000_000
    most_people: int = 5000
    https: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A file that was given. ``slot`` is the field it came by: patient, professional, or tables."""

    name: str
    slot: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that the page has to say about the last step: a code of its words, and where it is to be mended."""

    code: str
    at: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(slots=True)
class Choices:
    """What somebody chose: who is in a single file, what (file, column) is read as, the challenge, whom to answer."""

    role: str | None = None
    columns: dict[tuple[str, str], str] = field(default_factory=dict)
    challenge: str | None = None
    contact: str | None = None


@dataclass(slots=True)
class Visit:
    """One visitor's desk. ``token`` has to come back with every form."""

    key: str = field(repr=False)
    token: str = field(repr=False)
    seen: float
    files: list[Held] = field(default_factory=list)
    choices: Choices = field(default_factory=Choices)
    troubles: list[Trouble] = field(default_factory=list)
    look: Look | None = field(default=None, repr=False)
    work: Work | None = field(default=None, repr=False)
    made_up: bool = False
    lock: RLock = field(default_factory=RLock, repr=False)

    @property
    def size(self) -> int:
        """Bytes held for this visitor: their files and what was made of them."""
        answer = self.work.answer if self.work else None
        made = sum(map(len, answer.everything.values())) if answer else 0
        return sum(len(held.content) for held in self.files) + made

    def in_slot(self, slot: str) -> Held | None:
        """The file of one of the two named fields."""
        return next((held for held in self.files if held.slot == slot), None)

    def changed(self) -> None:
        """The files or choices are others now: what was read and made of the earlier ones goes."""
        if self.work:
            self.work.stop()
        self.look, self.work = None, None

    def told(self) -> list[Trouble]:
        """The troubles of the last step, once."""
        troubles, self.troubles = self.troubles, []
        return troubles


class DeskFullError(Exception):
    """There is no room for another visitor or another file just now."""


class Desk:
    """Every visitor's desk. Visits end after ``kept_minutes`` without a page being opened."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self._clock = clock
        self._visits: dict[str, Visit] = {}
        self._lock = Lock()

    def begin(self) -> Visit:
        """A new, empty desk. :class:`DeskFullError` where there are too many already."""
        self.sweep()
        visit = Visit(secrets.token_urlsafe(ID_BYTES), secrets.token_urlsafe(ID_BYTES), self._clock())
        with self._lock:
            if len(self._visits) >= self.limits.most_visits:
                raise DeskFullError
            self._visits[visit.key] = visit
        return visit

    def find(self, key: str | None) -> Visit | None:
        """The visit with this id, which is thereby kept for longer; ``None`` once it is gone."""
        self.sweep()
        with self._lock:
            visit = self._visits.get(key or "")
            if visit:
                visit.seen = self._clock()
        return visit

    def end(self, visit: Visit) -> None:
        """Forget everything about a visit, and stop what is being worked out for it."""
        with self._lock:
            self._visits.pop(visit.key, None)
        _clear(visit)

    def room_for(self, more: int) -> bool:
        """Whether this many bytes more can be held for all visitors together."""
        with self._lock:
            held = sum(visit.size for visit in self._visits.values())
        return held + more <= self.limits.most_bytes_of_all

    def sweep(self) -> None:
        """End the visits that nobody came back to."""
        oldest = self._clock() - 60 * self.limits.kept_minutes
        with self._lock:
            gone = [visit for visit in self._visits.values() if visit.seen < oldest]
            for visit in gone:
                del self._visits[visit.key]
        for visit in gone:
            _clear(visit)

    def end_all(self) -> None:
        """Forget everybody, as the service stops."""
        with self._lock:
            gone = list(self._visits.values())
            self._visits.clear()
        for visit in gone:
            _clear(visit)

    def __len__(self) -> int:
        return len(self._visits)


def _clear(visit: Visit) -> None:
    visit.changed()
    visit.files.clear()
    visit.choices = Choices()


def same_token(visit: Visit, token: str) -> bool:
    """Whether a form's token is this visit's, compared in constant time."""
    return hmac.compare_digest(visit.token.encode(), token.encode())
