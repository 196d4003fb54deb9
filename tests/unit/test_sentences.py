"""Sentences are cut where a reader would cut them."""

import time

import pytest

from matchmaker.text.sentences import sentences, split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Patel saw me at 3 p.m. on Monday. Fine.", ["Dr. Patel saw me at 3 p.m. on Monday.", "Fine."]),
        ("I went to A&E, e.g. twice. Why? Nobody knew!", ["I went to A&E, e.g. twice.", "Why?", "Nobody knew!"]),
        ("i was ill. my gp was good.", ["i was ill.", "my gp was good."]),
        ("- one\n- two\n\nThree", ["- one", "- two", "Three"]),
        ("a line that is\nwrapped. Next", ["a line that is\nwrapped.", "Next"]),
        ('He said "help!" and left. Then', ['He said "help!" and left.', "Then"]),
        ("it hurt.Nobody came. 5.30 was late", ["it hurt.", "Nobody came.", "5.30 was late"]),
        ("We waited... and waited. J. Smith came.", ["We waited... and waited.", "J. Smith came."]),
        ("The No. 4 bus. I said no. Then", ["The No. 4 bus.", "I said no.", "Then"]),
        ("你好。再见", ["你好。", "再见"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_spans_point_into_the_text() -> None:
    text = "  One. \n Two!  "
    assert [text[start:end] for start, end in split_sentences(text)] == ["One.", "Two!"]


@pytest.mark.parametrize("piece", [".", " ", "\n", "...", "Dr. ", "a.\n", '."'])
def test_a_long_odd_text_is_cut_in_linear_time(piece: str) -> None:
    started = time.perf_counter()
    split_sentences(piece * (50_000 // len(piece)))
    assert time.perf_counter() - started < 2
