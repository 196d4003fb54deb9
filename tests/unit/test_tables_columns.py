"""Files as strangers bring them: which column holds the words, what looks like consent, what is there twice."""

from __future__ import annotations

import pytest
import xlsxwriter

from matchmaker.domain.problem import WrongUse
from matchmaker.explain.messages import say_assumption, say_problem
from matchmaker.tables import Upload, inspect_input, inspect_uploads, read_input
from matchmaker.tables.headings import asks_consent
from matchmaker.tables.weights_file import read_weights

STAFF = "id,experience_text\nH1,I run the ward\n"


@pytest.fixture
def two(tmp_path):
    """Look at a patient-side file with these lines beside a good file of professionals."""

    def inspect(text, other=STAFF):
        a, b = tmp_path / "a.csv", tmp_path / "b.csv"
        a.write_text(text, "utf-8")
        b.write_text(other, "utf-8")
        return inspect_input([a, b])

    return inspect


def said(found):
    return {each.code: dict(each.params) for each in found.read.cohort.assumptions}


def wrong(found):
    assert all("{" not in say_problem(problem) for problem in found.problems)
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "text",
    [
        "id;Email;Statement\nP1;p@example.org;my words\n",
        "id,display_name,words\nP1,Emrys,my words\n",
        "id,Ethnicity,DBS,What matters to you?,seeks\nP1,x,x,my words,budget\n",
        "id,display_name,What do you know about this?\nP1,Emrys,my words\n",
    ],
)
def test_the_one_unknown_column_that_is_left_is_what_people_wrote(two, text):
    found = two(text)
    assert found.problems == ()
    assert found.read.cohort.partners[0].experience_text == "my words"
    assert "one_column_is_text" in said(found)
    assert "no_text_column" not in said(found)


def test_with_a_text_known_an_unknown_column_stays_unread(two):
    found = two("id,purpose_achieve,words\nP1,a goal,unread\n")
    assert found.read.cohort.partners[0].experience_text is None
    assert "one_column_is_text" not in said(found)


@pytest.mark.parametrize("heading", ["Job title", "Hours", "Ethnicity", "GDPR consent", "My disability story"])
def test_a_column_that_is_surely_no_text_is_never_read_as_one(two, heading):
    found = two(f"id,display_name,{heading}\nP1,Emrys,never\n")
    assert "never" not in repr(found.read)
    assert said(found)["no_text_column"]["columns"] == (heading,)


def test_of_several_unknown_columns_none_is_read_and_that_is_said_first(two):
    found = two("id,Email,words,more\nP1,p@example.org,one,two\n")
    first = found.read.cohort.assumptions[0]
    assert first.code == "no_text_column"
    assert dict(first.params) == {"file": "a.csv", "columns": ("words", "more")}
    assert "rename" in say_assumption(first)


def test_one_file_of_partners_names_its_unread_columns_too(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("id,side,words\nP1,patient,mine\nH1,professional,ours\n")
    read = read_input([path])
    assert read.cohort.assumptions[0].code == "no_text_column"
    assert read.cohort.partners[0].experience_text is None


@pytest.mark.parametrize(
    "heading",
    [
        "GDPR consent",
        "I agree to be matched",
        "permission",
        "Consent given",
        "Consent to matching?",
        "Opt-in",
        "Agreed",
    ],
)
def test_a_heading_like_consent_is_named_with_what_to_call_it(two, heading):
    found = two(f"id,experience_text,{heading}\nP1,words,no\n")
    assert said(found)["columns_set_aside_consent"] == {"file": "a.csv", "columns": (heading,)}
    assert found.read.cohort.assumptions[-1].code == "columns_set_aside_consent"
    assert "consent_matching" in say_assumption(found.read.cohort.assumptions[-1])
    assert "columns_set_aside_unknown" not in said(found)
    assert not found.read.cohort.consent_given


@pytest.mark.parametrize("heading", ["Adopting new ways", "Statement", "What would you change?", "Disagreements"])
def test_other_headings_are_not_taken_for_consent(heading):
    assert not asks_consent(heading)


def test_a_consent_column_alone_beside_id_is_not_read_as_words(two):
    found = two("id,Consent given\nP1,never\n")
    assert "never" not in repr(found.read)
    assert {"no_text_column", "columns_set_aside_consent"} <= said(found).keys()


@pytest.mark.parametrize("headings", ["words,words", "words,Words", "Email,E-mail"])
def test_columns_that_are_not_read_may_share_a_heading_and_are_named(two, headings):
    found = two(f"id,experience_text,{headings}\nP1,mine,x,y\n")
    assert wrong(found) == []
    assert said(found)["headings_repeated"]["columns"] == (f"{headings.split(',')[0]} (C, D)",)


def test_a_known_heading_that_is_there_twice_stays_a_problem(two):
    assert wrong(two("id,seeks,Seeks,words\nP1,,,x\n")) == ["heading_twice"]


@pytest.mark.parametrize("heading", ["Volunteer ID", "Ref", "Person id", "VOLID", "I.D. number"])
def test_a_heading_that_was_meant_for_a_missing_column_is_named(two, heading):
    found = two(f"{heading},Statement\nP1,my words\n")
    assert wrong(found) == ["column_missing_near"]
    assert heading in say_problem(found.problems[0])
    assert "rename that heading to id" in say_problem(found.problems[0])
    assert "no_text_column" not in said(found)


def test_a_side_that_could_not_be_read_is_not_called_empty(two, tmp_path):
    for text in (
        "Volunteer ID,words\nP1,x\n",
        "people\n\nid,words\nP1,x\n",
        "id,experience_text,seeks\nP1,x,budget:9\n",
    ):
        found = two(text)
        assert found.problems
        assert "side_has_nobody" not in said(found)
    found = two("id,experience_text\nP1,words\n", other="nobody,knows\n1,2\n")
    assert wrong(found) == ["column_missing"]
    assert "side_has_nobody" not in said(found)


def test_a_side_that_was_read_and_is_empty_is_said_whatever_is_wrong_with_the_other_file(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("id,side\nP1,patient\n")
    assert said(inspect_input([path])) == {"side_has_nobody": {"side": "professional"}}


def test_the_columns_that_a_person_chose_and_the_one_that_was_left_are_told_apart():
    files = [Upload("a.csv", b"Code,Statement\nP1,words\n"), Upload("b.csv", STAFF.encode())]
    found = inspect_uploads(files, mapping={"a.csv": {"Code": "id"}})
    assert found.problems == ()
    assert [(each.heading, each.how) for each in found.read.headings[:2]] == [
        ("Code", "chosen"),
        ("Statement", "only_text"),
    ]


def workbook(path, **sheets):
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path


def test_the_one_sheet_with_an_id_is_read_and_the_others_are_named(tmp_path):
    notes = [["Written by the office"], ["id is a code"]]
    a = workbook(tmp_path / "a.xlsx", Notes=notes, Volunteers=[["id", "story"], ["P1", "words"]])
    b = workbook(tmp_path / "b.xlsx", Staff=[["ID", "bio"], ["H1", "words"]], Notes=notes, More=notes)
    found = inspect_input([a, b])
    assert found.problems == ()
    assert [p.experience_text for p in found.read.cohort.partners] == ["words", "words"]
    unread = [dict(each.params) for each in found.read.cohort.assumptions if each.code == "sheets_not_read"]
    assert [each["sheets"] for each in unread] == [("Notes",), ("Notes", "More")]


def test_one_workbook_may_have_people_on_a_sheet_of_any_name(tmp_path):
    people = [["id", "side", "experience_text"], ["P1", "patient", "words"], ["H1", "professional", "words"]]
    path = workbook(tmp_path / "w.xlsx", challenges=[["id", "text"], ["C1", "a task"]], Sheet1=people, Notes=[["x"]])
    read = read_input([path])
    assert len(read.cohort.partners) == 2
    assert read.cohort.challenge.id == "C1"
    two_lists = workbook(tmp_path / "v.xlsx", One=people, Two=people)
    assert wrong(inspect_input([two_lists])) == ["sheet_not_found"]


def test_a_weight_set_that_is_not_there_is_wrong_use(tmp_path):
    with pytest.raises(WrongUse, match="weights_not_found") as caught:
        read_weights(tmp_path / "nope.toml")
    assert caught.value.exit_code == 2
