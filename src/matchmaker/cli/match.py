"""``matchmaker match``: rank candidates and write everything about the run to a folder."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli.edge import say, watcher


class ForSide(StrEnum):
    """For whom lists are made."""

    BOTH = "both"
    PATIENT = "patient"
    PROFESSIONAL = "professional"
    PAIR = "pair"


EXAMPLE = """Example:  matchmaker match patients.csv professionals.csv --out results

INPUT is a folder with partners.csv and, if you like, challenges.csv, needs.csv and so on; or one partners file; or
two files, the patient side first. CSV or XLSX."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("match", epilog=EXAMPLE)(match)


def match(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT", help="A folder, one file, or two files.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")],
    for_side: Annotated[ForSide, typer.Option("--for", help="Whose lists, or one list of pairs.")] = ForSide.BOTH,
    top: Annotated[int, typer.Option(min=1, max=100, help="How many candidates a list holds.")] = 5,
    challenge: Annotated[str | None, typer.Option(metavar="ID", help="Which challenge the run is for.")] = None,
    weights: Annotated[Path | None, typer.Option(metavar="FILE", help="A weight set (TOML).")] = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Read nobody's free text.")] = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="Put people's own words in the report.")] = False,
    seed: Annotated[int | None, typer.Option(min=0, help="Replaces the seed made from the inputs.")] = None,
    cache: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where vectors are kept (default: .vectors in --out).")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Keep no vectors.")] = False,
    encoding: Annotated[str | None, typer.Option(help="The encoding of CSV files, if it is not found.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier run in the folder.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the run as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors.")] = False,
) -> None:
    """Rank candidates for every patient-side and every professional-side person, with exact reasons."""
    from matchmaker.cli.terminal import print_json, print_lists
    from matchmaker.matching.run import Options
    from matchmaker.services.runs import Request, make_run

    request = Request(
        inputs=tuple(inputs),
        out=out,
        options=Options(for_side=for_side.value, top=top, no_text=no_text, seed=seed),
        challenge_id=challenge,
        weights_file=weights,
        encoding=encoding,
        cache=None if no_cache else cache or out / ".vectors",
        with_text=with_text,
        force=force,
    )
    run = make_run(request, watcher(quiet))
    if as_json:
        print_json(run)
    elif not quiet:
        print_lists(run)
    if not quiet:
        say(f"Written to {out}: open {out / 'report.html'} in a browser.")
