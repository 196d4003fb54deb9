"""``matchmaker forget``: remove people from caches and runs on this computer."""

from __future__ import annotations

from pathlib import Path

import click

from matchmaker.cli import options

EXAMPLE = "Example:  matchmaker forget P07-patient --in results"


@click.command(epilog=EXAMPLE)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, help="The ids of the people to forget.")
@click.option(
    "--in", "folder", metavar="DIR", type=options.PLACE, help="Only this folder (default: every folder with a run)."
)
@options.as_json("Print JSON.")
@options.quiet()
def forget(ids: tuple[str, ...], folder: Path | None, as_json: bool, quiet: bool) -> None:
    """Remove people from the vectors kept and from the runs on this computer, and say what was removed.

    Their own input files are yours: take them out there too, or the next run reads them again.
    """
    import json

    from matchmaker.services.forgetting import forget as forget_people

    removed = forget_people(ids, folder)
    if as_json:
        rows = [
            {"folder": str(r.folder), "vectors": r.vectors, "lines": r.lines, "letters": r.letters} for r in removed
        ]
        click.echo(json.dumps({"removed": rows}, ensure_ascii=False, indent=2))
        return
    if quiet:
        return
    for each in removed:
        if each.anything:
            gone = f"vectors of {each.vectors} texts, {each.lines} lines and {each.letters} letters"
            click.echo(f"{each.folder}: {gone} removed.")
    if not any(each.anything for each in removed):
        click.echo(f"Nothing of these people was found in {len(removed)} folder(s).")
    click.echo("Input files were not touched: take these people out of them too, or the next run reads them again.")
