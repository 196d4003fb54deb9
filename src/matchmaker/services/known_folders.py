"""Which folders of this computer hold runs or vectors, so that somebody can be forgotten in all of them. Paths only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_state_path

LIST = "folders.txt"


def _list_file() -> Path:
    state = os.environ.get("MATCHMAKER_STATE")
    return (Path(state) if state else user_state_path("matchmaker", appauthor=False)) / LIST


def known_folders() -> Sequence[Path]:
    """The folders with runs or kept vectors that are still there, in the order in which they were first written."""
    try:
        lines = _list_file().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [Path(line) for line in lines if line and Path(line).is_dir()]


def remember(folder: Path) -> None:
    """Add a folder to the list, once. A computer that allows no such list still gets its results."""
    path = str(folder.resolve())
    if path in map(str, known_folders()):
        return
    try:
        _list_file().parent.mkdir(parents=True, exist_ok=True)
        with _list_file().open("a", encoding="utf-8") as known:
            known.write(path + "\n")
    except OSError:
        return
