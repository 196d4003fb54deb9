"""The known word that an unknown one was probably meant to be."""

from __future__ import annotations

from collections.abc import Collection

LOOK_THROUGH = 5000
"""Above this many known words only differences of case, spaces and signs are looked for."""


def closest(word: str, known: Collection[str]) -> str | None:
    """The closest known word, or ``None`` where none is close."""
    plain = _plain(word)
    same = next((other for other in known if _plain(other) == plain), None)
    if same is not None or len(known) > LOOK_THROUGH or len(word) > 100:
        return same
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1, cutoff=0.75)), None)


def _plain(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())
