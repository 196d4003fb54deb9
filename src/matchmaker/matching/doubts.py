"""How far what we know of people could be off: texts that say little, levels that could be the next (domain C.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Partner, WeightedTag
from matchmaker.matching.criteria.will import FULL_EVIDENCE
from matchmaker.matching.engine import Table
from matchmaker.matching.features import Features, Setting, offer_rows, setting_of
from matchmaker.matching.pool import Pool
from matchmaker.text import TextIndex

Floats = NDArray[np.float64]

SPREADS: Final = ((60, 0.05), (40, 0.09), (0, 0.13))
"""From so many words on, the spread of a text's closeness: measured by adding a sentence, and by leaving one out."""

LEAST_LEVEL, MOST_LEVEL = 1, 3


@dataclass(frozen=True, slots=True)
class Side:
    """One side's people, n of them: ``spread`` (n,) of their texts' closeness, and their features with every rubric
    one level lower and one level higher. At the end of a scale both are the one level that is left to move to."""

    spread: Floats
    less: Features
    more: Features


@dataclass(frozen=True, slots=True)
class Doubts:
    """Both sides' doubts, in the order of the table."""

    patients: Side
    professionals: Side


def spread_of(words: NDArray[np.int64]) -> Floats:
    """The spread (n,) of texts with so many words after masking."""
    return np.select([words >= least for least, _ in SPREADS], [spread for _, spread in SPREADS])


def doubts_of(pool: Pool, cohort: Cohort, table: Table, texts: TextIndex | None) -> Doubts:
    """The doubts about everybody of a table. ``texts`` are in the order of ``pool.people``; ``None``: not read."""
    local = bool(cohort.challenge and cohort.challenge.is_local)
    setting = setting_of(pool.people, cohort.vocabulary, local=local)
    spread = np.zeros(len(pool.people)) if texts is None else spread_of(texts.words)
    return Doubts(
        _side(pool.patient_side, table.patients, setting, spread[list(pool.patients)]),
        _side(pool.professional_side, table.professionals, setting, spread[list(pool.professionals)]),
    )


def no_doubts(table: Table) -> Doubts:
    """Everything taken as it was said."""
    people = table.patients, table.professionals
    return Doubts(*(Side(np.zeros(len(side)), side, side) for side in people))


def _side(people: Sequence[Partner], features: Features, setting: Setting, spread: Floats) -> Side:
    return Side(spread, *(_moved(people, features, setting, by) for by in (-1, 1)))


def _moved(people: Sequence[Partner], features: Features, setting: Setting, by: int) -> Features:
    pieces = np.minimum(features.will, FULL_EVIDENCE)
    beyond = (pieces + by < 0) | (pieces + by > FULL_EVIDENCE)
    offers = [_offers(partner.offers or (), by) for partner in people]
    return replace(features, will=pieces + np.where(beyond, -by, by), offer=offer_rows(offers, setting))


def _offers(offers: Sequence[WeightedTag], by: int) -> tuple[WeightedTag, ...]:
    """All of somebody's levels moved together (who rates one thing low rates others low), as far as the scale goes."""
    end = MOST_LEVEL if by > 0 else LEAST_LEVEL
    by = -by if all(tag.weight == end for tag in offers) else by
    return tuple(WeightedTag(tag.tag, min(max(tag.weight + by, LEAST_LEVEL), MOST_LEVEL)) for tag in offers)
