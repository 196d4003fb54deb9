"""``matchmaker study``, as a user runs it: sheets out, a sealed key apart, ratings back with every problem at once."""

from __future__ import annotations

import csv
import json
import shutil
import stat
import sys

import openpyxl
import pytest

from conftest import FIXTURES
from matchmaker.cli import app

TWELVE = FIXTURES / "collaborative-pairs"


@pytest.fixture
def command(capsys, monkeypatch):
    """Run ``matchmaker …`` in this process: exit code, standard output, standard error."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["matchmaker", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            app.run()
        captured = capsys.readouterr()
        return int(stopped.value.code or 0), captured.out, captured.err

    return run


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def matched(command, tmp_path, kept):
    out = tmp_path / "run"
    code, _, errors = command("match", TWELVE, "--out", out, "--cache", kept, "--quiet")
    assert code == 0, errors
    return out


@pytest.fixture
def made(command, matched, tmp_path):
    out = tmp_path / "study"
    code, _, errors = command("study", matched, "--out", out, "--people", 8, "--quiet")
    assert (code, errors) == (0, "")
    return out


def sheet_of(folder):
    with (folder / "for-raters" / "ratings.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def filled(folder, place, rating_of, alter=lambda rows: rows):
    """A rater's sheet: every row rated by ``rating_of(row number)``."""
    rows = sheet_of(folder)
    for number, row in enumerate(rows):
        row["rating"] = rating_of(number)
    rows = alter(rows)
    with place.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return place


def key_of(folder):
    return json.loads((folder / "sealed-key.json").read_text(encoding="utf-8"))


def test_the_sheets_say_neither_who_people_are_nor_where_a_row_came_from(made):
    raters = made / "for-raters"
    everything = b"".join(path.read_bytes() for path in raters.glob("*.txt")) + (raters / "ratings.csv").read_bytes()
    text = everything.decode("utf-8").casefold()
    key = key_of(made)

    assert {row["person_id"] for row in key["rows"]}
    assert not any(row["person_id"].casefold() in text or row["candidate_id"].casefold() in text for row in key["rows"])
    assert "tf-idf" not in text
    assert "tfidf" not in text
    assert {source for row in key["rows"] for source in row["sources"]} == {"ours", "tfidf", "lot"}


def test_the_sealed_key_is_apart_and_its_owners_alone(made):
    assert not (made / "for-raters" / "sealed-key.json").exists()
    assert stat.S_IMODE((made / "sealed-key.json").stat().st_mode) == 0o600


def test_the_workbook_holds_the_same_rows_and_the_page(made):
    book = openpyxl.load_workbook(made / "for-raters" / "ratings.xlsx")
    rows = [[cell or "" for cell in row] for row in book["ratings"].iter_rows(values_only=True)]
    assert rows[1:] == [list(row.values()) for row in sheet_of(made)]
    assert "cannot say" in str(list(book["read-me-first"].values))


def test_without_with_text_nobodys_words_about_themselves_are_on_the_sheet(made, twelve_pairs):
    text = (made / "for-raters" / "ratings.csv").read_text(encoding="utf-8-sig")
    for person in twelve_pairs.partners:
        assert not any(part[:40] in text for part in person.statement_parts())


def test_with_text_the_masked_statement_is_there(command, matched, tmp_path):
    out = tmp_path / "with"
    code, _, errors = command("study", matched, "--out", out, "--people", 6, "--with-text")
    assert code == 0
    assert "what they wrote" in sheet_of(out)[0]
    assert "often about health" in errors


def test_the_same_seed_writes_the_same_bytes(command, matched, made, tmp_path):
    again = tmp_path / "again"
    assert command("study", "new", matched, "--out", again, "--people", 8, "--quiet")[0] == 0
    for name in ("sealed-key.json", "for-raters/ratings.csv", "for-raters/ratings.xlsx"):
        assert (made / name).read_bytes() == (again / name).read_bytes()


def test_ratings_come_back_by_source(command, made, tmp_path):
    ours = [("ours" in row["sources"], row["sources"] == ["lot"]) for row in key_of(made)["rows"]]
    ann = filled(made, tmp_path / "ann.csv", lambda n: "5" if ours[n][0] else "1" if ours[n][1] else "3")
    ben = filled(made, tmp_path / "ben.csv", lambda n: "Cannot say" if n == 0 else "4" if ours[n][0] else "2")

    code, out, _ = command("study", "read", made, ann, ben, "--json")
    found = json.loads(out)

    assert code == 0
    by_source = {one["source"]: one for one in found["sources"]}
    assert by_source["ours"]["mean"] > by_source["lot"]["mean"]
    assert found["differences"][1]["verdict"] == "higher"
    assert found["agreement"]["raters"] == 2
    assert found["agreement"]["kappa"] > 0
    assert sum(one["cannot_say"] for one in found["sources"]) >= 1


def test_a_workbook_that_a_rater_filled_in_is_read_too(command, made, tmp_path):
    place = tmp_path / "ann.xlsx"
    book = openpyxl.load_workbook(made / "for-raters" / "ratings.xlsx")
    rating = [cell.value for cell in book["ratings"][1]].index("rating") + 1
    for row in range(2, book["ratings"].max_row + 1):
        book["ratings"].cell(row, rating, 4)
    book.save(place)

    code, out, _ = command("study", "read", made, place)

    assert code == 0
    assert "Ours: mean rating 4.00 of 5" in out
    assert "takes two raters" in out


def test_every_problem_of_every_sheet_is_named_at_once(command, made, tmp_path):
    def alter(rows):
        rows[0]["rating"] = "6"
        rows[1]["what they bring"] += " and more"
        rows[2]["row"] = "R999"
        return [*rows, dict(rows[3])]

    ann = filled(made, tmp_path / "ann.csv", lambda n: "3", alter)
    ben = filled(made, tmp_path / "ben.csv", lambda n: "")

    code, out, errors = command("study", "read", made, ann, ben, tmp_path / "gone.csv")

    assert (code, out) == (1, "")
    last = len(sheet_of(made)) + 2
    for place in ("row 2, column rating", "row 3", "row 4", f"row {last}"):
        assert f"ann.csv, {place}: " in errors
    assert "ben.csv: There is no rating" in errors
    assert "gone.csv" in errors
    assert "and more" not in errors


def test_one_raters_sheet_counts_once(command, made, tmp_path):
    ann = filled(made, tmp_path / "ann.csv", lambda n: "3")
    shutil.copy(ann, tmp_path / "copy.csv")
    code, _, errors = command("study", "read", made, ann, tmp_path / "copy.csv")
    assert code == 1
    assert "copy.csv: This file says the same as ann.csv" in errors


def test_a_sheet_without_a_column_is_refused_with_its_name(command, made, tmp_path):
    rows = [{name: cell for name, cell in row.items() if name != "rating"} for row in sheet_of(made)]
    place = tmp_path / "ann.csv"
    with place.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    code, _, errors = command("study", "read", made, place)
    assert code == 1
    assert "“rating” is missing" in errors


def test_what_is_no_run_and_what_is_no_study_is_said(command, matched, tmp_path):
    assert command("study", tmp_path, "--out", tmp_path / "out")[0] == 2
    assert command("study", "read", matched, matched / "matches.csv")[0] == 2


def test_a_run_that_read_no_text_cannot_be_studied(command, tmp_path):
    run = tmp_path / "no-text"
    assert command("match", TWELVE, "--out", run, "--no-text", "--quiet")[0] == 0
    code, _, errors = command("study", run, "--out", tmp_path / "out")
    assert code == 2
    assert "--no-text" in errors
    assert not (tmp_path / "out").exists()


def test_an_earlier_study_is_not_replaced_unasked(command, matched, made):
    assert command("study", matched, "--out", made)[0] == 2
    assert command("study", matched, "--out", made, "--force", "--quiet")[0] == 0


def test_somebody_who_is_forgotten_is_on_no_row_any_more(command, made, tmp_path):
    rows = key_of(made)["rows"]
    who = rows[0]["person_id"]
    theirs = sum(who in (row["person_id"], row["candidate_id"]) for row in rows)

    code, out, _ = command("forget", who, "--in", made, "--json")
    assert (code, json.loads(out)["removed"][0]["lines"]) == (0, theirs)
    assert all(who not in (row["person_id"], row["candidate_id"]) for row in key_of(made)["rows"])
    assert len(sheet_of(made)) == len(rows) - theirs
    assert command("study", "read", made, filled(made, tmp_path / "ann.csv", lambda n: "3"))[0] == 0
    assert json.loads(command("forget", who, "--in", made, "--json")[1])["removed"][0]["lines"] == 0


def test_somebody_forgotten_in_the_run_is_not_drawn_again(command, matched, tmp_path):
    assert command("forget", "P01-patient", "--in", matched, "--quiet")[0] == 0
    out = tmp_path / "later"
    assert command("study", matched, "--out", out, "--people", 24, "--quiet")[0] == 0
    assert "P01-patient" not in (out / "sealed-key.json").read_text(encoding="utf-8")
