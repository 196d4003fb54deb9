"""Who brings what the purpose needs: by name, or in their own words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from factories import VOCABULARY, challenge, cohort, patient, professional
from matchmaker.domain.challenge import Basis, Declaration, Need
from matchmaker.explain.messages import say
from matchmaker.matching.pool import pool_of
from matchmaker.representation.perspectives import adds_openly, brought, set_coverage, why_close
from matchmaker.text.denial import denies

NEEDS = (
    Need(challenge_id="c", perspective="young_carer", importance=3, why="Nobody asks who cooks when a parent is ill."),
    Need(challenge_id="c", perspective="home_dialysis", importance=1, why="Training is planned by those who go home."),
)
CARER = "I was twelve when I began caring for my mum. I cooked and did her tablets before school."


def says(person="p", perspective=None, basis=None, words=None, use=True, shareable=None):
    return Declaration(
        partner_id=person,
        perspective=perspective,
        basis=basis,
        words=words,
        use_for_matching=use,
        shareable=shareable,
    )


def found(*declarations, model=None, needs=NEEDS, people=("p",)):
    everybody = (*(patient(name) for name in people), professional())
    given = cohort(*everybody, needs=needs, declarations=declarations, challenge=challenge())
    pool = pool_of(given.partners)
    result = brought(pool, given, model)
    return result, given, {person.id: place for place, person in enumerate(pool.people)}


@pytest.mark.parametrize(
    ("basis", "counts"),
    [
        (Basis.DIRECT, 1.0),
        (Basis.CLOSE, 0.5),
        (Basis.THROUGH_MY_WORK, 0.25),
        (Basis.NONE, 0.0),
        (Basis.PREFER_NOT_TO_SAY, 0.0),
    ],
)
def test_what_was_declared_by_name_counts_as_declared(basis, counts):
    result, _, at = found(says(perspective="young_carer", basis=basis))
    assert result.basis[at["p"]].tolist() == [counts, 0.0]
    assert result.confirmed[at["p"], 0] == (counts > 0)


@pytest.mark.parametrize("use", [None, False])
def test_without_a_yes_to_this_use_nothing_counts(model, use):
    result, _, _ = found(
        says(perspective="young_carer", basis=Basis.DIRECT, use=use), says(words=CARER, use=use), model=model
    )
    assert not result.basis.any()
    assert not result.words
    assert [one.code for one in result.assumptions] == ["perspectives_withheld_few"]


def test_own_words_count_half_and_are_unconfirmed(model):
    result, given, at = found(says(words=CARER, basis=Basis.CLOSE), model=model)
    assert result.basis[at["p"]].tolist() == [0.25, 0.0]
    assert not result.confirmed.any()
    evidence = why_close(result, given, model, at["p"], 0)
    assert evidence.sentences
    assert why_close(result, given, model, at["p"], 1) is None
    assert "perspectives_unconfirmed" in {one.code for one in result.assumptions}


@pytest.mark.parametrize("basis", [Basis.NONE, Basis.PREFER_NOT_TO_SAY])
def test_a_no_is_never_overruled_by_words(model, basis):
    no = says(perspective="young_carer", basis=basis)
    for own in (says(words=CARER), replace(no, words=CARER), says(words=CARER, basis=basis)):
        result, _, _ = found(no, own, model=model)
        assert not result.basis.any()


def test_a_name_that_is_no_need_leaves_the_words_to_speak(model):
    result, _, at = found(says(perspective="something_else", words=CARER, basis=Basis.DIRECT), model=model)
    assert result.basis[at["p"], 0] == 0.5


def test_experience_and_purpose_texts_are_never_read(model):
    people = (patient("p", experience_text=CARER * 3, purpose_achieve=CARER), professional())
    given = cohort(*people, needs=NEEDS, challenge=challenge())
    assert not brought(pool_of(people), given, model).basis.any()


def test_without_the_model_only_names_count_and_that_is_said():
    result, _, at = found(says(words=CARER), says(perspective="home_dialysis", basis=Basis.CLOSE))
    assert result.basis[at["p"]].tolist() == [0.0, 0.5]
    assert [one.code for one in result.assumptions] == ["perspective_words_not_read"]


def test_other_people_change_nobody_s_match(model):
    alone, _, at = found(says(words=CARER), model=model)
    company = [says(str(n), words=f"I have been on dialysis at home for {n} years.") for n in range(1, 9)]
    together, _, there = found(*company, says(words=CARER), model=model, people=("p", *map(str, range(1, 9))))
    assert together.basis[there["p"]].tolist() == alone.basis[at["p"]].tolist()


def test_a_count_of_those_who_withhold_is_given_from_five_upward():
    people = tuple("abcde")
    held_back = [says(name, perspective="young_carer", basis=Basis.DIRECT, use=None) for name in people]
    for many, codes in ((5, "perspectives_withheld"), (4, "perspectives_withheld_few")):
        result, _, _ = found(*held_back[:many], people=people)
        assert [one.code for one in result.assumptions] == [codes]
        assert all(str(many) not in text for text in map(spoken, result.assumptions)) == (many < 5)


def spoken(one):
    return say("assumption", one.code, dict(one.params))


def test_a_need_without_a_why_or_an_importance_is_kept_and_said():
    needs = (Need(challenge_id="c", perspective="young_carer"),)
    result, _, _ = found(needs=needs)
    assert result.importance.tolist() == [1.0]
    assert [one.code for one in result.assumptions] == ["need_without_why", "need_without_importance"]
    assert all("young_carer" in spoken(one) for one in result.assumptions)


def test_what_one_person_adds_is_shown_only_where_they_agreed():
    result, _, at = found(
        says("p", "young_carer", Basis.DIRECT, shareable=True),
        says("q", "young_carer", Basis.DIRECT, shareable=None),
        people=("p", "q"),
    )
    assert adds_openly(result, at["q"], [at["p"]]) is None
    assert adds_openly(result, at["p"], []) == pytest.approx(0.45)
    assert adds_openly(result, at["p"], [at["q"], at["p"]]) == pytest.approx(0.18)
    assert set_coverage(result, [at["p"], at["q"], at["p"]]) == pytest.approx(0.75 * 0.84)


def test_the_words_are_not_in_what_prints_a_result(model):
    result, _, _ = found(says(words=CARER), model=model)
    assert result.words
    assert "twelve" not in repr(result)


def test_without_needs_there_is_nothing_to_cover(model):
    result, _, _ = found(says(words=CARER), model=model, needs=())
    assert result.basis.shape == (2, 0)
    assert set_coverage(result, np.array([0, 1])) == 0.0
    assert result.assumptions == ()


@pytest.mark.parametrize(
    "words",
    [
        "I have never been on dialysis.",
        "We've never had to look after anybody.",
        "I'm not diabetic.",
        "I was not a refugee.",
        "I have no experience of hospital.",
        "I wouldn't know what it's like.",
    ],
)
def test_common_denials_are_seen(words):
    assert denies(words)


@pytest.mark.parametrize(
    "words",
    [
        "No car. Two buses a day.",
        "Nobody at home but me.",
        "I am not able to walk far.",
        "I haven't slept for years.",
        "I never know if it is breakfast or bedtime.",
        "She never walked again.",
        "I was not believed.",
    ],
)
def test_hardship_told_with_a_not_is_no_denial(words):
    assert not denies(words)


def test_the_vocabulary_s_own_name_is_what_is_read(model):
    from matchmaker.domain.vocabulary import Perspective
    from matchmaker.representation.perspectives import need_texts

    named = replace(VOCABULARY, perspectives={"young_carer": Perspective("young_carer", "Caring as a child", "caring")})
    assert [text.name for text in need_texts(NEEDS, named)] == ["Caring as a child", "home dialysis"]


def test_a_need_without_a_why_is_read_by_its_name_alone(model):
    from matchmaker.text.closeness import Closeness, NeedText

    named, reasoned = Closeness(model).table(
        [CARER], [NeedText("Caring as a child"), NeedText("Caring as a child", CARER)]
    )[0]
    assert named < reasoned
