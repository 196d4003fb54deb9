"""The made-up people that travel with the program, to try the page with."""

from __future__ import annotations

from pathlib import Path

from matchmaker.console.desk import Held

SLOT_OF = {"patients.csv": "patient", "professionals.csv": "professional"}
SAMPLES = ("collaborative-pairs", "two-lists")
LEFT = ("SOURCE.md",)


def shipped_fixtures() -> Path:
    """The fixtures: of the checkout when running from one, else those inside the installed package."""
    installed = Path(__file__).parents[1] / "_fixtures"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "data" / "fixtures"


def sample(name: str) -> list[Held]:
    """The files of one fixture, as if somebody had chosen them. ``KeyError`` for a name that is none of ours."""
    if name not in SAMPLES:
        raise KeyError(name)
    found = sorted(path for path in (shipped_fixtures() / name).iterdir() if path.name not in LEFT)
    return [Held(path.name, SLOT_OF.get(path.name, "tables"), path.read_bytes()) for path in found]
