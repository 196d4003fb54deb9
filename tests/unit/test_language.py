"""Texts that are not English are noticed; terse English ones are not taken for foreign."""

from __future__ import annotations

import pytest

from matchmaker.text.language import looks_english


@pytest.mark.parametrize(
    "text",
    [
        "Chciałbym, żeby ludzie wychodzący ze szpitala wiedzieli, do kogo zadzwonić w nocy i po co są ich tabletki.",
        "Je veux que les gens qui quittent notre service sachent qui appeler la nuit et à quoi sert tout cela.",
        "Rwyf am i bobl sydd yn gadael y ward wybod pwy i ffonio yn y nos a beth yw eu tabledi nhw bob dydd.",
        "میں چاہتا ہوں کہ ہسپتال سے نکلنے والے لوگ جانیں کہ رات کو کس کو فون کرنا ہے اور ان کی گولیاں کس لیے ہیں",
        "Ich will, dass Leute, die unsere Station verlassen, wissen, wen sie nachts anrufen und wofür Pillen da sind.",
    ],
    ids=["Polish", "French", "Welsh", "Urdu", "German"],
)
def test_other_languages_are_noticed(text):
    assert not looks_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want people who leave our ward to know whom to ring at night and what their tablets are for.",
        "Matron. Long waits in the discharge lounge, letters that nobody understands, no named contact for families.",
        "Ask me.",
        "",
    ],
)
def test_english_and_very_short_texts_are_not_questioned(text):
    assert looks_english(text)
