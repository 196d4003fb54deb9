"""``create_app``: the service from its settings, with nothing in it that outlives an answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware

from matchmaker.api import about, health, match, reference
from matchmaker.api.problems import handle_problems
from matchmaker.api.rim import BodyLimit, KnownHosts, Observed, RateLimit, SafeHeaders
from matchmaker.api.service import Service
from matchmaker.services.run_queue import RunQueue
from matchmaker.services.stateless import StatelessRuns
from matchmaker.settings import Settings, refuse_unsafe
from matchmaker.version import __version__

Pages = Callable[[FastAPI, Service], None]
"""Adds pages for people to the application: ``console.install`` and the like."""

DESCRIPTION = """Suggests who might work with whom, patients and professionals as equals, and says exactly why.

The service suggests; people decide. It keeps nothing: a cohort goes in, a run comes out, and both are forgotten."""


def create_app(settings: Settings, *, pages: Iterable[Pages] = ()) -> FastAPI:
    """The service. Raises :class:`WrongUse` where the settings are unsafe together."""
    refuse_unsafe(settings)
    service = Service(
        settings=settings,
        runs=StatelessRuns(settings.max_people, settings.weights_file, settings.vectors_minutes),
        queue=RunQueue(settings.runs_at_once, settings.runs_waiting),
    )
    app = FastAPI(
        title="matchmaker",
        version=__version__,
        description=DESCRIPTION,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        middleware=_rim(settings),
    )
    app.state.service = service
    handle_problems(app)
    for part in (health, about, match, reference):
        part.install(app, service)
    for install in pages:
        install(app, service)
    return app


def _rim(settings: Settings) -> list[Middleware]:
    """From the outside in."""
    return [
        Middleware(Observed),
        Middleware(SafeHeaders, https=settings.https),
        Middleware(KnownHosts, names=settings.allowed_hosts),
        Middleware(RateLimit, requests=settings.requests_per_minute, posts=settings.posts_per_minute),
        Middleware(BodyLimit, most_bytes=settings.max_body_mb * 1_000_000),
    ]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Load the model beside the first requests; at the end drop what waits and stop what runs."""
    service: Service = app.state.service
    service.open()
    loading = asyncio.create_task(asyncio.to_thread(service.begin))
    try:
        yield
    finally:
        service.end()
        await loading
