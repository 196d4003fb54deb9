"""A table about the people meant is checked before anything is held beside it; one bad attribute spares the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matchmaker.domain.monitoring import Meaning, ReferenceRow
from matchmaker.explain.messages import say_assumption, say_problem
from matchmaker.representation.reference import Repair, check_references, says_nothing

TODAY = date(2026, 6, 1)


def row(category, numerator, denominator=100, **more):
    given = {
        "attribute": "age",
        "source": "Census",
        "source_date": date(2021, 3, 21),
        "geography": "Leeds",
        "meaning": Meaning.RESIDENTS,
    }
    return ReferenceRow(**{**given, "category": category, "numerator": numerator, "denominator": denominator, **more})


GOOD = [row("young", 30), row("old", 70)]
OTHER = [replace(one, attribute="sex", category=name) for one, name in zip(GOOD, ("woman", "man"), strict=True)]


def checked(rows, categories=None, **more):
    return check_references([*rows, *OTHER], categories or {}, today=TODAY, **more)


def test_good_rows_become_shares_with_their_source():
    found = checked(GOOD, chosen_by="the programme board")
    assert found.problems == found.assumptions == ()
    age = found.attributes["age"]
    assert age.shares == {"young": 0.3, "old": 0.7}
    assert (age.source, age.geography, age.meaning, age.whole) == ("Census", "Leeds", Meaning.RESIDENTS, True)
    assert found.chosen_by == "the programme board"


BAD = {
    "reference_no_source": [GOOD[0], row("old", 70, source=None)],
    "reference_no_source_date": [GOOD[0], row("old", 70, source_date=None)],
    "reference_no_numerator": [GOOD[0], row("old", None)],
    "reference_no_denominator": [GOOD[0], row("old", 70, None)],
    "reference_no_share": [row("young", 0, 0), row("old", 0, 0)],
    "reference_share_over_one": [GOOD[0], row("old", 170)],
    "reference_date_to_come": [GOOD[0], row("old", 70, source_date=date(2027, 1, 1))],
    "reference_row_twice": [*GOOD, row("Old", 70)],
    "reference_denominator_differs": [GOOD[0], row("old", 70, 110)],
    "reference_geography_differs": [GOOD[0], row("old", 70, geography="York")],
    "reference_meaning_differs": [GOOD[0], row("old", 70, meaning=Meaning.SERVICE_USERS)],
    "reference_parts_short": [GOOD[0], row("old", 60)],
    "reference_parts_over": [GOOD[0], row("old", 80)],
}


@pytest.mark.parametrize("code", list(BAD))
def test_what_is_wrong_is_named_and_only_that_attribute_is_refused(code):
    found = checked(BAD[code])
    assert code in {problem.code for problem in found.problems}
    assert set(found.attributes) == {"sex"}
    for problem in found.problems:
        assert "age" in say_problem(problem)


def test_every_problem_of_an_attribute_is_named_at_once():
    rows = [row("young", None, source=None, row=2), row("old", 120, geography="York", row=3)]
    found = {(problem.code, problem.row, problem.column) for problem in checked(rows).problems}
    assert {
        ("reference_no_source", 2, "source"),
        ("reference_no_numerator", 2, "numerator"),
        ("reference_share_over_one", 3, "numerator"),
        ("reference_geography_differs", 2, "geography"),
    } <= found


def test_parts_that_do_not_add_up_are_refused_with_the_figures():
    said = say_problem(checked(BAD["reference_parts_short"]).problems[0])
    assert "add up to 90" in said
    assert "total is 100" in said
    assert "10 people (10.0%)" in said


def test_parts_may_be_rescaled_openly():
    found = checked(BAD["reference_parts_short"], repair=Repair.RESCALE)
    assert found.problems == ()
    assert found.attributes["age"].shares == {"young": pytest.approx(1 / 3), "old": pytest.approx(2 / 3)}
    assert "10 people (10.0%)" in say_assumption(found.assumptions[0])


def test_a_remainder_may_be_stated_openly_where_parts_are_missing_but_not_where_there_are_too_many():
    found = checked(BAD["reference_parts_short"], repair=Repair.REMAINDER)
    assert found.attributes["age"].shares == {"young": 0.3, "old": 0.6}
    assert not found.attributes["age"].whole
    assert "not in this table" in say_assumption(found.assumptions[0])
    assert {p.code for p in checked(BAD["reference_parts_over"], repair=Repair.REMAINDER).problems} == {
        "reference_parts_over"
    }


def test_rounding_of_published_counts_is_let_pass():
    rows = [row("young", 133_781, 267_014), row("old", 133_231, 267_014)]
    assert sum(checked(rows).attributes["age"].shares.values()) == pytest.approx(1)


def test_those_who_did_not_say_are_taken_out_of_the_total_and_that_is_said():
    found = checked([row("young", 30), row("old", 60), row("Prefer not to say", 10)])
    assert found.attributes["age"].shares == {"young": pytest.approx(1 / 3), "old": pytest.approx(2 / 3)}
    assert "10.0%" in say_assumption(found.assumptions[0])


def test_one_category_alone_is_one_share():
    found = checked([row("young", 30)], {"age": ("young", "old")})
    assert found.attributes["age"].shares == {"young": 0.3}
    assert [one.code for one in found.assumptions] == ["reference_one_part"]


def test_old_figures_and_missing_places_are_said():
    rows = [
        row(name, n, source_date=date(2011, 3, 27), geography=None, meaning=None) for name, n in (("a", 40), ("b", 60))
    ]
    said = [say_assumption(one) for one in checked(rows).assumptions]
    assert len(said) == 3
    assert "15 years old" in said[0]


def test_a_category_spelt_otherwise_is_named_with_its_close_one():
    problem = checked(GOOD, {"age": ("yuong", "old")}).problems[0]
    assert problem.code == "reference_categories_near"
    assert "yuong → young" in say_problem(problem)


def test_a_category_that_the_table_does_not_have_is_named():
    problem = checked(GOOD, {"age": ("young", "ancient")}).problems[0]
    assert problem.code == "reference_categories_unmatched"
    assert "ancient" in say_problem(problem)


def test_case_and_spaces_make_no_difference():
    assert checked(GOOD, {"age": ("Young ", "OLD")}).problems == ()


def test_a_table_may_have_categories_that_nobody_in_the_pool_gave():
    assert checked(GOOD, {"age": ("old",)}).problems == ()


@pytest.mark.parametrize("said", [None, "Prefer not to say", "unknown", "NOT_STATED"])
def test_ways_of_not_saying_are_understood(said):
    assert says_nothing(said)
