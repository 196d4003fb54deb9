"""What holds for every score, whatever the inputs (domain K.2, 1-3)."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.domain.weights import CRITERIA, WeightSet
from matchmaker.matching.score import ScoreInputs, score
from matchmaker.matching.shown import lines_in_tenths, split_in_tenths, tenths

share = st.floats(0, 1, allow_nan=False)
value = st.one_of(share, st.just(math.nan))
row = st.lists(value, min_size=7, max_size=7)


@st.composite
def weight_sets(draw):
    raw = draw(st.lists(st.floats(0.01, 1), min_size=7, max_size=7))
    return WeightSet(
        name="drawn",
        version="1",
        weights=dict(zip(CRITERIA, np.array(raw) / sum(raw), strict=True)),
        one_sided=draw(share),
        neutral=dict(zip(CRITERIA, draw(st.lists(share, min_size=7, max_size=7)), strict=True)),
        signed_by={},
    )


@st.composite
def inputs(draw):
    dropped = draw(st.lists(st.booleans(), min_size=7, max_size=7).filter(lambda out: not all(out)))
    return ScoreInputs(np.array([draw(row)]), np.array([draw(row)]), np.array(dropped))


@given(inputs(), weight_sets())
def test_lines_add_up_to_the_score(drawn, weights):
    scores = score(drawn, weights)
    lines = [*scores.patient_points[0], *scores.professional_points[0], scores.one_sided[0]]
    assert abs(math.fsum(lines) - scores.mutual[0]) <= 1e-9


@given(inputs(), weight_sets())
def test_printed_lines_add_up_to_the_printed_score(drawn, weights):
    scores = score(drawn, weights)
    together = scores.patient_points[0] + scores.professional_points[0]
    exact = [*(float(line) for line in together), float(scores.one_sided[0])]
    printed = lines_in_tenths(exact)
    assert sum(printed) == tenths(float(scores.mutual[0]))
    assert all(abs(shown - line * 10) < 2 for shown, line in zip(printed, exact, strict=True))
    for shown, patient, professional in zip(
        printed, scores.patient_points[0], scores.professional_points[0], strict=False
    ):
        assert sum(split_in_tenths(shown, float(patient), float(professional))) == shown


@given(inputs(), weight_sets())
def test_the_score_lies_between_the_lower_side_and_the_mean(drawn, weights):
    scores = score(drawn, weights)
    sides = 100 * scores.patient_side[0], 100 * scores.professional_side[0]
    assert min(sides) - 1e-9 <= scores.mutual[0] <= sum(sides) / 2 + 1e-9


@given(inputs(), weight_sets())
def test_swapping_the_sides_swaps_the_lines_and_keeps_the_score(drawn, weights):
    one = score(drawn, weights)
    other = score(ScoreInputs(drawn.professional, drawn.patient, drawn.dropped), weights)
    assert abs(one.mutual[0] - other.mutual[0]) <= 1e-9
    assert np.array_equal(one.patient_points, other.professional_points)


@given(inputs(), weight_sets(), st.integers(0, 6), st.booleans(), share)
def test_raising_a_value_never_lowers_the_score(drawn, weights, place, of_patient, higher):
    side = drawn.patient if of_patient else drawn.professional
    raised = side.copy()
    known = raised[0, place] if not np.isnan(raised[0, place]) else weights.neutral[CRITERIA[place]]
    raised[0, place] = max(known, higher)
    altered = replace(drawn, patient=raised) if of_patient else replace(drawn, professional=raised)
    assert score(altered, weights).mutual[0] >= score(drawn, weights).mutual[0] - 1e-9


@given(inputs(), weight_sets(), st.integers(0, 6))
def test_a_line_set_to_nothing_lowers_its_side_by_its_weight_times_its_value(drawn, weights, place):
    before = score(drawn, weights)
    emptied = drawn.patient.copy()
    emptied[0, place] = 0.0
    after = score(replace(drawn, patient=emptied), weights)
    line = before.weights[place] * before.patient_values[0, place]
    assert abs((before.patient_side[0] - after.patient_side[0]) - line) <= 1e-9


@given(st.lists(inputs(), min_size=2, max_size=6), weight_sets())
def test_a_pairings_score_does_not_depend_on_the_others(drawn, weights):
    dropped = drawn[0].dropped
    together = ScoreInputs(
        np.concatenate([one.patient for one in drawn]), np.concatenate([one.professional for one in drawn]), dropped
    )
    alone = [score(ScoreInputs(one.patient, one.professional, dropped), weights).mutual[0] for one in drawn]
    assert score(together, weights).mutual.tolist() == alone
