"""``matchmaker audit``: try out what leaks of who somebody is into how close two texts look."""

from __future__ import annotations

from pathlib import Path

import click

from matchmaker.cli import options
from matchmaker.cli.audit_monitoring import monitoring
from matchmaker.cli.edge import say, watcher

DOES_NOT_HOLD = 3
"""The exit code of an audit that does not hold: a rule is not kept. The input is not at fault."""

EXAMPLE = """Example:  matchmaker audit leakage --people 4

On your own people:  matchmaker audit leakage patients.csv professionals.csv --out audit

Exit code 0: it holds; 3: it does not hold, and everything that does not is named. The figures are printed either
way."""


@click.group()
def audit() -> None:
    """Try out what the program promises about people, and print the figures."""


audit.add_command(monitoring)


@audit.command(epilog=EXAMPLE)
@click.argument(
    "inputs",
    metavar="[INPUT...]",
    nargs=-1,
    type=options.PLACE,
    help="A folder, one file, or two files; if left out, the made-up pairs.",
)
@click.option(
    "--people",
    metavar="N",
    type=click.IntRange(1, 60),
    default=10,
    show_default=True,
    help="To how many people a side each sentence is added.",
)
@click.option("--seed", metavar="N", type=click.IntRange(min=0), default=0, show_default=True, help="Draws the people.")
@click.option("--challenge", metavar="ID", help="Which challenge of the input to read for task fit.")
@click.option("--out", metavar="DIR", type=options.PLACE, help="A folder for the figures as text, CSV and JSON.")
@options.encoding()
@click.option("--force", is_flag=True, help="Replace an earlier audit in the folder.")
@options.as_json("Print the audit as JSON.")
@options.quiet("Print only what does not hold.")
def leakage(
    inputs: tuple[Path, ...],
    people: int,
    seed: int,
    challenge: str | None,
    out: Path | None,
    encoding: str | None,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Add sentences about who somebody is to people's texts, and chit-chat beside them, and see what moves.

    Fifty-two ways of saying who one is (name, age, sex, religion and so on), each in three forms, on both sides. No
    text of anybody is printed or kept.
    """
    import json

    from matchmaker.explain.leakage import verdict
    from matchmaker.services import audit as service

    found = service.audit_leakage(
        inputs,
        people=people,
        seed=seed,
        progress=watcher(quiet),
        challenge_id=challenge,
        encoding=encoding,
        out=out,
        force=force,
    )
    failed = bool(found.audit.failed)
    if as_json:
        click.echo(json.dumps(service.document(found), indent=2))
    elif not quiet or failed:
        click.echo("\n".join(verdict(found.audit) if quiet else service.lines(found)))
    if out and not quiet:
        say(f"Written to {out}.")
    click.get_current_context().exit(DOES_NOT_HOLD if failed else 0)
