"""Fourth step: read the answer, one person at a time, and take it away."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from matchmaker.console.answer import KINDS, AnswerPage, in_order, zipped
from matchmaker.console.desk import Desk, Visit
from matchmaker.console.replies import download, onwards, page, with_visit
from matchmaker.console.work import Answer

ZIP = "everything.zip"
ZIPS = (ZIP, "letters.zip")
PARTS = {"": "answer.html", "/people": "people_one.html", "/picture": "answer_picture.html", "/no": "answer_no.html"}


def add_answer(router: APIRouter, desk: Desk) -> None:
    """The pages of a result, and its files."""
    for part, template in PARTS.items():
        show = with_visit(desk, with_answer(_part(desk, template, part)))
        router.add_api_route(f"/answer{part}", show, methods=["GET"])

    def file(request: Request, name: str) -> Response:
        def found(request: Request, visit: Visit, answer: Answer) -> Response:
            if name in ZIPS:
                return download(name, KINDS[".zip"], zipped(answer.everything if name == ZIP else answer.letters))
            if name not in answer.files:
                return onwards(request, "/answer")
            return download(name, KINDS["." + name.rpartition(".")[2]], answer.files[name])

        return with_visit(desk, with_answer(found))(request)

    def letter(request: Request, number: int) -> Response:
        def found(request: Request, visit: Visit, answer: Answer) -> Response:
            name = AnswerPage(answer.data).letter(number)
            content = answer.letters.get(name)
            return download(name, KINDS[".html"], content) if content else onwards(request, "/answer")

        return with_visit(desk, with_answer(found))(request)

    router.add_api_route("/answer/files/{name}", file, methods=["GET"])
    router.add_api_route("/answer/letters/{number}", letter, methods=["GET"])


def with_answer(show: Callable[[Request, Visit, Answer], Response]) -> Callable[[Request, Visit], Response]:
    """A page about the answer; without one, the way back to where it is made."""

    def step(request: Request, visit: Visit) -> Response:
        answer = visit.work.answer if visit.work else None
        return show(request, visit, answer) if answer else onwards(request, "/run" if visit.work else "/check")

    return step


def _part(desk: Desk, template: str, part: str) -> Callable[[Request, Visit, Answer], Response]:
    def show(request: Request, visit: Visit, answer: Answer) -> Response:
        shown = AnswerPage(answer.data)
        number = min(max(_whole(request.query_params.get("list")), 1), max(len(shown.lists), 1))
        files = [(name, len(answer.files[name])) for name in in_order(answer.files)]
        return page(
            request,
            template,
            visit,
            desk,
            data=answer.data,
            page=shown,
            part=part,
            number=number,
            files=files,
            letters=len(answer.letters),
        )

    return show


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1
