"""Make a run from files and write everything about it to a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker import pipeline
from matchmaker.domain.weights import WeightSet
from matchmaker.matching.engine import Progress
from matchmaker.matching.run import Options, Run
from matchmaker.places import shipped_models
from matchmaker.report.run_file import Asked
from matchmaker.services.known_folders import remember
from matchmaker.services.run_files import write_run_files
from matchmaker.tables import read_input
from matchmaker.tables.weights_file import read_weights
from matchmaker.tables.write import staged_folder

if TYPE_CHECKING:
    from matchmaker.text import TextModel, VectorCache


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
        weights_file = str(request.weights_file.resolve()) if request.weights_file else None
        asked = Asked(tuple(str(path.resolve()) for path in request.inputs), request.encoding, weights_file)
        write_run_files(run, read, asked, folder, with_text=request.with_text, progress=progress)
    remember(request.out)
    if request.cache:
        remember(request.cache)
    return run
