"""The command line: one file a command. Data goes to files or standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def main() -> None:
    """The console script ``matchmaker``.

    After success the process ends at once: everything is written and closed by then, and taking the loaded model and
    libraries apart, object by object, would take longer than reading the input did.
    """
    from matchmaker.cli.app import run

    try:
        run()
    except SystemExit as end:
        if not end.code:
            with suppress(OSError):  # nobody reads standard output any more: Python's own way out says so
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(0)
        raise
