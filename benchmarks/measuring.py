"""Time whole commands in turn, so that a machine that slows down slows everybody down alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over the counted rounds: seconds on the clock and of all cores together; peak memory in MB."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    rounds: int


def _as_at_home() -> dict[str, str]:
    """The environment without the flag that makes Python compile everything again at every start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _once(command: Sequence[str]) -> tuple[float, float, float]:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_as_at_home())
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.stderr.write(errors.decode(errors="replace"))
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int = 5) -> dict[str, Measured]:
    """Run each command ``rounds`` times after one round that does not count, A B A B …"""
    seen: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            measured = _once(command)
            if number:
                seen[name].append(measured)
    return {
        name: Measured(
            seconds=statistics.median(seconds for seconds, _, _ in runs),
            cpu_seconds=statistics.median(cpu for _, cpu, _ in runs),
            peak_mb=max(peak for _, _, peak in runs),
            rounds=rounds,
        )
        for name, runs in seen.items()
    }
