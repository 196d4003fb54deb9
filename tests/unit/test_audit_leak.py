"""The audit finds a leak that is there, names it, and passes where there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.explain.leakage import leakage_lines, verdict
from matchmaker.text.audit.effects import Bench, Statements
from matchmaker.text.audit.leak import Audit, audit
from matchmaker.text.audit.sentences import Identity
from matchmaker.text.memory import MemoryVectors

PATIENTS = (
    "I do my own dialysis at home four nights a week and nobody ever asked what I needed to begin with.",
    "My uncle has dementia and I look after him between shifts, and I want families to be heard once.",
    "I wait two hours for the bus to the eye clinic and half of the letters come after the appointment.",
    "The inhaler works but the damp in my flat does not, and the nurse asks every year why I cough.",
)
PROFESSIONALS = (
    "We teach people to do their own dialysis at home, and most of those who stop do so in the first weeks.",
    "I run the memory clinic and want one first visit for each family, with a record that they own.",
    "I book the eye clinic and could move the times, if somebody told me when the buses really come.",
    "I am the asthma nurse and I would like the housing team to read what I write about damp homes.",
)
PLAIN = "I had to ask twice before anybody looked."
GOOD = Identity(
    about="sex",
    whole="I am a woman.",
    mixed=f"As a woman {PLAIN}",
    plain=PLAIN,
    paraphrase="I was head girl at school for a year.",
    hobby="I swim in the sea every year.",
    held_out=True,
)


@pytest.fixture(scope="module")
def bench(model):
    right = np.arange(4)
    challenges = ("Make home dialysis easier to begin for people, and harder to give up in the first weeks.",)
    return Bench(model, Statements(PATIENTS, PROFESSIONALS, challenges, (right, right)), MemoryVectors(600))


def tried(bench, *sentences) -> Audit:
    return audit(bench, sentences, np.random.default_rng(0), people=4)


def test_a_sentence_that_masking_takes_out_whole_moves_nothing_at_all(bench):
    leak = tried(bench, GOOD).leaks["whole"]
    assert leak.purpose.most == 0.0
    assert leak.task.most == 0.0
    assert (leak.first_changed, leak.overtook) == (0.0, 0)


def test_a_sentence_that_masking_does_not_take_out_is_named(bench):
    leaking = replace(GOOD, whole="I do my own dialysis at home.")
    found = tried(bench, leaking)
    assert "whole_moved" in found.failed
    assert "It must change none." in "\n".join(verdict(found))


def test_a_sentence_that_moves_texts_far_is_named(bench):
    far = replace(GOOD, paraphrase=" ".join(PATIENTS[0].split() * 3))
    assert "paraphrase_median" in tried(bench, far).failed


def test_more_overtaking_than_with_the_control_is_named(bench):
    shared = "Dialysis at home, buses to the eye clinic, dementia in the family, damp flats and inhalers: all of it."
    sentences = [replace(GOOD, paraphrase=f"{shared} {PROFESSIONALS[n]}", hobby="I swim.") for n in range(4)]
    found = tried(bench, *sentences)
    beside = next(one for one in found.beside if (one.form, one.control) == ("paraphrase", "hobby"))
    assert beside.difference > 0
    assert beside.low <= beside.difference <= beside.high
    assert ("paraphrase_worse" in found.failed) is (beside.low > 0)
    assert "paraphrase_worse" in found.failed


def test_the_same_draw_gives_the_same_figures(bench):
    assert tried(bench, GOOD, GOOD) == tried(bench, GOOD, GOOD)


def test_every_figure_is_of_what_it_says(bench):
    found = tried(bench, GOOD, replace(GOOD, held_out=False))
    assert found.leaks["mixed"].sentences == 2
    assert found.held_out["mixed"].sentences == 1
    assert 0 < found.leaks["plain"].purpose.median <= found.leaks["plain"].purpose.high
    assert found.leaks["plain"].behind <= 2 * 2 * 4 * 3


def test_without_a_challenge_task_fit_has_no_figures(model):
    bench = Bench(model, Statements(PATIENTS, PROFESSIONALS), MemoryVectors(600))
    found = tried(bench, GOOD)
    assert found.leaks["mixed"].task is None
    assert "Task fit" not in "\n".join(leakage_lines(found))


def test_an_identity_that_two_people_share_and_masking_takes_out_brings_nobody_closer(bench):
    writers = (np.arange(4), np.arange(4))
    with_it, without = (bench.effect(sentence, writers) for sentence in (GOOD.mixed, GOOD.plain))
    assert abs(with_it.overtook - without.overtook) <= 2
