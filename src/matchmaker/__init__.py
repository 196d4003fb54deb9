"""matchmaker suggests who might work with whom, patients and professionals as equals, and says exactly why.

>>> from matchmaker import match, read_cohort
>>> run = match(read_cohort("data/fixtures/collaborative-pairs"))  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from matchmaker.version import __version__

if TYPE_CHECKING:
    from matchmaker.domain.cohort import Cohort
    from matchmaker.domain.problem import Forbidden, InputRefused, MatchmakerError, OutsideFailure, WrongUse
    from matchmaker.domain.weights import WeightSet
    from matchmaker.library import match, read_cohort
    from matchmaker.matching.run import Run
    from matchmaker.tables.weights_file import read_weights


_HOMES = {
    "Cohort": "matchmaker.domain.cohort",
    "Forbidden": "matchmaker.domain.problem",
    "InputRefused": "matchmaker.domain.problem",
    "MatchmakerError": "matchmaker.domain.problem",
    "OutsideFailure": "matchmaker.domain.problem",
    "Run": "matchmaker.matching.run",
    "WeightSet": "matchmaker.domain.weights",
    "WrongUse": "matchmaker.domain.problem",
    "match": "matchmaker.library",
    "read_cohort": "matchmaker.library",
    "read_weights": "matchmaker.tables.weights_file",
}

__all__ = [
    "Cohort",
    "Forbidden",
    "InputRefused",
    "MatchmakerError",
    "OutsideFailure",
    "Run",
    "WeightSet",
    "WrongUse",
    "__version__",
    "match",
    "read_cohort",
    "read_weights",
]


def __getattr__(name: str) -> object:
    """Public names are fetched when first asked for, so that importing the package costs next to nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
