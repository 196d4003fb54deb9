"""The questions and the phone script are plain and kind, say that people can say no, and give nobody away."""

from __future__ import annotations

import json

import pytest

from letters_reading import grade
from matchmaker.explain.ask_next import COLUMNS, ask_next_rows, phone_scripts
from matchmaker.explain.messages import sentences
from matchmaker.explain.wording import abbreviations, long_sentences
from matchmaker.matching.ask_next import CONFIRM, QUESTIONS, AskNext, with_confirmations

READ_OUT = ("question_", "hello", "why", "how_long", "may_say_no", "read_back", "goodbye")
NAMES = {"p0": "Ada"}
ASKED = (
    AskNext("h0", "time", 12, 0.71, 3.2),
    AskNext("p0", "words", 4, 0.5, 1.1),
    AskNext("h0", "will", 1, 0.02, 0.3),
)


def test_every_question_has_its_words_and_a_note():
    said = sentences("ask_next")
    for code in (*QUESTIONS, CONFIRM):
        assert said[f"question_{code}"].endswith(("?", "."))
        assert "?" in said[f"question_{code}"]
        assert said[f"note_{code}"]


def test_what_is_read_out_is_easy():
    said = {code: text for code, text in sentences("ask_next").items() if code.startswith(READ_OUT)}
    assert grade("\n\n".join(said.values())) <= 6
    for code, text in said.items():
        assert list(long_sentences(text, 20)) == [], code
        assert abbreviations(text) == [], code
        if code.startswith("question_"):
            assert grade(text) <= 6, code


def test_the_rows_are_those_of_the_contract():
    rows = list(ask_next_rows("run1", ASKED))
    assert COLUMNS == ("run_id", "id", "question_code", "wording", "lists_that_could_change")
    assert [(row[0], row[1], row[2], row[4]) for row in rows] == [
        ("run1", "h0", "time", 12),
        ("run1", "p0", "words", 4),
        ("run1", "h0", "will", 1),
    ]
    assert all(row[3] == sentences("ask_next")[f"question_{row[2]}"] for row in rows)


def test_a_script_says_who_rings_and_why_and_that_they_can_say_no_before_the_first_question():
    script = phone_scripts(ASKED, NAMES)[1]
    opening = " ".join(script.opening)
    assert "Ada" in opening
    assert "My name is" in opening
    assert "I am ringing to ask" in opening
    assert "You do not have to answer." in opening
    assert "I have one short question." in opening
    assert [q.code for q in script.questions] == ["words"]


def test_scripts_come_by_effect_and_hold_all_of_a_persons_questions():
    scripts = phone_scripts(ASKED, NAMES)
    assert [script.id for script in scripts] == ["h0", "p0"]
    assert [q.code for q in scripts[0].questions] == ["time", "will"]
    assert "about 7 in 10" in scripts[0].questions[0].effect
    assert "fewer than 1 in 10" in scripts[0].questions[1].effect
    assert "I have 2 short questions." in " ".join(scripts[0].opening)


def test_a_script_is_plain_json_and_names_nobody_else():
    for script in phone_scripts(ASKED, NAMES):
        told = json.loads(json.dumps(script.as_json()))
        assert told["id"] == script.id
        others = {"p0", "h0", "Ada"} - {script.id, script.name}
        assert not any(other in json.dumps(told) for other in others)


@pytest.mark.parametrize(("ids", "more"), [(["p0", "p0"], ["p0"]), (["z", "p0"], ["p0", "z"]), ([], [])])
def test_a_perspective_to_confirm_comes_last_and_once(ids, more):
    found = with_confirmations(ASKED, ids)
    assert found[:3] == ASKED
    assert [(one.id, one.question_code) for one in found[3:]] == [(one, CONFIRM) for one in more]


def test_nobody_gets_a_fourth_question():
    full = tuple(AskNext("p0", code, 1, 0.5, 0.5) for code in QUESTIONS[:3])
    assert with_confirmations(full, ["p0"]) == full


def test_a_question_that_changes_no_score_says_so():
    script = phone_scripts(with_confirmations((), ["p0"]), NAMES)[0]
    assert "No score changes" in script.questions[0].effect
