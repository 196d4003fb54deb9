"""The command line's entry: collects the commands, and turns every foreseen error into words and an exit code."""

from __future__ import annotations

import sys

import typer

from matchmaker.cli import calibrate, check, embed, explain, forget, match, models
from matchmaker.cli.edge import report_error
from matchmaker.domain.problem import MatchmakerError
from matchmaker.version import __version__

INTERRUPTED = 130


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"matchmaker {__version__}")
        raise typer.Exit


def build() -> typer.Typer:
    """The application with every command."""
    app = typer.Typer(
        name="matchmaker",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def about(
        version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="The version."),
    ) -> None:
        """Suggest who might work with whom, patients and professionals as equals, and say exactly why.

        The tool suggests; people decide.
        """

    for command in (check, match, explain, forget, embed, models, calibrate):
        command.register(app)
    return app


def run() -> None:
    """Run the command line and leave with its exit code."""
    try:
        build()(standalone_mode=True)
    except MatchmakerError as error:
        sys.exit(report_error(error))
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Nothing was written.\n")
        sys.exit(INTERRUPTED)
