"""What a run noted of its lists reaches a letter only where it may: alike for both sides, and about nobody else."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_letters import FULL, SIDES, run_with

from factories import challenge
from matchmaker.domain.flag import Flag, Level, Severity, Status
from matchmaker.domain.partner import Side
from matchmaker.explain.audiences import Audience, Heading, own_words
from matchmaker.explain.letters import letter_to
from matchmaker.explain.letters_in_words import in_words
from matchmaker.explain.letters_noted import (
    ABOUT_THE_TWO,
    ABOUT_THEMSELVES,
    OF_THE_RUN,
    Noted,
    PlaceNoted,
    Raised,
    noted,
)
from matchmaker.explain.letters_officer import officer_sheet
from matchmaker.explain.letters_plain import as_text
from matchmaker.explain.messages import sentences
from matchmaker.services.noted import noted_in, noted_of
from report_factories import run_of

CODES = re.compile(r"a\d+b?_title")
IDS = sorted(code.removesuffix("_title").replace("a", "A", 1) for code in sentences("flag") if CODES.fullmatch(code))
TEAM_ONLY = sorted(set(IDS) - {*ABOUT_THE_TWO, *ABOUT_THEMSELVES, *OF_THE_RUN})
PLACES = (("patient", "p", "h"), ("professional", "h", "p"))


def fired(flag_id, people=(), severity=Severity.CHECK):
    flag = Flag(
        id=flag_id,
        code="",
        level=Level.PAIR,
        status=Status.FIRED,
        severity=severity,
        guide_ref="§2",
        people=tuple(people),
    )
    return Raised(flag, f"Evidence of {flag_id}.")


def noted_with(at_patient=(), at_professional=(), run=(), lists=None):
    places = {
        place: PlaceNoted(rank=1, order=1, band=1, top1=0.4, top3=0.72, low=40.1, high=60.2, flags=tuple(flags))
        for place, flags in zip(PLACES, (at_patient, at_professional), strict=True)
    }
    return Noted(places, {**(lists or {}), ("", ""): tuple(fired(each) for each in run)})


@pytest.fixture(scope="module")
def two():
    return run_with(FULL["p"], FULL["h"], challenge=challenge(title="Calmer nights"))


@pytest.fixture(scope="module")
def swapped():
    return run_with(FULL["h"], FULL["p"], challenge=challenge(title="Calmer nights"))


def letter(run, side, seen):
    return letter_to(side, [run.pairing(0)], run.cohort, run.weights.neutral, noted=seen)


def letters_of(run, seen):
    return [letter(run, side, seen) for side in SIDES]


some_ids = st.lists(st.sampled_from(IDS), unique=True, max_size=6)


@given(at_patient=some_ids, at_professional=some_ids, run=some_ids)
def test_both_of_a_pairing_are_asked_about_the_same_things(two, at_patient, at_professional, run):
    seen = noted_with(at_patient, at_professional, run)
    mine, theirs = letters_of(two, seen)
    assert mine.people[0].talk == theirs.people[0].talk
    assert mine.asked == theirs.asked


@given(at_patient=some_ids, at_professional=some_ids, run=some_ids, about=some_ids, both=st.booleans())
def test_swapping_the_sides_swaps_the_payloads(two, swapped, at_patient, at_professional, run, about, both):
    named = ("p", "h") if both else ("p",)
    there = noted_with(
        at_patient, at_professional, run, {("patient", "p"): tuple(fired(each, named) for each in about)}
    )
    turned = tuple("h" if one == "p" else "p" for one in named)
    back = noted_with(
        at_professional, at_patient, run, {("professional", "h"): tuple(fired(each, turned) for each in about)}
    )
    for one, other in zip(letters_of(two, there), reversed(letters_of(swapped, back)), strict=True):
        assert {**asdict(one), "side": None} == {**asdict(other), "side": None}


@pytest.mark.parametrize("flag_id", TEAM_ONLY)
@pytest.mark.parametrize("side", SIDES)
def test_what_only_the_team_may_know_changes_no_letter(two, flag_id, side):
    raised = fired(flag_id, ("p", "h"), Severity.TALK)
    everywhere = {("patient", "p"): (raised,), ("professional", "h"): (raised,)}
    seen = noted_with((flag_id,), (flag_id,), (flag_id,), everywhere)
    assert letter(two, side, seen) == letter(two, side, noted_with())


def test_the_rules_for_confidence_access_will_and_declarations_are_the_team_s():
    assert {"A01", "A07", "A09", "A10", "A17", "A18", "A22", "A24"} <= set(TEAM_ONLY)


@pytest.mark.parametrize("flag_id", ABOUT_THEMSELVES)
def test_what_is_about_one_person_is_asked_of_that_person_alone(two, flag_id):
    seen = noted_with((flag_id,), (flag_id,), (), {("professional", "h"): (fired(flag_id, ("p",)),)})
    mine, theirs = letters_of(two, seen)
    assert mine.asked == (sentences("flag")[f"{flag_id.lower()}_partner_question"],)
    assert theirs == letters_of(two, noted_with())[1]


def test_a_letter_shows_questions_and_no_codes(two):
    everywhere = {(side, who): tuple(fired(each, ("p", "h")) for each in IDS) for side, who, _ in PLACES}
    for one in letters_of(two, noted_with(IDS, IDS, IDS, everywhere)):
        assert 1 < len(one.asked) <= 4
        assert len(one.people[0].talk) == 2
        said = as_text(in_words(one, Audience(one.side.value), two.cohort.vocabulary))
        assert not [each for each in IDS if each in said or each in str(asdict(one))]
        assert "Evidence" not in said


def test_the_officer_reads_how_sure_before_anything_else_and_what_is_open(two):
    seen = noted_with(("A23",), (), (), {("patient", "p"): (fired("A23", ("p", "h"), Severity.TALK), fired("A03"))})
    said = " ".join(as_text(officer_sheet(two, letter(two, Side.PATIENT, seen), [two.pairing(0)], seen)).split())
    assert "Chance to be among the first three: about 7 in 10. Chance to come first: about 4 in 10." in said
    assert "between 40.1 and 60.2" in said
    order = ("Band 1 of this list", "To talk about before you decide: - Being different", "Exact numbers")
    assert sorted(order, key=said.index) == list(order)
    assert "Evidence of A23. It is about h." in said


def lettered(run, bands):
    pairings = [s.pairing for s in run.suggestions() if s.person.id == "P07-patient"][: len(bands)]
    places = {
        ("patient", "P07-patient", pairing.professional.id): PlaceNoted(rank=n, order=n, band=band)
        for n, (pairing, band) in enumerate(zip(pairings, bands, strict=True), 1)
    }
    made = letter_to(Side.PATIENT, pairings, run.cohort, run.weights.neutral, noted=Noted(places))
    return made, own_words(in_words(made, Audience.PATIENT, run.cohort.vocabulary))


@pytest.mark.parametrize(
    ("bands", "said", "unsaid"),
    [
        ((1, 1, 1), "cannot choose between these three for you", "The first is not always"),
        ((1, 1, 2), "cannot choose between Person A and Person B for you", "these three for you"),
        ((1, 2, 2), "cannot choose between Person B and Person C for you", "Person A and Person B for you"),
        ((1, 2, 3), "The first is not always the one for you", "cannot choose"),
        ((1, 1, 2, 2), "cannot choose between Person C and Person D for you", "these four for you"),
        ((None, None), "The first is not always the one for you", "cannot choose"),
        ((1,), "There may be other people", "cannot choose"),
    ],
)
def test_a_letter_says_between_whom_nobody_can_choose_and_never_that_the_first_is_the_one(bands, said, unsaid):
    _, text = lettered(run_of(), bands)
    assert said in text
    assert unsaid not in text


def test_no_band_is_named_in_a_letter():
    _, text = lettered(run_of(), (1, 1, 2))
    assert "band" not in text.casefold()


def test_a_run_s_folder_and_the_run_itself_say_the_same(tmp_path):
    from click.testing import CliRunner

    from conftest import FIXTURES
    from matchmaker.cli.app import matchmaker

    source = FIXTURES / "collaborative-pairs"
    for_side = ("both", "pair")
    for side in for_side:
        out = tmp_path / side
        words = ["match", source, "--challenge", "C01", "--no-text", "--for", side, "--out", out, "--quiet"]
        assert CliRunner().invoke(matchmaker, [str(word) for word in words]).exit_code == 0
        from_folder = noted_in(out, by_pair=side == "pair")
        assert from_folder.places
        assert from_folder == noted_of(run_of(for_side=side))


def test_a_folder_of_an_older_run_says_nothing_of_bands(tmp_path):
    (tmp_path / "matches.csv").write_text("for_id,for_side,rank,candidate_id\np,patient,1,h\n", encoding="utf-8")
    seen = noted_in(tmp_path, by_pair=False)
    assert seen.places == {("patient", "p", "h"): PlaceNoted(rank=1, order=1)}
    assert seen.raised == {}


def test_an_id_may_hold_a_colon():
    row = {"flag_id": "A08", "code": "", "level": "pair", "severity": "check", "guide_ref": "", "evidence": "so"}
    found = noted([], [{**row, "status": "fired", "subject": "list:patient:a:b", "people": "a:b;c"}], by_pair=False)
    assert found.raised["patient", "a:b"][0].flag.people == ("a:b", "c")
    assert found.asked_of("a:b", Audience.PATIENT)


def test_letters_keep_their_heads_in_order(two):
    seen = noted_with(run=("A15",))
    blocks = in_words(letter(two, Side.PATIENT, seen), Audience.PATIENT, two.cohort.vocabulary).blocks
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    assert heads.index("What you told us") < heads.index("Where we may be wrong") < heads.index("How to say yes or no")
