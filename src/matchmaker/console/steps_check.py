"""Second step: what was understood, what is wrong, and how to put it right."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from matchmaker.console.desk import Desk, Trouble, Visit
from matchmaker.console.reading import EVERYBODY, Look, looked_at
from matchmaker.console.replies import download, onwards, page, with_form, with_visit
from matchmaker.console.steps_run import begin_run
from matchmaker.console.troubles import seem_swapped, troubles_of
from matchmaker.console.understood import GROUPS, FileCard, understood_of
from matchmaker.console.upload import SLOTS
from matchmaker.console.wording import problem_in_words, tell
from matchmaker.services.run_queue import Busy
from matchmaker.tables.write import harmless

if TYPE_CHECKING:
    from matchmaker.api.service import Service

ROLES = ("patient", "professional", EVERYBODY)
OTHER_SIDE = {"patient": "professional", "professional": "patient"}
CONTACT_LENGTH = 200
COLUMNS = frozenset(column for columns in GROUPS.values() for column in columns)


def add_check(router: APIRouter, desk: Desk, service: Service) -> None:
    """The page of what was understood, and the forms on it."""
    check = Check(desk, service)
    router.add_api_route("/check", with_visit(desk, check.page), methods=["GET"])
    router.add_api_route("/check", with_form(desk, check.choose), methods=["POST"])
    router.add_api_route("/swap", with_form(desk, check.swap), methods=["POST"])
    router.add_api_route("/remove", with_form(desk, check.remove), methods=["POST"])
    router.add_api_route("/problems.csv", with_visit(desk, check.problems), methods=["GET"])


@dataclass(frozen=True, slots=True)
class Check:
    """Looking at what was understood, and changing it."""

    desk: Desk
    service: Service

    def page(self, request: Request, visit: Visit) -> Response:
        """What was understood."""
        if not visit.files:
            return onwards(request, "/")
        look = look_of(visit)
        found = [*visit.told(), *troubles_of(visit.files, visit.choices.role, look, self.desk.limits)]
        return page(
            request,
            "check.html",
            visit,
            self.desk,
            troubles=found,
            seen=understood_of(visit, look),
            look=look,
            swapped=seem_swapped(visit.files, look),
            groups=GROUPS,
            ready=not found and not look.found.problems,
            alone=sum(held.slot != "tables" for held in visit.files) == 1,
        )

    def choose(self, request: Request, form: FormData, visit: Visit) -> Response:
        """Take over what was chosen, and look again or make the lists."""
        if _chosen(form, visit):
            visit.changed()
        look = look_of(visit)
        wrong = look.found.problems or any(troubles_of(visit.files, visit.choices.role, look, self.desk.limits))
        if wrong or form.get("do") != "run":
            return onwards(request, "/check")
        try:
            begin_run(visit, look, self.service)
        except Busy:
            visit.troubles.append(Trouble("busy"))
            return onwards(request, "/check")
        return onwards(request, "/run")

    def swap(self, request: Request, form: FormData, visit: Visit) -> Response:
        """Put each of the two files in the other's place."""
        visit.files = [replace(held, slot=OTHER_SIDE.get(held.slot, held.slot)) for held in visit.files]
        visit.files.sort(key=lambda held: SLOTS.index(held.slot))
        visit.choices.role = None
        visit.changed()
        return onwards(request, "/check")

    def remove(self, request: Request, form: FormData, visit: Visit) -> Response:
        """Take a file out."""
        visit.files = [held for held in visit.files if held.name != form.get("file")]
        visit.changed()
        return onwards(request, "/check" if visit.files else "/")

    def problems(self, request: Request, visit: Visit) -> Response:
        """Every problem as a table."""
        return download("problems.csv", "text/csv; charset=utf-8", _as_csv(look_of(visit)))


def look_of(visit: Visit) -> Look:
    """What was understood of a visitor's files, read once."""
    if visit.look is None:
        visit.look = looked_at(visit.files, visit.choices)
    return visit.look


def _chosen(form: FormData, visit: Visit) -> bool:
    """Take over what was chosen; whether that changed anything."""
    before = replace(visit.choices, columns=dict(visit.choices.columns))
    if form.get("role") in ROLES:
        visit.choices.role = str(form["role"])
    if "challenge" in form:
        visit.choices.challenge = str(form["challenge"]) or None
    if "contact" in form:
        visit.choices.contact = " ".join(str(form["contact"]).split())[:CONTACT_LENGTH] or None
    look = look_of(visit)
    for card in understood_of(visit, look).cards:
        visit.choices.columns |= _columns_said(form, card, look)
        if str(card.number) in form.getlist("names"):
            visit.choices.columns |= {(row.file, row.place): "display_name" for row in card.names}
    return before != visit.choices


def _columns_said(form: FormData, card: FileCard, look: Look) -> dict[tuple[str, str], str]:
    """The columns of a file that somebody changed. What was guessed and stood beside them was accepted with them."""
    said = {
        (row.file, row.place): (str(form[row.field]), row.column or "")
        for row in card.columns
        if row.open and form.get(row.field) in {"", *(row.allowed or COLUMNS)}
    }
    if all(answer == before for answer, before in said.values()):
        return {}
    return {place: answer for place, (answer, before) in said.items() if answer != before or place in look.guessed}


def _as_csv(look: Look) -> bytes:
    """Every problem as a table, to mend a file by."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([tell("problems_file"), tell("problems_row"), tell("problems_column"), tell("problems_what")])
    for problem in look.found.problems:
        row = (problem.file or "", problem.row or "", problem.column or "", problem_in_words(problem))
        writer.writerow([harmless(str(cell)) for cell in row])
    return stream.getvalue().encode("utf-8-sig")
