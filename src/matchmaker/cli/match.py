"""``matchmaker match``: rank candidates and write everything about the run to a folder."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matchmaker.cli import options
from matchmaker.cli.edge import say, watcher

if TYPE_CHECKING:
    from matchmaker.matching.engine import For

FOR = ("both", "patient", "professional", "pair")

EXAMPLE = """Example:  matchmaker match patients.csv professionals.csv --out results

INPUT is a folder with partners.csv and, if you like, challenges.csv, needs.csv and so on; or one partners file; or
two files, the patient side first. CSV or XLSX."""


@click.command(epilog=EXAMPLE)
@options.inputs()
@click.option("--out", metavar="DIR", required=True, type=options.PLACE, help="The folder to write to.")
@click.option(
    "--for",
    "for_side",
    type=click.Choice(FOR),
    default="both",
    show_default=True,
    help="Whose lists, or one list of pairs.",
)
@click.option(
    "--top",
    metavar="N",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="How many candidates a list holds.",
)
@click.option("--challenge", metavar="ID", help="Which challenge the run is for.")
@click.option("--weights", metavar="FILE", type=options.PLACE, help="A weight set (TOML).")
@click.option("--no-text", is_flag=True, help="Read nobody's free text.")
@click.option("--with-text", is_flag=True, help="Put people's own words in the report.")
@click.option("--seed", metavar="N", type=click.IntRange(min=0), help="Replaces the seed made from the inputs.")
@click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day from which ages of records count (default: today).",
)
@click.option(
    "--remember",
    "programme",
    metavar="NAME",
    help="Remember whom this run shows, for a programme of that name; equals who waited longest come first.",
)
@click.option("--cache", metavar="DIR", type=options.PLACE, help="Where vectors are kept (default: .vectors in --out).")
@click.option("--no-cache", is_flag=True, help="Keep no vectors.")
@options.encoding()
@click.option("--force", is_flag=True, help="Replace an earlier run in the folder.")
@options.as_json("Print the run as JSON.")
@options.quiet()
def match(
    inputs: tuple[Path, ...],
    out: Path,
    for_side: For,
    top: int,
    challenge: str | None,
    weights: Path | None,
    no_text: bool,
    with_text: bool,
    seed: int | None,
    as_of: datetime | None,
    programme: str | None,
    cache: Path | None,
    no_cache: bool,
    encoding: str | None,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Rank candidates for every patient-side and every professional-side person, with exact reasons."""
    from matchmaker.cli.terminal import print_json, print_lists
    from matchmaker.domain.problem import Problem
    from matchmaker.explain.messages import say_problem
    from matchmaker.matching.run import Options
    from matchmaker.services.runs import Request, make_run

    request = Request(
        inputs=inputs,
        out=out,
        options=Options(
            for_side=for_side,
            top=top,
            no_text=no_text,
            seed=seed,
            as_of=as_of.date() if as_of else date.today(),
        ),
        challenge_id=challenge,
        weights_file=weights,
        encoding=encoding,
        cache=None if no_cache else cache or out / ".vectors",
        with_text=with_text,
        force=force,
        programme=programme,
    )
    made = make_run(request, watcher(quiet))
    if as_json:
        print_json(made.run)
    elif not quiet:
        print_lists(made.run)
    if not made.remembered:
        say(say_problem(Problem.of("list_of_folders_unwritable", file=str(out))))
    if not quiet:
        say(f"Written to {out}: open {out / 'report.html'} in a browser.")
