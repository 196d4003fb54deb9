"""What the officer reads of one pairing claims no more than the run can show."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from matchmaker.cli.app import matchmaker

FIXTURES = Path(__file__).parents[2] / "data" / "fixtures"
LONG = (
    "I wait months for the foot clinic and I want booking to change so that people who work can come in the evening, "
    "and so that nobody loses a toe because a letter went to an old address or because no bus goes near the place."
)
SHORT = "I work in the foot clinic and too many people cannot come when we ask them to."
OTHER = (
    "On the ward for babies who come early I would like parents to be met at the door by somebody with time, to be "
    "told what each machine does, and to be asked every day what they have seen, since they are there all day."
)


def called(*words):
    result = CliRunner().invoke(matchmaker, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def table(path, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("id", "experience_text"), *rows])
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    there = tmp_path_factory.mktemp("few")
    patients = table(there / "patients.csv", [("N1", LONG), ("N2", OTHER)])
    professionals = table(there / "professionals.csv", [("M1", SHORT), ("M2", OTHER), ("M3", LONG)])
    called("match", patients, professionals, "--out", there / "run", "--quiet")
    called("match", patients, professionals, "--top", "1", "--out", there / "first", "--quiet")
    return there


def explained(folder, *words):
    return " ".join(called("explain", folder, *words, "--quiet").split())


def flag_rows(folder):
    with (folder / "flags.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_an_assumption_found_about_others_is_not_said_to_hold_nowhere(folder):
    run = folder / "run"
    assert any("M1" in row["people"] for row in flag_rows(run) if row["flag_id"] == "A08")
    here = explained(run, "--pair", "N2", "M2", "--flag", "A08")
    assert "found elsewhere in this run, but not about these two" in here
    assert "Every text" not in here
    there = explained(run, "--pair", "N1", "M1", "--flag", "A08")
    assert "One of the two texts has" in there
    assert "elsewhere" not in there


def test_an_assumption_found_nowhere_is_still_said_to_be_found_nowhere(folder):
    assert {row["status"] for row in flag_rows(folder / "run") if row["flag_id"] == "A21"} == {"not_triggered"}
    said = explained(folder / "run", "--pair", "N2", "M2", "--flag", "A21")
    assert "We looked, and it is not so here." in said
    assert "elsewhere" not in said


def test_a_list_of_one_does_not_say_that_it_can_tell_people_apart(folder):
    pair = next(
        (row["for_id"], row["candidate_id"]) for row in matches(folder / "first") if row["for_side"] == "patient"
    )
    said = explained(folder / "first", "--pair", *pair)
    assert "The list names nobody else" in said
    assert "a band of its own" not in said
    many = json.loads(called("explain", folder / "run", "--pair", "N2", "M2", "--json", "--quiet"))["lists"]
    assert any(place["others_in_band"] == 0 for place in many)
    assert "The list names nobody else" not in explained(folder / "run", "--pair", "N2", "M2")


def matches(folder):
    with (folder / "matches.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_what_is_known_is_told_as_a_share_of_what_could_give_points(folder):
    said = explained(folder / "run", "--pair", "N2", "M2")
    assert "Known: 100% of what could give points in this run." in said
    assert "Left out for everybody" in said


def test_a_card_about_one_list_says_whose_list_it_is(tmp_path):
    called("match", FIXTURES / "collaborative-pairs", "--out", tmp_path / "run", "--quiet")
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    cards = page.split('id="assuming"')[1].split("</section>")[0]
    told_of_here = [block for block in cards.split("<h4") if "whoever comes first here" in block]
    assert told_of_here
    assert all("On the list of " in block for block in told_of_here)
