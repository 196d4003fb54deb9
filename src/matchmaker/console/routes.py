"""The addresses of the page. Forms are answered with "see other", so that going back and again is safe."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from fastapi import APIRouter

from matchmaker.console.desk import Desk, Limits
from matchmaker.console.steps_answer import add_answer
from matchmaker.console.steps_check import add_check
from matchmaker.console.steps_run import add_run
from matchmaker.console.steps_start import add_start

if TYPE_CHECKING:
    from fastapi import FastAPI

    from matchmaker.api.service import Service

SWEEP_SECONDS = 30.0


def install(app: FastAPI, service: Service) -> None:
    """Add the page to the application, within the limits of its settings."""
    settings = service.settings
    limits = Limits(most_bytes=settings.max_body_mb * 1_000_000, most_people=settings.max_people, https=settings.https)
    app.include_router(console_router(limits, service))


def console_router(limits: Limits, service: Service) -> APIRouter:
    """The page as a router; its runs take turns with those of the API.

    Files that nobody comes back to are forgotten while the service runs, and all of them when it stops.
    """
    desk = Desk(limits)

    @asynccontextmanager
    async def tidy(_: FastAPI) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(_sweep(desk))
        yield
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping
        desk.end_all()

    router = APIRouter(include_in_schema=False, lifespan=tidy)
    add_start(router, desk)
    add_check(router, desk, service)
    add_run(router, desk)
    add_answer(router, desk)
    return router


async def _sweep(desk: Desk) -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        desk.sweep()
