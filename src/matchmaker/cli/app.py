"""The command line's entry: finds the command, and turns every foreseen error into words and an exit code."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from matchmaker.cli.edge import report_error
from matchmaker.domain.problem import MatchmakerError, OutsideFailure, Problem
from matchmaker.version import __version__

INTERRUPTED = 130

COMMANDS = (
    "check",
    "match",
    "explain",
    "what-if",
    "representation",
    "audit",
    "study",
    "forget",
    "embed",
    "serve",
    "models",
    "calibrate",
)
"""In the order of the help. Each is the object of that name in the module of that name, with _ for -."""


class Commands(click.Group):
    """The commands of this package. Only the one that is asked for is imported: the others cost it no time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"matchmaker.cli.{name}"), name)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="matchmaker %(version)s", help="The version.")
def matchmaker() -> None:
    """Suggest who might work with whom, patients and professionals as equals, and say exactly why.

    The tool suggests; people decide.
    """


def run() -> None:
    """Run the command line and leave with its exit code."""
    try:
        sys.exit(matchmaker.main(prog_name="matchmaker", standalone_mode=False))
    except MatchmakerError as error:
        sys.exit(report_error(error))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.exit(report_error(OutsideFailure(Problem.of("outside_failed", why=error.strerror or type(error).__name__))))
    except click.Abort:
        sys.stderr.write("Stopped. Nothing was written.\n")
        sys.exit(INTERRUPTED)
