"""Writes the generated reference pages: the commands, every problem and assumption, the service and its OpenAPI.

python docs/generate.py            write them
python docs/generate.py --check    say whether they are up to date (exit code 1 if not)
"""

import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from matchmaker.cli.app import matchmaker

REFERENCE = Path(__file__).parent / "reference"
ROOT = Path(__file__).parents[1]
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


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command by its words, parents first: ``()``, ``("match",)``, ``("models",)``, ``("models", "build")``."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if child := command.get_command(context, name):
                yield from commands(child, (*path, name))


def help_of(path: tuple[str, ...]) -> str:
    """What ``--help`` prints for one command."""
    result = CliRunner().invoke(matchmaker, [*path, "--help"], prog_name="matchmaker", terminal_width=WIDTH)
    if result.exit_code:
        raise SystemExit(f"matchmaker {' '.join(path)} --help failed: {result.output}")
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def command_page() -> str:
    """The page of the command line."""
    parts = [OPENING]
    for path, _ in commands(matchmaker):
        parts.append(f"## `{' '.join(('matchmaker', *path))}`\n\n```text\n{help_of(path)}\n```\n")
    return "\n".join(parts)


def pages() -> dict[Path, str]:
    """Every generated page and what it should hold."""
    problems = runpy.run_path(str(REFERENCE / "generate_problems.py"))["page"]
    assumptions = runpy.run_path(str(REFERENCE / "generate_assumptions.py"))["page"]
    service = runpy.run_path(str(REFERENCE / "generate_http.py"))
    return {
        REFERENCE / "command-line.md": command_page(),
        REFERENCE / "problems.md": problems(),
        REFERENCE / "assumptions.md": assumptions(),
        REFERENCE / "http.md": service["page"](),
        ROOT / "openapi.json": service["openapi"](),
        ROOT / ".env.example": service["env_example"](),
    }


def main() -> int:
    """Write the pages, or check them."""
    outdated = [path for path, made in pages().items() if not path.is_file() or path.read_text("utf-8") != made]
    if "--check" in sys.argv[1:]:
        for path in outdated:
            print(f"{path.name} is out of date: run `make docs`.")
        return 1 if outdated else 0
    for path, made in pages().items():
        path.write_text(made, encoding="utf-8")
        print(f"Wrote {path}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
