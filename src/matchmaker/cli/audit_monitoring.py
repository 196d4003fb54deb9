"""``matchmaker audit monitoring``: does a run tell groups of people apart? Aggregates only."""

from __future__ import annotations

from pathlib import Path

import click

from matchmaker.cli import options
from matchmaker.cli.edge import say, watcher

EXAMPLE = """Example:  matchmaker audit monitoring results --monitoring monitoring.csv --out identity_audit.csv

Put identity_audit.csv beside partners.csv: the next run then asks what it means (assumption A11). For whoever audits,
apart from the matching: the answers are held in memory, and nothing of them is kept."""


@click.command(epilog=EXAMPLE)
@click.argument("run_folder", metavar="RUN", type=options.PLACE, help="The folder of a run.")
@click.option("--monitoring", metavar="FILE", required=True, type=options.PLACE, help="Monitoring answers.")
@click.option("--out", metavar="FILE", required=True, type=options.PLACE, help="The table to write.")
@options.encoding()
@click.option("--force", is_flag=True, help="Replace an earlier table.")
@options.as_json("Print the figures as JSON.")
@options.quiet()
def monitoring(
    run_folder: Path, monitoring: Path, out: Path, encoding: str | None, force: bool, as_json: bool, quiet: bool
) -> None:
    """Measure whether the scores of a run tell groups of people apart, beside groups drawn by lot.

    For each answer with ten people or more inside and outside: the share of pairs of people, one of each, in which the
    one inside has the higher mean score, with its interval. Numbers of people are rounded to the nearest 5.
    """
    import json
    from dataclasses import asdict

    from matchmaker.explain.messages import say as words
    from matchmaker.explain.messages import say_assumption, say_problem
    from matchmaker.services.monitoring_audit import audit_monitoring

    found = audit_monitoring(run_folder, monitoring, out, watcher(quiet), encoding=encoding, force=force)
    for line in (*map(say_problem, found.problems), *map(say_assumption, found.assumptions)):
        say(line)
    if as_json:
        click.echo(json.dumps([asdict(group) for group in found.groups], indent=2, ensure_ascii=False))
    elif not quiet:
        for group in found.groups:
            click.echo(words("audit", "monitoring_group", {key: _plain(value) for key, value in asdict(group).items()}))
        click.echo(words("audit", "monitoring_reads"))
    if found.left_out and not quiet:
        say(words("audit", "monitoring_left_out", {"count": found.left_out}))


def _plain(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
