"""Runs that leave nothing behind: a cohort in, a run out, the vectors gone with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from matchmaker import pipeline
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Side
from matchmaker.domain.problem import MatchmakerError, Problem
from matchmaker.domain.weights import WeightSet
from matchmaker.matching.engine import Progress
from matchmaker.matching.run import Options, Run
from matchmaker.pipeline import silent
from matchmaker.services.runs import weights_of
from matchmaker.text import TextModel, open_text_model
from matchmaker.text.memory import MemoryVectors

MOST_PLACES = 200_000
"""List places that one answer holds: with their lines about half a gigabyte of JSON, written as it is read."""


class TooMuch(MatchmakerError):  # noqa: N818 - it names what happened
    """More than one request should hold; the problem names the command to use instead."""


@dataclass(frozen=True)
class StatelessRuns:
    """Makes runs with one text model, kept ready. ``most_people`` is for each side.

    ``vectors_minutes``: how long vectors stay in memory after a run; 0 keeps none.
    """

    most_people: int
    weights_file: Path | None = None
    vectors_minutes: int = 0

    @cached_property
    def vectors(self) -> MemoryVectors | None:
        """The vectors that are still in memory, if any are kept."""
        return MemoryVectors(60 * self.vectors_minutes) if self.vectors_minutes else None

    @cached_property
    def weights(self) -> WeightSet:
        """The weight set of runs that name none."""
        return weights_of(self.weights_file)

    @cached_property
    def model(self) -> TextModel:
        """The text model. Raises ``OutsideFailure`` where its files are missing or altered."""
        return open_text_model()

    def make_ready(self) -> None:
        """Load and verify everything that a run needs, so that the first one is as quick as the next."""
        _ = self.weights, self.model.encoder, self.model.rarity

    def make(
        self, cohort: Cohort, options: Options, *, weights: WeightSet | None = None, progress: Progress = silent
    ) -> Run:
        """Rank candidates. Raises :class:`TooMuch` before anything is read, then as :func:`pipeline.match`."""
        self.refuse_too_much(cohort, options)
        model = None if options.no_text else self.model
        return pipeline.match(
            cohort, weights or self.weights, options, model=model, cache=self.vectors, progress=progress
        )

    def refuse_too_much(self, cohort: Cohort, options: Options) -> None:
        """Raise :class:`TooMuch` for more people or longer lists than one request should hold."""
        sides = {
            side: sum(p.side in (side, Side.EITHER) for p in cohort.partners)
            for side in (Side.PATIENT, Side.PROFESSIONAL)
        }
        problems = [
            Problem.of("cohort_too_large", side=side.value, count=count, most=self.most_people)
            for side, count in sides.items()
            if count > self.most_people
        ]
        owners = 1 if options.for_side == "pair" else sum(sides.values())
        if not problems and owners * options.top > MOST_PLACES:
            problems = [Problem.of("lists_too_long", count=owners * options.top, most=MOST_PLACES)]
        if problems:
            raise TooMuch(problems)
