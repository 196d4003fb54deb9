"""Whose form is this? The cookie that names a visit, and the checks that a form was sent from our own page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

SAFE_NAME, PLAIN_NAME = "__Host-matchmaker", "matchmaker-visit"
"""A browser accepts the first only with Secure, from this host alone; without https there is only the second."""


def key_in(request: Request, https: bool) -> str | None:
    """The id of the visit that a request names."""
    return request.cookies.get(_name(https))


def name_visit(response: Response, key: str, https: bool) -> None:
    """Have the browser name this visit until it is closed: no script sees the cookie, no other site sends it."""
    response.set_cookie(_name(https), key, httponly=True, samesite="strict", secure=https, path="/")


def forget_visit(response: Response, https: bool) -> None:
    """Have the browser forget the visit."""
    response.delete_cookie(_name(https), httponly=True, samesite="strict", secure=https, path="/")


def _name(https: bool) -> str:
    return SAFE_NAME if https else PLAIN_NAME


def from_our_page(request: Request) -> bool:
    """Whether a form came from a page of ours, as the browser tells: a form of another site is refused.

    ``Sec-Fetch-Site`` where it is sent (https and this computer), else ``Origin`` against ``Host``.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")
