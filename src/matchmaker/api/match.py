"""``POST /v1/match``: a cohort in, the run out, nothing kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from threading import Event
from time import monotonic
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import Response, StreamingResponse

from matchmaker.api.bodies import MatchAnswer, MatchRequest
from matchmaker.api.cohort_in import cohort_in, errors_in
from matchmaker.api.problems import Trouble, field_error, statuses
from matchmaker.api.service import Service
from matchmaker.domain.problem import InputRefused, Problem
from matchmaker.domain.weights import weight_set_of
from matchmaker.matching.engine import Progress
from matchmaker.matching.run import Options, Run
from matchmaker.report.rows import CONTRIBUTION_COLUMNS, MATCH_COLUMNS, Cell, contributions_of, match_row
from matchmaker.report.run_file import Asked, InputRecord, run_document
from matchmaker.report.tables import TABLES
from matchmaker.tables import ReadInput, SetAside

LOOK_EVERY = 0.25
"""Seconds between two looks at whether somebody still waits for the answer."""

CHUNK = 1 << 16


def install(app: FastAPI, service: Service) -> None:
    """Add the endpoint."""

    @app.post(
        "/v1/match",
        tags=["match"],
        summary="Rank candidates for a cohort",
        description="Stateless: nothing that is sent or answered is kept. The numbers are those of `matchmaker match`.",
        response_model=MatchAnswer,
        responses=statuses(
            "request-unreadable", "too-large", "input-refused", "too-many-requests", "busy", "stopped", "not-ready"
        ),
    )
    async def match(body: MatchRequest, request: Request) -> Response:
        digest = sha256(await request.body()).hexdigest()
        run, read = await _in_turn(service, body, request)
        document = run_document(run, Asked((), None, None), [InputRecord("body", "", digest, len(body.partners))])
        return StreamingResponse(_in_chunks(_written(run, document, read.set_aside)), media_type="application/json")


async def _in_turn(service: Service, body: MatchRequest, request: Request) -> tuple[Run, ReadInput]:
    """Make the run when its turn comes; stop it where nobody waits any more or it takes too long."""
    stop, began = Event(), monotonic()
    work = asyncio.wrap_future(service.queue.submit(service.measured, lambda p: _run(service, body, p), stop))
    work.add_done_callback(lambda done: done.cancelled() or done.exception())  # asyncio would print one nobody fetched
    try:
        while not work.done():
            await asyncio.wait([work], timeout=LOOK_EVERY)
            too_slow = monotonic() - began > service.settings.run_seconds
            if not work.done() and (too_slow or await request.is_disconnected()):
                stop.set()
                raise _stopped(service.settings.run_seconds)
        return work.result()
    except InputRefused as refused:
        raise Trouble("input-refused", tuple(errors_in(refused.problems))) from None
    finally:
        stop.set()


def _stopped(seconds: int) -> Trouble:
    return Trouble("stopped", (field_error(Problem.of("run_too_slow", seconds=seconds)),))


def _run(service: Service, body: MatchRequest, progress: Progress) -> tuple[Run, ReadInput]:
    progress("reading", 0, 1)
    asked = body.options
    weights = weight_set_of(asked.weights, "weights") if asked.weights is not None else None
    read = cohort_in(body)
    options = Options(for_side=asked.for_side, top=asked.top, no_text=asked.no_text, seed=asked.seed)
    return service.runs.make(read.cohort, options, weights=weights, progress=progress), read


def _written(run: Run, document: Mapping[str, Any], set_aside: tuple[SetAside, ...]) -> Iterator[str]:
    """The answer piece by piece, so that a long one is never in memory whole."""
    yield f'{{"run":{_json(document)},"matches":['
    for place, suggestion in enumerate(run.suggestions()):
        row = dict(zip(MATCH_COLUMNS, match_row(run, suggestion), strict=True))
        lines = [
            dict(zip(CONTRIBUTION_COLUMNS, line, strict=True)) for line in contributions_of(run, suggestion.pairing)
        ]
        for line in lines:
            line["known"] = line["known"] == "yes"
        yield f"{',' if place else ''}{_json({**row, 'contributions': lines})}"
    flags, questions, gaps = (_json(_rows(run, name)) for name in ("flags", "ask_next", "gaps"))
    aside = [{"table": entry.file, "column": entry.column, "why": entry.why} for entry in set_aside]
    yield f'],"flags":{flags},"ask_next":{questions},"gaps":{gaps},"set_aside":{_json(aside)}}}'


def _rows(run: Run, name: str) -> list[dict[str, Cell]]:
    """The rows of one of the run's tables, by column."""
    table = TABLES[name]
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows(run)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _in_chunks(pieces: Iterator[str]) -> Iterator[bytes]:
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()
