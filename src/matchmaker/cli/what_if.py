"""``matchmaker what-if``: one thing changed and the run made again; or the smallest changes that alter a rank."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from matchmaker.cli import options
from matchmaker.cli.edge import say, watcher

if TYPE_CHECKING:
    from matchmaker.services.what_if import Smallest, Tried

EXAMPLE = """Example:  matchmaker what-if results --pair P07-patient P07-professional

Try one thing:  matchmaker what-if results --pair P07-patient P07-professional --set weights.values=0.3"""


@click.command("what-if", epilog=EXAMPLE)
@click.argument("folder", metavar="DIR", type=options.PLACE, help="The folder of a run.")
@click.option("--pair", metavar="PATIENT PROFESSIONAL", nargs=2, required=True, help="The ids of the two people.")
@click.option(
    "--set",
    "sets",
    metavar="WHAT=VALUE",
    multiple=True,
    help="ID.column=VALUE, challenge.column=VALUE or weights.criterion=VALUE; once for each thing to change.",
)
@click.option(
    "--target-rank",
    metavar="N",
    type=click.IntRange(min=1),
    help="Without --set: the place to reach on each list (default: one place up).",
)
@options.as_json("Print JSON.")
@options.quiet("Only errors and the answer.")
def what_if(
    folder: Path, pair: tuple[str, str], sets: tuple[str, ...], target_rank: int | None, as_json: bool, quiet: bool
) -> None:
    """Change one thing, make the run again, and compare; nothing is kept.

    Without --set: the smallest changes that alter a place on either person's list. Each is run again and told as a
    result. Only what the host can arrange, answers that are still open, wordings and weights are changed.
    """
    from matchmaker.domain.problem import Problem, WrongUse
    from matchmaker.services.what_if import smallest_changes, try_out

    if sets and target_rank is not None:
        raise WrongUse(Problem.of("what_if_target_without_smallest"))
    if sets:
        tried = try_out(folder, pair, sets, watcher(quiet))
        _say_changed(tried.changed)
        _print_json(_tried_document(tried)) if as_json else _print(_tried_lines(tried))
    else:
        found = smallest_changes(folder, pair, target_rank, watcher(quiet))
        _say_changed(found.changed)
        _print_json(_smallest_document(found)) if as_json else _print(_smallest_lines(found))


def _say_changed(names: tuple[str, ...]) -> None:
    for name in names:
        say(f"{name} has changed since the run: this is what today's file says.")


def _tried_lines(tried: Tried) -> list[str]:
    from matchmaker.explain.what_if import changed_lines, closing_lines, title, tried_lines

    return [
        title(tried.before),
        *tried_lines(tried.set_cells, tried.weights, tried.set_weights),
        *changed_lines(tried.before, tried.after, tried.comparison),
        *closing_lines(tried.other_lists, tried.unscored),
    ]


def _smallest_lines(found: Smallest) -> list[str]:
    from matchmaker.explain.messages import say as say_words
    from matchmaker.explain.what_if import opening_lines, smallest_lines, title

    lines = [title(found.pairing)]
    for one in found.wanted:
        lines += [
            "",
            *smallest_lines(one.side, one.owner, one.subject, one.now, one.rank, one.found, overtakes=one.next),
        ]
    opened = list(opening_lines(found.openings))
    return [*lines, "", *opened, say_words("exact", "not_a_decision")]


def _tried_document(tried: Tried) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "set": list(tried.set_cells),
        "weights": dict(tried.weights.weights) if tried.weights else None,
        "changes_no_score_by_design": list(tried.unscored),
        "score_before": tried.before.score,
        "score_after": tried.after.score,
        "status_before": tried.before.status,
        "status_after": tried.after.status,
        "contributions_before": [asdict(line) for line in tried.before.contributions],
        "contributions_after": [asdict(line) for line in tried.after.contributions],
        "difference": [asdict(line) for line in tried.comparison.lines],
        "lists": [
            {**asdict(one), "came_in": list(one.came_in), "went_out": list(one.went_out)}
            for one in tried.comparison.lists
        ],
        "other_lists_changed": tried.other_lists,
        "changed_inputs": list(tried.changed),
    }


def _smallest_document(found: Smallest) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "patient_id": found.pairing.patient.id,
        "professional_id": found.pairing.professional.id,
        "score": found.pairing.score,
        "lists": [asdict(one) for one in found.wanted],
        "openings": [asdict(one) for one in found.openings],
        "changed_inputs": list(found.changed),
    }


def _print(lines: list[str]) -> None:
    click.echo("\n".join(lines))


def _print_json(document: object) -> None:
    import json

    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
