"""``matchmaker representation`` as a user runs it: real files, exit codes, what is written, and what never is."""

from __future__ import annotations

import csv
import json
import re
import shutil
import stat
import subprocess
import sys
from datetime import date

import pytest

from conftest import FIXTURES
from matchmaker.cli import app
from matchmaker.representation.gap_columns import COLUMNS as GAP_COLUMNS
from matchmaker.services.remembered import record
from report_factories import run_of

PROGRAMME = FIXTURES / "programme-300"
BESIDE = FIXTURES / "programme-300-monitoring"
GIVEN = [word for name in ("monitoring", "reference", "stages") for word in (f"--{name}", str(BESIDE / f"{name}.csv"))]
AS_OF = ("--as-of", "2026-11-25")


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


@pytest.fixture
def report(command, tmp_path):
    """Make a report without texts, for speed: exit code, standard output, standard error, folder."""

    def run(*words, programme=PROGRAMME, out=None):
        folder = out or tmp_path / "board"
        return (*command("representation", programme, "--out", folder, "--no-text", *AS_OF, *words), folder)

    return run


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(PROGRAMME, tmp_path / "programme")


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def said(text):
    return re.sub(r"\s+", " ", text)


def changed(path, folder, old, new):
    """A copy of a file with something else in it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    (folder / path.name).write_text(text.replace(old, new), encoding="utf-8")
    return folder / path.name


def test_one_command_says_who_is_missing_how_sure_and_what_to_do(report):
    code, output, errors, folder = report(*GIVEN, "--chosen-by", "Programme board")
    assert code == 0, errors
    assert "18 to 34: we hear from clearly fewer people" in output
    assert "What to try next week" in output
    assert "Look at how people hear about this" in output
    assert {path.name for path in folder.iterdir()} == {
        ".matchmaker",
        "board.html",
        "gaps.csv",
        "representation.json",
    }
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_the_table_has_its_columns_and_every_type_of_gap(report):
    *_, folder = report(*GIVEN)
    found = rows(folder / "gaps.csv")
    assert tuple(found[0]) == GAP_COLUMNS
    assert {row["gap"] for row in found} == {f"G{n}" for n in range(1, 14)}
    counts = {row["count_shown"] for row in found if row["count_shown"]}
    assert all(not one.isdecimal() or int(one) % 5 == 0 for one in counts)
    assert "*" in counts


def test_the_files_for_others_are_rounded_and_the_page_for_the_team_is_not(report):
    *_, folder = report(*GIVEN)
    document = json.loads((folder / "representation.json").read_text(encoding="utf-8"))
    assert document["policy"]["name"] == "export"
    values = [
        cell["value"]
        for ladder in document["ladders"]
        for row in (*[group["cells"] for group in ladder["groups"]], ladder["totals"], ladder["not_said"] or [])
        for cell in row
        if cell["value"]
    ]
    assert len(values) > 50
    assert [value for value in values if value % 5] == []
    page = (folder / "board.html").read_text(encoding="utf-8")
    assert "fewer than 5" in page
    assert '<td class="num">141</td>' in page.replace("'", '"')


@pytest.mark.parametrize("name", ["internal", "export", "lt10"])
def test_one_policy_may_be_asked_for_everything(report, name):
    code, _, errors, folder = report(*GIVEN, "--policy", name)
    assert code == 0, errors
    assert json.loads((folder / "representation.json").read_text(encoding="utf-8"))["policy"]["name"] == name


def test_no_person_and_no_words_of_theirs_are_in_any_file(report):
    *_, folder = report(*GIVEN)
    ids = {row["ID"] for row in rows(PROGRAMME / "partners.csv")}
    written = "".join(path.read_text(encoding="utf-8-sig") for path in folder.iterdir())
    assert len(ids) == 300
    assert not [one for one in ids if one in written]
    assert "Four miles to the nearest bus" not in written


def test_the_same_input_gives_the_same_bytes(report, tmp_path):
    first = report(*GIVEN, out=tmp_path / "a")[3]
    second = report(*GIVEN, out=tmp_path / "b")[3]
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {p.name: p.read_bytes() for p in second.iterdir()}


def test_the_data_is_printed_when_asked_for(report):
    code, output, _, folder = report("--json", "--quiet")
    assert code == 0
    assert json.loads(output) == json.loads((folder / "representation.json").read_text(encoding="utf-8"))


def test_whom_a_run_showed_is_a_step_of_the_ladder(command, report, tmp_path):
    run = tmp_path / "run"
    assert command("match", PROGRAMME, "--out", run, "--no-text", "--top", "1", "--quiet")[0] == 0
    code, _, errors, folder = report("--run", run)
    assert code == 0, errors
    document = json.loads((folder / "representation.json").read_text(encoding="utf-8"))
    assert document["stages"] == ["pool", "shown"]
    assert document["run_id"] == json.loads((run / "run.json").read_text(encoding="utf-8"))["run_id"]
    assert set(document["coverage"]) == {"pool", "shown"}
    everybody = {row[column] for row in rows(run / "matches.csv") for column in ("candidate_id",)}
    assert abs(document["totals"][1]["value"] - len(everybody)) <= 2


def test_a_run_for_one_side_is_said_to_be_one(command, report, tmp_path):
    run = tmp_path / "run"
    command("match", PROGRAMME, "--out", run, "--no-text", "--for", "patient", "--quiet")
    *_, folder = report("--run", run)
    assert "The run made lists for one side alone" in said((folder / "board.html").read_text(encoding="utf-8"))


def test_another_folder_does_not_help_to_see_a_single_person(report, copied, tmp_path):
    assert report(*GIVEN)[0] == 0
    text = (copied / "partners.csv").read_text(encoding="utf-8")
    (copied / "partners.csv").write_text(text.replace(",yes,yes,", ",no,yes,", 2), encoding="utf-8")
    code, output, errors, _ = report(*GIVEN, programme=copied, out=tmp_path / "elsewhere")
    assert code == 3
    assert output == ""
    assert "Use the earlier one" in errors
    assert "30 days" in errors
    assert not (tmp_path / "elsewhere").exists()


def test_one_changed_answer_does_not_show_by_a_second_report(report, tmp_path):
    assert report(*GIVEN)[0] == 0
    text = (BESIDE / "monitoring.csv").read_text(encoding="utf-8")
    one = re.search(r"\w+,home language,English,yes", text)[0]
    other = changed(BESIDE / "monitoring.csv", tmp_path, one, one.replace("English", "another language"))
    assert report("--monitoring", other, *GIVEN[2:], out=tmp_path / "b")[0] == 3


def test_a_pool_of_other_people_may_be_reported_on(report, tmp_path):
    assert report(*GIVEN)[0] == 0
    assert report(programme=FIXTURES / "collaborative-pairs", out=tmp_path / "b")[0] == 0


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("reference", ",Made-up county figures,", ",,", "there is no source"),
        ("reference", ",2021-03-21,", ",,", "there is no date"),
        ("reference", "18 to 34,24310,94000", "18 to 34,124310,94000", "is more than the total"),
        ("reference", "English,81780", "Inglish,81780", "Spell them the same way"),
        ("reference", "75 and over,11900,94000", "75 and over,1900,94000", "the parts add up"),
        ("monitoring", ",consent_monitoring", ",agreed", "no column consent_monitoring"),
    ],
)
def test_what_is_wrong_beside_the_input_is_said_and_the_rest_is_made(report, tmp_path, name, old, new, sentence):
    path = _broken(tmp_path, name, old, new)
    words = [*GIVEN]
    words[words.index(f"--{name}") + 1] = str(path)
    code, _, errors, folder = report(*words)
    assert code == 0, errors
    assert re.search(sentence, errors)
    assert re.search(sentence, said((folder / "board.html").read_text(encoding="utf-8")))
    kinds = {row["gap"] for row in rows(folder / "gaps.csv")}
    assert kinds == {f"G{n}" for n in range(1, 14)}


def _broken(folder, name, old, new):
    lines = rows(BESIDE / f"{name}.csv")
    text = "\n".join([",".join(lines[0]), *(",".join(row.values()).replace(", table 4", "") for row in lines)]) + "\n"
    assert old in text
    path = folder / f"{name}.csv"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_reference_that_does_not_add_up_is_repaired_openly_when_asked(report, tmp_path):
    path = _broken(tmp_path, "reference", "75 and over,11900,94000", "75 and over,1900,94000")
    words = [*GIVEN[:2], "--reference", path, "--repair", "rescale"]
    code, _, _, folder = report(*words)
    assert code == 0
    assert "Shares of the parts’ own sum" in (folder / "board.html").read_text(encoding="utf-8").replace("&#39;", "’")


def test_a_need_without_a_why_is_said(report):
    *_, folder = report()
    assert "nobody has written down why the purpose needs this" in (folder / "board.html").read_text(encoding="utf-8")


def test_a_pool_under_the_minimum_is_said_and_nothing_about_it_is_broken_down(report, tmp_path):
    (tmp_path / "few").mkdir()
    people = "\n".join(f"p{n},patient" for n in range(5))
    (tmp_path / "few" / "partners.csv").write_text(f"id,side\n{people}\nh1,professional\n", encoding="utf-8")
    code, _, errors, folder = report(programme=tmp_path / "few")
    assert code == 0
    assert "fewer than 10 people in the pool" in errors
    document = json.loads((folder / "representation.json").read_text(encoding="utf-8"))
    cells = [cell for one in document["ladders"] for group in one["groups"] for cell in group["cells"]]
    assert cells
    assert {cell["value"] for cell in cells} == {None}


def test_errors_of_the_input_itself_are_all_listed_and_nothing_is_written(report, tmp_path):
    code, _, errors, folder = report(programme=FIXTURES / "broken" / "many-problems")
    assert code == 1
    assert errors.count("row") > 5
    assert not folder.exists()


@pytest.mark.parametrize("name", ["monitoring", "reference", "stages", "run"])
def test_a_file_that_is_not_there_is_wrong_use(report, tmp_path, name):
    code, _, errors, folder = report(f"--{name}", tmp_path / "nothing")
    assert code == 2
    assert "nothing" in errors
    assert not folder.exists()


def test_a_folder_in_place_of_a_table_is_called_a_folder(report, tmp_path):
    status, _, error, _ = report("--monitoring", tmp_path)
    assert status == 2
    assert "This is a folder. Give the file in it" in error


def test_a_folder_in_use_is_refused_and_replaced_when_asked(report):
    assert report()[0] == 0
    assert report()[0] == 2
    assert report("--force")[0] == 0


def test_without_the_extra_a_pdf_says_how_to_get_one(report, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    code, _, errors, folder = report("--pdf")
    assert code == 4
    assert "matchmaker[pdf]" in errors
    assert not folder.exists()


def test_the_pdf_is_accessible_and_the_same_each_time(report, tmp_path):
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed", exc_type=ImportError)
    first = report(*GIVEN, "--pdf", out=tmp_path / "a")[3] / "board.pdf"
    second = report(*GIVEN, "--pdf", out=tmp_path / "b")[3] / "board.pdf"
    assert first.read_bytes().startswith(b"%PDF-1.7")
    assert first.read_bytes() == second.read_bytes()


def test_who_waits_is_in_a_table_for_the_team_and_can_be_forgotten(command, report, tmp_path):
    for challenge in ("C01", "C02", "C03"):
        record("Pairs", run_of(top=1, challenge=challenge), date(2026, 11, 25))
    pairs = FIXTURES / "collaborative-pairs"
    code, _, errors, folder = report("--remembered", "Pairs", "--challenge", "C01", programme=pairs)
    assert code == 0, errors
    waiting = rows(folder / "waiting.csv")
    assert waiting
    assert all(row["advice"] for row in waiting)
    assert waiting[0]["id"] not in (folder / "board.html").read_text(encoding="utf-8")
    assert command("forget", waiting[0]["id"])[0] == 0
    assert waiting[0]["id"] not in {row["id"] for row in rows(folder / "waiting.csv")}


def test_the_tables_beside_the_programme_are_what_their_script_makes(tmp_path):
    script = FIXTURES / "make_monitoring.py"
    subprocess.run([sys.executable, str(script), "--programme", str(PROGRAMME), "--out", str(tmp_path)], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in BESIDE.glob("*.csv")}
