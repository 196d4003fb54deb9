"""The files of a run, written one way to a folder or into memory: the same bytes in both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from matchmaker.domain.weight_view import NamedView
from matchmaker.matching.engine import Progress
from matchmaker.matching.run import Run
from matchmaker.pipeline import silent
from matchmaker.places import shipped_models
from matchmaker.report.run_file import Asked, InputRecord, run_document, run_json
from matchmaker.report.tables import TABLES
from matchmaker.tables import ReadInput
from matchmaker.tables.weight_views_file import read_weight_views
from matchmaker.tables.write import Target, fits_in_memory, write_csv, write_workbook

WORKBOOK = "matches.xlsx"
NAMES = ("run.json", *(f"{name}.csv" for name in TABLES), WORKBOOK, "report.html")
"""Every file of a run, in the order in which they are written."""


def write_run_files(
    run: Run, read: ReadInput, asked: Asked, folder: Path, *, with_text: bool = False, progress: Progress = silent
) -> None:
    """Write every file of a run into a folder that is there."""
    _write(run, records(read), asked, lambda name: folder / name, with_text, progress)


def run_files(
    run: Run, read: ReadInput, asked: Asked, *, with_text: bool = False, progress: Progress = silent
) -> Mapping[str, bytes]:
    """Every file of a run by name, made in memory: nothing touches a disk.

    ``matches.xlsx`` is left out where its sheets are too long to be made in memory (100,000 rows); the CSV files hold
    everything then too.
    """
    made: dict[str, BytesIO] = {}

    def place(name: str) -> BytesIO:
        return made.setdefault(name, BytesIO())

    _write(run, records(read), asked, place, with_text, progress)
    return {name: made[name].getvalue() for name in NAMES if name in made}


def records(read: ReadInput) -> Sequence[InputRecord]:
    """The files that were read, as ``run.json`` remembers them."""
    return [InputRecord(file.name, str(file.path), file.sha256, file.rows) for file in read.files]


def asked_of(read: ReadInput, encoding: str | None = None) -> Asked:
    """What an upload asked for, with the names of its files in the place of paths."""
    return Asked(tuple(file.name for file in read.files), encoding, None)


def _write(
    run: Run,
    inputs: Sequence[InputRecord],
    asked: Asked,
    place: Callable[[str], Target],
    with_text: bool,
    progress: Progress,
) -> None:
    from matchmaker.report import html

    steps = len(NAMES)
    progress("writing", 0, steps)
    _put(place("run.json"), run_json(run_document(run, asked, inputs)))
    sheets = {}
    for done, (name, table) in enumerate(TABLES.items(), 1):
        sheets[name] = table.columns, list(table.rows(run))
        write_csv(place(f"{name}.csv"), *sheets[name])
        progress("writing", done, steps)
    if isinstance(place("run.json"), Path) or fits_in_memory(sheets):
        write_workbook(place(WORKBOOK), sheets)
    progress("writing", steps - 1, steps)
    _put(place("report.html"), html.render(html.report_data(run, views=weight_views(), with_text=with_text)))
    progress("writing", steps, steps)


def weight_views() -> tuple[NamedView, ...]:
    """The other ways of weighing that travel with the program."""
    return read_weight_views(shipped_models() / "weights" / "views.toml")


def _put(target: Target, text: str) -> None:
    if isinstance(target, BytesIO):
        target.write(text.encode())
    else:
        target.write_text(text, encoding="utf-8")
