"""The representation report as one JSON document: printed cells and words, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matchmaker.disclosure import Cell
from matchmaker.report.board import Board
from matchmaker.representation.covered import Covered
from matchmaker.representation.gap_columns import COLUMNS
from matchmaker.representation.ladder import Ladder

FORMAT = "matchmaker.representation/1"

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def gap_document(board: Board) -> Mapping[str, Json]:
    """Everything that the board shows, as data."""
    found = board.found
    return {
        "format": FORMAT,
        "made_on": found.made_on.isoformat(),
        "challenge": board.challenge,
        "run_id": board.run_id,
        "policy": {
            "name": found.policy.name,
            "smallest_shown": found.policy.smallest_shown,
            "round_to": found.policy.round_to,
            "least_people": found.policy.least_people,
        },
        "chosen_by": found.chosen_by,
        "stages": [stage.value for stage in found.stages],
        "not_known": [stage.value for stage in found.not_known],
        "totals": [_cell(board, cell) for cell in found.totals],
        "coverage": {name: _covered(one) for name, one in board.coverage.items()},
        "ladders": [_ladder(board, ladder) for ladder in found.ladders],
        "levels": {site: sorted(levels) for site, levels in sorted(found.levels.items())},
        "findings": [dict(zip(COLUMNS, row, strict=True)) for row in found.rows(board.run_id or "")],
        "try": [
            {"gaps": [kind.value for kind in one.types], "words": one.words, "about": list(one.about), "more": one.more}
            for one in board.remedies
        ],
        "problems": board.wrong,
        "assumptions": board.assumed,
    }


def _cell(board: Board, cell: Cell) -> Json:
    return {"shown": board.cell(cell), "value": cell.value}


def _covered(one: Covered) -> Json:
    return {"low": round(one.low, 3), "high": round(one.high, 3), "needs": one.needs, "met": one.met}


def _ladder(board: Board, ladder: Ladder) -> Json:
    reference, need = ladder.reference, ladder.need
    return {
        "kind": ladder.kind.value,
        "attribute": ladder.attribute,
        "why": need.why if need else None,
        "importance": need.importance if need else None,
        "conditions": need.conditions if need else None,
        "groups": [
            {"category": group.category, "cells": [_cell(board, cell) for cell in group.cells]}
            for group in ladder.groups
        ],
        "totals": [_cell(board, cell) for cell in ladder.totals],
        "not_said": [_cell(board, cell) for cell in ladder.unknown] if ladder.unknown else None,
        "reference": {
            "source": reference.source,
            "source_date": reference.source_date.isoformat(),
            "geography": reference.geography,
            "meaning": reference.meaning.value if reference.meaning else None,
            "shares": {name: round(share, 6) for name, share in sorted(reference.shares.items())},
        }
        if reference
        else None,
    }
