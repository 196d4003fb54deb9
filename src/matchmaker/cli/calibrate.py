"""``matchmaker calibrate``: fit the text blend again or judge the shipped one; measure neutral values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from matchmaker.cli import options

if TYPE_CHECKING:
    from matchmaker.text.calibration.run import Judgement


@click.group()
def calibrate() -> None:
    """Fit what is frozen again, on made-up people."""


@calibrate.command(epilog="Example:  matchmaker calibrate neutral data/fixtures/programme-300")
@options.inputs()
def neutral(inputs: tuple[Path, ...]) -> None:
    """Print what an ordinary pairing of a cohort gets on each criterion, as lines for a weight set.

    ``will`` is one half by decision, and the two text criteria come with the text blend.
    """
    from matchmaker.matching.neutral import measured_neutrals
    from matchmaker.pipeline import prepare
    from matchmaker.services.runs import default_weights
    from matchmaker.tables import read_input

    prepared = prepare(read_input(inputs).cohort, default_weights(), model=None)
    click.echo("[neutral]")
    for name, value in measured_neutrals(prepared.table).items():
        click.echo(f"{name} = {value:.2f}")


@calibrate.command(epilog="Example:  matchmaker calibrate text --check")
@click.option("--check", is_flag=True, help="Judge the shipped blend; write nothing.")
@click.option("--data", metavar="DIR", type=options.PLACE, help="Where the pairs are.")
@click.option("--out", metavar="DIR", type=options.PLACE, help="Where the blend is written.")
@click.option("--also", metavar="FILE.json", type=options.PLACE, help="Further pairs to report on; never fitted on.")
@options.as_json("Print the judgement as JSON.")
@options.quiet()
def text(check: bool, data: Path | None, out: Path | None, also: Path | None, as_json: bool, quiet: bool) -> None:
    """Fit the blend of text channels on the development and reference pairs, and judge it leaving whole themes out.

    The same pairs and the same model give the same files.
    """
    from matchmaker.cli.edge import say
    from matchmaker.text.artefacts import Artefacts, artefacts_folder
    from matchmaker.text.blend import blend_folder
    from matchmaker.text.calibration.pairs import calibration_folder, load_pairs
    from matchmaker.text.calibration.run import Material, fit_blend, judge
    from matchmaker.text.calibration.written import write_blend
    from matchmaker.text.model import open_text_model

    material = Material.load(data or calibration_folder())
    if not check:
        artefacts = Artefacts(artefacts_folder())
        artefacts.require()
        folder = out or blend_folder()
        write_blend(fit_blend(artefacts, material), folder)
        if not quiet:
            say(f"Blend written to {folder}.")
    judged = judge(open_text_model(None if check else out), material, load_pairs(also) if also else None)
    _show(judged, as_json)


def _show(judged: Judgement, as_json: bool) -> None:
    """The judgement as a table, or as JSON."""
    import json
    from dataclasses import asdict

    from matchmaker.text.calibration.evaluation import HEADING

    if as_json:
        rows = {name: asdict(found) for name, found in judged.rows}
        click.echo(json.dumps({"recoveries": rows, "first_stage_recall": judged.recall}, indent=2))
        return
    click.echo("\n".join([HEADING, *(found.row(name) for name, found in judged.rows)]))
    click.echo(f"\nFirst stage: {judged.recall:.3f} of everybody's five closest are among its twenty closest.")
