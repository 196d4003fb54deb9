"""The seven criteria, one file each. They never import one another."""

from __future__ import annotations

from matchmaker.domain.weights import WeightSet
from matchmaker.matching.criteria.contract import Criterion, SideValues, evaluate
from matchmaker.matching.criteria.local import Local
from matchmaker.matching.criteria.seek_offer import SeekOffer
from matchmaker.matching.criteria.shared_purpose import SharedPurpose
from matchmaker.matching.criteria.task_fit import TaskFit
from matchmaker.matching.criteria.time import Time
from matchmaker.matching.criteria.values import Values
from matchmaker.matching.criteria.will import Will
from matchmaker.matching.features import Setting
from matchmaker.text import TextModel

__all__ = ["Criterion", "SideValues", "criteria_of", "evaluate"]


def criteria_of(weights: WeightSet, setting: Setting, model: TextModel | None) -> tuple[Criterion, ...]:
    """All seven, in the order of :data:`matchmaker.domain.weights.CRITERIA`."""
    return (
        SharedPurpose(model),
        TaskFit(),
        SeekOffer(),
        Values(),
        Will(weights.neutral["will"]),
        Time(),
        Local(setting.linked),
    )
