"""``matchmaker study``: sheets by which people can judge our suggestions without knowing whose they are."""

from __future__ import annotations

from pathlib import Path

import click

from matchmaker.cli import options
from matchmaker.cli.edge import say, watcher

FIRST = "new"
"""What ``matchmaker study DIR …`` means: the name of the command may be left out."""

EXAMPLE = """Example:  matchmaker study results --out study

The word new may be left out. Hand raters a copy of for-raters, and keep sealed-key.json to yourself."""

READ_EXAMPLE = """Example:  matchmaker study read study ann.xlsx ben.csv

One sheet a rater, CSV or XLSX. A rating is 1 to 5 or “cannot say”; a blank row counts as not rated."""


class NewUnlessNamed(click.Group):
    """A group whose first command may be left out, so that ``study DIR`` makes a study."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the first command's name where none stands."""
        if args and args[0] not in (*self.commands, *self.get_help_option_names(ctx)):
            args = [FIRST, *args]
        return super().parse_args(ctx, args)


@click.group(cls=NewUnlessNamed)
def study() -> None:
    """Let people judge our suggestions, without knowing which are ours.

    matchmaker study DIR --out FOLDER writes the sheets; matchmaker study read FOLDER RATINGS... reads them back.
    """


@study.command(FIRST, epilog=EXAMPLE)
@click.argument("folder", metavar="DIR", type=options.PLACE, help="The folder of a run.")
@click.option("--out", metavar="FOLDER", required=True, type=options.PLACE, help="The folder to write to.")
@click.option(
    "--people",
    metavar="N",
    type=click.IntRange(1, 500),
    default=20,
    show_default=True,
    help="How many people to draw, half of each side.",
)
@click.option(
    "--each",
    metavar="N",
    type=click.IntRange(1, 10),
    default=3,
    show_default=True,
    help="How many candidates from each of the three sources.",
)
@click.option(
    "--seed", metavar="N", type=click.IntRange(min=0), help="Draws the people and the order (default: the run's)."
)
@click.option("--with-text", is_flag=True, help="Show raters what people wrote, with descriptions of people taken out.")
@click.option("--force", is_flag=True, help="Replace an earlier study in the folder.")
@options.as_json("Print what was written as JSON.")
@options.quiet()
def new(
    folder: Path,
    out: Path,
    people: int,
    each: int,
    seed: int | None,
    with_text: bool,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write sheets for raters: for some people of a run, candidates from us, from TF-IDF and by lot, mixed.

    Nobody can tell from the sheets which came from where; a sealed key apart says it.
    """
    from matchmaker.explain.messages import say as words
    from matchmaker.services.study import KEY, RATERS, make_study

    made = make_study(
        folder, out, people=people, each=each, seed=seed, with_text=with_text, force=force, progress=watcher(quiet)
    )
    for name in made.changed:
        say(words("study", "changed", {"file": name}))
    if as_json:
        _print({"folder": str(out), "people": made.people, "rows": made.rows, "with_text": with_text})
    if quiet:
        return
    counts = {"people": made.people, "rows": made.rows}
    say(words("study", "written", counts | {"folder": str(out)}))
    if made.people < made.asked_for:
        say(words("study", "fewer", counts))
    say(words("study", "hand_out", {"raters": str(out / RATERS), "key": KEY}))
    say(words("study", "shown_text" if with_text else "shown_fields"))


@study.command(epilog=READ_EXAMPLE)
@click.argument("folder", metavar="FOLDER", type=options.PLACE, help="The folder of the study.")
@click.argument("sheets", metavar="RATINGS...", nargs=-1, required=True, type=options.PLACE, help="One sheet a rater.")
@options.as_json("Print the findings as JSON.")
@options.quiet()
def read(folder: Path, sheets: tuple[Path, ...], as_json: bool, quiet: bool) -> None:
    """Read raters' sheets back: what each source got, how much of it may be chance, and whether raters agree."""
    from matchmaker.explain.study import findings_lines
    from matchmaker.services.study_reading import document, read_study

    found = read_study(folder, sheets)
    if as_json:
        _print(document(found))
    elif not quiet:
        click.echo("\n".join(findings_lines(found.findings, found.rows, with_text=found.with_text)))


def _print(made: object) -> None:
    import json

    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
