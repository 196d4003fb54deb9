"""Make a run from files and write everything about it to a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker import pipeline
from matchmaker.domain.assumption import Assumption
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.problem import InputRefused, Problem, WrongUse
from matchmaker.domain.weights import WeightSet
from matchmaker.matching.engine import Progress
from matchmaker.matching.pool import readable_ids
from matchmaker.matching.run import Options, Run
from matchmaker.places import shipped_models
from matchmaker.report.run_file import Asked
from matchmaker.services.known_folders import remember
from matchmaker.services.remembered import recall, record
from matchmaker.services.run_files import write_run_files
from matchmaker.tables import ReadInput, read_input
from matchmaker.tables.weights_file import read_weights
from matchmaker.tables.write import staged_folder
from matchmaker.text.cache import FOLDER

if TYPE_CHECKING:
    from matchmaker.text import TextModel, VectorCache


NOTHING_TO_READ = "no_text_column"
"""The assumption that names columns of a file in which nothing was read as what people wrote."""


@dataclass(frozen=True, slots=True)
class Made:
    """A run that was written. ``remembered``: its folders are in this computer's list, for ``forget`` to find."""

    run: Run
    remembered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for. ``cache`` is the folder of vectors, ``None`` to keep none.

    ``programme``: the name under which this computer remembers whom its runs showed; ``None`` to remember nothing.
    """

    inputs: tuple[Path, ...]
    out: Path
    options: Options
    challenge_id: str | None = None
    weights_file: Path | None = None
    encoding: str | None = None
    cache: Path | None = None
    with_text: bool = False
    force: bool = False
    programme: str | None = None


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


def make_run(request: Request, progress: Progress) -> Made:
    """Read, rank, write. Results appear whole or not at all; every error of the input is raised at once."""
    weights = weights_of(request.weights_file)
    _refuse_working_folder(request.out)
    with staged_folder(request.out, force=request.force) as folder:
        read = read_input(
            request.inputs, challenge_id=request.challenge_id, encoding=request.encoding, progress=progress
        )
        places = [place for place in (request.out, request.cache) if place]
        remembered = sum(map(remember, places)) == len(places)
        with _kept_vectors(request, read.cohort) as cache:
            run = _matched(read, weights, request, cache, progress)
        if request.programme:
            run = _remembered(run, request.programme)
        weights_file = str(request.weights_file.resolve()) if request.weights_file else None
        asked = Asked(tuple(str(path.resolve()) for path in request.inputs), request.encoding, weights_file)
        write_run_files(run, read, asked, folder, with_text=request.with_text, progress=progress)
    if request.programme:
        record(request.programme, run, date.today())
    return Made(run, remembered)


def _remembered(run: Run, programme: str) -> Run:
    """The run, saying that it is remembered, and over how many earlier ones ties were settled."""
    runs = len(recall(programme).before(run.id).runs)
    said = [Assumption.of("run_remembered", programme=programme)]
    if runs and run.options.for_side != "pair":
        said.append(Assumption.of("ties_to_those_waiting", runs=runs, programme=programme))
    return replace(run, assumptions=(*run.assumptions, *said))


def _waiting(programme: str | None) -> pipeline.Waiting | None:
    if programme is None:
        return None
    memory = recall(programme)
    return lambda run_id, ids: memory.before(run_id).waiting(ids)


def _refuse_working_folder(out: Path) -> None:
    """The results take the place of their folder: nobody should stand in it meanwhile."""
    here = Path.cwd()
    if out.resolve() in (here, *here.parents):
        raise WrongUse(Problem.of("out_is_working_folder", file=str(out)))


def _matched(
    read: ReadInput, weights: WeightSet, request: Request, cache: VectorCache | None, progress: Progress
) -> Run:
    """Rank; where nothing can be ranked by, the columns that were not read are named as well."""
    model = text_model(request.options)
    try:
        return pipeline.match(
            read.cohort,
            weights,
            request.options,
            model=model,
            cache=cache,
            waiting=_waiting(request.programme),
            progress=progress,
        )
    except InputRefused as refused:
        if "nothing_to_rank_by" not in {problem.code for problem in refused.problems}:
            raise
        unread = [one for one in read.cohort.assumptions if one.code == NOTHING_TO_READ]
        hints = [Problem("columns_were_not_read", params=one.params) for one in unread]
        raise InputRefused([*refused.problems, *hints]) from None


@contextmanager
def _kept_vectors(request: Request, cohort: Cohort) -> Iterator[VectorCache | None]:
    """The vectors kept for a run. Its own hold nobody who is not read in it; those new to a failed run go again."""
    cache = vectors_in(request.cache)
    if cache is None:
        yield None
        return
    was_there = cache.path.exists()
    if was_there and request.cache == request.out / FOLDER:
        cache.forget(cache.owners() - readable_ids(cohort))
    try:
        yield cache
    except BaseException:
        if not was_there:
            cache.path.unlink(missing_ok=True)
            for folder in (cache.folder, request.out):
                with suppress(OSError):
                    folder.rmdir()
        raise
