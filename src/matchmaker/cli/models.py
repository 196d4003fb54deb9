"""``matchmaker models build`` and ``matchmaker models verify``: the model files that every command reads."""

from __future__ import annotations

from collections.abc import Mapping

import click

from matchmaker.cli import options

STEPS = {
    "already_built": "The model files in {folder} are there and right; nothing to do.",
    "loading_reference": "Loading the reference model from {folder} (some seconds) …",
    "exporting": "Writing it for ONNX Runtime (some seconds) …",
    "counting_words": "Making the table of how rare each word is (some ten seconds) …",
    "agreement": "Checked against the reference: 1 - cosine is at most {gap}.",
    "built": "Model files written to {folder}.",
}


@click.group()
def models() -> None:
    """Build the model files from the installed model, or check them."""


@models.command(epilog="Example:  matchmaker models build")
@click.option("--force", is_flag=True, help="Build again even if the files are right.")
@options.as_json("Print the files' hashes as JSON.")
@options.quiet()
def build(force: bool, as_json: bool, quiet: bool) -> None:
    """Make the model files, once. Nothing is downloaded: the model came with the installation.

    MATCHMAKER_MODEL names another sentence-transformers folder, MATCHMAKER_ARTEFACTS another place for the files.
    """
    from matchmaker.cli.edge import say
    from matchmaker.text.artefacts import artefacts_folder
    from matchmaker.text.build import build as build_files

    def tell(step: str, params: Mapping[str, str | int]) -> None:
        if not quiet:
            say(STEPS[step].format_map(params))

    _show(build_files(artefacts_folder(), tell, force=force).manifest, as_json)


@models.command(epilog="Example:  matchmaker models verify")
@options.as_json("Print the files' hashes as JSON.")
@options.quiet()
def verify(as_json: bool, quiet: bool) -> None:
    """Check that every model file is the one that was built."""
    from matchmaker.cli.edge import say
    from matchmaker.text.artefacts import Artefacts, artefacts_folder

    artefacts = Artefacts(artefacts_folder())
    artefacts.verify()
    if not quiet:
        say(f"All model files in {artefacts.folder} are as they were built.")
    _show(artefacts.manifest, as_json)


def _show(manifest: Mapping[str, str], as_json: bool) -> None:
    if as_json:
        import json

        click.echo(json.dumps(dict(manifest), indent=2, sort_keys=True))
