"""The tables of a run: columns, which of them name people or hold numbers, and rows (contract, "Files out").

One list of them, so that writing, the workbook and forgetting somebody always speak of the same tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from matchmaker.explain.ask_next import COLUMNS as ASK_COLUMNS
from matchmaker.explain.ask_next import ask_next_rows
from matchmaker.matching.run import Run
from matchmaker.report.flag_rows import FLAG_COLUMNS, FLAG_NUMBERS, flag_rows
from matchmaker.report.rows import CONTRIBUTION_COLUMNS, MATCH_COLUMNS, NUMBERS, Cell, contribution_rows, match_rows
from matchmaker.representation.gap_columns import COLUMNS as GAP_COLUMNS
from matchmaker.representation.gap_columns import NUMBERS as GAP_NUMBERS


@dataclass(frozen=True, slots=True)
class RunTable:
    """One table. ``named``: columns that hold one person's id each; a row goes when its person is forgotten.

    ``listing``: columns that hold several ids split by ``;``; ``spoken``: columns of words in which ids may stand.
    """

    columns: tuple[str, ...]
    rows: Callable[[Run], Iterable[tuple[Cell, ...]]]
    numbers: frozenset[str]
    named: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()


def _questions(run: Run) -> Iterable[tuple[Cell, ...]]:
    return ask_next_rows(run.id, run.ask_next)


def _gaps(run: Run) -> Iterable[tuple[Cell, ...]]:
    if run.brought is None:
        return ()
    from matchmaker.report.gap_rows import gaps_of_run

    return gaps_of_run(run)


TABLES: Mapping[str, RunTable] = {
    "matches": RunTable(MATCH_COLUMNS, match_rows, NUMBERS, named=("for_id", "candidate_id")),
    "contributions": RunTable(
        CONTRIBUTION_COLUMNS, contribution_rows, NUMBERS, named=("patient_id", "professional_id")
    ),
    "flags": RunTable(
        FLAG_COLUMNS, flag_rows, FLAG_NUMBERS, named=("subject",), listing=("people",), spoken=("evidence",)
    ),
    "ask_next": RunTable(ASK_COLUMNS, _questions, frozenset({"lists_that_could_change"}), named=("id",)),
    "gaps": RunTable(GAP_COLUMNS, _gaps, GAP_NUMBERS),
}
