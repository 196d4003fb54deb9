"""Files that this computer keeps for itself between commands: its key, and text that only its owner may read."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from matchmaker.domain.problem import OutsideFailure, Problem
from matchmaker.services.known_folders import state_folder

KEY = "key"
KEY_BYTES = 32
CLOSED_FOLDER, CLOSED_FILE = 0o700, 0o600


def local_key() -> bytes:
    """The key by which this computer hashes what it remembers: made at random on first use, never changed.

    Raises :class:`OutsideFailure` where it can neither be read nor made.
    """
    path = state_folder() / KEY
    with suppress(FileExistsError):
        _once(path, secrets.token_bytes(KEY_BYTES))
    try:
        key = path.read_bytes()
    except OSError:
        raise _unusable(path) from None
    if len(key) != KEY_BYTES:
        raise _unusable(path)
    return key


def write_closed(path: Path, text: str) -> None:
    """Write a file of this computer's own, whole or not at all; raises :class:`OutsideFailure` where it cannot be."""
    try:
        aside = _aside(path, text.encode())
        aside.replace(path)
    except OSError:
        raise _unusable(path) from None


def _once(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; two commands at once leave one of them."""
    if path.exists():
        return
    try:
        aside = _aside(path, content)
        try:
            os.link(aside, path)
        finally:
            aside.unlink()
    except FileExistsError:
        raise
    except OSError:
        raise _unusable(path) from None


def _aside(path: Path, content: bytes) -> Path:
    path.parent.mkdir(mode=CLOSED_FOLDER, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(CLOSED_FILE)
    return Path(name)


def _unusable(path: Path) -> OutsideFailure:
    return OutsideFailure(Problem.of("memory_unusable", file=str(path)))
