"""The gates of the text criterion: wiring, floors on pairs never fitted on, and that the fit can be repeated."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from matchmaker.text.artefacts import Artefacts, artefacts_folder
from matchmaker.text.blend import blend_folder
from matchmaker.text.calibration.evaluation import recovery, unrelated
from matchmaker.text.calibration.run import LEFT_OUT, fit_blend, judge
from matchmaker.text.calibration.written import blend_toml, means_bytes
from matchmaker.text.fixed_point import normalised
from matchmaker.text.mask import mask
from text_model import material, table, twelve

OUTSIDE = os.environ.get("MATCHMAKER_OUTSIDE_DATA")


@pytest.fixture(scope="module")
def judgement(model):
    return judge(model, material())


def plain(model, texts):
    return normalised(np.stack([encoded.pooled for encoded in model.encoder.encode(texts)]))


def test_plain_cosines_of_the_twelve_pairs_are_as_measured_with_the_reference_model(model):
    patients, professionals = twelve(purpose_how=False)
    found = recovery(plain(model, patients) @ plain(model, professionals).T)
    assert found.mrr_forth == pytest.approx(0.619, abs=0.005)
    assert found.mrr_back == pytest.approx(0.547, abs=0.005)


def test_the_twelve_pairs_are_recovered_at_least_as_well_as_the_floors(model):
    patients, professionals = twelve(purpose_how=False)
    found = recovery(table(model, [mask(t).text for t in patients], [mask(t).text for t in professionals]))
    assert found.mrr_forth >= 0.65
    assert found.mrr_back >= 0.60
    assert found.top3[0] >= 9
    assert found.top3[1] >= 8
    assert found.auc >= 0.86


def test_the_easy_reference_pairs_are_all_recovered_both_ways(judgement):
    assert judgement.recovery("blend, the twelve easy reference pairs").top1 == (12, 12)


def test_the_development_pairs_are_recovered_with_each_theme_left_out(judgement):
    found = judgement.recovery(LEFT_OUT)
    assert found.mrr_forth >= 0.85
    assert found.mrr_back >= 0.85


def test_the_blend_recovers_more_than_plain_likeness_of_whole_texts(judgement):
    for kind in ("development", "reference"):
        blend, whole = judgement.recovery(f"blend, {kind} pairs"), judgement.recovery(f"whole, {kind} pairs")
        assert blend.mrr_forth > whole.mrr_forth
        assert blend.mrr_back > whole.mrr_back
        assert blend.auc > whole.auc


def test_the_first_stage_keeps_nearly_everybody_the_blend_would_show(judgement):
    assert judgement.recall >= 0.98


def test_an_unknown_text_ranks_in_the_middle_of_unrelated_ones(model):
    both = material()
    scores = unrelated(table(model, both.patients, both.professionals))
    assert (model.purpose.g(scores) > model.purpose.neutral).mean() == pytest.approx(0.5, abs=0.005)


def test_a_person_without_a_text_ranks_in_the_middle_of_those_whose_texts_are_far_from_the_task(model):
    both = material()
    by_professionals = [*both.development.professional_purposes, *both.reference.professional_purposes]
    by_patients = [*both.development.patient_purposes, *both.reference.patient_purposes]
    forth, back = table(model, both.patients, by_professionals), table(model, both.professionals, by_patients)
    far = np.concatenate([unrelated(forth), unrelated(back)])
    read = far[~np.isnan(far)]
    assert (model.task.g(read) > model.task.neutral).mean() == pytest.approx(0.5, abs=0.005)


def test_fitting_again_gives_the_committed_files():
    again = fit_blend(Artefacts(artefacts_folder()), material())
    assert blend_toml(again) == (blend_folder() / "blend.toml").read_text(encoding="utf-8")
    committed, made = (
        np.load(blend_folder() / "means.npy"),
        np.stack([again.means.whole, again.means.sentences, again.means.words]),
    )
    assert np.abs(committed - made).max() < 1e-6
    assert len(means_bytes(again)) == (blend_folder() / "means.npy").stat().st_size


@pytest.mark.skipif(OUTSIDE is None, reason="MATCHMAKER_OUTSIDE_DATA is not set: other people's data is not here")
@pytest.mark.parametrize(("part", "expected"), [("dev", 0.8672), ("test", 0.8203)])
def test_sentence_similarity_is_that_of_the_reference_model(model, part, expected):
    from scipy.stats import spearmanr

    with (Path(OUTSIDE) / "stsb" / f"sts-{part}.csv").open(encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    left, right = plain(model, [row[5] for row in rows]), plain(model, [row[6] for row in rows])
    found = spearmanr(np.sum(left * right, axis=1), [float(row[4]) for row in rows]).statistic
    assert found == pytest.approx(expected, abs=5e-4)


def test_evidence_quotes_both_texts_and_counts_no_wording_twice(model):
    a, b = material().development.patients[0], material().development.professionals[0]
    shown = model.evidence(a, b)
    assert shown.sentences
    assert shown.words
    for pair in (*shown.sentences, *shown.words):
        assert pair.a in a
        assert pair.b in b
        assert -1.0 <= pair.likeness <= 1.01
    assert len({pair.a.lower() for pair in shown.words}) == len(shown.words)
    assert all(word in a for word in shown.shared)
