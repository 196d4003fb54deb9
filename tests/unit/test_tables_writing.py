"""Results open in a spreadsheet without harm, and appear whole or not at all."""

from __future__ import annotations

import math
import stat
import time

import openpyxl
import pytest

from matchmaker.domain.problem import OutsideFailure, WrongUse
from matchmaker.explain.messages import say_problem
from matchmaker.tables.write import read_back, staged_folder, write_csv, write_workbook

HARMFUL = ("=1+1", "+cmd", "-cmd", "@x", "\t=1", "\rx", "\nx", "＝1", "'=1", "''@x", "-1+1")


def test_a_csv_file_is_what_spreadsheets_expect(tmp_path):
    path = tmp_path / "a.csv"
    write_csv(path, ("id", "text"), [("P1", 'a "quote", and a comma'), ("P2", "two\nlines"), ("Zoë", None)])
    assert path.read_bytes() == (
        b'\xef\xbb\xbfid,text\r\nP1,"a ""quote"", and a comma"\r\nP2,"two\nlines"\r\n' + "Zoë,\r\n".encode()
    )


@pytest.mark.parametrize("text", HARMFUL)
def test_a_text_that_would_run_is_made_harmless(tmp_path, text):
    path = tmp_path / "a.csv"
    write_csv(path, ("text",), [(text,)])
    assert path.read_bytes().decode("utf-8-sig").split("\r\n", 1)[1].lstrip('"').startswith("'")
    assert list(read_back(path)) == [{"text": text}]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (-2.5, "-2.5"),
        ("-2.5", "-2.5"),
        (3, "3"),
        (math.nan, ""),
        (None, ""),
        (True, "yes"),
        (1e-12, "1e-12"),
        ("+4", "+4"),
    ],
)
def test_numbers_stay_as_they_are(tmp_path, cell, written):
    path = tmp_path / "a.csv"
    write_csv(path, ("n", "end"), [(cell, "e")])
    assert list(read_back(path)) == [{"n": written, "end": "e"}]


def test_an_exact_number_comes_back_exactly(tmp_path):
    path = tmp_path / "a.csv"
    write_csv(path, ("n",), [(0.1 + 0.2,)])
    assert float(next(read_back(path))["n"]) == 0.1 + 0.2


def test_a_workbook_holds_texts_and_numbers_and_no_formula(tmp_path):
    path = tmp_path / "a.xlsx"
    rows = [(text, 1.5) for text in HARMFUL] + [("https://example.org", math.nan), ("x" * 40_000, True)]
    assert write_workbook(path, {"matches": (("text", "score"), rows), "empty": (("a",), [])}) == ()
    sheet = openpyxl.load_workbook(path)["matches"]
    cells = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [text.replace("_x000D_", "\r") for text, _ in cells[: len(HARMFUL)]] == [t for t, _ in rows[: len(HARMFUL)]]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}
    assert cells[0][1] == 1.5
    assert not cells[-2][1]
    assert len(cells[-1][0]) == 32_767
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:B{len(rows) + 1}"


@pytest.mark.parametrize("rows", [3, 21_000])
def test_a_workbook_has_the_same_bytes_every_time(tmp_path, rows):
    sheets = {"s": (("a", "b"), [(f"P{n}", n / 7) for n in range(rows)])}
    write_workbook(tmp_path / "a.xlsx", sheets)
    time.sleep(2.1)
    write_workbook(tmp_path / "b.xlsx", sheets)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_sheet_that_is_too_long_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("matchmaker.tables.write.SHEET_ROWS", 5)
    assert write_workbook(tmp_path / "a.xlsx", {"s": (("a",), [(n,) for n in range(9)])}) == ("s",)
    values = [row[0] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["s"].iter_rows(values_only=True)]
    assert values == ["a", 0, 1, 2, "6 more rows are in the CSV file."]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def code_of(out, **options):
    with pytest.raises(WrongUse) as caught, staged_folder(out, **options):
        pytest.fail("nothing may be written")
    (problem,) = caught.value.problems
    assert say_problem(problem)
    return problem.code


def test_results_appear_whole_and_for_their_owner_only(tmp_path):
    out = tmp_path / "deep" / "out"
    with staged_folder(out) as folder:
        (folder / "a.csv").write_text("a")
        (folder / "letters").mkdir()
        (folder / "letters" / "b.txt").write_text("b")
        assert not out.exists()
    assert names(out) == [".matchmaker", "a.csv", "letters"]
    assert names(out.parent) == ["out"]
    modes = {stat.S_IMODE(path.stat().st_mode) for path in out.rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (out, out / "letters")} == {0o700}


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_of_a_run_that_stops(tmp_path, error):
    out = tmp_path / "out"
    with pytest.raises(error), staged_folder(out) as folder:  # noqa: PT012
        (folder / "a.csv").write_text("a")
        raise error
    assert names(tmp_path) == []


def test_an_earlier_run_is_replaced_only_when_told_and_stays_when_the_new_one_fails(tmp_path):
    out = tmp_path / "out"
    with staged_folder(out) as folder:
        (folder / "old.csv").write_text("old")
    (out / ".vectors").mkdir()
    (out / ".vectors" / "v").write_text("kept")
    assert code_of(out) == "out_in_use"
    with pytest.raises(ValueError, match="stop"), staged_folder(out, force=True) as folder:
        raise ValueError("stop")
    assert names(out) == [".matchmaker", ".vectors", "old.csv"]
    with staged_folder(out, force=True) as folder:
        (folder / "new.csv").write_text("new")
    assert names(out) == [".matchmaker", ".vectors", "new.csv"]
    assert (out / ".vectors" / "v").read_text() == "kept"
    assert names(tmp_path) == ["out"]


def test_somebodys_own_files_are_never_replaced(tmp_path):
    out = tmp_path / "out"
    with staged_folder(out) as folder:
        (folder / "a.csv").write_text("a")
    (out / "thesis.docx").write_text("mine")
    assert code_of(out, force=True) == "out_has_other_files"
    assert code_of(out) == "out_has_other_files"
    assert names(out) == [".matchmaker", "a.csv", "thesis.docx"]


def test_a_file_that_appears_during_the_run_is_not_lost(tmp_path):
    out = tmp_path / "out"
    with pytest.raises(WrongUse), staged_folder(out) as folder:  # noqa: PT012
        (folder / "a.csv").write_text("a")
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    assert names(out) == ["mine.txt"]
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_or_one_with_vectors_only_may_be_used(tmp_path):
    out = tmp_path / "out"
    (out / ".vectors").mkdir(parents=True)
    with staged_folder(out) as folder:
        (folder / "a.csv").write_text("a")
    assert names(out) == [".matchmaker", ".vectors", "a.csv"]


def test_a_swap_that_fails_puts_the_earlier_run_back(tmp_path, monkeypatch):
    out = tmp_path / "out"
    with staged_folder(out) as folder:
        (folder / "old.csv").write_text("old")
    (out / ".vectors").mkdir()
    rename = type(out).rename

    def failing(self, target):
        if target == out and not self.parent.name.startswith("."):
            raise OSError("disk")
        return rename(self, target)

    monkeypatch.setattr(type(out), "rename", failing)
    with pytest.raises(OSError, match="disk"), staged_folder(out, force=True) as folder:
        (folder / "new.csv").write_text("new")
    assert names(out) == [".matchmaker", ".vectors", "old.csv"]
    assert names(tmp_path) == ["out"]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    assert code_of(tmp_path / "file") == "out_is_a_file"
    with pytest.raises(OutsideFailure) as caught, staged_folder(tmp_path / "file" / "out"):
        pytest.fail("nothing may be written")
    assert [problem.code for problem in caught.value.problems] == ["folder_not_writable"]
