"""A run as plain text on the terminal, and as JSON on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from shutil import get_terminal_size

from matchmaker.domain.flag import Status
from matchmaker.domain.partner import Partner
from matchmaker.explain.ask_next import wording
from matchmaker.explain.flags import in_words
from matchmaker.explain.messages import say_assumption
from matchmaker.matching.run import Run
from matchmaker.report.rows import MATCH_COLUMNS, match_rows

ASKED = 3
"""Questions that are printed; the file has them all."""

LONGEST = 120
"""Lines of the table that are printed; the files have them all."""

HEADINGS = ("For", "Rank", "Group", "Candidate", "Score", "Range", "Both sides", "Known", "Status")


def _name(partner: Partner) -> str:
    return f"{partner.display_name} ({partner.id})" if partner.display_name else partner.id


def _lines(run: Run) -> Iterable[tuple[str, ...]]:
    for suggestion in run.suggestions():
        pairing = suggestion.pairing
        yield (
            _name(suggestion.person) if suggestion.rank == 1 or run.options.for_side == "pair" else "",
            str(suggestion.rank),
            str(suggestion.standing.band) if suggestion.standing else "",
            _name(suggestion.candidate),
            f"{pairing.tenths / 10:.1f}",
            f"{pairing.low:.0f} to {pairing.high:.0f}" if pairing.low is not None and pairing.high is not None else "",
            f"{pairing.patient_side:.1f} / {pairing.professional_side:.1f}",
            f"{pairing.known_share:.0%}",
            pairing.status,
        )


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    narrow = max(12, (get_terminal_size((100, 24)).columns - 60) // 2)
    widths = [min(width, narrow) for width in widths]
    return "\n".join(
        "  ".join(cell[:width].ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def print_lists(run: Run) -> None:
    """The ranked lists as a table on standard output, and what was assumed on standard error."""
    lines = list(islice(_lines(run), LONGEST + 1))
    sys.stdout.write(_table([HEADINGS, *lines[:LONGEST]]) + "\n")
    if len(lines) > LONGEST:
        sys.stderr.write(f"The first {LONGEST} lines; matches.csv has them all.\n")
    sys.stderr.write("\nWhat this run assumed:\n")
    for assumption in run.assumptions:
        sys.stderr.write(f"- {say_assumption(assumption)}\n")
    _write_questions(run)
    sys.stderr.write("\nA suggestion, not a decision: people decide. We cannot tell the people of one group apart.\n\n")


def _write_questions(run: Run) -> None:
    """What may be taken for granted in the whole run, and the first few questions to ask, on standard error."""
    fired = [flag for flag in run.flags if flag.status is Status.FIRED]
    kinds = len({flag.id for flag in fired})
    if fired:
        sys.stderr.write(f"\nWhat it may be taking for granted (of {kinds} in all, see flags.csv):\n")
    for flag in fired:
        if flag.subject.owner is None and flag.subject.side is None:
            words = in_words(flag)
            sys.stderr.write(f"- {words.title}: {words.question}\n")
    if run.ask_next:
        sys.stderr.write(f"\nWhom to ask next ({len(run.ask_next)} in all, see ask_next.csv):\n")
    for one in run.ask_next[:ASKED]:
        sys.stderr.write(f"- {one.id}: {wording(one)}\n")


def print_json(run: Run) -> None:
    """The run's lists as one JSON object on standard output."""
    matches = [dict(zip(MATCH_COLUMNS, row, strict=True)) for row in match_rows(run)]
    json.dump({"run_id": run.id, "matches": matches}, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
