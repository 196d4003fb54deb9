"""What holds for every counterfactual step and every change of weights, whatever the inputs (domain C.9, H.3)."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from test_score_properties import inputs, share, weight_sets

from matchmaker.domain.weights import CRITERIA
from matchmaker.matching.counterfactuals import smallest, step_on_one_side
from matchmaker.matching.differences import differences, worth_naming
from matchmaker.matching.score import ScoreInputs, score
from matchmaker.matching.weight_views import reweighted, tipping_points

criterion = st.sampled_from(range(7))


def with_patient(drawn: ScoreInputs, k: int, x: float) -> ScoreInputs:
    patient = drawn.patient.copy()
    patient[0, k] = x
    return replace(drawn, patient=patient)


@given(inputs(), weight_sets(), criterion, share, share)
def test_the_step_of_the_formula_gives_exactly_the_points_asked_for(drawn, weights, k, start, rise):
    assume(not drawn.dropped[k])
    before = score(with_patient(drawn, k, start), weights)
    end = start + (1 - start) * rise
    after = score(with_patient(drawn, k, end), weights)
    points = float(after.mutual[0] - before.mutual[0])
    assume(points > 1e-6)
    behind = float(before.professional_side[0] - before.patient_side[0])
    step = step_on_one_side(points, float(before.weights[k]), behind, weights.one_sided)
    reached = score(with_patient(drawn, k, start + step), weights)
    assert float(reached.mutual[0] - before.mutual[0]) == pytest.approx(points, abs=1e-9)
    assert step <= end - start + 1e-9


@given(st.floats(0.1, 20), st.floats(0.01, 1), st.floats(-1, 0))
def test_no_rise_of_the_higher_side_is_enough_where_the_lower_one_counts_alone(points, weight, behind):
    assert step_on_one_side(points, weight, behind, 1.0) == math.inf


@given(inputs(), weight_sets(), criterion, share)
def test_bisection_finds_what_the_formula_finds(drawn, weights, k, rise):
    assume(not drawn.dropped[k])
    start = with_patient(drawn, k, 0.0)
    before = score(start, weights)
    wanted = float(score(with_patient(drawn, k, rise), weights).mutual[0] - before.mutual[0])
    assume(wanted > 1e-6)
    found = smallest(lambda x: float(score(with_patient(drawn, k, x), weights).mutual[0] - before.mutual[0]), wanted)
    behind = float(before.professional_side[0] - before.patient_side[0])
    assert found == pytest.approx(
        step_on_one_side(wanted, float(before.weights[k]), behind, weights.one_sided), abs=1e-6
    )


@given(inputs(), weight_sets(), criterion, st.booleans())
def test_a_line_set_to_nothing_lowers_its_side_by_exactly_weight_times_value(drawn, weights, k, patient_side):
    before = score(drawn, weights)
    inputs_of = drawn.patient if patient_side else drawn.professional
    lowered = inputs_of.copy()
    lowered[0, k] = 0.0
    after = score(replace(drawn, **{"patient" if patient_side else "professional": lowered}), weights)
    side, values = ("patient_side", "patient_values") if patient_side else ("professional_side", "professional_values")
    fall = getattr(before, side)[0] - getattr(after, side)[0]
    assert fall == pytest.approx(before.weights[k] * getattr(before, values)[0, k], abs=1e-12)


@given(inputs(), inputs(), weight_sets())
def test_the_lines_of_a_gap_add_up_to_it(first, second, weights):
    second = replace(second, dropped=first.dropped)
    a, b = score(first, weights), score(second, weights)
    lines = differences(a, 0, b, 0)
    assert math.fsum(line.points for line in lines) == pytest.approx(float(a.mutual[0] - b.mutual[0]), abs=1e-9)
    assert all(abs(line.points) >= 1 - 1e-9 for line in worth_naming(lines))
    assert {line.criterion for line in lines}.isdisjoint(np.array(CRITERIA)[first.dropped])


@st.composite
def a_list(draw):
    n = draw(st.integers(2, 6))
    values = st.lists(share, min_size=7, max_size=7)
    rows = [np.array([draw(values) for _ in range(n)]) for _ in range(2)]
    return ScoreInputs(
        *rows, np.array(draw(st.lists(st.booleans(), min_size=7, max_size=7).filter(lambda d: not all(d))))
    )


@given(a_list(), weight_sets(), st.integers(0, 1))
def test_under_the_weights_found_the_pairing_leads_and_nearer_to_the_own_weights_it_does_not(listed, weights, leads):
    lots = np.arange(len(listed.patient), dtype=float)

    def first_under(which):
        return int(np.lexsort((lots, -score(listed, which).mutual.round(9)))[0])

    assume(first_under(weights) != leads)
    for one in tipping_points(listed, weights, leads, lots):
        assert first_under(one.weights) == leads
        assert sum(one.weights.weights.values()) == pytest.approx(1, abs=1e-9)
        towards = one.after + math.copysign(0.003, one.before - one.after)
        if abs(one.after - one.before) > 0.003 and 0 <= towards <= 1:
            counted = replace(
                weights,
                weights={
                    n: v / _counted(weights, listed) if not o else 0.0
                    for (n, v), o in zip(weights.weights.items(), listed.dropped, strict=True)
                },
            )
            assert first_under(reweighted(counted, {one.criterion: towards})) != leads


def _counted(weights, listed):
    return sum(v for v, out in zip(weights.weights.values(), listed.dropped, strict=True) if not out)


@given(weight_sets(), st.sampled_from(CRITERIA), share)
def test_a_fixed_weight_stays_and_the_others_keep_their_proportions(weights, name, value):
    moved = reweighted(weights, {name: value})
    assert moved.weights[name] == value
    others = [n for n in CRITERIA if n != name]
    if value < 1:
        ratios = [moved.weights[n] / weights.weights[n] for n in others]
        assert ratios == pytest.approx([ratios[0]] * len(others))
