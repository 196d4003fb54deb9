"""What other weights would show: the views, and where they agree."""

from __future__ import annotations

import numpy as np
import pytest

from conftest import FIXTURES
from matchmaker import pipeline
from matchmaker.domain.problem import InputRefused
from matchmaker.domain.weight_view import NamedView
from matchmaker.domain.weights import CRITERIA
from matchmaker.explain.messages import sentences
from matchmaker.library import match, read_cohort
from matchmaker.matching.engine import keep
from matchmaker.matching.weight_views import reweighted, talk, views_of
from matchmaker.places import shipped_models
from matchmaker.tables.weight_views_file import read_weight_views

NOTHING_DROPPED = np.zeros(7, bool)


@pytest.fixture(scope="module")
def named():
    return read_weight_views(shipped_models() / "weights" / "views.toml")


@pytest.fixture(scope="module")
def cohort():
    return read_cohort(FIXTURES / "collaborative-pairs", challenge="C01")


@pytest.fixture(scope="module")
def found(cohort, weights, model, named):
    prepared = pipeline.prepare(cohort, weights, model=model)
    kept = keep(prepared.table, top=5)
    return talk(kept, views_of(prepared.weights, named, prepared.table.dropped))


def test_every_shipped_view_has_words_and_weights_that_sum_to_one(named, weights):
    for view in views_of(weights, named, NOTHING_DROPPED):
        assert f"view_{view.code}" in sentences("weights_talk")
        assert sum(view.weights.weights.values()) == pytest.approx(1)
    assert {view.code for view in named} == {"default", "equal", "purpose_only", "relationship_first"}


def test_the_run_s_own_weights_come_first_and_no_two_views_are_the_same(named, weights):
    views = views_of(weights, named, NOTHING_DROPPED)
    assert (views[0].code, views[0].weights) == ("own", weights)
    assert len({tuple(view.weights.weights.values()) for view in views}) == len(views)
    assert "default" not in {view.code for view in views}, "the run's own weights are the shipped ones"


def test_other_weights_of_ones_own_stand_beside_the_shipped_ones(named, weights):
    assert "default" in {v.code for v in views_of(reweighted(weights, {"values": 0.4}), named, NOTHING_DROPPED)}


def test_where_only_the_purpose_is_known_there_is_one_way_of_weighing(named, weights):
    assert [v.code for v in views_of(weights, named, np.array(CRITERIA) != "shared_purpose")] == ["own"]


def test_a_view_of_nothing_but_what_is_left_out_is_passed_over(named, weights):
    codes = {v.code for v in views_of(weights, named, np.array(CRITERIA) == "shared_purpose")}
    assert "purpose_only" not in codes
    assert "equal" in codes


def test_the_first_of_every_list_under_a_view_is_that_of_a_run_with_its_weights(found, cohort):
    """The share of lists that move, counted from whole runs."""
    firsts = {}
    for view in (found.views[0], *found.views[1:4]):
        run = match(cohort, view.weights, top=3)
        firsts[view.code] = {(s.for_side, s.person.id): s.candidate.id for s in run.suggestions() if s.rank == 1}
    own = firsts["own"]
    assert len(own) == found.lists == 24
    for place, view in enumerate(found.views[:4]):
        moved = sum(firsts[view.code][key] != own[key] for key in own) / len(own)
        assert found.moved[place] == pytest.approx(moved)


def test_the_counts_of_agreement_fit_together(found):
    assert sum(found.agree) == found.lists
    assert found.agree[-1] / found.lists == pytest.approx(found.same_first)
    assert np.allclose(found.first_as, np.transpose(found.first_as))
    assert np.allclose(np.diag(found.first_as), 1)
    expected = sum(n * lists for n, lists in enumerate(found.agree, 1)) / found.lists
    assert sum(1 - moved for moved in found.moved) == pytest.approx(expected)


def test_weights_that_cannot_add_up_are_refused(weights):
    with pytest.raises(ValueError, match="sum to 1"):
        reweighted(weights, {"values": 0.7, "time": 0.7})


def test_every_mistake_in_a_file_of_views_is_named_at_once(tmp_path):
    file = tmp_path / "views.toml"
    file.write_text(
        '[[views]]\ncode = "a"\ntimes = { luck = 2, values = -1 }\n'
        '[[views]]\ncode = "b"\nweights = { values = 0.5 }\n[[views]]\nalike = true\n',
        encoding="utf-8",
    )
    with pytest.raises(InputRefused) as error:
        read_weight_views(file)
    assert sorted(p.code for p in error.value.problems) == [
        "weights_do_not_add_up",
        "weights_not_a_share",
        "weights_table_missing",
        "weights_unknown_name",
    ]


def test_a_view_multiplies_the_run_s_own_weights(weights):
    (_, view, *_) = views_of(weights, [NamedView("relationship_first", times={"values": 2})], NOTHING_DROPPED)
    assert view.weights.weights["values"] == pytest.approx(0.30 / 1.15)
    assert view.weights.weights["time"] == pytest.approx(0.07 / 1.15)
