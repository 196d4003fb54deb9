"""Make a run from files and write everything about it to a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker import pipeline
from matchmaker.domain.weights import WeightSet
from matchmaker.matching.engine import Progress
from matchmaker.matching.run import Options, Run
from matchmaker.places import shipped_models
from matchmaker.report.rows import CONTRIBUTION_COLUMNS, MATCH_COLUMNS, contribution_rows, match_rows
from matchmaker.report.run_file import Asked, InputRecord, run_document, run_json
from matchmaker.services.known_folders import remember
from matchmaker.tables import ReadInput, read_input
from matchmaker.tables.weights_file import read_weights
from matchmaker.tables.write import staged_folder, write_csv, write_workbook

if TYPE_CHECKING:
    from matchmaker.text import TextModel, VectorCache

SHEET_ROWS = 1_000_000
"""A spreadsheet holds about this many rows; longer tables are in the CSV files alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for. ``cache`` is the folder of vectors, ``None`` to keep none."""

    inputs: tuple[Path, ...]
    out: Path
    options: Options
    challenge_id: str | None = None
    weights_file: Path | None = None
    encoding: str | None = None
    cache: Path | None = None
    with_text: bool = False
    force: bool = False


def default_weights() -> WeightSet:
    """The weight set that travels with the program."""
    return read_weights(shipped_models() / "weights" / "default-1.toml")


def weights_of(path: Path | None) -> WeightSet:
    """The weight set named, or the default one."""
    return read_weights(path) if path else default_weights()


def text_model(options: Options) -> TextModel | None:
    """The text model, or none where texts are not used."""
    if options.no_text:
        return None
    from matchmaker.text import open_text_model

    return open_text_model()


def vectors_in(folder: Path | None) -> VectorCache | None:
    """The vectors kept in a folder."""
    from matchmaker.text import VectorCache

    return VectorCache(folder) if folder else None


def make_run(request: Request, progress: Progress) -> Run:
    """Read, rank, write. Results appear whole or not at all; every error of the input is raised at once."""
    weights = weights_of(request.weights_file)
    with staged_folder(request.out, force=request.force) as folder:
        read = read_input(
            request.inputs, challenge_id=request.challenge_id, encoding=request.encoding, progress=progress
        )
        run = pipeline.match(
            read.cohort,
            weights,
            request.options,
            model=text_model(request.options),
            cache=vectors_in(request.cache),
            progress=progress,
        )
        _write(run, read, request, folder, progress)
    remember(request.out)
    if request.cache:
        remember(request.cache)
    return run


def records(read: ReadInput) -> Sequence[InputRecord]:
    """The files that were read, as ``run.json`` remembers them."""
    return [InputRecord(file.name, str(file.path), file.sha256, file.rows) for file in read.files]


def _write(run: Run, read: ReadInput, request: Request, folder: Path, progress: Progress) -> None:
    from matchmaker.report import html

    progress("writing", 0, 5)
    weights_file = str(request.weights_file.resolve()) if request.weights_file else None
    asked = Asked(tuple(str(path.resolve()) for path in request.inputs), request.encoding, weights_file)
    document = run_document(run, asked, records(read))
    (folder / "run.json").write_text(run_json(document), encoding="utf-8")
    matches, contributions = list(match_rows(run)), list(contribution_rows(run))
    write_csv(folder / "matches.csv", MATCH_COLUMNS, matches)
    progress("writing", 2, 5)
    write_csv(folder / "contributions.csv", CONTRIBUTION_COLUMNS, contributions)
    sheets = {"matches": (MATCH_COLUMNS, matches), "contributions": (CONTRIBUTION_COLUMNS, contributions)}
    write_workbook(folder / "matches.xlsx", sheets)
    progress("writing", 4, 5)
    data = html.report_data(run, with_text=request.with_text)
    (folder / "report.html").write_text(html.render(data), encoding="utf-8")
    progress("writing", 5, 5)
