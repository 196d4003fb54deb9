"""The page: self-contained, its bars add up, and its words are plain and each used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matchmaker.explain.messages import sentences
from matchmaker.report import html, page
from matchmaker.report.bars import steps
from report_factories import run_of

TEMPLATES = Path(page.__file__).parent / "templates"
FORBIDDEN = (
    "best match",
    "suitable",
    "representative",
    "hard to reach",
    "unbiased",
    "bame",
    "diverse candidate",
    "quota",
    "tick-box",
    "seldom heard",
)
OFFICER_GRADE, LONGEST_SENTENCE = 10, 32


@pytest.fixture(scope="module")
def data():
    return html.report_data(run_of())


@pytest.fixture(scope="module")
def written(data):
    return html.render(data)


def test_each_bar_begins_where_the_one_before_ended_and_the_last_ends_at_the_score(data):
    for pairing in data.pairings:
        *lines, back = steps(pairing)
        reached = 0.0
        for bar in lines:
            for piece in bar.segments:
                assert piece.start == pytest.approx(reached)
                assert piece.width >= 0
                reached = piece.start + piece.width
        (taken,) = back.segments
        assert taken.start + taken.width == pytest.approx(reached)
        assert taken.start == pytest.approx(pairing.tenths / 10)


def test_points_are_printed_with_one_decimal_and_a_real_minus():
    assert [page.points(tenths) for tenths in (685, -16, 0, -3, 5, 1000, None)] == [
        "68.5",
        "−1.6",
        "0.0",
        "−0.3",
        "0.5",
        "100.0",
        "–",
    ]


def test_nothing_is_loaded_from_anywhere(written):
    assert not re.search(r"""(?:src|href|url\()\s*=?\s*["'(]?\s*(?:https?:|//)""", written)
    assert "default-src 'none'" in written
    assert "unsafe-inline" not in written
    assert " style=" not in written


def test_neither_our_words_nor_our_templates_borrow_a_trade_mark():
    ours = [path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir()]
    ours += [text for kind in ("report", "reason", "criterion") for text in sentences(kind).values()]
    assert "nhs" not in " ".join(ours).casefold()


def test_a_criterion_is_never_shown_by_its_code(written):
    visible = re.sub(r"<(script|style).*?</\1>", "", written, flags=re.DOTALL)
    for code in ("shared_purpose", "task_fit", "seek_offer", "one_sided"):
        assert code not in visible


def test_every_sentence_of_the_report_is_used():
    used = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))
    used += Path(page.__file__).read_text(encoding="utf-8")
    built = ("limits_", "never_", "mirror_", "no_", "gate_", "side_", "side_word_", "n_", "often_", "nowhere_heading_")
    sections = [
        f"{name}_heading"
        for name in ("short", "ask", "assuming", "sure", "talk", "limits", "assumed", "weights", "picture", "people")
    ]
    unused = [
        code
        for code in sentences("report")
        if f'"{code.removesuffix("_one")}"' not in used
        and f'"{code}"' not in used
        and code not in sections
        and not code.startswith(built)
    ]
    assert not unused


@pytest.mark.parametrize("kind", ["report", "reason", "criterion"])
def test_no_sentence_uses_a_word_that_we_do_not_use_about_people(kind):
    found = {code for code, text in sentences(kind).items() for word in FORBIDDEN if word in text.casefold()}
    assert not found


def syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(1, groups - (word.endswith("e") and not word.endswith("le") and groups > 1))


def grade(text: str) -> float:
    """Flesch-Kincaid grade, with syllables counted by groups of vowels."""
    parts = [part for part in re.split(r"[.!?:]\s+|[.!?:]$", text) if part.strip()]
    words = re.findall(r"[a-z’']+", text.casefold())
    return 0.39 * len(words) / len(parts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize("kind", ["report", "criterion"])
def test_the_report_reads_easily(kind):
    texts = [re.sub(r"\{\w+\}", "six", text) for text in sentences(kind).values() if text.endswith((".", "?"))]
    assert grade(" ".join(texts)) <= OFFICER_GRADE - 2
    too_long = [
        part for text in texts for part in re.split(r"(?<=[.!?:])\s+", text) if len(part.split()) > LONGEST_SENTENCE
    ]
    assert not too_long


def test_unsigned_weights_are_said_to_be_unsigned(written):
    assert "Nobody has signed it for the patient side and the professional side yet" in written


def test_what_was_dropped_for_everybody_is_said_by_name(written):
    assert "Shared purpose and Task fit" in written
