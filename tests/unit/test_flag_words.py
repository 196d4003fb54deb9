"""Every assumption has every word it needs, in words that are as easy as promised, and the page of them is current."""

from __future__ import annotations

import ast
import inspect
import re
import runpy
import string
from pathlib import Path

import pytest

from letters_reading import grade
from matchmaker.assumptions.registry import all_checks
from matchmaker.domain.flag import Effect, Flag, Level, Severity, Status
from matchmaker.explain.audiences import Audience
from matchmaker.explain.flags import evidence, guide, in_words, question, showed
from matchmaker.explain.messages import sentences
from matchmaker.explain.wording import abbreviations, long_sentences, unwanted
from matchmaker.library import match

ROOT = Path(__file__).parents[2]
CHECKS = all_checks()
IDS = [check.id for check in CHECKS]
ALWAYS = ("title", "assume", "question", "partner_question", "not_triggered", "no_data")
OFFICER_GRADE, PARTNER_GRADE, LONGEST = 10, 6, 20


def words_of(flag_id: str) -> dict[str, str]:
    """All the words of one assumption, by their code without its id."""
    start = f"{flag_id.lower()}_"
    return {code.removeprefix(start): text for code, text in sentences("flag").items() if code.startswith(start)}


def filled(text: str) -> str:
    """A sentence with each gap filled by a short number or word."""
    return text.format_map({name: "two" for _, name, _, _ in string.Formatter().parse(text) if name})


def whole(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def said_to_the_team(flag_id: str) -> dict[str, str]:
    return {code: filled(text) for code, text in words_of(flag_id).items() if code != "partner_question"}


def literal_rules(check: object) -> set[str]:
    """The rules that a check's file names as they stand in ``Found(rule=…)``."""
    module = inspect.getmodule(check.look)
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call))
    rules = (word.value for call in calls for word in call.keywords if word.arg == "rule")
    return {
        part.value
        for rule in rules
        if isinstance(rule, ast.Constant | ast.IfExp)
        for part in ast.walk(rule)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
    }


def test_there_are_twenty_seven_assumptions_and_one_more_about_who_signed():
    assert [*(f"A{n:02}" for n in range(1, 20)), "A19b", *(f"A{n:02}" for n in range(20, 28))] == IDS
    assert len({check.code for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_every_check_has_every_word_it_needs(check):
    words = words_of(check.id)
    assert set(ALWAYS) <= words.keys()
    assert any(code.startswith("why_") for code in words)
    assert {f"why_{rule}" for rule in literal_rules(check)} <= words.keys()
    known = (*ALWAYS, "why_", "rerun_", "norerun_")
    assert all(code.startswith(known) for code in words), words.keys()


@pytest.mark.parametrize("flag_id", IDS)
def test_an_assumption_is_about_us_and_asks_something(flag_id):
    words = words_of(flag_id)
    assert words["assume"].startswith("We may be assuming that ")
    assert words["question"].endswith("?")
    assert "?" in words["partner_question"]
    assert all(
        text[:1].isupper() and not text.endswith(".") for code, text in words.items() if code.startswith("rerun_")
    )


@pytest.mark.parametrize("flag_id", [*IDS, "the general ones"])
def test_the_words_of_flags_follow_the_rules_on_wording(flag_id):
    texts = words_of(flag_id) if flag_id in IDS else general()
    for code, text in texts.items():
        text = filled(text)
        assert unwanted(text) == [], code
        assert abbreviations(text) == [], code
        assert list(long_sentences(text, LONGEST)) == [], code


def general() -> dict[str, str]:
    return {code: text for code, text in sentences("flag").items() if not re.match(r"a\d\d", code)}


@pytest.mark.parametrize("flag_id", IDS)
def test_the_team_can_read_them(flag_id):
    assert grade(" ".join(map(whole, said_to_the_team(flag_id).values()))) <= OFFICER_GRADE


@pytest.mark.parametrize("flag_id", IDS)
def test_a_patient_partner_can_read_what_they_are_asked(flag_id):
    assert grade(words_of(flag_id)["partner_question"]) <= PARTNER_GRADE


def test_the_page_of_assumptions_is_what_the_checks_and_their_words_say():
    page = runpy.run_path(str(ROOT / "docs" / "reference" / "generate_assumptions.py"))["page"]()
    assert page == (ROOT / "docs" / "reference" / "assumptions.md").read_text(encoding="utf-8"), "run `make docs`"
    for check in CHECKS:
        assert all(f"`{field}`" in page for field in (check.code, *check.reads))
        assert words_of(check.id)["question"] in page


@pytest.mark.parametrize("fixture", ["twelve_pairs", "barts", "programme"])
def test_every_flag_of_the_fixtures_can_be_said(fixture, request):
    run = match(request.getfixturevalue(fixture), no_text=fixture == "programme")
    assert {flag.id for flag in run.flags} == set(IDS)
    for flag in run.flags:
        words = in_words(flag)
        assert "{" not in f"{words.evidence}{words.showed}{words.question}"
        assert bool(words.showed) == (flag.status in (Status.FIRED, Status.CHECKED_NO_EFFECT))


def flag(flag_id: str = "A04", level: Level = Level.LIST, **more: object) -> Flag:
    known = {"code": "x", "status": Status.FIRED, "severity": Severity.CHECK, "guide_ref": "§2 div"}
    return Flag(id=flag_id, level=level, **(known | more))


def test_the_first_place_falls():
    effect = Effect(
        method="time_off", rank_before=1, rank_after=3, top1_changed=True, top3_in=("K2",), top3_out=("K9",)
    )
    assert showed(flag(effect=effect)) == (
        "With time switched off, whoever comes first here moves to place 3. "
        "Into the first three would come: K2. Out of the first three would go: K9."
    )


def test_a_change_of_nothing_is_said():
    effect = Effect(method="time_off", rank_before=1, rank_after=1)
    assert showed(flag(effect=effect)) == (
        "With time switched off, whoever comes first here still does. Nothing that matters changes."
    )


def test_a_pairing_leaves_the_list():
    effect = Effect(method="known_pairs_removed", rank_before=2, top3_in=("K1", "K2"), top3_out=("K3",), shut_out=1)
    said = showed(flag("A10", Level.PAIR, effect=effect), name=lambda one: one.replace("K", "Person "))
    assert said.startswith("Without anybody whom they already know, this pairing is not on the list. ")
    assert "Person 1 and Person 2" in said
    assert said.endswith("One person would be suggested who is not suggested now.")


def test_what_cannot_be_run_again_says_why():
    assert "no order to look at" in showed(flag(effect=Effect(method="time_off", not_rerun="only_time")))
    assert showed(flag("A09", effect=None)).startswith("There is nothing to run again")


def test_what_is_missing_is_named():
    no_data = flag(status=Status.NO_DATA, missing=("partners.csv slots", "partners.csv hours_per_month"))
    assert evidence(no_data).endswith("partners.csv slots and partners.csv hours_per_month.")


def test_nobody_is_asked_about_somebody_elses_access():
    about_one = flag("A25", Level.PAIR, people=("K1",))
    assert question(about_one, Audience.PATIENT, "K1")
    assert question(about_one, Audience.PROFESSIONAL, "K2") is None
    assert question(about_one, Audience.OFFICER)


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("§2 div", "Guide, section 2, the note on diversity"),
        ("§1 outset-1, Q3", "Guide, section 1, point 1 of what to look for at the outset, question 3"),
        ("§2, §4 quote", "Guide, section 2, section 4, a quotation"),
        ("§4 Q2–Q3", "Guide, section 4, question 2 and question 3"),
    ],
)
def test_the_guides_section_is_said_in_full(reference, said):
    assert guide(reference) == said
