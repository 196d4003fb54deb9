"""The columns of ``gaps.csv`` (contract, "Files out")."""

from __future__ import annotations

COLUMNS = (
    "run_id",
    "gap",
    "perspective",
    "stage",
    "count_shown",
    "expected",
    "ratio",
    "ratio_low",
    "ratio_high",
    "verdict",
    "wording",
    "remedy",
)

NUMBERS = frozenset({"expected", "ratio", "ratio_low", "ratio_high"})
"""Columns that hold numbers where they hold anything; a count is text, since some are not printed."""
