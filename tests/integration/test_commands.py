"""The commands, as a user runs them: real files, the real model, exit codes, and what is written."""

from __future__ import annotations

import csv
import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from conftest import FIXTURES
from matchmaker.cli import app
from matchmaker.report.rows import CONTRIBUTION_COLUMNS, MATCH_COLUMNS
from stopping import as_in_a_terminal

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
    """A folder with vectors of the twelve pairs, so that each test need not read their texts again."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def matched(command, tmp_path, kept):
    """A run of the twelve pairs, in a folder of its own."""
    out = tmp_path / "out"
    code, _, errors = command("match", TWELVE, "--out", out, "--cache", kept, "--quiet")
    assert code == 0, errors
    return out


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_match_writes_every_file_for_its_owner_only(matched):
    assert {p.name for p in matched.iterdir()} == {
        ".matchmaker",
        "matches.csv",
        "contributions.csv",
        "flags.csv",
        "ask_next.csv",
        "gaps.csv",
        "matches.xlsx",
        "run.json",
        "report.html",
    }
    assert all(stat.S_IMODE(p.stat().st_mode) & 0o077 == 0 for p in (matched, *matched.iterdir()))


def test_the_tables_have_the_columns_of_the_contract_and_lines_that_add_up(matched):
    matches, contributions = rows(matched / "matches.csv"), rows(matched / "contributions.csv")
    assert tuple(matches[0]) == MATCH_COLUMNS
    assert tuple(contributions[0]) == CONTRIBUTION_COLUMNS
    shown, exact = {}, {}
    for line in contributions:
        pair = line["patient_id"], line["professional_id"]
        shown[pair] = shown.get(pair, 0.0) + float(line["points_shown"])
        exact[pair] = exact.get(pair, 0.0) + float(line["points"])
    for match in matches:
        both = (match["for_id"], match["candidate_id"])
        pair = both if match["for_side"] == "patient" else both[::-1]
        assert float(match["score"]) == pytest.approx(shown[pair], abs=1e-9)
        assert float(match["score"]) == pytest.approx(exact[pair], abs=0.05 + 1e-9)
        assert 0 < len(match["reason"]) <= 240
        assert int(match["band"]) >= 1
        assert float(match["score_low"]) <= float(match["score"]) <= float(match["score_high"])
        assert 0 <= float(match["p_top1"]) <= float(match["p_top3"]) <= 1


def test_a_spreadsheet_can_check_every_line(matched):
    for line in rows(matched / "contributions.csv"):
        weight, value = float(line["weight"]), float(line["value"])
        product = -100 * weight * value / 2 if line["criterion"] == "one_sided" else 100 * weight * value / 2
        assert float(line["points"]) == pytest.approx(product, abs=1e-9)


def test_the_workbook_holds_the_same_as_the_tables(matched):
    book = openpyxl.load_workbook(matched / "matches.xlsx", read_only=True)
    sheet = [list(row) for row in book["matches"].iter_rows(values_only=True)]
    table = rows(matched / "matches.csv")
    assert tuple(sheet[0]) == MATCH_COLUMNS
    assert len(sheet) == len(table) + 1
    score = MATCH_COLUMNS.index("score")
    assert [row[score] for row in sheet[1:]] == [float(row["score"]) for row in table]


def test_the_same_input_gives_the_same_bytes(command, matched, tmp_path):
    again = tmp_path / "again"
    assert command("match", TWELVE, "--out", again, "--no-cache", "--quiet")[0] == 0
    for name in ("matches.csv", "contributions.csv", "matches.xlsx", "report.html", "run.json"):
        assert (again / name).read_bytes() == (matched / name).read_bytes(), name


def test_nobodys_words_are_in_any_output_unless_asked_for(command, matched, tmp_path, kept, twelve_pairs):
    words = [part[:60] for p in twelve_pairs.partners for part in p.statement_parts()]
    everything = "".join(
        p.read_text(encoding="utf-8") for p in matched.iterdir() if p.suffix in {".csv", ".html", ".json"}
    )
    assert not [text for text in words if text in everything]
    asked = tmp_path / "asked"
    assert command("match", TWELVE, "--out", asked, "--cache", kept, "--with-text", "--quiet")[0] == 0
    assert words[0][:30] in (asked / "report.html").read_text(encoding="utf-8")


def test_a_folder_in_use_is_refused_and_left_alone(command, matched):
    before = {p.name: p.read_bytes() for p in matched.iterdir()}
    code, _, errors = command("match", TWELVE, "--out", matched, "--no-text")
    assert code == 2
    assert "--force" in errors
    assert {p.name: p.read_bytes() for p in matched.iterdir()} == before


def test_somebody_elses_files_are_never_replaced(command, tmp_path):
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    code, _, errors = command("match", TWELVE, "--out", tmp_path, "--force", "--no-text")
    assert code == 2
    assert "thesis.docx" in errors
    assert (tmp_path / "thesis.docx").read_bytes() == b"years of work"


def test_bad_input_lists_every_problem_and_writes_nothing(command, tmp_path):
    bad = tmp_path / "partners.csv"
    bad.write_text("id,side\na,patient\na,patients\n=1,professional\n", encoding="utf-8")
    out = tmp_path / "out"
    code, printed, errors = command("match", bad, "--out", out)
    assert code == 1
    assert not printed
    assert not out.exists()
    assert "row 3" in errors
    assert "row 4" in errors


def test_two_files_with_an_id_and_one_column_work_and_what_is_unknown_is_said(command, tmp_path, kept):
    two = FIXTURES / "two-lists"
    out = tmp_path / "out"
    code, printed, errors = command(
        "match", two / "patients.csv", two / "professionals.csv", "--out", out, "--cache", kept
    )
    assert code == 0
    assert "Rank" in printed
    for criterion in ("task fit", "needs and offers", "values", "will", "time", "same local system"):
        assert f"“{criterion}”" in errors
    lines = rows(out / "contributions.csv")
    assert {line["criterion"] for line in lines} == {"shared_purpose", "one_sided"}
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["weights"]["used"]["shared_purpose"] == 1.0


@pytest.mark.parametrize("for_side", ["patient", "professional", "pair"])
def test_lists_for_one_side_or_for_pairs(command, tmp_path, for_side):
    out = tmp_path / "out"
    code, printed, _ = command("match", TWELVE, "--out", out, "--no-text", "--for", for_side, "--top", 3, "--json")
    assert code == 0
    matches = json.loads(printed)["matches"]
    assert {match["for_side"] for match in matches} == {"patient" if for_side == "pair" else for_side}
    assert len(matches) == (3 if for_side == "pair" else 36)


def test_a_named_challenge_brings_in_the_task(command, tmp_path, kept):
    out = tmp_path / "out"
    assert command("match", TWELVE, "--out", out, "--cache", kept, "--challenge", "C08", "--quiet")[0] == 0
    assert "task_fit" in {line["criterion"] for line in rows(out / "contributions.csv")}
    assert {match["challenge_id"] for match in rows(out / "matches.csv")} == {"C08"}
    code, _, errors = command("match", TWELVE, "--out", tmp_path / "no", "--challenge", "C99")
    assert code == 2
    assert "C08" in errors


def test_explain_shows_lines_that_add_up_and_what_an_unknown_could_change(command, matched):
    match = next(m for m in rows(matched / "matches.csv") if m["for_side"] == "patient" and float(m["known_share"]) < 1)
    code, printed, _ = command("explain", matched, "--pair", match["for_id"], match["candidate_id"], "--json")
    assert code == 0
    explained = json.loads(printed)
    assert explained["score_shown"] == float(match["score"])
    assert sum(line["points"] for line in explained["contributions"]) == pytest.approx(explained["score"], abs=1e-9)
    assert explained["if_known"]
    for bound in explained["if_known"]:
        assert bound["if_none"] <= explained["score"] + 1e-9
        assert bound["if_full"] >= explained["score"] - 1e-9
    code, text, _ = command("explain", matched, "--pair", match["for_id"], match["candidate_id"])
    assert code == 0
    assert f"place {match['rank']}" in text
    assert match["score"] in text


def test_explain_says_when_the_input_has_changed(command, tmp_path, kept):
    folder = tmp_path / "in"
    shutil.copytree(TWELVE, folder)
    out = tmp_path / "out"
    assert command("match", folder, "--out", out, "--cache", kept, "--quiet")[0] == 0
    partners = folder / "partners.csv"
    partners.write_text(
        partners.read_text(encoding="utf-8-sig").replace("P01-patient", "P01-patient "), encoding="utf-8"
    )
    code, _, errors = command("explain", out, "--pair", "P01-patient", "P01-professional")
    assert code == 0
    assert "partners.csv has changed" in errors
    shutil.rmtree(folder)
    assert command("explain", out, "--pair", "P01-patient", "P01-professional")[0] == 4


def test_a_pairing_that_a_rule_keeps_apart_is_answered_like_one_that_does_not_exist(command, tmp_path):
    folder = tmp_path / "in"
    shutil.copytree(TWELVE, folder)
    (folder / "exclusions.csv").write_text(
        "by_id,not_id,not_organisation\nP01-patient,P02-professional,\n", encoding="utf-8"
    )
    out = tmp_path / "out"
    assert command("match", folder, "--out", out, "--no-text", "--quiet")[0] == 0
    excluded = command("explain", out, "--pair", "P01-patient", "P02-professional")
    unknown = command("explain", out, "--pair", "P01-patient", "P77-professional")
    assert excluded[0] == unknown[0] == 3
    assert excluded[2].replace("P02-professional", "X") == unknown[2].replace("P77-professional", "X")


def test_forget_takes_a_person_out_of_vectors_tables_page_and_run(command, tmp_path):
    out = tmp_path / "out"
    assert command("match", TWELVE, "--out", out, "--quiet")[0] == 0
    before = {name: (out / name).read_bytes() for name in ("matches.csv", "report.html")}
    code, printed, _ = command("forget", "P07-patient", "--in", out)
    assert code == 0
    assert str(out) in printed
    for path in out.iterdir():
        if path.suffix in {".csv", ".html", ".json"}:
            assert "P07-patient" not in path.read_text(encoding="utf-8"), path.name
    assert b"P07-patient" in before["matches.csv"]
    book = openpyxl.load_workbook(out / "matches.xlsx", read_only=True)
    assert not [row for sheet in book for row in sheet.iter_rows(values_only=True) if "P07-patient" in row]
    assert b"P07-patient" not in (out / ".vectors" / "vectors.sqlite3").read_bytes()
    again = command("forget", "P07-patient", "--in", out)
    assert "Nothing" in again[1]


def test_forget_without_a_folder_looks_into_every_run_of_this_computer(command, tmp_path):
    for name in ("one", "two"):
        assert command("match", TWELVE, "--out", tmp_path / name, "--no-text", "--quiet")[0] == 0
    code, printed, _ = command("forget", "P01-patient", "--json")
    assert code == 0
    assert {Path(r["folder"]).name for r in json.loads(printed)["removed"] if r["lines"]} == {"one", "two"}


def test_a_weight_set_with_mistakes_is_refused_with_all_of_them(command, tmp_path):
    wrong = tmp_path / "mine.toml"
    wrong.write_text('name = "mine"\none_sided = 2\n[weights]\nshared_purpose = 0.5\nmagic = 0.5\n', encoding="utf-8")
    code, _, errors = command("match", TWELVE, "--out", tmp_path / "out", "--weights", wrong)
    assert code == 1
    for word in ("version", "one_sided", "magic", "neutral"):
        assert word in errors


def test_stopping_half_way_leaves_nothing(tmp_path):
    out = tmp_path / "deep" / "out"
    program = (
        "import os, signal, sys\n"
        "from matchmaker.services import run_files\n"
        "from matchmaker.cli import app\n"
        "run_files.write_workbook = lambda *a: os.kill(os.getpid(), signal.SIGINT)\n"
        f"sys.argv = ['matchmaker', 'match', {str(TWELVE)!r}, '--out', {str(out)!r}, '--no-text']\n"
        "app.run()\n"
    )
    stopped = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, preexec_fn=as_in_a_terminal
    )
    assert stopped.returncode == 130
    assert not out.exists()
    assert list(out.parent.iterdir()) == []


def test_the_main_job_never_imports_torch_or_asks_the_network(tmp_path):
    program = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('the network was asked')\n"
        "socket.socket.connect = refuse\n"
        "from matchmaker.cli import app\n"
        f"sys.argv = ['matchmaker', 'match', {str(TWELVE)!r}, '--out', {str(tmp_path / 'out')!r}, '--quiet']\n"
        "try: app.run()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'wordfreq', 'sklearn', 'matplotlib'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_forget_takes_a_persons_letters_and_leaves_the_others(command, tmp_path, kept):
    out, elsewhere = tmp_path / "out", tmp_path / "letters"
    assert command("match", TWELVE, "--out", out, "--cache", kept, "--quiet")[0] == 0
    assert command("explain", out, "--all", "--quiet")[0] == 0
    assert command("explain", out, "--all", "--out", elsewhere, "--quiet")[0] == 0
    before = {path.name for path in (out / "letters").iterdir()}
    code, printed, _ = command("forget", "P07-patient", "--json")
    assert code == 0
    found = {Path(each["folder"]).name: each["letters"] for each in json.loads(printed)["removed"]}
    assert found["out"] > 1
    assert found["letters"] > 1
    for folder in (out / "letters", elsewhere):
        left = {path.name for path in folder.iterdir()}
        assert left < before
        assert len(left) > 10
        assert not [path for path in folder.iterdir() if "P07-patient" in path.read_text(encoding="utf-8")]
