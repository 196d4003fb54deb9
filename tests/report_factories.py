"""Runs and pairings for the tests of the report and the reasons: real runs, without texts so that they are quick."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from factories import cohort, patient, professional
from matchmaker import pipeline
from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.lists import only
from matchmaker.matching.run import Options, Pairing, Run
from matchmaker.matching.score import ScoreInputs, score
from matchmaker.services.runs import default_weights
from matchmaker.tables import read_input

FIXTURES = Path(__file__).parents[1] / "data" / "fixtures"
NEUTRAL = {"shared_purpose": 0.2, "task_fit": 0.2, **default_weights().neutral}


@cache
def run_of(fixture: str = "collaborative-pairs", challenge: str | None = "C01", **options: object) -> Run:
    """A real run on a fixture, from needs, values and times alone."""
    read = read_input((FIXTURES / fixture,), challenge_id=challenge)
    return pipeline.match(read.cohort, default_weights(), Options(no_text=True, **options), model=None)


@cache
def _pair_of_two() -> Run:
    people = cohort(patient("p", values=("kindness",)), professional("h", values=("kindness",)))
    prepared = pipeline.prepare(people, default_weights().with_neutral(NEUTRAL), model=None)
    return pipeline.run_of(prepared, only(prepared.table, 0, 0), Options(no_text=True))


def pairing_with(
    patient_values: dict[str, float], professional_values: dict[str, float], dropped: tuple[str, ...] = ()
):
    """A pairing scored by the real formula on these values; criteria that are not named are not known."""
    run = _pair_of_two()
    row = [
        np.array([[values.get(name, np.nan) for name in CRITERIA]]) for values in (patient_values, professional_values)
    ]
    out = np.array([name in dropped for name in CRITERIA])
    inputs = ScoreInputs(*row, out)
    lists = replace(run.lists, inputs=inputs, scores=score(inputs, run.weights))
    altered = replace(run, lists=lists, table=replace(run.table, dropped=out))
    pairing: Pairing = altered.pairing(0)
    return pairing
