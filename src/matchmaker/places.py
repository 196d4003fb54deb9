"""Where the files that travel with the program are: weight sets and the text blend."""

from __future__ import annotations

from pathlib import Path


def shipped_models() -> Path:
    """The ``models`` folder: of the checkout when running from one, else the one inside the installed package."""
    installed = Path(__file__).parent / "_models"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "models"
