"""A letter says what the lines say and no more, tells nothing that is not its reader's, and serves both sides alike."""

from __future__ import annotations

import re
from dataclasses import asdict, fields

import pytest

from factories import challenge, cohort, patient, professional, tags
from matchmaker import pipeline
from matchmaker.domain.partner import AccessNeed, AccessStatus, Lever, Side
from matchmaker.explain.audiences import Audience, Document, Heading, Items, Prose, Quoted, Table, own_words
from matchmaker.explain.letters import Letter, Suggested, letter_to, own_points
from matchmaker.explain.letters_in_words import in_words
from matchmaker.explain.letters_officer import officer_sheet
from matchmaker.explain.letters_plain import as_script, as_text, number_in_words, spoken
from matchmaker.explain.reasons import WORTH_NAMING, factors
from matchmaker.matching.lists import only
from matchmaker.matching.run import Options
from matchmaker.matching.shown import tenths
from matchmaker.report.letter_page import letter_page
from matchmaker.services.runs import default_weights
from report_factories import NEUTRAL, run_of

SIDES = (Side.PATIENT, Side.PROFESSIONAL)
MIRRORED = {"mine": "theirs", "theirs": "mine"}


def run_with(p: dict, h: dict, **more):
    people = cohort(patient("p", **p), professional("h", **h), **more)
    prepared = pipeline.prepare(people, default_weights().with_neutral(NEUTRAL), model=None)
    return pipeline.run_of(prepared, only(prepared.table, 0, 0), Options(no_text=True))


def letters_of(run, **asked):
    pairing = run.pairing(0)
    return [letter_to(side, [pairing], run.cohort, run.weights.neutral, **asked) for side in SIDES]


def everything_said(letter, run):
    document = in_words(letter, Audience(letter.side.value), run.cohort.vocabulary)
    return as_text(document) + as_script(document) + letter_page(document)


FULL = {
    "p": {
        "display_name": "Emrys Vaughan",
        "kind": "carer",
        "seeks": tags("budget", "research_skills"),
        "offers": tags(("lived_experience", 3)),
        "values": ("kindness", "take_time"),
        "slots": frozenset({"mon_am", "tue_am"}),
        "will_evidence": ("why_it_matters", "kept_going", "confirmed_now"),
        "lever": Lever.NONE_YET,
        "confidence": 1,
        "what_i_know": "Night buses; Ask for Emrys; Ring 07700 900123",
        "experience_text": "Secret words of a patient.",
    },
    "h": {
        "display_name": "Nandini Rao",
        "kind": "manager",
        "role_title": "Chief of everything",
        "organisation": "Aldermere Trust",
        "seeks": tags("lived_experience"),
        "offers": tags(("budget", 3), "something of my own"),
        "values": ("kindness", "evidence"),
        "slots": frozenset({"mon_am", "tue_am"}),
        "will_evidence": ("why_it_matters",),
        "lever": Lever.DECIDES,
        "confidence": 5,
        "what_i_know": "Rotas\nThe Aldermere Trust budget",
        "experience_text": "Secret words of a professional.",
    },
}


@pytest.fixture(scope="module")
def full():
    return run_with(FULL["p"], FULL["h"], challenge=challenge(title="Calmer nights"))


def keys(value):
    if isinstance(value, dict):
        return {name: keys(part) for name, part in value.items()}
    return None


def test_the_payloads_of_both_sides_have_the_same_keys(full):
    mine, theirs = (asdict(letter) for letter in letters_of(full, numbers=True))
    assert keys(mine) == keys(theirs)
    assert [keys(person) for person in mine["people"]] == [keys(person) for person in theirs["people"]]


def test_swapping_sides_swaps_the_payload():
    there = letters_of(run_with(FULL["p"], FULL["h"]), numbers=True)
    back = letters_of(run_with(FULL["h"], FULL["p"]), numbers=True)
    for one, other in zip(there, reversed(back), strict=True):
        assert {**asdict(one), "side": None} == {**asdict(other), "side": None}


def test_each_side_reads_of_itself_what_the_other_reads_of_it(full):
    mine, theirs = letters_of(full)
    for one, other in ((mine, theirs), (theirs, mine)):
        assert one.people[0].bring == other.bring
        assert one.people[0].ask_for == other.ask_for
        codes = [reason.code for reason in other.people[0].reasons]
        mirrored = {re.sub("mine|theirs", lambda found: MIRRORED[found[0]], code) for code in codes}
        assert {reason.code for reason in one.people[0].reasons} == mirrored
    assert (mine.people[0].question, theirs.people[0].question) == ("say_theirs", "say_mine")


def test_a_letter_has_no_field_for_what_its_reader_must_not_know():
    names = {field.name for kind in (Letter, Suggested) for field in fields(kind)}
    assert not names & {"id", "score", "name", "confidence", "exclusions", "declines", "rank", "access_needs", "text"}


@pytest.mark.parametrize("numbers", [False, True])
def test_nothing_in_a_letter_tells_who_the_other_is_or_what_they_wrote(full, numbers):
    for letter, other in zip(letters_of(full, numbers=numbers), ("h", "p"), strict=True):
        said = everything_said(letter, full)
        person = FULL[other]
        secrets = [*person["display_name"].split(), person["experience_text"], "something of my own", "07700"]
        secrets += [person.get("role_title", "Chief"), "Aldermere", "shared_purpose", "seek_offer"]
        assert [secret for secret in secrets if secret in said] == []


def test_a_letter_shows_what_its_author_wrote_to_be_shown_and_no_more(full):
    mine, theirs = letters_of(full)
    assert mine.people[0].know == ("Rotas",)
    assert theirs.people[0].know == ("Night buses",)


def test_what_the_author_s_consent_does_not_cover_is_not_shown():
    run = run_with({**FULL["p"], "consent_health": None}, FULL["h"], health_consent_given=True)
    mine, theirs = letters_of(run)
    assert mine.people[0].know == ("Rotas",)
    assert theirs.people[0].know == ()


def test_there_is_no_number_in_a_letter_that_did_not_ask_for_numbers(full):
    for letter in letters_of(full):
        document = in_words(letter, Audience(letter.side.value), full.cohort.vocabulary)
        assert not re.search(r"\d", as_text(document))
        assert not any(isinstance(block, Table) for block in document.blocks)


def test_asked_for_numbers_are_the_reader_s_own_and_add_up(full):
    pairing = full.pairing(0)
    for side, letter in zip(SIDES, letters_of(full, numbers=True), strict=True):
        (person,) = letter.people
        own, other = pairing.patient_side, pairing.professional_side
        if side is Side.PROFESSIONAL:
            own, other = other, own
        assert person.points == own_points(pairing, side)
        assert sum(line.tenths for line in person.points) == person.points_sum == tenths(own)
        said = everything_said(letter, full)
        assert f"{own:.1f}" in said
        assert abs(own - other) > 1
        assert f"{other:.1f}" not in said
        assert f"{pairing.tenths / 10:.1f}" not in said


def test_every_named_reason_is_worth_a_point(twelve_pairs):
    run = run_of(top=5)
    for suggestion in run.suggestions():
        letter = letter_to(suggestion.for_side, [suggestion.pairing], run.cohort, run.weights.neutral)
        worth = {f.criterion: f.worth for f in factors(suggestion.pairing, suggestion.for_side, run.weights.neutral)}
        for reason in letter.people[0].reasons:
            criterion = re.sub("_(mine|theirs|both|a_little)", "", reason.code)
            assert worth[criterion] >= WORTH_NAMING


def test_a_reason_is_made_concrete_only_by_what_both_lists_hold(full):
    mine, theirs = letters_of(full)
    things = {reason.code: reason.things for reason in mine.people[0].reasons}
    assert things["seek_offer_mine"] == ("budget",)
    assert things["seek_offer_theirs"] == ("lived_experience",)
    assert {r.code: r.things for r in theirs.people[0].reasons}["seek_offer_theirs"] == ("budget",)


def test_a_letter_does_not_promise_more_than_its_reasons():
    nothing = run_with({"values": ("kindness",)}, {"values": ("evidence",)})
    for letter in letters_of(nothing):
        said = everything_said(letter, nothing)
        assert "may work well" not in said
        assert "This is why" not in said


def test_nobody_can_tell_from_a_letter_that_the_other_has_an_access_need():
    need = (AccessNeed("step_free", essential=True, status=AccessStatus.CANNOT_YET),)
    run = run_with({"values": ("kindness",), "access_needs": need}, {"values": ("kindness",)})
    mine, theirs = letters_of(run)
    assert mine.people[0].arrange == theirs.people[0].arrange == ("setting",)
    assert "a way and a place to meet that work for you both" in " ".join(everything_said(theirs, run).split())


def test_what_the_reader_left_out_is_asked_and_what_nobody_was_asked_is_not(full):
    run = run_with(
        {"values": ("kindness",), "offers": tags("budget")}, {"values": ("kindness",), "seeks": tags("budget")}
    )
    mine, theirs = letters_of(run)
    assert mine.could_add == ("seeks",)
    assert theirs.could_add == ("offers",)
    assert mine.people[0].unknown == ()


@pytest.mark.parametrize("side", SIDES)
def test_a_letter_says_everything_that_it_has_to_say(full, side):
    letter = letters_of(full, contact="Ann Price")[SIDES.index(side)]
    said = " ".join(as_text(in_words(letter, Audience(side.value), full.cohort.vocabulary)).split())
    assert letter.mirror_prompt == ("me", "context", "purpose")
    for part in (
        "not a decision",
        "Who else should be in the room?",
        "look in the mirror",
        "You do not have to give a reason",
        "No one else will be told if you say no",
        "speak to Ann Price.",
        "People decide, not the program",
        "No study has shown",
        "Only you can say",
        "Something to talk about first",
        "Calmer nights",
    ):
        assert part in said


def test_without_a_contact_the_letter_names_its_sender(full):
    for letter in letters_of(full):
        assert "the person who sent you this letter" in " ".join(everything_said(letter, full).split())


def test_the_answer_comes_before_everything_else(full):
    for letter in letters_of(full):
        blocks = in_words(letter, Audience(letter.side.value), full.cohort.vocabulary).blocks
        assert blocks[2].text.startswith("We think you and this person may work well together.")


def test_what_the_officer_gets_names_everybody_and_adds_up(full):
    letter, _ = letters_of(full)
    sheet = as_text(officer_sheet(full, letter, [full.pairing(0)]))
    assert "Person A: Nandini Rao (h)" in sheet
    assert "Emrys Vaughan (p)" in sheet
    assert f"{full.pairing(0).tenths / 10:.1f}" in sheet
    assert "left out of the letter" in sheet


def test_own_words_leave_out_what_others_wrote():
    document = Document(
        (Heading("Title", 1), Prose("We say this."), Quoted("They say:", ("quota",)), Items("Lead:", ("one", "two")))
    )
    assert own_words(document) == "Title.\n\nWe say this.\n\nThey say.\n\nLead.\n\none.\n\ntwo."
    assert own_words(document, lists=False) == "We say this."


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("0", "zero"),
        ("7", "seven"),
        ("19", "nineteen"),
        ("40", "forty"),
        ("68.5", "sixty-eight point five"),
        ("100.0", "one hundred"),
        ("101", "one hundred and one"),
        ("999", "nine hundred and ninety-nine"),
        ("2027", "two thousand and twenty-seven"),
        ("2300", "two thousand three hundred"),
        ("0.05", "zero point zero five"),
        ("020", "zero two zero"),
        ("79460", "seven nine four six zero"),
    ],
)
def test_numbers_are_spoken(digits, words):
    assert number_in_words(digits) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-2.4 points", "minus two point four points"),
        ("P07-patient", "P zero seven-patient"),
        ("On 19 October 2026", "On nineteen October two thousand and twenty-six"),
        ("A19b", "A nineteen b"),
    ],
)
def test_numbers_below_zero_ids_and_dates_are_spoken(text, said):
    assert spoken(text) == said


def test_a_script_to_be_read_aloud_has_pauses_and_no_digits_or_signs(full):
    letter = letters_of(full, numbers=True, contact="Ann & Bo, 020 7946 0000, ann@example.org")[0]
    script = as_script(in_words(letter, Audience.PATIENT, full.cohort.vocabulary))
    assert script.count("[pause]") > 10
    assert "[long pause]" in script
    assert not re.search(r"[\d&@%]", script)
    assert "zero two zero seven nine four six" in script


def test_a_page_is_made_of_our_words_and_harmless_whatever_people_wrote(full):
    run = run_with(
        {**FULL["p"], "display_name": "<b>Emrys</b>"}, {**FULL["h"], "what_i_know": "<script>alert(1)</script>"}
    )
    page = everything_said(letters_of(run)[0], run).split("<!doctype")[1]
    assert "<b>" not in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert " style=" not in page


def test_large_print_is_at_least_eighteen_points(full):
    document = in_words(letters_of(full)[0], Audience.PATIENT, full.cohort.vocabulary)
    assert 'class="large"' in letter_page(document, large=True)
    assert 'class="large"' not in letter_page(document)
    style = letter_page(document, large=True).split("<style>")[1].split("</style>")[0]
    sizes = [
        float(size)
        for rule in re.findall(r"\.large[^{]*\{([^}]*)\}", style)
        for size in re.findall(r"size: ([\d.]+)pt", rule)
    ]
    assert sizes
    assert min(sizes) >= 18
