"""``matchmaker check`` as people run it: in words, as JSON, with its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from matchmaker.cli.check import check
from matchmaker.domain.problem import WrongUse

FIXTURES = Path(__file__).parents[2] / "data" / "fixtures"


def run(*words):
    return CliRunner().invoke(check, [*map(str, words)], env={"NO_COLOR": "1"})


@pytest.fixture
def bad(tmp_path):
    (tmp_path / "partners.csv").write_text("id,side,seeks,Religion\nP1,patient,x:9,secret\nH1,nobody,,secret\n")
    (tmp_path / "exclusions.csv").write_text("by_id,not_id\nP1,h-1\n")
    return tmp_path


@pytest.mark.parametrize("name", ["collaborative-pairs", "programme-300"])
def test_the_shipped_programmes_have_no_problems(name):
    result = run(FIXTURES / name)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("No problems.")
    assert "on the patient side" in result.stdout


def test_problems_are_listed_by_file_and_row_and_nothing_is_written(bad):
    before = sorted(bad.iterdir())
    result = run(bad)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "Problems found: 3. Nothing was written."
    assert [line.split(":")[0].strip() for line in lines if line.startswith("  row")] == [
        "row 2, column seeks",
        "row 3, column side",
        "row 2, column not_id",
    ]
    assert [line for line in lines if line.endswith(".csv")] == ["partners.csv", "exclusions.csv"]
    assert "Did you mean H1?" in result.stdout
    assert "Religion" in result.stdout
    assert "secret" not in result.output
    assert "\x1b" not in result.output
    assert sorted(bad.iterdir()) == before


def test_as_json_everything_is_one_object(bad):
    result = run(bad, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["ok"] is False
    assert [problem["code"] for problem in found["problems"]] == [
        "level_out_of_range",
        "word_not_known",
        "id_unknown_near",
    ]
    assert found["problems"][0] | {"message": ""} == {
        "file": "partners.csv",
        "row": 2,
        "column": "seeks",
        "code": "level_out_of_range",
        "params": {"low": 1, "high": 3},
        "message": "",
    }
    assert found["set_aside"] == [{"file": "partners.csv", "column": "Religion", "why": "monitoring"}]
    assert [file["name"] for file in found["files"]] == ["partners.csv", "exclusions.csv"]


def test_quiet_says_only_what_is_wrong(bad):
    assert "understood" not in run(bad, "--quiet").stdout
    result = run(FIXTURES / "collaborative-pairs", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_two_files_say_what_they_were_taken_for(tmp_path):
    (tmp_path / "a.csv").write_text("id,story\nP1,words\n")
    (tmp_path / "b.csv").write_text("id,bio\nH1,words\n")
    result = run(tmp_path / "a.csv", tmp_path / "b.csv")
    assert result.exit_code == 0
    assert "“story”" in result.stdout
    assert "vouches" in result.stdout


def test_words_that_nobody_read_and_unread_consent_are_said_before_all_else(tmp_path):
    (tmp_path / "a.csv").write_text("id,story,more,GDPR consent\nP1,words,words,no\n")
    (tmp_path / "b.csv").write_text("id,bio\nH1,words\n")
    result = run(tmp_path / "a.csv", tmp_path / "b.csv")
    assert result.exit_code == 0
    head, rest = result.stdout.split("What was understood")
    assert head.startswith("No problems.\n\nBefore you match\n  - Nothing in a.csv was read as what people wrote.")
    assert "story, more" in head
    assert "GDPR consent" in head
    assert "GDPR consent" not in rest


def test_a_file_whose_headings_are_wrong_is_not_called_empty(tmp_path):
    (tmp_path / "a.csv").write_text("Volunteer ID,story\nP1,words\n")
    (tmp_path / "b.csv").write_text("id,bio\nH1,words\n")
    result = run(tmp_path / "a.csv", tmp_path / "b.csv")
    assert result.exit_code == 1
    assert "Did you mean “Volunteer ID”?" in result.stdout
    assert "could be read so far" in result.stdout
    assert "nobody on the" not in result.stdout


def test_consent_to_health_words_is_counted_of_those_who_take_part(tmp_path):
    (tmp_path / "partners.csv").write_text(
        "id,side,experience_text,consent_matching,consent_health\nP1,patient,x,yes,yes\nP2,patient,x,no,yes\n"
        "P3,patient,x,yes,no\nH1,professional,x,yes,yes\n"
    )
    stdout = run(tmp_path).stdout
    assert "3 people said yes to matching" in stdout
    assert "Of the patient-side people who take part, 1 said yes" in stdout


def test_a_path_that_is_not_there_is_wrong_use(tmp_path):
    result = run(tmp_path / "nowhere.csv")
    assert isinstance(result.exception, WrongUse)
    assert result.exception.exit_code == 2


def test_checking_needs_no_model_and_no_numbers():
    program = (
        "import sys, pathlib; from matchmaker.tables import read_input; import matchmaker.cli.check;"
        f"read_input([pathlib.Path({str(FIXTURES / 'collaborative-pairs')!r})]);"
        "print(sorted({'numpy', 'torch', 'pydantic', 'xlsxwriter', 'rich.progress', 'pandas'} & sys.modules.keys()))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
