"""Which folders of this computer hold runs or vectors, so that somebody can be forgotten in all of them. Paths only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_state_path

LIST = "folders.txt"


def state_folder() -> Path:
    """Where this computer keeps what the program remembers between commands; it may not be there yet."""
    state = os.environ.get("MATCHMAKER_STATE")
    return Path(state) if state else user_state_path("matchmaker", appauthor=False)


def _list_file() -> Path:
    return state_folder() / LIST


def known_folders() -> Sequence[Path]:
    """The folders with runs or kept vectors that are still there, in the order in which they were first written."""
    return [Path(line) for line in _lines() if Path(line).is_dir()]


def _lines() -> Sequence[str]:
    try:
        return [line for line in _list_file().read_text(encoding="utf-8").splitlines() if line]
    except FileNotFoundError:
        return []


def remember(folder: Path) -> bool:
    """Add a folder to the list, once; whether it is in it. A computer that allows no list still gets its results."""
    path = str(folder.resolve())
    try:
        if path in _lines():
            return True
        _list_file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _list_file().open("a", encoding="utf-8") as known:
            known.write(path + "\n")
        _list_file().chmod(0o600)
    except OSError:
        return False
    return True
