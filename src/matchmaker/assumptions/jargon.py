"""Short forms of the health service in a text, from our own list, and the text with them written out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

_TOKEN: Final = re.compile(r"\b[A-Za-z]*[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*\b")
"""A word with a capital and, further on, another or a digit: "MDT", "PbR", "NEWS2", "GPs"."""


@cache
def terms() -> Mapping[str, str]:
    """Every short form of the list, and what it stands for."""
    read = tomllib.loads(files(__package__).joinpath("jargon.toml").read_text(encoding="utf-8"))
    return {str(term): str(meaning) for term, meaning in read["terms"].items()}


def terms_in(text: str) -> tuple[str, ...]:
    """The short forms of the list in a text, as often as they stand there; a plural s is left off."""
    return tuple(term for found in _TOKEN.finditer(text) if (term := _listed(found[0])))


def written_out(text: str) -> str:
    """A text with every short form of the list in plain words."""
    return _TOKEN.sub(lambda found: terms().get(_listed(found[0]) or "", found[0]), text)


def _listed(token: str) -> str | None:
    return next((one for one in (token, token.removesuffix("s")) if one in terms()), None)
