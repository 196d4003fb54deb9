"""Every letter of the made-up people is easy to read, well worded, and the command writes them whole."""

from __future__ import annotations

import csv
import json
import re
import shutil

import pytest
from click.testing import CliRunner

from conftest import FIXTURES
from letters_reading import grade
from matchmaker.cli.app import matchmaker
from matchmaker.domain.partner import Side
from matchmaker.domain.problem import MatchmakerError
from matchmaker.explain.audiences import Audience, Heading, own_words
from matchmaker.explain.letters import letter_to
from matchmaker.explain.letters_in_words import in_words
from matchmaker.explain.letters_officer import officer_sheet
from matchmaker.explain.messages import sentences
from matchmaker.explain.wording import abbreviations, long_sentences, unwanted
from matchmaker.library import match
from matchmaker.services.explanation import explain
from matchmaker.services.letters import WHO_IS_WHO, forget_letters, stem_of
from matchmaker.services.noted import noted_of

GRADES = {Audience.PATIENT: 6, Audience.PROFESSIONAL: 9, Audience.OFFICER: 10}
LONGEST = 20
EVERY = 5
"""Of the programme, every fifth person's letter is read."""


def letters(cohort, every=1):
    run = match(cohort, top=5)
    seen = noted_of(run)
    lists = {}
    for suggestion in run.suggestions():
        lists.setdefault((suggestion.for_side, suggestion.person.id), []).append(suggestion.pairing)
    for (side, _), pairings in sorted(lists.items(), key=lambda entry: entry[0])[::every]:
        for top in (1, 3, 5):
            some = pairings[:top]
            yield run, letter_to(side, some, run.cohort, run.weights.neutral, noted=seen), some, seen


@pytest.fixture(scope="module")
def all_letters(twelve_pairs, programme, barts, two_lists):
    found = [*letters(twelve_pairs), *letters(barts), *letters(two_lists), *letters(programme, EVERY)]
    assert len(found) > 200
    return found


def test_every_letter_is_as_easy_as_promised(all_letters):
    for run, letter, pairings, seen in all_letters:
        audience = Audience(letter.side.value)
        document = in_words(letter, audience, run.cohort.vocabulary)
        assert grade(own_words(document)) <= GRADES[audience]
        assert grade(own_words(document, lists=False)) <= GRADES[audience]
        sheet = officer_sheet(run, letter, pairings, seen)
        assert grade(own_words(sheet)) <= GRADES[Audience.OFFICER]
        assert grade(own_words(sheet, lists=False)) <= GRADES[Audience.OFFICER]


def test_no_letter_uses_a_word_that_we_do_not_use_about_people(all_letters):
    for run, letter, pairings, seen in all_letters:
        document = in_words(letter, Audience(letter.side.value), run.cohort.vocabulary)
        assert unwanted(own_words(document)) == []
        assert unwanted(own_words(officer_sheet(run, letter, pairings, seen))) == []


def test_every_sentence_of_a_letter_is_short_and_without_abbreviations(all_letters):
    for run, letter, _, _ in all_letters:
        audience = Audience(letter.side.value)
        said = own_words(in_words(letter, audience, run.cohort.vocabulary))
        assert list(long_sentences(said, LONGEST)) == []
        assert abbreviations(said) == []


def test_no_letter_names_anybody_but_its_reader(all_letters):
    for run, letter, pairings, _ in all_letters:
        said = own_words(in_words(letter, Audience(letter.side.value), run.cohort.vocabulary))
        others = [p.patient if letter.side is Side.PROFESSIONAL else p.professional for p in pairings]
        for other in others:
            for secret in (other.id, other.display_name, other.role_title):
                if secret and secret != letter.to:
                    assert not re.search(rf"\b{re.escape(secret)}\b", said)
                    assert not any(
                        secret in line for person in letter.people for line in person.know if len(secret) > 4
                    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters") / "run"
    source = shutil.copytree(FIXTURES / "collaborative-pairs", folder.parent / "input")
    called("match", source, "--challenge", "C01", "--out", folder)
    return folder


@pytest.fixture
def results(made, tmp_path):
    return shutil.copytree(made, tmp_path / "run")


def called(*words, code=0):
    result = CliRunner().invoke(matchmaker, [str(word) for word in words])
    if isinstance(result.exception, MatchmakerError):
        assert result.exception.exit_code == code
    else:
        assert result.exit_code == code, result.output
    return result


def who_is_who(folder):
    with (folder / WHO_IS_WHO).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_everybody_gets_a_letter_in_their_own_words(results):
    called("explain", results, "--all", "--quiet")
    folder = results / "letters"
    names = {path.name for path in folder.iterdir()}
    assert len([name for name in names if name.endswith(".html")]) == 24
    assert len([name for name in names if name.endswith(".txt")]) == 24
    assert "look in the mirror" in (folder / "letter-patient-P01-patient.txt").read_text(encoding="utf-8")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_the_key_names_the_people_of_each_list_in_order(results):
    called("explain", results, "--all", "--quiet", "--top", "5")
    with (results / "matches.csv").open(encoding="utf-8-sig", newline="") as stream:
        places = sorted(
            csv.DictReader(stream), key=lambda row: (row["for_side"], row["for_id"], int(row["shortlist_order"]))
        )
    listed = [(row["for_side"], row["for_id"], row["candidate_id"]) for row in places]
    rows = who_is_who(results / "letters")
    assert [(row["for_side"], row["for_id"], row["candidate_id"]) for row in rows] == listed
    assert [row["person"] for row in rows[:5]] == list("ABCDE")


@pytest.mark.parametrize(("audience", "count"), [("patient", 12), ("professional", 12), ("officer", 24)])
def test_one_audience_s_letters_can_be_written_alone(results, audience, count):
    printed = called("explain", results, "--all", "--audience", audience, "--format", "audio", "--json", "--quiet")
    document = json.loads(printed.stdout)
    assert len(document["letters"]) == count
    assert len(list((results / "letters").glob("*-read-aloud.txt"))) == count


def test_letters_are_the_same_bytes_each_time(results, tmp_path):
    for place in ("one", "two"):
        called("explain", results, "--all", "--quiet", "--out", tmp_path / place)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_earlier_letters_are_replaced_only_when_told_to(results):
    called("explain", results, "--all", "--quiet")
    called("explain", results, "--all", "--quiet", code=2)
    called("explain", results, "--all", "--quiet", "--force")
    (results / "letters" / "mine.txt").write_text("mine", encoding="utf-8")
    called("explain", results, "--all", "--quiet", "--force", code=2)
    assert (results / "letters" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_run_can_be_made_again_over_its_letters(results):
    called("explain", results, "--all", "--quiet")
    called("match", results.parent / "run-input-gone", "--out", results, "--force", code=2)
    assert (results / "letters").is_dir()
    called("match", FIXTURES / "collaborative-pairs", "--challenge", "C01", "--out", results, "--force", "--quiet")
    assert not (results / "letters").exists()


def test_forgetting_somebody_takes_the_letters_that_tell_of_them(results, tmp_path):
    out = tmp_path / "out"
    called("explain", results, "--all", "--quiet", "--out", out)
    rows = who_is_who(out)
    gone = {row["letter"] for row in rows if "P01-patient" in (row["for_id"], row["candidate_id"])}
    assert len(gone) > 1
    assert forget_letters({"P01-patient"}, out) == len(gone)
    left = {path.stem for path in out.glob("*.html")}
    assert left == {row["letter"] for row in rows} - gone
    assert "P01-patient" not in (out / WHO_IS_WHO).read_text(encoding="utf-8-sig")
    assert forget_letters({"P01-patient"}, out) == 0


@pytest.mark.parametrize(
    ("form", "spelt"), [("text", "P10-professional"), ("html", "P10-professional"), ("audio", "P ten-professional")]
)
def test_a_sheet_whose_evidence_names_somebody_goes_when_they_are_forgotten(results, tmp_path, form, spelt):
    out = tmp_path / "out"
    words = ("--audience", "officer", "--top", "1", "--format", form, "--out", out)
    called("explain", results, "--all", *words, "--quiet")
    listed = {row["letter"] for row in who_is_who(out) if "P10-professional" in (row["for_id"], row["candidate_id"])}
    naming = {path for path in out.glob("officer-*") if spelt in " ".join(path.read_text(encoding="utf-8").split())}
    assert len(naming) > len(listed)
    assert forget_letters({"P10-professional"}, out) == len(naming)
    assert not any(path.exists() for path in naming)
    assert not any(spelt in path.read_text(encoding="utf-8") for path in out.glob("officer-*"))


def test_whoever_was_forgotten_is_in_no_new_letter(results):
    called("forget", "P01-patient", "--in", results, "--quiet")
    called("explain", results, "--all", "--quiet")
    assert "P01-patient" not in (results / "letters" / WHO_IS_WHO).read_text(encoding="utf-8-sig")


def test_whoever_is_kept_apart_today_is_in_no_new_letter_and_the_change_is_said(results, made):
    source = made.parent / "input" / "exclusions.csv"
    before = source.read_bytes()
    first = who_is_who_of(results)[0]
    try:
        with source.open("a", encoding="utf-8") as stream:
            stream.write(f"{first['for_id']},{first['candidate_id']},\n")
        said = called("explain", results, "--all", "--force").stderr
    finally:
        source.write_bytes(before)
    assert "exclusions.csv has changed" in said
    assert "left out" in said
    pairs = {frozenset((row["for_id"], row["candidate_id"])) for row in who_is_who(results / "letters")}
    assert frozenset((first["for_id"], first["candidate_id"])) not in pairs


def who_is_who_of(results):
    called("explain", results, "--all", "--quiet")
    return who_is_who(results / "letters")


@pytest.mark.parametrize("audience", ["patient", "professional"])
def test_one_pairing_is_told_in_the_words_of_one_of_the_two(results, audience):
    pair = ("--pair", "P07-patient", "P07-professional")
    text = called("explain", results, *pair, "--audience", audience, "--quiet").stdout
    assert "We think you and this person may work well together." in " ".join(text.split())
    assert ("Rosalind" in text) == (audience == "patient")
    assert ("Senthil" in text) == (audience == "professional")
    document = json.loads(called("explain", results, *pair, "--audience", audience, "--json", "--quiet").stdout)
    assert document["letter"]["mirror_prompt"] == ["me", "context", "purpose"]
    assert document["text"] == text
    page = called("explain", results, *pair, "--audience", audience, "--format", "large", "--quiet").stdout
    assert page.startswith("<!doctype html>")


def test_the_officer_still_gets_every_line_of_one_pairing(results):
    pair = ("--pair", "P07-patient", "P07-professional")
    plain = called("explain", results, *pair, "--quiet").stdout
    assert plain == called("explain", results, *pair, "--audience", "officer", "--quiet").stdout
    assert "Shared purpose" in plain


@pytest.mark.parametrize("number", ["P01", "P04", "P11"])
def test_the_officer_s_page_about_a_pairing_is_easy_and_well_worded_too(made, number):
    sheet = explain(made, f"{number}-patient", f"{number}-professional", lambda *_: None).sheet()
    said = own_words(sheet)
    assert grade(said) <= GRADES[Audience.OFFICER]
    assert grade(own_words(sheet, lists=False)) <= GRADES[Audience.OFFICER]
    assert unwanted(said) == []
    heads = [block.text for block in sheet.blocks if isinstance(block, Heading)]
    assert len(heads) == 8
    assert len(set(heads)) == len(heads)


def test_what_is_said_to_be_measured_is_what_the_model_card_says():
    card = (FIXTURES.parents[1] / "models" / "text-blend" / "MODEL_CARD.md").read_text(encoding="utf-8")
    row = next(line for line in card.splitlines() if "the guide's twelve pairs (never fitted on)" in line)
    patients, professionals = row.split("|")[4].strip().split(" / ")
    said = sentences("exact")["trust_measured"]
    assert f"for {patients} of 12 patients and {professionals} of 12 professionals" in said


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--all", "--pair", "P07-patient", "P07-professional"),
        ("--pair", "P07-patient", "P07-professional", "--out", "here"),
        ("--all", "--audience", "everyone"),
        ("--all", "--top", "6"),
    ],
)
def test_contradictions_and_unknown_audiences_are_refused(results, words):
    assert called("explain", results, *words, code=2).stderr
    assert not (results / "letters").exists()


def test_an_unknown_pairing_is_refused_in_every_audience_s_words(results):
    called("explain", results, "--pair", "P07-patient", "nobody", "--audience", "patient", "--quiet", code=3)


def test_a_run_for_one_side_has_no_letters_to_the_other(tmp_path):
    out = tmp_path / "run"
    called("match", FIXTURES / "collaborative-pairs", "--no-text", "--for", "patient", "--out", out, "--quiet")
    called("explain", out, "--all", "--audience", "professional", "--quiet", code=2)
    called("explain", out, "--all", "--quiet")
    assert {row["for_side"] for row in who_is_who(out / "letters")} == {"patient"}


def test_a_list_of_pairs_gives_letters_to_both(tmp_path):
    out = tmp_path / "run"
    called(
        "match", FIXTURES / "collaborative-pairs", "--no-text", "--for", "pair", "--top", "20", "--out", out, "--quiet"
    )
    called("explain", out, "--all", "--quiet")
    rows = who_is_who(out / "letters")
    assert {row["for_side"] for row in rows} == {"patient", "professional"}


def test_file_names_are_harmless_and_tell_people_apart():
    ids = [
        "P01",
        "../P01",
        "..\\P01",
        "CON",
        "a b",
        "a_b",
        "é",
        "e",
        "x" * 200,
        "x" * 201,
        "P/1",
        "P:1",
        "~",
        "a~b",
        ".",
    ]
    stems = [stem_of(one, side, None) for one in ids for side in (Side.PATIENT, Side.PROFESSIONAL)]
    assert len({stem.casefold() for stem in stems}) == len(stems)
    assert all(re.fullmatch(r"letter-(patient|professional)-[A-Za-z0-9_~-]{1,60}", stem) for stem in stems)
