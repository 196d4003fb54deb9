"""The arguments and options that several commands have: they look the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class Added(Protocol):
    """What puts an argument or an option to a command."""

    def __call__(self, command: Command, /) -> Command:
        """The command, with it."""


PLACE = click.Path(readable=False, path_type=Path)
"""A path as it was typed. Whether it is there and readable is found out, and said, by what reads it."""


def inputs() -> Added:
    """``INPUT``, once or twice: what :func:`matchmaker.tables.read_input` takes."""
    return click.argument(
        "inputs", metavar="INPUT...", nargs=-1, required=True, type=PLACE, help="A folder, one file, or two files."
    )


def encoding() -> Added:
    """``--encoding NAME``."""
    return click.option("--encoding", metavar="NAME", help="The encoding of CSV files, if it is not found.")


def as_json(what: str) -> Added:
    """``--json``: data on standard output instead of words."""
    return click.option("--json", "as_json", is_flag=True, help=what)


def quiet(what: str = "Only errors.") -> Added:
    """``--quiet``."""
    return click.option("--quiet", "-q", is_flag=True, help=what)
