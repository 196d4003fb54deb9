"""People write at length, in a word or two, in dialect and in jargon: what we write to them stays plain.

Everything that ``matchmaker explain`` prints or writes for these ten is read: letters, the officer's sheets, and single
pairings, as a page, as plain text, in large print and to be read aloud.
"""

from __future__ import annotations

import csv
import json
import re

import pytest
from click.testing import CliRunner

from letters_reading import grade
from matchmaker.cli.app import matchmaker
from matchmaker.explain.audiences import Audience, own_words
from matchmaker.explain.letters import letter_to
from matchmaker.explain.letters_in_words import in_words
from matchmaker.explain.letters_officer import officer_sheet
from matchmaker.explain.messages import sentences
from matchmaker.explain.wording import abbreviations, long_sentences, unwanted
from matchmaker.services.explanation import explain
from matchmaker.services.letters import Format, rendered, reopened
from ten_people import PEOPLE, write_ten_people

GRADES = {Audience.PATIENT: 6, Audience.PROFESSIONAL: 9, Audience.OFFICER: 10}
LONGEST = 20
PAIRS = [("N1", "M1"), ("N2", "M2"), ("N3", "M3"), ("N4", "M4"), ("N5", "M5"), ("N3", "M5")]
ENDINGS = {"html": ".html", "text": ".txt", "large": "-large-print.html", "audio": "-read-aloud.txt"}


def called(*words, code=0):
    result = CliRunner().invoke(matchmaker, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("ten")
    source = write_ten_people(place / "input")
    called("match", source, "--out", place / "run", "--quiet")
    return place / "run"


@pytest.fixture(scope="module")
def letters(folder):
    """Every letter and every officer's sheet, as blocks."""
    opened = reopened(folder, 5, lambda *_: None)
    lists = {}
    for suggestion in opened.run.suggestions():
        lists.setdefault((suggestion.for_side, suggestion.person.id), []).append(suggestion.pairing)
    found = []
    for (side, _), pairings in sorted(lists.items()):
        for top in (1, 3, 5):
            neutral, some = opened.run.weights.neutral, pairings[:top]
            letter = letter_to(side, some, opened.run.cohort, neutral, noted=opened.noted, numbers=top == 3)
            audience = Audience(side.value)
            found.append((audience, in_words(letter, audience, opened.run.cohort.vocabulary)))
            found.append((Audience.OFFICER, officer_sheet(opened.run, letter, some, opened.noted)))
    assert len(found) == 60
    return found


@pytest.fixture(scope="module")
def sheets(folder):
    return [explain(folder, *pair, lambda *_: None).sheet() for pair in PAIRS]


def test_everything_is_as_easy_to_read_as_promised(letters, sheets):
    for audience, document in (*letters, *((Audience.OFFICER, sheet) for sheet in sheets)):
        assert grade(own_words(document)) <= GRADES[audience]
        assert grade(own_words(document, lists=False)) <= GRADES[audience]


def test_no_letter_has_a_long_sentence_or_an_abbreviation(letters):
    for audience, document in letters:
        if audience is not Audience.OFFICER:
            assert list(long_sentences(own_words(document), LONGEST)) == []
            assert abbreviations(own_words(document)) == []


def test_nothing_is_said_of_people_that_we_do_not_say(letters, sheets):
    for document in (*(document for _, document in letters), *sheets):
        assert unwanted(own_words(document)) == []


def test_no_letter_repeats_what_people_wrote_for_us_alone(letters):
    for audience, document in letters:
        if audience is not Audience.OFFICER:
            said = rendered(document, Format.TEXT)
            for person in PEOPLE:
                for column in ("experience_text", "purpose_achieve", "purpose_how"):
                    for sentence in re.split(r"(?<=[.?]) ", person.get(column, "")):
                        assert not sentence or sentence not in said


@pytest.mark.parametrize("audience", [None, "officer"])
def test_every_format_is_written_and_says_that_no_evidence_on_outcomes_exists(folder, tmp_path, audience):
    words = ("--audience", audience) if audience else ()
    formats = [part for name in ENDINGS for part in ("--format", name)]
    called("explain", folder, "--all", *words, *formats, "--out", tmp_path / "out", "--quiet")
    for ending in ENDINGS.values():
        files = [path for path in (tmp_path / "out").iterdir() if path.name.endswith(ending)]
        assert len(files) >= len(PEOPLE)
        for path in files:
            assert "No study" in " ".join(path.read_text(encoding="utf-8").split())


def test_the_report_and_every_answer_about_a_pairing_say_that_no_evidence_on_outcomes_exists(folder):
    no_outcomes = sentences("exact")["no_outcomes"]
    assert sentences("report")["limits_evidence"] in (folder / "report.html").read_text(encoding="utf-8")
    pair = ("explain", folder, "--pair", "N1", "M1", "--quiet")
    for form in ("text", "html", "large"):
        assert no_outcomes in " ".join(called(*pair, "--format", form).split())
    assert "No evidence on outcomes exists" in called(*pair, "--format", "audio").replace("\n", " ")
    assert json.loads(called(*pair, "--json"))["outcomes"] == no_outcomes
    for audience in ("patient", "professional"):
        assert "No study" in " ".join(called(*pair, "--audience", audience).split())
    assert "No study" in " ".join(called(*pair, "--flag", "A09").split())


def test_the_officer_s_answer_comes_first_and_is_what_the_run_s_tables_say(folder):
    with (folder / "matches.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {(row["for_id"], row["candidate_id"]): row for row in csv.DictReader(stream)}
    for patient, professional in PAIRS:
        document = json.loads(called("explain", folder, "--pair", patient, professional, "--json", "--quiet"))
        for place in document["lists"]:
            other = professional if place["for_id"] == patient else patient
            row = rows[place["for_id"], other]
            assert (str(place["rank"]), str(place["band"])) == (row["rank"], row["band"])
            assert f"{place['p_top3']:.4f}".rstrip("0").rstrip(".") == row["p_top3"].rstrip("0").rstrip(".")
            pair_flags = {flag["id"] for flag in document["flags"]}
            assert set(filter(None, row["flags"].split(";"))) <= pair_flags
        text = called("explain", folder, "--pair", patient, professional, "--quiet")
        assert text.index("Chance to be among") < text.index("Why these two") < text.index("What was read")


def test_what_people_wrote_is_shown_only_where_it_was_asked_for(folder):
    pair = ("explain", folder, "--pair", "N1", "M1", "--quiet")
    for words in ((), ("--json",)):
        without, with_text = called(*pair, *words), called(*pair, *words, "--with-text")
        assert "trolley" not in without
        assert "trolley" in with_text
        assert "not reasons" in with_text or "evidence_not_reasons" in with_text
    for audience in ("patient", "professional"):
        called(*pair, "--audience", audience, "--with-text", code=2)


def test_each_sentence_s_effect_is_listed_with_the_sentence(folder):
    document = json.loads(called("explain", folder, "--pair", "N3", "M3", "--with-text", "--json", "--quiet"))
    effects = document["texts"]["sentence_effects"]
    written = {person["id"]: person for person in PEOPLE}
    assert {one["person"] for one in effects} == {"N3", "M3"}
    for one in effects:
        assert written[one["person"]][one["column"]][one["start"] : one["end"]] == one["sentence"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--pair", "N1", "M1", "--flag", "A77"), "A09 Who can say yes"),
        (("--pair", "N1", "M1", "--audience", "nurse"), "professional"),
        (("--pair", "N1", "X9"), "N1 M1"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(folder, words, named):
    result = CliRunner().invoke(matchmaker, ["explain", str(folder), *words, "--quiet"])
    said = str(getattr(result.exception, "problems", "")) + result.stderr
    assert result.exit_code != 0
    assert named in said


def test_every_assumption_is_listed_for_single_pairings(folder):
    listed = json.loads(called("explain", folder, "--flags", "--json", "--quiet"))["flags"]
    assert {f"A{n:02}" for n in range(1, 28)} <= {row["flag_id"] for row in listed}
    assert any(row["subject"].startswith("pair:") for row in listed)
    lines = called("explain", folder, "--flags", "--quiet").splitlines()
    assert len(list(csv.reader(lines))) == len(listed) + 1


def test_a_pairing_of_a_list_of_pairs_and_one_on_no_list_are_explained_too(folder, tmp_path):
    source = folder.parent / "input"
    called("match", source, "--for", "pair", "--top", "4", "--no-text", "--out", tmp_path / "pairs", "--quiet")
    with (tmp_path / "pairs" / "matches.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    of_pair = ("--pair", rows[1]["for_id"], rows[1]["candidate_id"])
    words = ("explain", tmp_path / "pairs", *of_pair)
    said = " ".join(called(*words, "--with-text", "--quiet").split())
    assert "On the run’s list of pairings: place 2." in said
    assert "One of the two texts was not read" in said
    (place,) = json.loads(called(*words, "--json", "--quiet"))["lists"]
    assert place["others_in_band"] == sum(row["band"] == rows[1]["band"] for row in rows) - 1
    listed = {(row["for_id"], row["candidate_id"]) for row in rows}
    away = next((f"N{n}", f"M{m}") for n in range(1, 6) for m in range(1, 6) if (f"N{n}", f"M{m}") not in listed)
    said = " ".join(called("explain", tmp_path / "pairs", "--pair", *away, "--quiet").split())
    assert "Not on the run’s list of pairings" in said
    assert "Chance to" not in said
