"""The rows of ``matches.csv`` and ``contributions.csv`` (contract, "Files out"), in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.explain.reasons import reason
from matchmaker.matching.run import Contribution, Pairing, Run, Suggestion
from matchmaker.matching.shown import tenths

Cell = str | int | float | None

MATCH_COLUMNS = (
    "run_id",
    "challenge_id",
    "for_id",
    "for_side",
    "rank",
    "shortlist_order",
    "band",
    "candidate_id",
    "score",
    "score_low",
    "score_high",
    "p_top1",
    "p_top3",
    "side_score_patient",
    "side_score_professional",
    "known_share",
    "status",
    "flags",
    "reason",
)

CONTRIBUTION_COLUMNS = (
    "run_id",
    "patient_id",
    "professional_id",
    "criterion",
    "side",
    "value",
    "known",
    "weight",
    "points",
    "points_shown",
)

NUMBERS = frozenset(
    {
        "rank",
        "shortlist_order",
        "band",
        "score",
        "score_low",
        "score_high",
        "p_top1",
        "p_top3",
        "side_score_patient",
        "side_score_professional",
        "known_share",
        "value",
        "weight",
        "points",
        "points_shown",
    }
)
"""Columns that hold numbers where they hold anything."""


def one_decimal(points: float | None) -> float | None:
    """Points as printed everywhere, with one decimal; ``None`` where there are none."""
    return None if points is None else tenths(points) / 10


def match_row(run: Run, suggestion: Suggestion) -> tuple[Cell, ...]:
    """One place of a list as a row of ``matches.csv``."""
    pairing, standing = suggestion.pairing, suggestion.standing
    row: dict[str, Cell] = {
        "run_id": run.id,
        "challenge_id": run.challenge.id if run.challenge else None,
        "for_id": suggestion.person.id,
        "for_side": suggestion.for_side.value,
        "rank": suggestion.rank,
        "shortlist_order": standing.order if standing else None,
        "band": standing.band if standing else None,
        "candidate_id": suggestion.candidate.id,
        "score": pairing.tenths / 10,
        "score_low": one_decimal(pairing.low),
        "score_high": one_decimal(pairing.high),
        "p_top1": round(standing.top1, 4) if standing else None,
        "p_top3": round(standing.top3, 4) if standing else None,
        "side_score_patient": one_decimal(pairing.patient_side),
        "side_score_professional": one_decimal(pairing.professional_side),
        "known_share": round(pairing.known_share, 4),
        "status": pairing.status,
        "flags": ";".join(sorted({flag.id for flag in suggestion.flags})) or None,
        "reason": reason(pairing, suggestion.for_side, run.weights.neutral),
    }
    return tuple(row.get(column) for column in MATCH_COLUMNS)


def match_rows(run: Run) -> Iterator[tuple[Cell, ...]]:
    """A row for each place of each list."""
    for suggestion in run.suggestions():
        yield match_row(run, suggestion)


def _contribution_row(run: Run, pairing: Pairing, line: Contribution) -> tuple[Cell, ...]:
    return (
        run.id,
        pairing.patient.id,
        pairing.professional.id,
        line.criterion,
        line.side,
        line.value,
        "yes" if line.known else "no",
        line.weight,
        line.points,
        line.tenths / 10,
    )


def contributions_of(run: Run, pairing: Pairing) -> Iterator[tuple[Cell, ...]]:
    """The lines of one pairing as rows of ``contributions.csv``."""
    for line in pairing.contributions:
        yield _contribution_row(run, pairing, line)


def contribution_rows(run: Run) -> Iterator[tuple[Cell, ...]]:
    """The lines of every listed pairing: they add up to its score (exact points) and to its printed score."""
    for pairing in run.pairings():
        yield from contributions_of(run, pairing)
