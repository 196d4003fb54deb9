"""Runs take turns: a few at once, some waiting, the rest refused at once, so that no crowd slows everybody down."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from threading import Event, Lock
from typing import ParamSpec, TypeVar

from matchmaker.domain.problem import MatchmakerError, OutsideFailure, Problem
from matchmaker.matching.engine import Progress

P = ParamSpec("P")
T = TypeVar("T")


class Busy(OutsideFailure):
    """Too many runs are waiting; nothing was begun."""


class Stopped(MatchmakerError):  # noqa: N818 - it names what happened
    """Somebody stopped the run, or it took too long."""


class RunQueue(Executor):
    """``at_once`` runs side by side and ``waiting`` more in line; :meth:`submit` raises :class:`Busy` beyond that."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self.at_once, self.waiting = at_once, waiting
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="run")
        self._lock, self._held = Lock(), 0

    @property
    def held(self) -> int:
        """How many runs are being made or wait."""
        return self._held

    def submit(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Begin a piece of work when its turn comes."""
        with self._lock:
            if self._held >= self.at_once + self.waiting:
                raise Busy(Problem.of("service_busy"))
            self._held += 1
        try:
            future = self._pool.submit(work, *args, **kwargs)
        except RuntimeError:  # it was shut down meanwhile
            self._leave()
            raise Busy(Problem.of("service_busy")) from None
        future.add_done_callback(lambda _: self._leave())
        return future

    def _leave(self) -> None:
        with self._lock:
            self._held -= 1

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more; what waits is dropped with ``cancel_futures``."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


def stoppable(stop: Event, watch: Progress | None = None) -> Progress:
    """Progress that ends the run at its next step once ``stop`` is set, with :class:`Stopped`."""

    def show(what: str, done: int, total: int) -> None:
        if stop.is_set():
            raise Stopped(Problem.of("run_stopped"))
        if watch:
            watch(what, done, total)

    return show
