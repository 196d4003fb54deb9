"""Processes that a test stops heed the signals that a terminal sends, even where the test's own parent does not."""

from __future__ import annotations

import signal


def as_in_a_terminal() -> None:
    """For ``preexec_fn``: a process begun in the background may have been told to ignore these."""
    for name in ("SIGINT", "SIGHUP", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
