"""Chances in words that people without numbers read well: natural frequencies, of ten."""

from __future__ import annotations

from matchmaker.explain.messages import say


def in_tens(share: float) -> str:
    """A share in [0, 1] as “about 7 in 10”; the ends are said apart, since hardly ever is not never."""
    if share <= 0:
        return say("chance", "none")
    if share >= 1:
        return say("chance", "all")
    tens = round(10 * share)
    if tens in (0, 10):
        return say("chance", "under_one" if tens == 0 else "over_nine")
    return say("chance", "about", {"tens": tens})
