"""Files that came over the wire are read from memory, by the same rules and with the same result as from a disk."""

from __future__ import annotations

import io
import zipfile

import pytest

from matchmaker.domain.partner import Side
from matchmaker.domain.problem import InputRefused, WrongUse
from matchmaker.tables import Upload, inspect_input, inspect_uploads, read_uploads
from service_bodies import FIXTURES

WORDS = b"words about living with it and working on it "


def uploads_of(folder):
    return [Upload(path.name, path.read_bytes()) for path in sorted(folder.iterdir()) if path.suffix != ".md"]


def people(first_id, heading=b"experience_text"):
    return b"id," + heading + b"\n" + first_id + b"," + WORDS * 4 + b"\n"


@pytest.fixture(autouse=True)
def no_disk(monkeypatch):
    """Opening any file of an upload would be noticed: the folder that its name speaks of is not there."""
    monkeypatch.chdir("/")


@pytest.mark.parametrize("fixture", ["collaborative-pairs", "programme-300", "barts-examples", "workbook"])
def test_memory_gives_what_a_folder_gives(fixture):
    folder = FIXTURES / fixture
    memory, disk = inspect_uploads(uploads_of(folder)), inspect_input([folder])
    assert memory.problems == disk.problems == ()
    assert memory.read.cohort == disk.read.cohort
    assert memory.read.headings == disk.read.headings
    assert [(f.name, f.sha256, f.rows) for f in memory.read.files] == [
        (f.name, f.sha256, f.rows) for f in disk.read.files
    ]


def test_every_problem_of_a_broken_folder_is_the_same():
    folder = FIXTURES / "broken" / "many-problems"
    memory, disk = inspect_uploads(uploads_of(folder)), inspect_input([folder])
    assert memory.problems == disk.problems
    assert len(memory.problems) > 5


def test_two_files_are_two_sides_the_patient_side_first():
    read = read_uploads([Upload("a.csv", people(b"P1")), Upload("b.csv", people(b"H1"))])
    assert [(p.id, p.side) for p in read.cohort.partners] == [("P1", Side.PATIENT), ("H1", Side.PROFESSIONAL)]


def test_a_file_given_for_a_side_holds_people_of_that_side_whatever_the_order():
    files = [Upload("b.csv", people(b"H1"), Side.PROFESSIONAL), Upload("a.csv", people(b"P1"), Side.PATIENT)]
    read = read_uploads(files)
    assert {p.id: p.side for p in read.cohort.partners} == {"P1": Side.PATIENT, "H1": Side.PROFESSIONAL}


def test_two_files_for_one_side_are_refused():
    files = [Upload("a.csv", people(b"P1"), Side.PATIENT), Upload("b.csv", people(b"P2"), Side.PATIENT)]
    with pytest.raises(InputRefused, match="upload_one_side_twice"):
        read_uploads(files)


def test_other_tables_may_come_with_two_lists():
    challenge = Upload("challenges.csv", b"id,title\nC1,Going home\n")
    read = read_uploads([Upload("a.csv", people(b"P1")), challenge, Upload("b.csv", people(b"H1"))])
    assert read.cohort.challenge.id == "C1"
    assert len(read.cohort.partners) == 2


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([], "upload_count"),
        ([Upload("a.csv", b"x")] * 11, "upload_count"),
        ([Upload("a.csv", b"id\n1"), Upload("b.csv", b"id\n2"), Upload("c.csv", b"id\n3")], "upload_without_partners"),
        ([Upload("a.csv", people(b"P1")), Upload("b.csv", people(b"P1"))], "same_file_twice"),
        ([Upload("challenges.csv", b"id\nC1\n")], "upload_without_partners"),
        ([Upload("partners.csv", b"id\n1"), Upload("Partners.csv", b"id\n2")], "table_twice"),
        ([Upload("photo.csv", b"\xff\xd8\xff\xe0" + bytes(99))], "not_what_its_name_says"),
        ([Upload("list.xlsx", b"PK\x03\x04" + bytes(99))], "workbook_broken"),
        ([Upload("list.xlsx", b"id,side\n")], "not_what_its_name_says"),
        ([Upload("list.csv", b"")], "file_empty"),
        ([Upload("list.csv", b"id,side\n")], "no_rows"),
    ],
)
def test_what_cannot_be_an_input_is_said(files, code):
    with pytest.raises((InputRefused, WrongUse)) as caught:
        read_uploads(files)
    assert code in {problem.code for problem in caught.value.problems}


def test_a_workbook_that_unpacks_to_too_much_is_never_opened(monkeypatch):
    monkeypatch.setattr("matchmaker.tables.archive.MAX_UNPACKED", 2_000_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(8_000_000))
    assert len(packed.getvalue()) < 20_000
    with pytest.raises(InputRefused, match="workbook_too_big"):
        read_uploads([Upload("list.xlsx", packed.getvalue())])


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("C:\\Users\\ann\\list.csv", "list.csv"),
        ("../../etc/list.csv", "list.csv"),
        ("li\u202est\x00.csv", "list.csv"),
        ("x" * 300 + ".csv", "x" * 72 + ".csv"),
        ("", "file"),
    ],
)
def test_a_name_is_only_ever_a_name(sent, told):
    found = inspect_uploads([Upload(sent, b"id,side\nP1,patient\n")])
    assert found.read.files[0].name == told


def test_files_of_one_name_are_told_apart():
    found = inspect_uploads([Upload("list.csv", people(b"P1")), Upload("list.csv", people(b"H1"))])
    assert [file.name for file in found.read.files] == ["list.csv (1)", "list.csv (2)"]


EXPORT = (
    b"VOLID,First name,Last name,About me,Ethnicity,DBS number,Shoe size\n"
    b"1,Ann,Bee," + WORDS * 4 + b",a word,9,4\n2,Cy,Dee," + WORDS * 4 + b",a word,9,4\n"
)


def headings_of(found):
    return {seen.heading: (seen.column, seen.how, seen.guess) for seen in found.read.headings}


def test_headings_of_somebodys_own_get_a_guess_and_are_not_read_by_it():
    found = inspect_uploads([Upload("export.csv", EXPORT, Side.PATIENT)])
    assert headings_of(found) == {
        "VOLID": (None, "unknown", "id"),
        "First name": (None, "contact", "display_name"),
        "Last name": (None, "contact", "display_name"),
        "About me": (None, "unknown", "experience_text"),
        "Ethnicity": (None, "monitoring", None),
        "DBS number": (None, "checks", None),
        "Shoe size": (None, "unknown", None),
    }
    assert [problem.column for problem in found.problems] == ["id"]


CHOICE = {"VOLID": "id", "First name": "display_name", "column C": "display_name", "About me": "experience_text"}


def test_a_person_says_what_the_headings_are():
    found = inspect_uploads(
        [Upload("export.csv", EXPORT, Side.PATIENT)], mapping={"export.csv": {**CHOICE, "Shoe size": None}}
    )
    assert found.problems == ()
    assert [(p.id, p.display_name) for p in found.read.cohort.partners] == [("1", "Ann Bee"), ("2", "Cy Dee")]
    seen = headings_of(found)
    assert seen["Last name"] == ("display_name", "chosen", None)
    assert seen["Shoe size"] == (None, "left_out", None)
    assert seen["Ethnicity"] == (None, "monitoring", None)


@pytest.mark.parametrize(("heading", "column"), [("Ethnicity", "area"), ("DBS number", "id"), ("First name", "id")])
def test_private_details_are_not_read_whoever_asks(heading, column):
    choice = {**CHOICE, heading: column}
    found = inspect_uploads([Upload("export.csv", EXPORT, Side.PATIENT)], mapping={"export.csv": choice})
    assert "sensitive_heading_chosen" in {problem.code for problem in found.problems}


def test_what_somebody_wrote_about_who_they_are_may_be_chosen_as_their_text():
    export = EXPORT.replace(b"About me", b"My disability story")
    choice = {**{name: c for name, c in CHOICE.items() if name != "About me"}, "My disability story": "experience_text"}
    found = inspect_uploads([Upload("export.csv", export, Side.PATIENT)], mapping={"export.csv": choice})
    assert found.problems == ()
    assert all(p.experience_text for p in found.read.cohort.partners)


def test_a_column_chosen_twice_is_a_problem_where_cells_cannot_be_joined():
    choice = {**CHOICE, "Shoe size": "id"}
    found = inspect_uploads([Upload("export.csv", EXPORT, Side.PATIENT)], mapping={"export.csv": choice})
    assert "heading_twice" in {problem.code for problem in found.problems}
