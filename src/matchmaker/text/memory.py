"""Vectors kept in memory for some minutes: gone with the process, and never on a disk."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock

from matchmaker.text.cache import VectorCache

MOST_BYTES = 200_000_000


class MemoryVectors(VectorCache):
    """A cache without a file: what is older than ``seconds`` is forgotten, and the oldest beyond ``most_bytes`` too.

    A vector is found by the hash of its text, as in the file; whose it is is not noted.
    """

    def __init__(
        self, seconds: float, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(Path())
        self._seconds, self._most, self._clock = seconds, most_bytes, clock
        self._held: OrderedDict[bytes, tuple[float, bytes]] = OrderedDict()
        self._bytes, self._lock = 0, Lock()

    def load(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The bodies of those keys that are still there."""
        with self._lock:
            self._sweep()
            return {key: self._held[key][1] for key in set(keys) if key in self._held}

    def keep(self, bodies: Mapping[bytes, bytes]) -> None:
        """Hold bodies from now on."""
        with self._lock:
            for key, body in bodies.items():
                self._drop(key)
                self._held[key] = (self._clock(), body)
                self._bytes += len(body)
            self._sweep()

    def own(self, owners: Sequence[str], keys: Sequence[bytes]) -> None:
        """Nothing: whose they are is not noted."""

    def owners(self) -> frozenset[str]:
        """Nobody: whose they are is not noted."""
        return frozenset()

    def owned(self, partners: Iterable[str]) -> int:
        """How many ``forget`` would remove: all."""
        return self.count()

    def forget(self, partners: Iterable[str]) -> int:
        """Forget everybody's, since whose they are is not noted; how many went."""
        with self._lock:
            count = len(self._held)
            self._held.clear()
            self._bytes = 0
            return count

    def count(self) -> int:
        """How many are held."""
        with self._lock:
            self._sweep()
            return len(self._held)

    def _drop(self, key: bytes) -> None:
        if key in self._held:
            self._bytes -= len(self._held.pop(key)[1])

    def _sweep(self) -> None:
        oldest = self._clock() - self._seconds
        while self._held:
            key, (since, _) = next(iter(self._held.items()))
            if since > oldest and self._bytes <= self._most:
                return
            self._drop(key)
