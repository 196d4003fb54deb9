"""What assumptions read of texts: short forms, grades, work that people name, masked words, common sentences."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from factories import cohort, patient, professional
from letters_reading import grade as grade_by_sounds
from matchmaker.assumptions.close_to_the_mean import close_sentences, share_from
from matchmaker.assumptions.dates import months_before
from matchmaker.assumptions.jargon import terms, terms_in, written_out
from matchmaker.assumptions.occupations import own_families
from matchmaker.assumptions.reading_grade import grade
from matchmaker.explain.wording import unwanted
from matchmaker.text.fixed_point import UNIT


def test_there_are_enough_short_forms_and_what_they_stand_for_is_plain():
    assert len(terms()) >= 120
    for term, meaning in terms().items():
        assert not unwanted(meaning), term
        assert terms_in(meaning) == (), f"{term} stands for another short form"


def test_short_forms_are_found_with_a_plural_and_written_out():
    assert terms_in("The MDTs met; an MDT, no must and no NHS.") == ("MDT", "MDT")
    assert written_out("The MDT rang.") == "The team of different professions rang."
    assert terms_in("It is a must to rag the led.") == ()


def test_the_grade_by_rule_is_close_to_the_grade_by_sounds(programme):
    texts = ["\n".join(person.statement_parts()) for person in programme.partners]
    apart = [abs(grade(text) - grade_by_sounds(text)) for text in texts if len(text.split()) >= 40]
    assert len(apart) > 100
    assert np.mean(apart) <= 0.3
    assert max(apart) <= 1.5
    assert grade("…") is None


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("I was a ward nurse for twenty years.", {"nursing"}),
        ("As a retired maths teacher I know.", {"teaching"}),
        ("I worked as bus driver and later as a cook.", {"driving", "food"}),
        ("My nurse told me to ring the doctor.", set()),
        ("I was told by the doctor to wait.", set()),
        ("I am looked after by a nurse.", set()),
        ("I am a friend of a plumber.", set()),
    ],
)
def test_work_is_named_as_ones_own(text, families):
    assert own_families([text], None) == families


def test_a_role_title_names_work():
    assert own_families([], "Lead nurse, heart failure") == {"nursing"}


def test_closeness_to_the_mean_is_that_of_the_sentence_itself(model):
    text = "I have been on the patient panel at our local hospital for six years, after a long stay on a ward."
    mean = model.blend.means.sentences
    index = model.read([text])
    unit = index.sentences[0].astype(float) / UNIT
    length = np.linalg.norm(mean)
    sentence = mean + unit * np.max(np.roots([1, 2 * mean @ unit, mean @ mean - 1]))
    assert np.linalg.norm(sentence) == pytest.approx(1, abs=1e-3)
    assert sentence @ mean / length > 0.57
    assert close_sentences(index, mean).all()


def test_only_close_sentences_bring_common_likeness(model):
    index = model.read(["My hearing aids whistle in the noisy hall and the clinic shouts out our names all day."] * 2)
    assert share_from(index, np.zeros(2, bool), 0, 1) == 0
    assert share_from(index, np.array([True, False]), 0, 1) == pytest.approx(0.5)
    assert share_from(index, np.ones(2, bool), 0, 1) == pytest.approx(1)


def test_months_end_where_the_month_ends():
    assert months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 12) == date(2025, 1, 15)


def test_nothing_masked_is_kept_of_a_text_that_may_not_be_read(model, weights):
    from matchmaker import pipeline
    from matchmaker.assumptions.masked_words import masked_words
    from matchmaker.matching.engine import keep
    from matchmaker.matching.lists import listed
    from matchmaker.matching.run import Options

    faith = "I am a Muslim. I want everybody to leave the ward with a plan on paper and a number to ring at night."
    people = cohort(
        patient("p", experience_text=faith, consent_health=False, values=("kindness",)),
        patient("q", experience_text=faith, consent_health=True, values=("kindness",)),
        professional("h", experience_text=faith, values=("kindness",)),
        health_consent_given=True,
    )
    options = Options(no_text=True)
    prepared = pipeline.prepare(people, weights, model=None)
    kept = keep(prepared.table, top=5)
    seen = pipeline.see(prepared, kept, listed(prepared.table, kept, top=5), options)
    found = masked_words(seen, range(3))
    assert {seen.pool.people[place].id for place in found} == {"q", "h"}
    assert set(found.values()) == {frozenset({"muslim"})}
