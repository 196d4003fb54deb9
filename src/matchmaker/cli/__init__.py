"""The command line: one file a command. Data goes to files or standard output, everything else to standard error."""

from __future__ import annotations


def main() -> None:
    """The console script ``matchmaker``."""
    from matchmaker.cli.app import run

    run()
