"""monitoring.csv, reference.csv and stages.csv: every problem at once, with its row and column."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.domain.monitoring import Meaning, Stage
from matchmaker.domain.problem import WrongUse
from matchmaker.explain.messages import say_problem
from matchmaker.tables.monitoring import read_monitoring, read_stages
from matchmaker.tables.reference import read_reference


def written(folder, name, *lines):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


HEAD = "partner_id,attribute,category,consent_monitoring"


def test_monitoring_is_read_with_its_consent(tmp_path):
    path = written(tmp_path, "monitoring.csv", HEAD, "a,age,30-39,yes", "b,age,,no", "c,age,prefer not to say,")
    read = read_monitoring(path)
    assert read.problems == ()
    assert read.consent_asked
    assert [(one.category, one.consent_monitoring) for one in read.records] == [
        ("30-39", True),
        (None, False),
        ("prefer not to say", None),
    ]


def test_a_file_without_the_consent_column_says_so(tmp_path):
    assert not read_monitoring(written(tmp_path, "monitoring.csv", HEAD[:29], "a,age,30-39")).consent_asked


def test_every_problem_of_monitoring_is_named_with_its_place(tmp_path):
    rows = ["a,age,x,yes", "a,Age,y,yes", "a,age,x,yes", "b@nhs.uk,age,x,yes", "c,,x,yes", "d,age,x,perhaps"]
    read = read_monitoring(written(tmp_path, "monitoring.csv", HEAD, *rows))
    assert {(one.code, one.row, one.column) for one in read.problems} == {
        ("monitoring_two_answers", 3, "category"),
        ("row_twice", 4, None),
        ("id_is_email", 5, "partner_id"),
        ("cell_blank", 6, "attribute"),
        ("not_yes_or_no", 7, "consent_monitoring"),
    }
    assert all(say_problem(one) for one in read.problems)


def test_what_somebody_answered_is_in_no_message(tmp_path):
    read = read_monitoring(written(tmp_path, "monitoring.csv", HEAD, "a,age,secretword,yes", "a,age,otherword,yes"))
    assert "word" not in " ".join(say_problem(one) for one in read.problems)
    assert "secretword" not in repr(read)
    assert "secretword" not in repr(read.records)


REFERENCE = "attribute,category,numerator,denominator,source,source_date,geography,meaning"


def test_a_reference_is_read_row_by_row(tmp_path):
    path = written(tmp_path, "reference.csv", REFERENCE, "age,old,70,100,Census,2021-03-21,Leeds,residents")
    (row,) = read_reference(path).rows
    assert (row.numerator, row.denominator, row.source_date) == (70, 100, date(2021, 3, 21))
    assert (row.meaning, row.row) == (Meaning.RESIDENTS, 2)


def test_an_attribute_with_a_row_that_cannot_be_read_is_left_out_whole_and_the_rest_kept(tmp_path):
    rows = [
        "age,old,70,100,Census,2021-03-21,Leeds,residents",
        "age,young,-3,100,Census,2021-03-21,Leeds,residents",
        "sex,woman,50,100,Census,last year,Leeds,residents",
        "job,nurse,5,100,,,,",
    ]
    read = read_reference(written(tmp_path, "reference.csv", REFERENCE, *rows))
    assert [one.attribute for one in read.rows] == ["job"]
    assert [(one.code, one.row, one.column) for one in read.problems] == [
        ("number_out_of_range", 3, "numerator"),
        ("not_a_date", 4, "source_date"),
        ("reference_left_out", None, None),
        ("reference_left_out", None, None),
    ]


def test_steps_are_read_a_row_a_person(tmp_path):
    head = "partner_id,stage,level,development_hours"
    read = read_stages(written(tmp_path, "stages.csv", head, "a,both_yes,board,3.5", "b,invited,,"))
    assert [(one.stage, one.level, one.development_hours) for one in read.records] == [
        (Stage.BOTH_YES, "board", 3.5),
        (Stage.INVITED, None, None),
    ]
    wrong = read_stages(written(tmp_path, "stages.csv", head, "a,married,,", "b,invited,,", "b,working,,"))
    assert [(one.code, one.row) for one in wrong.problems] == [("word_not_known", 2), ("row_twice", 4)]


@pytest.mark.parametrize("read", [read_monitoring, read_reference, read_stages])
def test_a_file_that_is_not_there_is_wrong_use_and_an_empty_one_a_problem(read, tmp_path):
    with pytest.raises(WrongUse):
        read(tmp_path / "none.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    assert [one.code for one in read(tmp_path / "empty.csv").problems] == ["file_empty"]
