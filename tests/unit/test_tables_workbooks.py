"""Workbooks are read as people see them, and a harmful one is refused before it is opened."""

from __future__ import annotations

import datetime as dt
import zipfile

import pytest
import xlsxwriter

from matchmaker.domain.problem import InputRefused
from matchmaker.tables import read_input


def write(path, sheets, hidden=()):
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(number, place, cell, day)
                elif isinstance(cell, tuple):
                    sheet.write_formula(number, place, cell[0], None, cell[1])
                else:
                    sheet.write(number, place, cell)
    book.close()
    return path


PEOPLE = [["id", "side", "experience_text"], ["P1", "patient", "words"], ["H1", "professional", "words"]]


def refused(path):
    with pytest.raises(InputRefused) as caught:
        read_input([path])
    return [(problem.row, problem.code) for problem in caught.value.problems]


def test_numbers_dates_truths_and_formulas_are_read_as_people_see_them(tmp_path):
    heading = ["id", "side", "hours_per_month", "confirmed_at", "flexible", "capacity", "experience_text"]
    rows = [
        heading,
        [12, "patient", 2.5, dt.date(2027, 1, 31), True, ("=1+1", 2), "one_x000D_\ntwo"],
        [13, "professional", "", "", "", "", ""],
    ]
    first, second = read_input([write(tmp_path / "people.xlsx", {"Sheet1": rows})]).cohort.partners
    assert (first.id, first.hours_per_month, first.confirmed_at) == ("12", 2.5, dt.date(2027, 1, 31))
    assert (first.flexible, first.capacity) == (True, 2)
    assert first.experience_text.split() == ["one", "two"]
    assert (second.id, second.capacity) == ("13", None)


def test_one_workbook_may_hold_every_table(tmp_path):
    sheets = {
        "Partners": PEOPLE,
        "challenges": [["id", "text"], ["C1", "a task"]],
        "Relations": [["a_id", "b_id", "relation"], ["H1", "P1", "treats"]],
        "lists": [["a"], ["b"]],
    }
    path = write(tmp_path / "everything.xlsx", sheets)
    for inputs in ([path], [tmp_path]):
        read = read_input(inputs)
        assert read.cohort.challenge.id == "C1"
        assert len(read.cohort.relations) == 1
        assert [assumption.code for assumption in read.cohort.assumptions] == ["sheets_not_read"]
        assert [file.rows for file in read.files] == [4]


def test_two_workbooks_are_two_sides(tmp_path):
    a = write(tmp_path / "a.xlsx", {"Sheet1": [["id", "story"], [1, "words"]], "Sheet2": []})
    b = write(tmp_path / "b.xlsx", {"Professionals": [["id", "bio"], [2, "words"]], "notes": [["x"]]})
    assert [p.side for p in read_input([a, b]).cohort.partners] == ["patient", "professional"]


def test_a_table_may_be_a_workbook_in_a_folder(tmp_path):
    write(tmp_path / "partners.xlsx", {"Sheet1": PEOPLE, "hidden": [["x"]]}, hidden=("hidden",))
    read = read_input([tmp_path])
    assert len(read.cohort.partners) == 2
    assert read.cohort.assumptions == ()


def test_problems_name_the_row_of_the_sheet(tmp_path):
    path = write(tmp_path / "p.xlsx", {"Sheet1": [*PEOPLE, [], ["P2", "nobody", "words"]]})
    assert refused(path) == [(5, "word_not_known")]


def test_a_heading_that_is_not_in_row_1_is_named(tmp_path):
    assert refused(write(tmp_path / "p.xlsx", {"Sheet1": [["Our people"], [], *PEOPLE]})) == [
        (3, "heading_row_not_first")
    ]


def test_a_cell_with_an_error_is_named(tmp_path):
    rows = [*PEOPLE, ["P2", "patient", ("=NA()", "#N/A")]]
    assert refused(write(tmp_path / "p.xlsx", {"Sheet1": rows})) == [(4, "cell_holds_error")]


def test_several_sheets_without_a_known_name_are_a_question(tmp_path):
    assert refused(write(tmp_path / "p.xlsx", {"one": PEOPLE, "two": PEOPLE})) == [(None, "sheet_not_found")]


def test_an_empty_workbook_is_empty(tmp_path):
    assert refused(write(tmp_path / "p.xlsx", {"Sheet1": []})) == [(None, "file_empty")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"id,side\nP1,patient\n", "not_what_its_name_says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_what_its_name_says"),
        (b"%PDF-1.4", "not_what_its_name_says"),
        (b"PK\x03\x04 and nothing more", "workbook_broken"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, content, code):
    path = tmp_path / "p.xlsx"
    path.write_bytes(content)
    assert refused(path) == [(None, code)]


def test_a_workbook_cut_short_or_changed_is_refused(tmp_path):
    whole = write(tmp_path / "p.xlsx", {"Sheet1": PEOPLE}).read_bytes()
    for end in range(100, len(whole), 400):
        (tmp_path / "cut.xlsx").write_bytes(whole[:end])
        assert refused(tmp_path / "cut.xlsx") == [(None, "workbook_broken")]


def packed(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"xl/workbook.xml": b"<workbook/>", **parts}.items():
            archive.writestr(name, content)
    return path


def test_a_zip_of_anything_else_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "p.xlsx", "w") as archive:
        archive.writestr("photo.jpg", b"x")
    assert refused(tmp_path / "p.xlsx") == [(None, "not_what_its_name_says")]


def test_a_small_file_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    path = packed(tmp_path / "p.xlsx", **{"xl/worksheets/sheet1.xml": b" " * 30_000_000})
    assert path.stat().st_size < 100_000
    monkeypatch.setattr("matchmaker.tables.archive.MAX_UNPACKED", 20_000_000)
    assert refused(path) == [(None, "workbook_too_big")]


def test_a_zip_that_lies_about_its_size_is_found_out(tmp_path, monkeypatch):
    path = packed(tmp_path / "p.xlsx", **{"xl/worksheets/sheet1.xml": b" " * 30_000_000})
    true, false = (30_000_000).to_bytes(4, "little"), (30).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true, false))
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("xl/worksheets/sheet1.xml").file_size == 30
    monkeypatch.setattr("matchmaker.tables.archive.MAX_UNPACKED", 20_000_000)
    assert refused(path) == [(None, "workbook_too_big")]


def test_a_stray_cell_far_away_does_not_fill_the_memory(tmp_path):
    cell = b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = packed(tmp_path / "p.xlsx", **{"xl/worksheets/sheet1.xml": cell})
    assert refused(path) == [(None, "sheet_reaches_too_far")]
