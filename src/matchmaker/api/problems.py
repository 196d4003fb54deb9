"""Errors as problem details (RFC 9457): a stable type, every field at once, and never a word that somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from matchmaker.domain.problem import (
    Forbidden,
    InputRefused,
    MatchmakerError,
    OutsideFailure,
    Problem,
    WrongUse,
)
from matchmaker.explain.messages import say, say_problem
from matchmaker.services.run_queue import Busy, Stopped
from matchmaker.services.stateless import TooMuch

MEDIA_TYPE = "application/problem+json"
MOST_ERRORS = 1000
"""Errors that one answer lists; ``errors_total`` says how many there are."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of problem: its status and where people can read of it, ``/problems/<slug>``."""

    slug: str
    status: int
    retry_after: int | None = None

    @property
    def uri(self) -> str:
        """The stable type."""
        return f"/problems/{self.slug}"


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("request-unreadable", 400),
        Kind("host-not-known", 400),
        Kind("not-found", 404),
        Kind("method-not-allowed", 405),
        Kind("too-large", 413),
        Kind("input-refused", 422),
        Kind("too-many-requests", 429),
        Kind("internal", 500),
        Kind("stopped", 503),
        Kind("busy", 503, retry_after=30),
        Kind("not-ready", 503, retry_after=10),
    )
}
"""Every type of problem that the service answers with, by its slug."""

OF_ERROR: Sequence[tuple[type[MatchmakerError], str]] = (
    (Busy, "busy"),
    (Stopped, "stopped"),
    (TooMuch, "too-large"),
    (InputRefused, "input-refused"),
    (WrongUse, "input-refused"),
    (Forbidden, "not-found"),
    (OutsideFailure, "not-ready"),
)
OF_STATUS = {400: "request-unreadable", 404: "not-found", 405: "method-not-allowed", 413: "too-large"}


class FieldError(BaseModel):
    """One thing wrong, and where: ``pointer`` is a JSON pointer (RFC 6901) into what was sent."""

    pointer: str
    code: str
    detail: str


class ProblemDetails(BaseModel):
    """What every error of the service looks like."""

    type: str = Field(examples=["/problems/input-refused"])
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[FieldError] = []
    errors_total: int = 0


class Trouble(Exception):  # noqa: N818 - it is one
    """A problem that an endpoint wants answered as it is."""

    def __init__(self, slug: str, errors: Iterable[FieldError] = ()) -> None:
        self.slug, self.errors = slug, tuple(errors)
        super().__init__(slug)


def answer(
    request_id: str, slug: str, errors: Iterable[FieldError] = (), headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The response for a type of problem."""
    kind, listed = KINDS[slug], list(errors)
    key = slug.replace("-", "_")
    details = ProblemDetails(
        type=kind.uri,
        title=say("http", f"title_{key}"),
        status=kind.status,
        detail=say("http", f"detail_{key}"),
        request_id=request_id,
        errors=listed[:MOST_ERRORS],
        errors_total=len(listed),
    )
    more = {"Retry-After": str(kind.retry_after)} if kind.retry_after else {}
    return JSONResponse(
        details.model_dump(mode="json"), kind.status, headers={**more, **(headers or {})}, media_type=MEDIA_TYPE
    )


def slug_of(error: MatchmakerError) -> str:
    """Which type of problem a foreseen error is."""
    return next(slug for kind, slug in OF_ERROR if isinstance(error, kind))


def field_error(problem: Problem, pointer: str = "") -> FieldError:
    """A problem in words, at its place in what was sent."""
    return FieldError(pointer=pointer, code=problem.code, detail=say_problem(problem))


def request_id_of(request: Request) -> str:
    """The id under which this request is logged."""
    return str(request.scope.get("matchmaker.request_id", ""))


def pointer_to(parts: Iterable[str | int]) -> str:
    """A JSON pointer from the parts of a place."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def handle_problems(app: FastAPI) -> None:
    """Have every error of the application answered as problem details."""
    app.add_exception_handler(MatchmakerError, _foreseen)
    app.add_exception_handler(Trouble, _trouble)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http)


def _foreseen(request: Request, error: Exception) -> Response:
    assert isinstance(error, MatchmakerError)
    slug = slug_of(error)
    if slug == "not-ready":  # its sentences name folders of this computer, which are nobody else's business
        return answer(
            request_id_of(request),
            slug,
            [FieldError(pointer="", code=p.code, detail=say("http", "detail_not_ready")) for p in error.problems],
        )
    return answer(request_id_of(request), slug, map(field_error, error.problems))


def _trouble(request: Request, error: Exception) -> Response:
    assert isinstance(error, Trouble)
    return answer(request_id_of(request), error.slug, error.errors)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    slug = OF_STATUS.get(error.status_code, "internal")
    return answer(request_id_of(request), slug, headers=error.headers)


def _not_valid(request: Request, error: Exception) -> Response:
    """A body that is not of the shape: by place and kind of mistake, with the schema's own limits, never the value."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return answer(request_id_of(request), "request-unreadable")
    return answer(request_id_of(request), "input-refused", map(_shape_error, found))


def _shape_error(one: Mapping[str, Any]) -> FieldError:
    code = str(one["type"])
    known = f"shape_{code}"
    params = {name: value for name, value in (one.get("ctx") or {}).items() if isinstance(value, int | float | str)}
    try:
        detail = say("http", known, params)
    except KeyError:
        detail = say("http", "shape_other")
    return FieldError(pointer=pointer_to(_place(one["loc"])), code=code, detail=detail)


def _place(parts: Sequence[str | int]) -> Iterable[str | int]:
    """The place in the body, without ``body`` and without the names of alternatives that pydantic puts at its end."""
    for part in parts[1:] if parts and parts[0] == "body" else parts:
        if isinstance(part, str) and (part in ALTERNATIVES or "[" in part or "(" in part):
            return
        yield part


ALTERNATIVES = frozenset({"str", "int", "float", "bool", "list", "none", "nullable"})


def statuses(*slugs: str) -> dict[int | str, dict[str, Any]]:
    """The documented error responses of an operation, for the OpenAPI document."""
    found: dict[int | str, dict[str, Any]] = {}
    for slug in slugs:
        kind = KINDS[slug]
        said = f"{HTTPStatus(kind.status).phrase}: {say('http', 'title_' + slug.replace('-', '_'))}"
        before = found.get(kind.status)
        found[kind.status] = {
            "model": ProblemDetails,
            "description": f"{before['description']}; {said}" if before else said,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
    return found
