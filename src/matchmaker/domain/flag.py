"""An assumption flag: something that we may be taking for granted, held against a re-run in which it is false.

Flags are about our own process, never about a person's worth (domain D). They are data here; their words, one place
for each, are in ``explain``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from matchmaker.domain.assumption import Value


class Level(StrEnum):
    """What a flag is about: one pairing, one person's list, the whole run, the pool, or a partnership."""

    PAIR = "pair"
    LIST = "list"
    RUN = "run"
    POOL = "pool"
    PARTNERSHIP = "partnership"


class Status(StrEnum):
    """``checked_no_effect``: triggered, and the re-run changes nothing that matters."""

    FIRED = "fired"
    CHECKED_NO_EFFECT = "checked_no_effect"
    NOT_TRIGGERED = "not_triggered"
    NO_DATA = "no_data"


class Severity(StrEnum):
    """``check``: a rank moves by two or a band edge is crossed; ``talk``: a first place changes, or rights."""

    NOTE = "note"
    CHECK = "check"
    TALK = "talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a flag is about: the owner of a list (``side``: patient or professional), a pairing, or the run (neither).

    For a pairing, ``owner`` is the patient-side id and ``candidate`` the professional-side one.
    """

    owner: str | None = None
    side: str | None = None
    candidate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a true re-run with the assumption made false changed on one list (or for one pairing).

    Ranks and scores (points) are of the list's first place, or of the pairing that the flag is about; ``None`` where
    it is out of play. ``tau``: Kendall's tau-b of the order of the places shown. ``shut_out``: how many people could
    be on the list only without the assumption. ``unnamed``: how many of the first three would be others, where saying
    who would tell what somebody declared. ``not_rerun`` names why a re-run could not be made, as a code.
    """

    method: str
    rank_before: int | None = None
    rank_after: int | None = None
    score_before: float | None = None
    score_after: float | None = None
    top1_changed: bool = False
    top3_in: tuple[str, ...] = ()
    top3_out: tuple[str, ...] = ()
    band_changed: bool = False
    unnamed: int = 0
    tau: float | None = None
    shut_out: int = 0
    not_rerun: str | None = None

    @property
    def matters(self) -> bool:
        """Whether a first place, a top three or a band changes."""
        return self.top1_changed or bool(self.top3_in or self.top3_out or self.unnamed) or self.band_changed

    @property
    def moved(self) -> int:
        """By how many ranks; a place lost altogether counts as two."""
        if self.rank_before is None or self.rank_after is None:
            return 0 if self.rank_before == self.rank_after else 2
        return abs(self.rank_after - self.rank_before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One assumption, looked at. ``values`` fill its sentences: numbers, ids and vocabulary words, never free text.

    ``people`` are the ids that the evidence speaks of. ``missing`` names the fields that were needed (``no_data``).
    ``count``: on how many lists or pairings it is so, where one flag speaks for all of them.
    """

    id: str
    code: str
    level: Level
    status: Status
    severity: Severity
    guide_ref: str
    subject: Subject = field(default_factory=Subject)
    rule: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    effect: Effect | None = None
    missing: tuple[str, ...] = ()
    count: int = 1
