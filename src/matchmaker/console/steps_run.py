"""Third step: the run, with its progress, and a way to stop it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import FormData

from matchmaker.console import pages
from matchmaker.console.answer import make_answer
from matchmaker.console.desk import Desk, Visit
from matchmaker.console.reading import Look
from matchmaker.console.replies import onwards, page, visit_of, with_form, with_visit
from matchmaker.console.wording import tell
from matchmaker.console.work import Work

if TYPE_CHECKING:
    from matchmaker.api.service import Service

STAGES = {
    "reading texts": "texts",
    "finding candidates": "finding",
    "scoring pairings": "scoring",
    "writing": "writing",
    "writing letters": "letters",
}


def begin_run(visit: Visit, look: Look, service: Service) -> None:
    """Queue the run of what was understood. Raises ``Busy`` where too many wait already."""
    if visit.work:
        visit.work.stop()
    visit.work = Work.begin(partial(make_answer, service.runs, look.found.read, visit.choices.contact), service)


def add_run(router: APIRouter, desk: Desk) -> None:
    """The page that shows how far a run has come."""

    def run(request: Request, visit: Visit) -> Response:
        work = visit.work
        if work is None or work.state == "stopped":
            return onwards(request, "/check")
        if work.state == "done":
            return onwards(request, "/answer")
        template = "failed.html" if work.state == "failed" else "run.html"
        return page(request, template, visit, desk, work=work, stage=stage_of(work))

    def progress(request: Request) -> Response:
        visit = visit_of(request, desk)
        work = visit.work if visit else None
        if work is None:
            return JSONResponse({"state": "gone"}, headers=pages.HEADERS)
        told = {"state": work.state, "stage": stage_of(work), "done": work.done, "total": work.total}
        return JSONResponse(told, headers=pages.HEADERS)

    def stop(request: Request, form: FormData, visit: Visit) -> Response:
        if visit.work:
            visit.work.stop()
            visit.work = None
        return onwards(request, "/check")

    router.add_api_route("/run", with_visit(desk, run), methods=["GET"])
    router.add_api_route("/run/progress", progress, methods=["GET"])
    router.add_api_route("/run/stop", with_form(desk, stop), methods=["POST"])


def stage_of(work: Work) -> str:
    """What a run is at, in words."""
    if work.state == "waiting":
        return tell("stage_waiting")
    return tell(f"stage_{STAGES.get(work.stage, 'beginning')}")
