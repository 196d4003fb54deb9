"""First step: give files, or try made-up people. Also: delete everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from matchmaker.console import pages
from matchmaker.console.desk import Choices, Desk, DeskFullError, Held, Trouble, Visit, same_token
from matchmaker.console.guard import forget_visit, from_our_page, name_visit
from matchmaker.console.replies import Form, onwards, page, refused, visit_of
from matchmaker.console.samples import SAMPLES, sample
from matchmaker.console.troubles import wrong_kind
from matchmaker.console.upload import FormBrokenError, TooLargeError, Uploaded, uploaded

ASSETS = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
MILLION = 1_000_000


def add_start(router: APIRouter, desk: Desk) -> None:
    """The first page and what is sent from it."""
    start = Start(desk)
    router.add_api_route("/", start.page, methods=["GET"])
    router.add_api_route("/files", start.files, methods=["POST"])
    router.add_api_route("/made-up", start.made_up, methods=["POST"])
    router.add_api_route("/delete", start.delete, methods=["POST"])
    router.add_api_route("/deleted", start.deleted, methods=["GET"])
    router.add_api_route("/page/{name}", asset, methods=["GET"])


@dataclass(frozen=True, slots=True)
class Start:
    """The steps that need no visit yet."""

    desk: Desk

    def page(self, request: Request) -> Response:
        """The first page."""
        visit = visit_of(request, self.desk)
        troubles = visit.told() if visit else []
        if "full" in request.query_params:
            troubles.append(Trouble("full"))
        return page(request, "start.html", visit, self.desk, troubles=troubles)

    async def files(self, request: Request) -> Response:
        """Take the files of a form, read as they arrive."""
        if not from_our_page(request):
            return refused(request, self.desk)
        try:
            given: Uploaded | Trouble = await uploaded(request, self.desk.limits.most_bytes)
        except TooLargeError:
            given = Trouble("too_large", "patient", {"most": self.desk.limits.most_bytes // MILLION})
        except FormBrokenError:
            given = Trouble("nothing_chosen", "patient")
        return await run_in_threadpool(self._take, request, given)

    def _take(self, request: Request, given: Uploaded | Trouble) -> Response:
        visit = visit_of(request, self.desk)
        if isinstance(given, Trouble):
            return _answered(request, self.desk, visit, [given])
        if visit and not same_token(visit, given.token):
            return refused(request, self.desk)
        return _answered(request, self.desk, visit, _kept(self.desk, visit, given))

    def made_up(self, request: Request, form: Form) -> Response:
        """Put made-up people on a desk of their own."""
        if not from_our_page(request) or form.get("which") not in SAMPLES:
            return refused(request, self.desk)
        before = visit_of(request, self.desk)
        if before:
            self.desk.end(before)
        return _answered(request, self.desk, None, sample(str(form["which"])), made_up=True)

    def delete(self, request: Request, form: Form) -> Response:
        """Forget everything, whatever is being made of it."""
        visit = visit_of(request, self.desk)
        mine = visit is None or same_token(visit, str(form.get("token", "")))
        if not (from_our_page(request) and mine):
            return refused(request, self.desk)
        if visit:
            self.desk.end(visit)
        reply = onwards(request, "/deleted")
        forget_visit(reply, self.desk.limits.https)
        return reply

    def deleted(self, request: Request) -> Response:
        """The page after that."""
        return page(request, "deleted.html", None, self.desk)


def asset(name: str) -> Response:
    """A style, script or picture of the page."""
    if name not in ASSETS:
        return Response(status_code=404)
    kept = {**pages.HEADERS, "Cache-Control": "public, max-age=31536000, immutable"}
    return Response(pages.asset(name), media_type=ASSETS[name], headers=kept)


def _answered(
    request: Request, desk: Desk, visit: Visit | None, what: Sequence[Held | Trouble], *, made_up: bool = False
) -> Response:
    """Put files on the desk and go on to look at them, or stay and say what is wrong: nothing held before is lost."""
    files = [each for each in what if isinstance(each, Held)]
    troubles = [each for each in what if isinstance(each, Trouble)]
    begun = visit is None
    if visit is None:
        try:
            visit = desk.begin()
        except DeskFullError:
            return onwards(request, "/?full")
    with visit.lock:
        if files:
            _put(visit, files)
            visit.made_up = made_up
        visit.troubles = troubles
    reply = onwards(request, "/check" if visit.files else "/")
    if begun:
        name_visit(reply, visit.key, desk.limits.https)
    return reply


def _kept(desk: Desk, visit: Visit | None, given: Uploaded) -> list[Held | Trouble]:
    """The files that can be held, and what is wrong with the others."""
    held = visit.files if visit else []
    slots = {file.slot for file in given.files if file.slot != "tables"}
    stay = [file for file in held if file.slot not in slots]
    names = {file.name for file in stay if file.slot != "tables"}
    room = desk.limits.most_bytes - sum(len(file.content) for file in stay)
    found: list[Held | Trouble] = []
    for file in given.files:
        trouble = wrong_kind(file)
        if trouble is None and len(file.content) > room:
            trouble = Trouble("too_large", file.slot, {"most": desk.limits.most_bytes // MILLION})
        elif trouble is None and not desk.room_for(len(file.content)):
            trouble = Trouble("full", file.slot)
        elif trouble is None and len(stay) + len(found) >= desk.limits.most_files:
            trouble = Trouble("too_many_files", file.slot, {"most": desk.limits.most_files})
        if trouble is None:
            file = _own_name(file, names)
            names.add(file.name)
            room -= len(file.content)
        found.append(trouble or file)
    return found or [Trouble("nothing_chosen", "patient")]


def _own_name(file: Held, names: set[str]) -> Held:
    """Two files of one name are told apart by their side."""
    if file.name not in names:
        return file
    stem, dot, suffix = file.name.rpartition(".")
    return Held(f"{stem} ({file.slot}){dot}{suffix}", file.slot, file.content)


def _put(visit: Visit, files: Sequence[Held]) -> None:
    if {"patient", "professional"} <= {file.slot for file in files}:
        visit.choices = Choices()  # both files given afresh: a fresh start
    for file in files:
        same = [h for h in visit.files if (h.slot == file.slot if file.slot != "tables" else h.name == file.name)]
        for earlier in same:
            visit.files.remove(earlier)
            renamed = earlier.name != file.name
            for place in [place for place in visit.choices.columns if renamed and place[0] == earlier.name]:
                del visit.choices.columns[place]
        visit.files.append(file)
    order = {"patient": 0, "professional": 1, "tables": 2}
    visit.files.sort(key=lambda held: (order[held.slot], held.name))
    if sum(held.slot != "tables" for held in visit.files) == 2:
        visit.choices.role = None
    visit.changed()
