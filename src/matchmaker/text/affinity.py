"""How close people's own texts are to statements: the text criterion as a plain table, for use as a library."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.model import TextModel, open_text_model

CLOSEST_SHARE = 0.5
"""Of a person's several texts: this much the closest one, the rest the mean of all (domain C.4)."""


def affinity(
    profiles: Sequence[str | Sequence[str]],
    statements: Sequence[str],
    *,
    masked: bool = True,
    model: TextModel | None = None,
) -> NDArray[np.float64]:
    """Closeness (profiles, statements) in [0, 1], float64. A profile is one text, or a list of texts by one person.

    The shipped blend ``s`` of each text and statement; of several texts half the closest and half the mean; then
    ``½(1 + z/√(1 + z²))`` with ``z = 2(s − low)/(high − low) − 1``: strictly increasing, so nothing is tied by
    clipping. A text without a word is left out; where a person has no other text, or the statement has no word, the
    closeness is 0. ``masked`` takes out names and descriptions of persons first, as every run does. A profile and
    statement's value does not depend on the others.

    Raises ``TypeError`` for a single text in place of a list, and ``OutsideFailure`` when the model files are missing
    or altered.

    >>> affinity(["I run a dialysis unit."], ["Home dialysis training", "A cafe for carers"])  # doctest: +SKIP
    array([[0.2, 0.1]])
    """
    _refuse_one_text(profiles=profiles, statements=statements)
    model = model or open_text_model()
    texts, owner = _laid_out(profiles)
    if masked:
        from matchmaker.text.mask import mask

        texts, statements = [mask(text).text for text in texts], [mask(text).text for text in statements]
    a, b = model.read(texts, enough=1), model.read(statements, enough=1)
    rows, columns = np.divmod(np.arange(len(a) * len(b), dtype=np.int64), max(len(b), 1))
    scores = model.exact(a, rows, b, columns).reshape(len(a), len(b))
    together = [_of_one_person(scores[a.known & (owner == person)]) for person in range(len(profiles))]
    table = np.stack(together) if together else np.zeros((0, len(b)))
    low, high = model.purpose.low, model.purpose.high
    z = 2.0 * (table - low) / (high - low) - 1.0
    return np.nan_to_num(0.5 * (1.0 + z / np.sqrt(1.0 + z * z)), nan=0.0)


def _refuse_one_text(**lists: object) -> None:
    """A string is a sequence too, of its letters, which nobody means."""
    for name, given in lists.items():
        if isinstance(given, str | bytes):
            raise TypeError(f"{name} must be a list of texts, and this is one text: put it in a list, {name}=[text]")


def _laid_out(profiles: Sequence[str | Sequence[str]]) -> tuple[list[str], NDArray[np.int64]]:
    lists = [[profile] if isinstance(profile, str) else list(profile) for profile in profiles]
    owner = np.repeat(np.arange(len(lists)), [len(texts) for texts in lists])
    return [text for texts in lists for text in texts], owner


def _of_one_person(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """The readable texts of one person by statements to one row; NaN where there is nothing to read."""
    if not len(scores):
        return np.full(scores.shape[1], np.nan)
    return np.asarray(CLOSEST_SHARE * scores.max(axis=0) + (1.0 - CLOSEST_SHARE) * scores.mean(axis=0))
