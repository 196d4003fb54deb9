"""``matchmaker explain``: one pairing of a run, with exact numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from matchmaker.cli import options
from matchmaker.cli.edge import say, watcher

if TYPE_CHECKING:
    from matchmaker.services.explanation import Explanation

EXAMPLE = "Example:  matchmaker explain results --pair P07-patient P07-professional"


@click.command(epilog=EXAMPLE)
@click.argument("folder", metavar="DIR", type=options.PLACE, help="The folder of a run.")
@click.option("--pair", metavar="PATIENT PROFESSIONAL", required=True, nargs=2, help="The ids of the two people.")
@options.as_json("Print JSON.")
@options.quiet("Only errors and the explanation.")
def explain(folder: Path, pair: tuple[str, str], as_json: bool, quiet: bool) -> None:
    """Explain one pairing to the engagement officer: every line of its score, and what is not known.

    The run's input is read again; if it has changed since, that is said.
    """
    from matchmaker.services.explanation import explain as explain_pairing

    explanation = explain_pairing(folder, pair[0], pair[1], watcher(quiet))
    for name in explanation.changed:
        say(f"{name} has changed since the run: these are the numbers of today's file.")
    if as_json:
        _print_json(explanation)
    else:
        _print_text(explanation)


def _print_text(explanation: Explanation) -> None:
    from matchmaker.explain.exact import explained_lines

    click.echo("\n".join(explained_lines(explanation.run, explanation.pairing, explanation.bounds, explanation.ranks)))


def _print_json(explanation: Explanation) -> None:
    import json
    from dataclasses import asdict

    pairing = explanation.pairing
    document = {
        "run_id": explanation.run.id,
        "patient_id": pairing.patient.id,
        "professional_id": pairing.professional.id,
        "score": pairing.score,
        "score_shown": pairing.tenths / 10,
        "side_score_patient": pairing.patient_side,
        "side_score_professional": pairing.professional_side,
        "known_share": pairing.known_share,
        "status": pairing.status,
        "ranks": dict(explanation.ranks),
        "contributions": [asdict(line) for line in pairing.contributions],
        "if_known": [asdict(bound) for bound in explanation.bounds],
        "dropped_for_all": list(explanation.run.dropped),
        "changed_inputs": list(explanation.changed),
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
