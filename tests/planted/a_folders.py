"""Made-up input folders with something planted in them, from plain cells. Nothing here knows how a trigger works."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

Row = dict[str, str]
Tables = dict[str, list[Row]]

TODAY = date(2026, 11, 25)
"""The day on which every planted run is asked for."""

VALUES = ("kindness", "evidence", "take_time", "share_decisions", "open_to_change")
SKILLS = ("lived_experience", "budget", "research_skills", "facilitation", "storytelling", "data_evidence")
SLOTS = ("mon_am", "tue_pm", "wed_am", "thu_pm", "fri_am")


@dataclass(frozen=True)
class Planted:
    """An input and what must come of it: the ``status`` of the assumption, by this ``rule`` where one is named."""

    name: str
    tables: Tables
    status: str = "fired"
    rule: str | None = None
    weights: Mapping[str, object] = field(default_factory=dict)
    for_side: str = "both"
    top: int = 5
    reads_texts: bool = False

    def written(self, folder: Path) -> Path:
        """The folder with the tables as CSV files."""
        for table, rows in ((table, rows) for table, rows in self.tables.items() if rows):
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="")
                writer.writeheader()
                writer.writerows(rows)
        return folder


def _turned(words: Sequence[str], start: int, count: int) -> str:
    return ";".join(words[(start + step) % len(words)] for step in range(count))


def person(side: str, number: int, *, alike: bool = False) -> Row:
    """Somebody made up. ``alike``: they differ from others of their side in nothing but their id."""
    turn = 0 if alike else number
    patient = side == "patient"
    return {
        "id": f"{'P' if patient else 'H'}{number}",
        "side": side,
        "kind": "service_user" if patient else ("nurse_leader", "pharmacist", "manager")[turn % 3],
        "organisation": "" if patient else ("Sandmoor Trust", "Calder Clinic")[turn % 2],
        "grade_band": "" if patient else ("7", "8a")[turn % 2],
        "local_system": ("Aldermere", "Tidewater", "Harrowdown")[turn % 3],
        "experience_text": "I have been in and out of the clinic for years and nobody ever told me what comes next.",
        "purpose_achieve": "People leave the ward knowing whom to ring and what their tablets are for.",
        "purpose_how": "We talk before we write, and we both keep the notes.",
        "seeks": _turned(SKILLS, turn * (2 if patient else 3), 2),
        "offers": _turned(SKILLS, turn * (5 if patient else 2), 2),
        "values": _turned(VALUES, turn * (1 if patient else 2), 2 + turn % 2),
        "slots": _turned(SLOTS, turn * (3 if patient else 1), 2),
    }


CHALLENGE: Row = {
    "id": "C1",
    "title": "Home with a plan",
    "text": "People leave hospital with a plan that they helped to write, and with somebody to ring.",
    "authored_by_sides": "patient;professional",
    "owner": "Programme office",
    "starts": "2026-12-01",
    "ends": "2027-11-30",
    "local_system": "Aldermere",
    "is_local": "yes",
    "importance_to_system": "4",
    "importance_evidence": "One in seven is back within a month.",
    "sponsor": "Chief nurse",
    "sponsor_kind": "interest_and_support",
    "sponsor_cadence_days": "60",
    "sponsor_last_contact": "2026-11-02",
    "pathway": "mixed",
}
"""A challenge of which nothing is missing."""

WHY = "Only they know what it is like to leave at night."


def need(perspective: str, importance: int = 2, why: str = WHY, **more: str) -> Row:
    """A need with its reason, by both sides, unless told otherwise."""
    row = {"challenge_id": "C1", "perspective": perspective, "importance": str(importance), "why": why}
    return row | {"proposed_by_side": "patient", "agreed_by_sides": "patient;professional", "conditions": ""} | more


def brings(partner: str, perspective: str, basis: str = "direct", use: str = "yes") -> Row:
    """What somebody declares."""
    return {"partner_id": partner, "perspective": perspective, "basis": basis, "use_for_matching": use}


def tables(
    people: int = 6, *, alike: bool = False, challenge: Mapping[str, str] | None = None, **more: list[Row]
) -> Tables:
    """A whole input: so many people a side, a challenge (``challenge`` changes cells of it) and further tables."""
    both = [person(side, n, alike=alike) for side in ("patient", "professional") for n in range(1, people + 1)]
    return {"partners": both, "challenges": [CHALLENGE | dict(challenge or {})], **more}


def with_cells(made: Tables, who: str, **cells: str) -> Tables:
    """The same input with other cells of the people whose id begins with ``who``."""
    changed = deepcopy(made)
    for row in changed["partners"]:
        if row["id"].startswith(who):
            row.update(cells)
    return changed
