"""How far everybody came, from the lists of a run and from a programme's own record (``stages.csv``).

``stages.csv`` has a row for each person who came further than a list: ``partner_id``, ``stage`` (the furthest of
``invited``, ``both_yes``, ``working``, ``still_working``; the steps before it are taken as passed) and, if a programme
keeps them, ``level`` (where in the organisation the work is anchored) and ``development_hours`` (hours of leadership
development taken up). Without a record every later step is *not known*, which is not *nobody*.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.monitoring import STAGES, Stage, StageRecord


@dataclass(frozen=True, slots=True)
class Steps:
    """``stages`` that are known, first to last, and for each person (n,) the place of the last one they reached."""

    stages: tuple[Stage, ...]
    reached: NDArray[np.int64]
    assumptions: tuple[Assumption, ...] = ()

    def of(self, places: NDArray[np.int64]) -> Steps:
        """The same steps for some of the people."""
        return Steps(self.stages, self.reached[places], self.assumptions)

    def without(self, stages: Collection[str]) -> Steps:
        """The same steps with some left out (never the pool), and that said."""
        kept = [place for place, stage in enumerate(self.stages) if place == 0 or stage not in stages]
        reached = np.searchsorted(np.array(kept), self.reached, side="right") - 1
        lost = (stage for stage in self.stages[1:] if stage in stages)
        said = (Assumption.of("stage_too_like_another", stage=stage.value) for stage in lost)
        return Steps(tuple(self.stages[place] for place in kept), reached, (*self.assumptions, *said))

    @property
    def not_known(self) -> tuple[Stage, ...]:
        """The stages about which nothing was given."""
        return tuple(stage for stage in STAGES if stage not in self.stages)


def steps_of(ids: Sequence[str], shown: Collection[str] | None, records: Sequence[StageRecord]) -> Steps:
    """The steps of the people of a pool. ``shown``: the ids on any list, ``None`` where there are no lists.

    Stages are known up to the furthest that anybody is recorded at. Somebody recorded at a later step counts as having
    been on a list, and that is said; people who are not in the pool are left out, and that is said too.
    """
    place_of = {one: place for place, one in enumerate(ids)}
    furthest = np.zeros(len(ids), np.int64)
    lists = frozenset(shown or ())
    listed = np.fromiter((one in lists for one in ids), bool, len(ids))
    furthest[listed] = STAGES.index(Stage.SHOWN)
    assumed = []
    last = STAGES.index(Stage.SHOWN) if shown is not None else 0
    inside = [record for record in records if record.partner_id in place_of]
    if len(inside) < len(records):
        assumed.append(Assumption.of("stages_not_in_pool"))
    for record in inside:
        place, step = place_of[record.partner_id], STAGES.index(record.stage)
        furthest[place], last = max(int(furthest[place]), step), max(last, step)
    if shown is not None and any(not listed[place_of[r.partner_id]] and r.stage != Stage.POOL for r in inside):
        assumed.append(Assumption.of("stages_without_list"))
    known = tuple(s for s in STAGES[: last + 1] if s is not Stage.SHOWN or shown is not None)
    if shown is None:
        furthest = np.maximum(furthest - 1, 0)
    return Steps(known, furthest, tuple(assumed))
