"""``matchmaker forget``: remove people from caches and runs on this computer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matchmaker.cli import options

if TYPE_CHECKING:
    from matchmaker.services.forgetting import Removed

EXAMPLE = "Example:  matchmaker forget P07-patient --in results"


@click.command(epilog=EXAMPLE)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, help="The ids of the people to forget.")
@click.option(
    "--in", "folder", metavar="DIR", type=options.PLACE, help="Only this folder (default: every folder with a run)."
)
@click.option("--dry-run", is_flag=True, help="Remove nothing; say what would be removed.")
@options.as_json("Print JSON.")
@options.quiet()
def forget(ids: tuple[str, ...], folder: Path | None, dry_run: bool, as_json: bool, quiet: bool) -> None:
    """Remove people from the vectors kept and from the runs on this computer, and say what was removed.

    The same id in another programme's run is removed there too: look first with --dry-run, or name the run with --in.
    Their own input files are yours: take them out there too, or the next run reads them again.
    """
    from matchmaker.domain.problem import OutsideFailure
    from matchmaker.services.forgetting import forget as forget_people

    removed = forget_people(ids, folder, dry_run=dry_run)
    if as_json:
        _print_json(removed)
    elif not quiet:
        _print_lines(removed, "would be removed" if dry_run else "removed")
    problems = [problem for each in removed for problem in each.problems]
    if problems:
        raise OutsideFailure(problems)


def _print_json(removed: Sequence[Removed]) -> None:
    import json

    rows = [{"folder": str(r.folder), "vectors": r.vectors, "lines": r.lines, "letters": r.letters} for r in removed]
    click.echo(json.dumps({"removed": rows}, ensure_ascii=False, indent=2))


def _print_lines(removed: Sequence[Removed], what: str) -> None:
    for each in removed:
        if each.anything:
            counts = f"vectors of {each.vectors} texts, {each.lines} lines and {each.letters} letters"
            click.echo(f"{each.folder}: {counts} {what}.")
    if not any(each.anything for each in removed):
        click.echo(f"Nothing of these people was found in {len(removed)} folder(s).")
    click.echo("Input files were not touched: take these people out of them too, or the next run reads them again.")
