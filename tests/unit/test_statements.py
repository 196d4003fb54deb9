"""What is read of people's texts, and what is said about those that say little, nothing, or may not be read."""

from __future__ import annotations

from factories import cohort, patient, professional
from matchmaker.matching.pool import pool_of
from matchmaker.matching.statements import assumed_of_texts, statements_of

LONG = "I want the people who leave our ward to know whom to ring at night and what their tablets are for. " * 3
THIN = "I want the people who leave our ward to know whom to ring at night."
WELSH = "Rwyf am i bobl sydd yn gadael y ward wybod pwy i ffonio yn y nos a beth yw eu tabledi nhw bob dydd."


def said(model, *people, **more):
    cohort_ = cohort(*people, **more)
    pool = pool_of(cohort_.partners)
    statements = statements_of(pool, cohort_)
    texts = model.read(statements.texts)
    return {one.code: one for one in (*statements.assumptions, *assumed_of_texts(pool, statements, texts))}


def test_each_kind_of_text_is_said_and_names_whom_it_is_about(model):
    found = said(
        model,
        patient("whole", experience_text=LONG),
        patient("thin", experience_text=THIN),
        patient("short", experience_text="Ask me."),
        patient("none"),
        professional("welsh", experience_text=WELSH),
        professional("endless", experience_text=LONG * 20),
    )
    assert {code: one.about for code, one in found.items()} == {
        "no_text": ("none",),
        "text_too_short": ("short",),
        "text_thin": ("thin",),
        "text_split": ("endless",),
        "text_other_language": ("welsh",),
    }


def test_a_text_that_may_not_be_read_is_not_read_and_not_called_missing(model):
    closed = patient("closed", experience_text=LONG, consent_health=None)
    found = said(model, closed, professional("open", experience_text=LONG), health_consent_given=True)
    assert set(found) == {"health_text_unread"}


def test_what_somebody_is_goes_and_what_they_know_stays(model):
    person = patient("p", experience_text=f"I am a 54-year-old Polish woman. {LONG}")
    pool = pool_of([person])
    statements = statements_of(pool, cohort(person))
    assert statements.texts[0].startswith("I want the people")
    assert [one.code for one in statements.assumptions] == ["descriptions_masked"]
