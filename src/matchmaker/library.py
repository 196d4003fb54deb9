"""The public library: the same way that the command line and the service take, without either of them."""

from __future__ import annotations

from pathlib import Path

from matchmaker import pipeline
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.weights import WeightSet
from matchmaker.matching.engine import For, Progress
from matchmaker.matching.run import Options, Run
from matchmaker.services.runs import text_model, vectors_in, weights_of
from matchmaker.tables import read_input


def read_cohort(*paths: str | Path, challenge: str | None = None) -> Cohort:
    """Read a folder, one file of partners, or two files with the patient side first, CSV or XLSX.

    ``challenge`` names one of several. Raises :class:`matchmaker.InputRefused` with every problem of the input.
    """
    return read_input([Path(path) for path in paths], challenge_id=challenge).cohort


def match(
    cohort: Cohort,
    weights: WeightSet | None = None,
    *,
    for_side: For = "both",
    top: int = 5,
    no_text: bool = False,
    seed: int | None = None,
    cache: str | Path | None = None,
    progress: Progress = pipeline.silent,
) -> Run:
    """Rank candidates for everybody of a cohort.

    ``weights``: the default weight set if ``None``. ``for_side``: whose lists to make, or ``pair`` for one list of
    pairs. ``top``: the length of a list. ``cache``: a folder in which to keep vectors. Raises
    :class:`matchmaker.InputRefused` where a side is empty or nothing is known to rank by, and
    :class:`matchmaker.OutsideFailure` where the model files are missing.
    """
    options = Options(for_side=for_side, top=top, no_text=no_text, seed=seed)
    return pipeline.match(
        cohort,
        weights or weights_of(None),
        options,
        model=text_model(options),
        cache=vectors_in(Path(cache) if cache else None),
        progress=progress,
    )
