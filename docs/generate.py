"""Writes the generated reference page: the help of every command, as the program itself prints it.

python docs/generate.py            write docs/reference/command-line.md
python docs/generate.py --check    say whether it is up to date (exit code 1 if not)
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.main import get_command
from typer.testing import CliRunner

from matchmaker.cli.app import build

PAGE = Path(__file__).parent / "reference" / "command-line.md"
WIDTH = 100
OPENING = """<!-- Made by `make docs` from the commands themselves. Change the commands, not this page. -->

# The command line

`matchmaker` is installed in `.venv/bin`. Results go to files or standard output, progress and
messages to standard error. Nothing is printed in colour.

| exit code | means |
|---|---|
| 0 | done |
| 1 | the input has errors; all of them are listed, and nothing was written |
| 2 | the command was used in a way that cannot work |
| 3 | a rule forbids the result. An id that nobody has gives the same answer |
| 4 | something outside failed, such as the model files or the disk |

| setting in the environment | means |
|---|---|
| `MATCHMAKER_ARTEFACTS` | the folder of the built model files |
| `MATCHMAKER_MODEL` | the model folder that `models build` reads |
| `MATCHMAKER_STATE` | the folder with the list of known runs |
"""


def command_names(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, parents first: ``()``, ``("match",)``, ``("models",)``, ``("models", "build")``."""
    yield path
    for name, child in getattr(command, "commands", {}).items():
        yield from command_names(child, (*path, name))


def help_of(app: typer.Typer, path: tuple[str, ...]) -> str:
    """What ``--help`` prints for one command."""
    result = CliRunner().invoke(app, [*path, "--help"], prog_name="matchmaker", terminal_width=WIDTH)
    if result.exit_code:
        raise SystemExit(f"matchmaker {' '.join(path)} --help failed: {result.output}")
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def page() -> str:
    """The whole page."""
    app = build()
    parts = [OPENING]
    for path in command_names(get_command(app)):
        parts.append(f"## `{' '.join(('matchmaker', *path))}`\n\n```text\n{help_of(app, path)}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or check it."""
    made = page()
    if "--check" in sys.argv[1:]:
        current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == made
        print(f"{PAGE.name} is up to date." if current else f"{PAGE.name} is out of date: run `make docs`.")
        return 0 if current else 1
    PAGE.write_text(made, encoding="utf-8")
    print(f"Wrote {PAGE}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
