"""The known word that an unknown one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

LOOK_THROUGH = 2000
"""Above this many known words only differences of case, spaces and signs are looked for."""

MOST_SEARCHES = 200
"""A file in which every id is wrong needs no more examples than this."""

CLOSE = 0.75


class Suggestions:
    """Looks up what somebody probably meant among known words. Built once for many questions."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = sorted(known)
        self.searches = 0

    @cached_property
    def _by_plain(self) -> dict[str, str]:
        return {_plain(word): word for word in reversed(self.known)}

    def closest(self, word: str) -> str | None:
        """The closest known word, or ``None`` where none is close."""
        same = self._by_plain.get(_plain(word))
        if same is not None or len(self.known) > LOOK_THROUGH or self.searches >= MOST_SEARCHES or len(word) > 100:
            return same
        from difflib import get_close_matches

        self.searches += 1
        return next(iter(get_close_matches(word, self.known, n=1, cutoff=CLOSE)), None)


def _plain(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())
