"""Masking takes out who somebody is, and what is left still reads as a text."""

import time

import pytest

from matchmaker.text.mask import mask

READS_ON = [
    ("My daughter Amina's epilepsy took years to diagnose.", "My daughter's epilepsy took years to diagnose."),
    ("I am a 54-year-old Bangladeshi woman with sickle cell.", "I am a person with sickle cell."),
    ("As a gay man and father of two, I find the letters confusing.", "I find the letters confusing."),
    ("I am gay and have asthma.", "I have asthma."),
    ("I am a wife, mother, carer and diabetic.", "I am a carer and diabetic."),
    ("I came here as a refugee and I interpret at the surgery.", "I interpret at the surgery."),
    ("Black and Asian patients wait longer.", "Patients wait longer."),
    ("An Asian nurse from Ghana helped.", "A nurse helped."),
    ("My neighbour, who is Polish, drove me to clinic.", "My neighbour drove me to clinic."),
    ("I lost my sight in my fifties and volunteer.", "I lost my sight and volunteer."),
    ("When I was 54 I had a stroke.", "I had a stroke."),
    ("My wife learned it by watching.", "My partner learned it by watching."),
    ("My husband John died on the ward.", "My partner died on the ward."),
    ("My son Kwame, aged nine, has sickle cell disease.", "My son has sickle cell disease."),
    ("I care for my son, 14, who has epilepsy.", "I care for my son, who has epilepsy."),
    ("As a nurse and a mother I know both sides of the curtain.", "As a nurse I know both sides of the curtain."),
    ("I am a mother of a boy with epilepsy.", "I am a mother of a boy with epilepsy."),
    ("I am a married mother of three with lupus.", "I am a person with lupus."),
    ("The old lady in the next bed fell.", "The person in the next bed fell."),
    ("Dr Patel stopped the tablets.", "Dr stopped the tablets."),
    ("We are a group of South Asian women with type 2 diabetes.", "We are a group of people with type 2 diabetes."),
    ("Grace told us about the rota.", "Someone told us about the rota."),
    ("I am a disabled Muslim who uses a wheelchair.", "I am a disabled person who uses a wheelchair."),
]
KINDS = [
    ("name", "Amina stopped the tablets.", "Amina"),
    ("age", "I had a stroke aged 54.", "aged 54"),
    ("sex", "I am a woman with lupus.", "woman"),
    ("gender", "I am a transgender carer.", "transgender"),
    ("ethnicity", "I am a Kurdish carer.", "Kurdish"),
    ("nationality", "I am a Jamaican carer.", "Jamaican"),
    ("religion", "I am a Sikh carer.", "Sikh"),
    ("sexuality", "I am a gay carer.", "gay"),
    ("marital_parental", "I am a divorced carer.", "divorced"),
    ("class", "I am a working-class carer.", "working-class"),
    ("migration", "I am a refugee with lupus.", "refugee"),
    ("union", "I am a union rep for porters.", "union rep"),
    ("politics", "I am a socialist with lupus.", "socialist"),
    ("contact", "Write to a.b@example.org about the clinic.", "a.b@example.org"),
    ("contact", "Ring 0161 496 0000 about the clinic.", "0161 496 0000"),
    ("contact", "My NHS number is 999 123 4567 on the letter.", "999 123 4567"),
    ("contact", "The clinic is near M60 1AA now.", "M60 1AA"),
]


@pytest.mark.parametrize(("text", "expected"), READS_ON)
def test_what_is_left_reads_on(text: str, expected: str) -> None:
    assert mask(text).text == expected


@pytest.mark.parametrize(("kind", "text", "words"), KINDS)
def test_what_was_masked_can_be_shown_to_its_author(kind: str, text: str, words: str) -> None:
    result = mask(text)

    assert (kind, words) in [(item.kind, text[item.start : item.end]) for item in result.masked]
    assert words not in result.text


@pytest.mark.parametrize(
    "name",
    [
        "Siân",
        "Olumide Adeyemi",
        "Tomasz Kowalski",
        "Mei Ling",
        "Fatima",
        "Aoife",
        "Jaspreet Gill",
        "Ayşe",
        "Moshe",
        "Ionuț Popa",
    ],
)
def test_a_name_somebody_gives_is_masked_wherever_it_comes_again(name: str) -> None:
    first = name.split()[0]

    result = mask(f"My name is {name} and I have lupus. The nurse asked {first} to wait.")

    assert first not in result.text
    assert "lupus" in result.text
    assert "The nurse asked" in result.text


def test_places_of_masked_words_are_those_of_the_original_after_several_passes() -> None:
    text = "I am Priya. As a Hindu, I wait. My friend Zuleikha, 52, came by bus because I am old. Zuleikha drove."

    shown = {(item.kind, text[item.start : item.end]) for item in mask(text).masked}

    assert {("name", "Priya"), ("religion", "Hindu"), ("name", "Zuleikha"), ("age", "52")} <= shown


def test_the_words_left_and_the_sentences_dropped_are_counted() -> None:
    result = mask("I am a Welsh grandmother. The clinic lost my notes.")

    assert (result.text, result.words, result.dropped_sentences) == ("The clinic lost my notes.", 5, 1)


def test_a_text_that_is_nothing_but_identity_leaves_nothing() -> None:
    assert mask("I am a 71-year-old widow.").text == ""


@pytest.mark.parametrize(
    "piece",
    [
        "Dr ",
        "A",
        "I am a ",
        "Polish ",
        "black and ",
        "mother of ",
        "aged ",
        "54 ",
        "born in A ",
        "Amina ",
        "A. ",
        "a@",
        "0",
        " ",
        "\n",
        "(",
        "who is ",
        "I am gay and ",
        "from Ghana ",
        "the union ",
        "x-",
        "'s ",
        "a woman, ",
        "vote Labour ",
        "ﷺ",
        "İ",
    ],
)
def test_fifty_thousand_odd_characters_take_no_time(piece: str) -> None:
    text = (piece * (50_000 // len(piece) + 1))[:50_000]
    started = time.process_time()

    result = mask(text)

    assert time.process_time() - started < 3
    assert mask(result.text).text == result.text
