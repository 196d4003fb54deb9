"""One run being made for a visitor: how far it has come, how to stop it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from matchmaker.domain.problem import MatchmakerError, Problem
from matchmaker.matching.engine import Progress
from matchmaker.report.data import ReportData
from matchmaker.services.run_queue import Stopped

if TYPE_CHECKING:
    from matchmaker.api.service import Service


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a run: the report's data to look at, the files to keep, by name, and a letter to each person."""

    data: ReportData = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    letters: Mapping[str, bytes] = field(repr=False)

    @property
    def everything(self) -> dict[str, bytes]:
        """All files as one folder would hold them."""
        return {**self.files, **{f"letters/{name}": content for name, content in self.letters.items()}}


MakeAnswer = Callable[[Progress], Answer]


@dataclass(slots=True)
class Work:
    """``state`` is waiting, running, done, failed or stopped; the run is at ``stage``, ``done`` of ``total``."""

    state: str = "waiting"
    stage: str = ""
    done: int = 0
    total: int = 0
    answer: Answer | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()
    _stop: Event = field(default_factory=Event, repr=False)
    _future: Future[None] | None = field(default=None, repr=False)

    @classmethod
    def begin(cls, make: MakeAnswer, service: Service) -> Work:
        """Queue a run beside those of the API. Raises ``Busy`` where too many wait already."""
        work = cls()
        work._future = service.queue.submit(work._make, make, service)
        return work

    def stop(self) -> None:
        """Stop at the next step, or do not begin. What was made is forgotten."""
        self._stop.set()
        if self._future and self._future.cancel():
            self.state = "stopped"
        self.answer = None

    def _make(self, make: MakeAnswer, service: Service) -> None:
        self.state, longest = "running", service.settings.run_seconds
        began = monotonic()

        def watch(stage: str, done: int, total: int) -> None:
            self.stage, self.done, self.total = stage, done, total
            if monotonic() - began > longest:
                raise MatchmakerError(Problem.of("run_too_slow", seconds=longest))

        try:
            answer = service.measured(make, self._stop, watch)
            self.answer, self.state = answer, "done"
        except Stopped:
            self.state = "stopped"
        except MatchmakerError as error:
            self.problems, self.state = error.problems, "failed"
        except Exception:  # whatever it was, its text may hold somebody's words: it goes nowhere
            self.problems, self.state = (Problem.of("unforeseen"),), "failed"
        if self._stop.is_set():
            self.answer, self.state = None, "stopped"
