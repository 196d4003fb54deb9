"""What the parts of the service share: its settings, the runs it can make, the queue they take turns in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from time import perf_counter
from typing import TypeVar

from threadpoolctl import threadpool_limits

from matchmaker.api.record import RUN_SECONDS, RUNS, RUNS_HELD
from matchmaker.domain.problem import MatchmakerError
from matchmaker.matching.engine import Progress
from matchmaker.services.run_queue import RunQueue, Stopped, stoppable
from matchmaker.services.stateless import StatelessRuns
from matchmaker.settings import Settings

T = TypeVar("T")


@dataclass(slots=True)
class Service:
    """``ready`` is false until the model is loaded and verified; ``trouble`` says what is missing, if anything."""

    settings: Settings
    runs: StatelessRuns
    queue: RunQueue
    ready: bool = False
    trouble: MatchmakerError | None = None
    ending: Event = field(default_factory=Event)

    def open(self) -> None:
        """Be there for requests, at once: also when started again in the same process."""
        if self.ending.is_set():
            self.queue = RunQueue(self.settings.runs_at_once, self.settings.runs_waiting)
            self.ending.clear()
        RUNS_HELD.set_function(lambda: self.queue.held)

    def begin(self) -> None:
        """Load and verify the model. One matrix thread for each run: runs are what is done side by side here."""
        threadpool_limits(1, user_api="blas")
        try:
            self.runs.make_ready()
            self.ready = True
        except MatchmakerError as error:
            self.trouble = error

    def end(self) -> None:
        """Drop what waits and have what runs stop at its next step."""
        self.ending.set()
        self.queue.shutdown(wait=False, cancel_futures=True)

    def measured(self, work: Callable[[Progress], T], stop: Event, watch: Progress | None = None) -> T:
        """Do a piece of work that can be stopped, and count how it ended. For a thread of the queue."""
        progress = stoppable(stop, stoppable(self.ending, watch))
        began, outcome = perf_counter(), "failed"
        try:
            result = work(progress)
            outcome = "done"
            return result
        except Stopped:
            outcome = "stopped"
            raise
        except MatchmakerError:
            outcome = "refused"
            raise
        finally:
            RUNS.labels(outcome).inc()
            RUN_SECONDS.observe(perf_counter() - began)
