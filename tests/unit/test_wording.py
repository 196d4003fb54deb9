"""No sentence of ours uses a word that we do not use about people, and the lint that looks for them finds them."""

from __future__ import annotations

import string
import tomllib
from importlib.resources import files

import pytest

from letters_reading import grade
from matchmaker.explain.messages import sentences
from matchmaker.explain.wording import RULES, abbreviations, long_sentences, unwanted, words

TABLES = {
    source.name: tomllib.loads(source.read_text(encoding="utf-8"))
    for source in sorted(files("matchmaker.explain").joinpath("words", "en").iterdir(), key=lambda one: one.name)
    if source.name.endswith(".toml")
}
GRADES = {"patient": 6, "professional": 9, "officer": 10}
PATIENT_SENTENCE = 20

SAID = {
    "best match": ["This is your best match.", "the match for you", "A perfect match"],
    "quota": ["We have a quota.", "a target number of carers"],
    "tick-box": ["a tick-box exercise", "ticking boxes"],
    "hard to reach": ["people who are hard to reach", "Hard-to-reach groups"],
    "seldom heard": ["the seldom heard", "seldom-heard people"],
    "representative": ["representative of patients", "an unrepresentative panel"],
    "suitable": ["a suitable partner", "their suitability"],
    "unbiased": ["an unbiased score", "free from bias", "scored objectively"],
    "BAME": ["BAME people"],
    "diverse candidate": ["a diverse candidate"],
    "a group's voice": ["we need a carer voice", "the patient voice"],
    "soft skills": ["They have soft skills.", "the softer side"],
    "them and us": ["our patients and our experts", "them and us", "our clinicians"],
    "sufferer": ["She suffers from asthma.", "stroke victims of all ages are victims of it"],
    "the vulnerable": ["help for the vulnerable"],
}
NOT_SAID = [
    "They match on three things, and the matches are listed.",
    "Both voices count the same. Read in a clear voice.",
    "Our place. Who is easy for us to ask?",
    "Boxes may be ticked in the form.",
    "She reached the hospital by bus.",
]


@pytest.mark.parametrize("rule", list(RULES))
def test_every_rule_finds_what_it_is_for(rule):
    for text in SAID[rule]:
        assert rule in {found.rule for found in unwanted(text)}, text


@pytest.mark.parametrize("text", NOT_SAID)
def test_harmless_sentences_pass(text):
    assert unwanted(text) == []


@pytest.mark.parametrize("name", list(TABLES))
def test_no_sentence_of_ours_uses_a_word_that_we_do_not_use_about_people(name):
    assert {code: found for code, text in TABLES[name].items() if (found := unwanted(text))} == {}


def test_abbreviations_are_found():
    assert abbreviations("The NHS and GPs, e.g. two, etc. are here.") == ["NHS", "GPs", "e.g.", "etc."]
    assert abbreviations("Person A and I say no. It is a plan.") == []


def test_long_sentences_are_found():
    assert words("It’s a well-kept, plain sentence.") == 5
    assert list(long_sentences("One two three. One two.", 2)) == ["One two three."]


def filled(text: str) -> str:
    """A sentence with each gap filled by one short word."""
    return text.format_map({name: "tea" for _, name, _, _ in string.Formatter().parse(text) if name})


@pytest.mark.parametrize("audience", list(GRADES))
def test_the_words_for_each_audience_are_as_easy_as_promised(audience):
    texts = [filled(text) for text in sentences(f"letter_{audience}").values()]
    said = "\n\n".join(text if text.endswith((".", "?")) else f"{text.rstrip(':,')}." for text in texts)
    assert grade(said) <= GRADES[audience]


@pytest.mark.parametrize("kind", ["letter_patient", "letter_both"])
def test_what_a_patient_partner_reads_has_short_sentences_and_no_abbreviations(kind):
    for code, text in sentences(kind).items():
        assert list(long_sentences(filled(text), PATIENT_SENTENCE)) == [], code
        assert abbreviations(text) == [], code


def test_both_sides_letters_have_the_same_codes_and_gaps():
    one, other = sentences("letter_patient"), sentences("letter_professional")
    assert one.keys() == other.keys()
    for code in one:
        gaps = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (one[code], other[code])]
        assert gaps[0] == gaps[1], code


def test_no_code_of_a_letter_stands_in_two_files():
    assert not sentences("letter_both").keys() & sentences("letter_patient").keys()


def test_every_tag_kind_and_criterion_of_ours_has_plain_words():
    shipped = tomllib.loads(files("matchmaker.tables").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    expected = {f"tag_{tag}" for tags in shipped["tags"].values() for tag in tags}
    expected |= {f"kind_patient_{kind}" for kind in shipped["patient_kinds"]}
    expected |= {f"kind_professional_{kind}" for kind in shipped["professional_kinds"]}
    assert expected <= sentences("letter_both").keys()
    plain = [filled(sentences("letter_both")[code]) for code in sorted(expected)]
    assert grade(". ".join(plain)) <= GRADES["patient"]
