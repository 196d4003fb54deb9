"""An auditor's figures are read with every problem at once, and files of two words are found by their names."""

from __future__ import annotations

import pytest

from matchmaker.domain.problem import InputRefused
from matchmaker.library import read_cohort

HEAD = "attribute,category,n_in,n_out,separation,low,high,control,control_low,control_high\n"
PEOPLE = "id,side,values\np,patient,kindness\nh,professional,kindness\n"


def folder_with(tmp_path, rows: str, name: str = "identity_audit.csv"):
    (tmp_path / "partners.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / name).write_text(HEAD + rows, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["identity_audit.csv", "Identity audit.csv", "identity-audit.csv"])
def test_the_figures_are_read_whatever_the_marks_in_the_name(tmp_path, name):
    cohort = read_cohort(folder_with(tmp_path, "age,65 and over,34,212,0.61,0.53,0.69,0.52,,\n", name))
    (group,) = cohort.identity_audit
    assert (group.attribute, group.n_in, group.separation, group.control_high) == ("age", 34, 0.61, None)


def test_every_problem_is_named_at_once(tmp_path):
    rows = (
        "age,65 and over,34,212,0.61,0.65,0.69,0.52,,\n"
        "age,under 30,-1,212,none,0.5,0.7,1.2,,\n"
        "age,30 to 64,20,212,0.6,0.5,0.7,0.5,0.4,\n"
        "sex,women,20,212,0.6,0.5,0.7,0.5,0.55,0.6\n"
        ",x,20,212,0.6,0.5,0.7,0.5,,\n"
    )
    with pytest.raises(InputRefused) as refused:
        read_cohort(folder_with(tmp_path, rows))
    assert [(problem.row, problem.column, problem.code) for problem in refused.value.problems] == [
        (2, "separation", "interval_without_its_value"),
        (3, "n_in", "number_out_of_range"),
        (3, "separation", "not_a_number"),
        (3, "control", "number_out_of_range"),
        (4, "control_high", "interval_half_given"),
        (5, "control", "interval_without_its_value"),
        (6, "attribute", "cell_blank"),
    ]


def test_the_same_group_twice_is_a_problem(tmp_path):
    row = "age,65 and over,34,212,0.61,0.53,0.69,0.52,,\n"
    with pytest.raises(InputRefused) as refused:
        read_cohort(folder_with(tmp_path, row + row))
    assert [problem.code for problem in refused.value.problems] == ["row_twice"]


def test_what_a_challenge_means_to_people_is_found_in_a_folder(tmp_path):
    (tmp_path / "partners.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "challenges.csv").write_text("id,text\nc,Make it calmer\n", encoding="utf-8")
    (tmp_path / "importance_to_me.csv").write_text("challenge_id,partner_id,importance\nc,p,5\n", encoding="utf-8")
    assert [one.importance for one in read_cohort(tmp_path).importances] == [5]
