"""Chances in words."""

import pytest

from matchmaker.explain.chances import in_tens


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0 in 10"),
        (0.0005, "fewer than 1 in 10"),
        (0.06, "about 1 in 10"),
        (0.68, "about 7 in 10"),
        (0.94, "about 9 in 10"),
        (0.97, "more than 9 in 10"),
        (1.0, "10 in 10"),
    ],
)
def test_a_share_is_said_as_so_many_in_ten_and_nearly_never_is_not_never(share, words):
    assert in_tens(share) == words
