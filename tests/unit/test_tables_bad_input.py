"""Every way in which files go wrong is named with its place, and nobody's words are ever repeated."""

from __future__ import annotations

import pytest

from matchmaker.domain.problem import InputRefused, WrongUse
from matchmaker.explain.messages import say_problem
from matchmaker.tables import read_input

SECRET = "my own private words about illness"


def refused(paths, **options):
    with pytest.raises(InputRefused) as caught:
        read_input(paths, **options)
    for problem in caught.value.problems:
        assert "{" not in say_problem(problem)
        assert SECRET not in repr(problem)
    assert SECRET not in str(caught.value)
    return [(problem.file, problem.row, problem.column, problem.code) for problem in caught.value.problems]


@pytest.fixture
def partners(tmp_path):
    """Write a partners file and get the problems of reading it."""

    def read(content, name="partners.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return refused([path], **options)

    return read


def row(cells):
    return f"id,side,{','.join(cells)}\nP1,patient,{','.join(cells.values())}\nH1,professional{',' * len(cells)}\n"


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("seeks", '"budget, storytelling"', "list_with_commas"),
        ("seeks", "budget:4", "level_out_of_range"),
        ("offers", "budget:2; budget:3", "entry_twice"),
        ("offers", "x" * 81, "entry_too_long"),
        ("values", "a;b;c;d;e;f", "too_many_entries"),
        ("will_evidence", "was_nice", "word_not_known"),
        ("slots", "mon_night", "word_not_known"),
        ("mode", "letter", "word_not_known"),
        ("kind", SECRET, "word_not_known"),
        ("lever", SECRET, "word_not_known"),
        ("hours_per_month", '"2,5"', "not_a_number"),
        ("hours_per_month", "745", "number_out_of_range"),
        ("travel_minutes", "half an hour", "not_a_whole_number"),
        ("confidence", "6", "number_out_of_range"),
        ("capacity", "-1", "number_out_of_range"),
        ("flexible", "perhaps", "not_yes_or_no"),
        ("consent_matching", "x", "not_yes_or_no"),
        ("confirmed_at", "31/02/2027", "date_impossible"),
        ("confirmed_at", "2027-13-01", "date_impossible"),
        ("confirmed_at", "31/01/27", "not_a_date"),
        ("confirmed_at", "0001-01-01", "date_out_of_range"),
        ("access_needs", "step_free:urgent", "access_degree_not_known"),
        ("access_needs", SECRET, "word_not_known"),
        ("access_status", "confirmed:step_free", "access_status_not_known"),
        ("access_status", "step_free:confirmed", "access_status_without_need"),
        ("relational", "RC10:1", "word_not_known"),
        ("relational", "RC1", "level_out_of_range"),
        ("leadership", "LC1:4", "level_out_of_range"),
        ("display_name", "N" * 201, "cell_too_long"),
        ("experience_text", "w" * 50_001, "cell_too_long"),
        ("experience_text", "nul \x00 byte", "character_not_allowed"),
        ("experience_text", "turned \u202e round", "character_not_allowed"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(partners, column, cell, code):
    assert partners(row({column: cell})) == [("partners.csv", 2, column, code)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ann@example.org", "id_is_email"),
        ("=1+1", "id_like_formula"),
        ("+44", "id_like_formula"),
        ("-P1", "id_like_formula"),
        ("@P1", "id_like_formula"),
        ("＝P1", "id_like_formula"),
        ("P" * 101, "id_not_usable"),
        ('"P\n1"', "id_not_usable"),
        ("P\u00ad1", "id_not_usable"),
        ("", "cell_blank"),
    ],
)
def test_an_id_that_cannot_be_one_is_refused(partners, name, code):
    assert partners(f"id,side\n{name},patient\nH1,professional\n") == [("partners.csv", 2, "id", code)]


def test_every_problem_is_named_at_once_in_the_order_of_the_rows(partners):
    rows = (
        "P1,patient,two,perhaps",
        "P1,other,1,yes",
        "H1,professional,1",
        "h2,professional,1,y",
        "H2,professional,1,y",
    )
    content = "\n".join(("id,side,capacity,flexible", *rows))
    assert partners(content) == [
        ("partners.csv", 2, "capacity", "not_a_whole_number"),
        ("partners.csv", 2, "flexible", "not_yes_or_no"),
        ("partners.csv", 3, "side", "word_not_known"),
        ("partners.csv", 3, "id", "id_twice"),
        ("partners.csv", 4, None, "row_ragged"),
        ("partners.csv", 6, "id", "id_differs_by_case"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\n\n  \n", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b"id,side\n", "no_rows"),
        (b"id,side\n,\n\n", "no_rows"),
        (b"%PDF-1.7 ...", "not_what_its_name_says"),
        (b"\xff\xd8\xff\xe0 JFIF", "not_what_its_name_says"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "not_what_its_name_says"),
        (b"PK\x03\x04 workbook", "not_what_its_name_says"),
        (b"<!DOCTYPE html><table>", "not_what_its_name_says"),
        (b'{"partners": []}', "not_what_its_name_says"),
        (b"id,side\nP1,\x81\n", "encoding_unreadable"),
        ("id,side\nP1,patient\n".encode("utf-16-le"), "encoding_unreadable"),
        (b"\xff\xfei\x00d\x00,", "encoding_unreadable"),
        (b"name,side\nx,patient\n", "column_missing"),
        (b"id,experience_text\nP1,x\n", "column_missing"),
        (b"id,side,ID\nP1,patient,P1\n", "heading_twice"),
        (b"Our people\n\nid,side\nP1,patient\n", "heading_row_not_first"),
        (b"\n\nid,side\nP1,patient\n", "heading_row_not_first"),
        (b'id,side,experience_text\nP1,patient,"never closed\nP2,patient,x\n', "quote_never_closed"),
        (b'id,side,experience_text\nP1,patient,"a"b\nH1,professional,x\n', "quotes_broken"),
        (b"id,side,\nP1,patient,x\n", "heading_blank"),
    ],
)
def test_a_bad_file_says_what_is_wrong_with_it(partners, content, code):
    assert [problem[3] for problem in partners(content)] == [code]


def test_after_a_row_with_broken_quotes_the_rest_is_still_read(partners):
    content = 'id,side,experience_text\nP1,patient,"a"b\nH1,professional,x\nH2,nobody,x\n'
    assert [problem[1] for problem in partners(content)] == [2, 4]


def test_ten_megabytes_in_one_cell_are_one_problem(partners):
    content = f'id,side,experience_text\nP1,patient,"{"word " * 2_000_000}"\nH1,nobody,x\n'
    assert partners(content) == [
        ("partners.csv", 2, "experience_text", "cell_too_long"),
        ("partners.csv", 3, "side", "word_not_known"),
    ]


def test_a_line_without_an_end_is_no_table(partners):
    assert partners(b"id,side," + b"x" * 21_000_000) == [("partners.csv", None, None, "line_too_long")]


def test_a_row_keeps_the_number_that_a_spreadsheet_shows(partners):
    content = 'id,side,experience_text\nP1,patient,"one\ntwo\nthree"\n\nH1,nobody,x\n'
    assert partners(content) == [("partners.csv", 4, "side", "word_not_known")]


def test_two_files_must_not_share_a_person(tmp_path):
    a, b = tmp_path / "a.csv", tmp_path / "b.csv"
    a.write_text("id,text\nX1,one\nX2,two\n")
    b.write_text("id,text\nX3,one\nx1,two\n")
    assert refused([a, b]) == [("b.csv", 3, "id", "id_on_both_sides")]


def test_a_side_that_contradicts_its_file_is_an_error(tmp_path):
    a, b = tmp_path / "a.csv", tmp_path / "b.csv"
    a.write_text("id,side,experience_text\nX1,professional,one\nX2,either,two\n")
    b.write_text("id,side,experience_text\nX3,,one\n")
    assert refused([a, b]) == [("a.csv", 2, "side", "side_contradicts_file")]


@pytest.mark.parametrize("heading", ["Ethnicity", "GENDER", "Email", "DBS", "Date of birth", "postcode", "Religion"])
def test_an_only_column_of_private_details_is_not_read_as_text(tmp_path, heading):
    a, b = tmp_path / "a.csv", tmp_path / "b.csv"
    a.write_text(f"id,{heading}\nX1,x\n")
    b.write_text("id,text\nX3,one\n")
    assert [problem[3] for problem in refused([a, b])] == ["only_column_is_sensitive"]


def test_health_consent_must_be_asked_on_the_patient_side(tmp_path):
    a, b = tmp_path / "a.csv", tmp_path / "b.csv"
    a.write_text("id,experience_text\nX1,one\n")
    b.write_text("id,side,experience_text,consent_health\nX3,either,one,no\n")
    assert refused([a, b]) == [("a.csv", 1, "consent_health", "consent_column_in_one_file")]
    a.write_text("id,experience_text,consent_health\nX1,one,yes\n")
    b.write_text("id,experience_text\nX3,one\n")
    assert read_input([a, b]).cohort.health_consent_given


def test_many_wrong_ids_among_many_people_are_named_quickly(tmp_path):
    people = "".join(f"P{n:06d},patient\n" for n in range(20_000))
    (tmp_path / "partners.csv").write_text(f"id,side\n{people}")
    wrong = "".join(f"p-{n:06d},P{n:06d},knows\n" for n in range(5_000))
    (tmp_path / "relations.csv").write_text(f"a_id,b_id,relation\n{wrong}")
    problems = refused([tmp_path])
    assert len(problems) == 5_000
    assert {code for *_, code in problems} == {"id_unknown_near"}


def test_consent_asked_of_one_file_only_is_an_error(tmp_path):
    a, b = tmp_path / "a.csv", tmp_path / "b.csv"
    a.write_text("id,experience_text,consent_matching\nX1,one,yes\n")
    b.write_text("id,experience_text\nX3,one\n")
    assert refused([a, b]) == [("b.csv", 1, "consent_matching", "consent_column_in_one_file")]


@pytest.fixture
def folder(tmp_path):
    """A folder with four good partners; further tables are written into it."""
    people = "id,side,organisation\nP01,patient,\nP02,patient,\nH01,professional,Made-up Trust\nH02,professional,\n"
    (tmp_path / "partners.csv").write_text(people)

    def read(**tables):
        for name, content in tables.items():
            suffix = "toml" if name == "vocabulary" else "csv"
            (tmp_path / f"{name}.{suffix}").write_text(content)
        return refused([tmp_path])

    return read


@pytest.mark.parametrize(
    ("table", "content", "column", "code"),
    [
        ("relations", "a_id,b_id,relation\nP1,H01,treats\n", "a_id", "id_unknown_near"),
        ("relations", "a_id,b_id,relation\nP01,Zebra,treats\n", "b_id", "id_unknown"),
        ("relations", "a_id,b_id,relation\nP01,P01,treats\n", "b_id", "same_person_twice"),
        ("relations", "a_id,b_id,relation\nP01,H01,likes\n", "relation", "word_not_known"),
        ("exclusions", "by_id,not_id,not_organisation\nP01,p01,\n", "not_id", "id_unknown_near"),
        ("exclusions", "by_id,not_id,not_organisation\nP01,,\n", "not_id", "exclusion_names_nobody"),
        ("exclusions", "by_id,not_organisation\nP01,Made up Trsut\n", "not_organisation", "organisation_nearly_known"),
        ("pins", "patient_id,professional_id,decision\nP01,H1,pinned\n", "professional_id", "id_unknown_near"),
        ("pins", "patient_id,professional_id,decision\nP01,H01,perhaps\n", "decision", "word_not_known"),
        ("needs", "challenge_id,perspective\nC1,nights\n", "challenge_id", "id_unknown"),
        ("declarations", "partner_id,perspective,basis\nQQQ,nights,direct\n", "partner_id", "id_unknown"),
        ("declarations", "partner_id,perspective,words\nP01,,\n", "perspective", "declaration_says_nothing"),
        ("challenges", "id,starts,ends\nC1,2027-02-01,2027-01-01\n", "ends", "ends_before_it_starts"),
    ],
)
def test_tables_are_checked_against_one_another(folder, table, content, column, code):
    assert folder(**{table: content}) == [(f"{table}.csv", 2, column, code)]


def test_rows_that_say_the_same_are_named_with_both_rows(folder):
    content = "patient_id,professional_id,decision\nP01,H01,pinned\nP02,H01,pinned\nP01,H01,forbidden\n"
    assert folder(pins=content) == [("pins.csv", 4, None, "row_twice")]


def test_a_row_with_another_problem_still_counts_as_somebody(folder, tmp_path):
    people = "id,side,capacity\nP01,patient,many\nH01,professional,1\n"
    assert folder(partners=people, relations="a_id,b_id,relation\nH01,P01,treats\n") == [
        ("partners.csv", 2, "capacity", "not_a_whole_number")
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("this is not toml", "vocabulary_unreadable"),
        ("colours = {}", "vocabulary_table_unknown"),
        ("values = 3", "vocabulary_table_wrong"),
        ('linked_systems = [["A"]]', "vocabulary_table_wrong"),
        ('[perspectives]\na = { name = "a", family = "f", parent = "b" }', "vocabulary_parent_unknown"),
    ],
)
def test_a_vocabulary_of_ones_own_is_checked(folder, content, code):
    assert [problem[3] for problem in folder(vocabulary=content)] == [code]


def test_a_perspective_outside_the_programmes_list_is_named(folder):
    words = '[perspectives]\nnights = { name = "working at night", family = "circumstances" }'
    said = "partner_id,perspective\nP01,Working at night\nP02,weekends\n"
    assert folder(vocabulary=words, declarations=said) == [
        ("declarations.csv", 3, "perspective", "perspective_unknown")
    ]


def test_a_table_twice_and_a_folder_without_partners_are_named(tmp_path):
    assert [problem[3] for problem in refused([tmp_path])] == ["partners_missing"]
    (tmp_path / "partners.csv").write_text("id,side\n")
    (tmp_path / "Partners.tsv").write_text("id\tside\n")
    assert [problem[3] for problem in refused([tmp_path])] == ["table_twice"]


def wrong_use(paths, **options):
    with pytest.raises(WrongUse) as caught:
        read_input(paths, **options)
    return [problem.code for problem in caught.value.problems]


def test_wrong_use_is_told_apart_from_wrong_input(tmp_path):
    good = tmp_path / "partners.csv"
    good.write_text("id,side\nP1,patient\nH1,professional\n")
    assert wrong_use([tmp_path / "none.csv"]) == ["path_missing"]
    assert wrong_use([]) == ["input_is_one_or_two_paths"]
    assert wrong_use([good, good, good]) == ["input_is_one_or_two_paths"]
    assert wrong_use([good, good]) == ["same_file_twice"]
    assert wrong_use([good, tmp_path]) == ["two_paths_are_two_files"]
    assert wrong_use([good], challenge_id="C9") == ["challenge_unknown"]
    assert wrong_use([good], encoding="klingon") == ["encoding_unknown"]


def test_a_file_over_the_limits_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "partners.csv"
    path.write_text("id,side\nP1,patient\nH1,professional\nH2,professional\n")
    with monkeypatch.context() as patch:
        patch.setattr("matchmaker.tables.survey.MAX_BYTES", 10)
        assert refused([path]) == [("partners.csv", None, None, "file_too_big")]
    monkeypatch.setattr("matchmaker.tables.rows.MAX_ROWS", 2)
    assert refused([path]) == [("partners.csv", 4, None, "too_many_rows")]
