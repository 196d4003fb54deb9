"""How every step of the page is answered: a page, a way onwards, or a file; and who may ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from matchmaker.console import pages
from matchmaker.console.desk import Desk, Visit, same_token
from matchmaker.console.guard import forget_visit, from_our_page, key_in

MOST_FIELDS = 3000
SEE_OTHER = 303


def page(request: Request, template: str, visit: Visit | None, desk: Desk, status: int = 200, **more: Any) -> Response:
    """A page. Errors in it are said in its title, too."""
    values = {
        "root": request.scope.get("root_path", ""),
        "visit": visit,
        "limits": desk.limits,
        "token": visit.token if visit else "",
        "troubles": [],
        **more,
    }
    return HTMLResponse(pages.fill(template, **values), status, headers=pages.HEADERS)


def onwards(request: Request, path: str) -> Response:
    """See another page."""
    return RedirectResponse(request.scope.get("root_path", "") + path, SEE_OTHER, headers=pages.HEADERS)


def download(name: str, kind: str, content: bytes) -> Response:
    """A file to keep."""
    told = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=kind, headers={**pages.HEADERS, **told})


def gone(request: Request, desk: Desk) -> Response:
    """What was held is held no longer."""
    reply = page(request, "gone.html", None, desk, 410)
    forget_visit(reply, desk.limits.https)
    return reply


def refused(request: Request, desk: Desk) -> Response:
    """A form that did not come from our own page."""
    return page(request, "refused.html", None, desk, 403)


async def form_of(request: Request) -> FormData:
    """The fields of a small form."""
    return await request.form(max_fields=MOST_FIELDS, max_files=0)


Form = Annotated[FormData, Depends(form_of)]


def visit_of(request: Request, desk: Desk) -> Visit | None:
    """Whose request this is."""
    return desk.find(key_in(request, desk.limits.https))


def with_form(desk: Desk, do: Callable[[Request, FormData, Visit], Response]) -> Callable[..., Response]:
    """A step that takes a form: of our own page, of a visit that is there, one at a time."""

    def step(request: Request, form: Form) -> Response:
        if not from_our_page(request):
            return refused(request, desk)
        visit = visit_of(request, desk)
        if visit is None:
            return gone(request, desk)
        if not same_token(visit, str(form.get("token", ""))):
            return refused(request, desk)
        with visit.lock:
            return do(request, form, visit)

    return step


def with_visit(desk: Desk, do: Callable[[Request, Visit], Response]) -> Callable[..., Response]:
    """A page about what a visitor has on their desk."""

    def step(request: Request) -> Response:
        visit = visit_of(request, desk)
        if visit is None:
            return gone(request, desk) if key_in(request, desk.limits.https) else onwards(request, "/")
        with visit.lock:
            return do(request, visit)

    return step
