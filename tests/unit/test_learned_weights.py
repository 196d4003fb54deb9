"""Weights that were learned say from what, whole or not at all, with every problem named."""

from __future__ import annotations

import tomllib

import pytest

from matchmaker.domain.problem import InputRefused
from matchmaker.domain.weights import weight_set_of
from matchmaker.places import shipped_models

SHIPPED = tomllib.loads((shipped_models() / "weights" / "default-1.toml").read_text(encoding="utf-8"))
BEFORE = SHIPPED["weights"]
LEARNED = {"n": 140, "patient_feedback_share": 0.5, "unmatched_observed": True, "before": BEFORE}


def codes(table: object) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as refused:
        weight_set_of(SHIPPED | {"learned": table}, "ours.toml")
    return [(problem.code, str(dict(problem.params).get("name", ""))) for problem in refused.value.problems]


def test_weights_that_people_set_have_learned_nothing():
    assert weight_set_of(SHIPPED, "ours.toml").learned is None


def test_what_was_learned_stays_when_the_text_neutrals_are_filled_in():
    learned = weight_set_of(SHIPPED | {"learned": LEARNED}, "ours.toml").with_neutral({"shared_purpose": 0.2}).learned
    assert learned is not None
    assert (learned.n, learned.patient_feedback_share, learned.unmatched_observed) == (140, 0.5, True)
    assert dict(learned.before) == BEFORE


def test_everything_wrong_with_the_table_is_named_at_once():
    assert codes({"n": -1, "patient_feedback_share": 1.5, "unmatched_observed": "yes", "when": 3, "before": {}}) == [
        ("weights_unknown_name", "when"),
        ("weights_not_a_count", "n"),
        ("weights_not_a_share", "patient_feedback_share"),
        ("weights_not_yes_or_no", "unmatched_observed"),
        *(("weights_learned_incomplete", name) for name in BEFORE),
    ]


def test_what_is_missing_is_named():
    assert codes({"before": BEFORE}) == [
        ("weights_learned_incomplete", name) for name in ("n", "patient_feedback_share", "unmatched_observed")
    ]


def test_the_weights_before_have_to_add_up():
    assert codes(LEARNED | {"before": BEFORE | {"will": 0.5}}) == [("weights_do_not_add_up", "")]


def test_a_table_has_to_be_a_table():
    assert codes("a hundred") == [("weights_table_missing", "")]
