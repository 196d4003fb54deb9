"""Templates filled in: the page's own and, for results, the report's."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from matchmaker.console import wording
from matchmaker.explain.messages import place_of
from matchmaker.report.page import NEVER, spoken

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Nothing from elsewhere, nothing kept by the browser. (``no-referrer`` would blank the Origin of our own forms.)"""


@cache
def asset(name: str) -> bytes:
    """A file of the page: the style is the report's, with what forms need after it."""
    own = files(__package__).joinpath("static", name).read_bytes()
    if name != "page.css":
        return own
    return files("matchmaker.report").joinpath("templates", "page.css").read_bytes() + b"\n" + own


@cache
def version_of(name: str) -> str:
    """A few letters that change with the file, so that browsers may keep it."""
    return hashlib.sha256(asset(name)).hexdigest()[:12]


@cache
def _environment() -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=ChoiceLoader([PackageLoader("matchmaker.console"), PackageLoader("matchmaker.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        tell=wording.tell,
        about_file=wording.about_file,
        number_of=wording.number_of,
        column_name=wording.column_name,
        problem_in_words=wording.problem_in_words,
        assumption_in_words=wording.assumption_in_words,
        place_of=place_of,
        version_of=version_of,
        **spoken(),
        never=NEVER,
    )
    return environment


def fill(template: str, **values: Any) -> str:
    """One page as HTML."""
    return _environment().get_template(template).render(**values)
