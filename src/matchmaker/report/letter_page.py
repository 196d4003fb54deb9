"""A letter as one self-contained page: no script, nothing loaded, ready to print; in large print too."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from matchmaker.explain.audiences import Block, Document, Heading
from matchmaker.report.page import TEMPLATES

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from matchmaker.report.compiled import CompiledTemplates

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=CompiledTemplates.beside(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("letter.html")


@cache
def _style() -> str:
    return (TEMPLATES / "letter.css").read_text(encoding="utf-8")


def letter_page(document: Document, *, large: bool = False) -> str:
    """The page of a document; ``large`` sets it in 18 points and more. The same document gives the same page."""
    from markupsafe import Markup

    return _template().render(
        document=document,
        sections=_sections(document.blocks),
        large=large,
        style=Markup(_style()),  # noqa: S704 - our own file
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode(),
    )


def _sections(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """The blocks before the first heading of level 2, and then those of each such heading."""
    starts = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level > 1]
    return [blocks[start:end] for start, end in pairwise([0, *starts, len(blocks)])]
