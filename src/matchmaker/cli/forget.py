"""``matchmaker forget``: remove people from caches and runs on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example:  matchmaker forget P07-patient --in results"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("forget", epilog=EXAMPLE)(forget)


def forget(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="The ids of the people to forget.")],
    folder: Annotated[
        Path | None, typer.Option("--in", metavar="DIR", help="Only this folder (default: every folder with a run).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors.")] = False,
) -> None:
    """Remove people from the vectors kept and from the runs on this computer, and say what was removed.

    Their own input files are yours: take them out there too, or the next run reads them again.
    """
    import json

    from matchmaker.services.forgetting import forget as forget_people

    removed = forget_people(ids, folder)
    if as_json:
        rows = [{"folder": str(r.folder), "vectors": r.vectors, "lines": r.lines} for r in removed]
        typer.echo(json.dumps({"removed": rows}, ensure_ascii=False, indent=2))
        return
    if quiet:
        return
    for each in removed:
        if each.anything:
            typer.echo(f"{each.folder}: {each.vectors} kept texts' vectors and {each.lines} lines removed.")
    if not any(each.anything for each in removed):
        typer.echo(f"Nothing of these people was found in {len(removed)} folder(s).")
    typer.echo("Input files were not touched: take these people out of them too, or the next run reads them again.")
