"""What every command shares at its edge: errors in words, and progress on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from matchmaker.domain.problem import MatchmakerError
from matchmaker.explain.messages import place_of, say_problem

SECONDS_BETWEEN_LINES = 10.0
SECONDS_BETWEEN_UPDATES = 0.2


def say(text: str) -> None:
    """A line of progress or a message, on standard error."""
    sys.stderr.write(text + "\n")


def report_error(error: MatchmakerError) -> int:
    """Put every problem of an error in words, on standard error; returns the exit code."""
    for problem in error.problems:
        place = place_of(problem)
        say(f"{place}: {say_problem(problem)}" if place else say_problem(problem))
    if len(error.problems) > 1:
        say(f"{len(error.problems)} problems. Nothing was written.")
    return error.exit_code


def watcher(quiet: bool) -> Callable[[str, int, int], None]:
    """Progress for people: one line that moves on a terminal, a line every ten seconds elsewhere, none if quiet."""
    if quiet:
        return lambda what, done, total: None
    moving = sys.stderr.isatty()
    last = [time.monotonic()]

    def show(what: str, done: int, total: int) -> None:
        now, ended = time.monotonic(), done >= total
        if moving and (ended or now - last[0] >= SECONDS_BETWEEN_UPDATES):
            sys.stderr.write(f"\r\x1b[K{what}: {done:,} of {total:,}" + ("\n" if ended and total > 1 else ""))
            sys.stderr.flush()
            last[0] = now
        elif not moving and now - last[0] >= SECONDS_BETWEEN_LINES:
            say(f"{what}: {done:,} of {total:,}")
            last[0] = now

    return show
