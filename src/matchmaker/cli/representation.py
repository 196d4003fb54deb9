"""``matchmaker representation``: who the purpose needs and is not here, where we lost them, what to try."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matchmaker.cli import options
from matchmaker.cli.edge import say, watcher

if TYPE_CHECKING:
    from matchmaker.report.board import Board

EXAMPLE = """Example:  matchmaker representation programme --run results --out board

With answers and a table of the people meant:  matchmaker representation programme --run results
--monitoring monitoring.csv --reference reference.csv --chosen-by "Programme board" --out board

Writes board.html for the team, and gaps.csv and representation.json, made to be passed on. What is wrong with
monitoring.csv, reference.csv or stages.csv leaves out the part it is about, and is said; the rest is made."""


@click.command(epilog=EXAMPLE)
@options.inputs()
@click.option("--out", metavar="DIR", required=True, type=options.PLACE, help="The folder to write to.")
@click.option("--run", "run_folder", metavar="DIR", type=options.PLACE, help="A run: whom its lists showed.")
@click.option("--reference", metavar="FILE", type=options.PLACE, help="A table about the people meant.")
@click.option("--monitoring", metavar="FILE", type=options.PLACE, help="Monitoring answers, with their own consent.")
@click.option("--stages", metavar="FILE", type=options.PLACE, help="Who was invited, said yes, works together.")
@click.option("--challenge", metavar="ID", help="Whose needs to look at (default: the run's).")
@click.option("--remembered", metavar="NAME", help="A programme whose runs are remembered: who waits, in waiting.csv.")
@click.option(
    "--policy",
    "kept_back",
    type=click.Choice(("internal", "export", "lt10")),
    help="How small numbers are kept back (default: internal for board.html, export for the other files).",
)
@click.option("--chosen-by", metavar="NAME", help="Who chose the table about the people meant.")
@click.option(
    "--repair",
    type=click.Choice(("rescale", "remainder")),
    help="What to do, openly, where its parts do not add up (default: leave that question out).",
)
@click.option("--no-text", is_flag=True, help="Read nobody's own words.")
@click.option(
    "--as-of",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on the page, from which ages of tables count (default: today).",
)
@click.option("--pdf", is_flag=True, help="Write board.pdf too (needs the extra “pdf”).")
@options.encoding()
@click.option("--force", is_flag=True, help="Replace an earlier report in the folder.")
@options.as_json("Print representation.json.")
@options.quiet()
def representation(
    inputs: tuple[Path, ...],
    out: Path,
    run_folder: Path | None,
    reference: Path | None,
    monitoring: Path | None,
    stages: Path | None,
    challenge: str | None,
    remembered: str | None,
    kept_back: str | None,
    chosen_by: str | None,
    repair: str | None,
    no_text: bool,
    as_of: datetime | None,
    pdf: bool,
    encoding: str | None,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Say who the purpose needs and is not here, how sure that is, and what to do next week."""
    from matchmaker.services.representation import BOARD, Asked, make_report

    asked = Asked(
        inputs=inputs,
        out=out,
        run=run_folder,
        reference=reference,
        monitoring=monitoring,
        stages=stages,
        challenge_id=challenge,
        programme=remembered,
        kept_back=kept_back,
        chosen_by=chosen_by,
        repair=repair,
        no_text=no_text,
        pdf=pdf,
        encoding=encoding,
        force=force,
        as_of=as_of.date() if as_of else date.today(),
    )
    made = make_report(asked, watcher(quiet))
    for line in made.officer.wrong:
        say(line)
    if as_json:
        import json

        click.echo(json.dumps(made.document, indent=2, ensure_ascii=False))
    elif not quiet:
        click.echo("\n".join(_lines(made.officer)))
    if not quiet:
        say(f"Written to {out}: open {out / BOARD} in a browser.")


def _lines(board: Board) -> list[str]:
    """What was found and what to try, for a terminal."""
    from matchmaker.explain.messages import say as words

    found = {"clear": len(board.clear), "found": len(board.plain), "possible": len(board.possible)}
    unknown = {"unknown": board.not_told}
    head = words("board", "done_gaps" if any(found.values()) else "done_none", {**found, **unknown})
    gaps = [f"- {one.wording}" for one in (*board.clear, *board.plain, *board.possible)]
    try_next = [words("board", "try_heading"), *(f"- {one.words}" for one in board.remedies)] if board.remedies else []
    return [head, *gaps, *try_next]
