"""Texts that are not English are noticed; terse English ones are not taken for foreign."""

from __future__ import annotations

import pytest

from matchmaker.text.language import (
    DOUBTFUL_BELOW,
    OTHER_BELOW,
    english_share,
    is_other_language,
    is_partly_other_language,
    may_be_other_language,
)
from text_model import material, twelve


@pytest.mark.parametrize(
    "text",
    [
        "Chciałbym, żeby ludzie wychodzący ze szpitala wiedzieli, do kogo zadzwonić w nocy i po co są ich tabletki.",
        "Je veux que les gens qui quittent notre service sachent qui appeler la nuit et à quoi sert tout cela.",
        "Rwyf am i bobl sydd yn gadael y ward wybod pwy i ffonio yn y nos a beth yw eu tabledi nhw bob dydd.",
        "میں چاہتا ہوں کہ ہسپتال سے نکلنے والے لوگ جانیں کہ رات کو کس کو فون کرنا ہے اور ان کی گولیاں کس لیے ہیں",
        "Quiero que la gente que sale de nuestra planta sepa a quién llamar de noche y para qué sirve cada pastilla.",
        "Vreau ca oamenii care pleacă din secția noastră să știe pe cine să sune noaptea și pentru ce sunt pastilele.",
    ],
    ids=["Polish", "French", "Welsh", "Urdu", "Spanish", "Romanian"],
)
def test_other_languages_are_noticed(text):
    assert is_other_language(text)
    assert not may_be_other_language(text)


def test_german_which_shares_words_with_english_is_at_least_doubted():
    text = (
        "Ich will, dass Leute, die unsere Station verlassen, wissen, wen sie nachts anrufen und wofür Pillen da sind."
    )
    assert is_other_language(text) or may_be_other_language(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want people who leave our ward to know whom to ring at night and what their tablets are for.",
        "Matron. Long waits in the discharge lounge, letters that nobody understands, no named contact for families.",
        "Ask me.",
        "",
        "Nie wiem, do kogo zadzwonić w nocy.",
    ],
)
def test_english_and_very_short_texts_are_not_questioned(text):
    assert not is_other_language(text)
    assert not may_be_other_language(text)


@pytest.mark.parametrize(
    ("english", "other", "share"), [(0, 20, 0.0), (1, 19, 0.05), (2, 18, 0.1), (11, 89, 0.11), (49, 951, 0.049)]
)
def test_a_text_is_clearly_foreign_then_doubtful_then_english_as_its_share_of_function_words_rises(
    english, other, share
):
    text = "the " * english + "tabletki " * other
    assert english_share(text) == pytest.approx(share)
    assert is_other_language(text) == (share < OTHER_BELOW)
    assert may_be_other_language(text) == (OTHER_BELOW <= share < DOUBTFUL_BELOW)


def test_nothing_is_said_of_a_text_of_fewer_than_twelve_words():
    assert english_share("tabletki " * 11) is None
    assert english_share("tabletki " * 12) == 0.0


def test_no_made_up_person_who_wrote_english_is_taken_for_a_foreigner():
    both = material()
    texts = [*both.patients, *both.professionals, *(text for side in twelve() for text in side)]
    assert not [text for text in texts if is_other_language(text) or is_partly_other_language(text)]


ENGLISH = "My father waited nine hours for his tablets. The pharmacy closes at five and the ambulance left without him."


@pytest.mark.parametrize(
    "sentence",
    [
        "Chciałabym, żeby pielęgniarki i rodziny ustalały razem godzinę powrotu do domu.",
        "Je voudrais que chaque famille sache quand la voiture vient.",
        "Hoffwn i bob teulu gael amser y gallant ddibynnu arno a rhywun i siarad yn glir yn y nos.",
        "میں چاہتی ہوں کہ ہر خاندان کو گھر جانے کا وقت معلوم ہو۔",
    ],
    ids=["Polish", "French", "Welsh", "Urdu"],
)
def test_one_sentence_in_another_language_is_noticed_in_an_english_text(sentence):
    assert not is_partly_other_language(ENGLISH)
    assert is_partly_other_language(f"{ENGLISH} {sentence}")


def test_scripts_without_spaces_are_noticed():
    assert is_other_language("我父亲等了一整天才拿到药。没有人告诉我们车什么时候来。")
