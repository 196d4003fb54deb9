"""The real service with the page on it, for tests: as an application to call, and behind a real port."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from matchmaker.api import create_app
from matchmaker.console import Limits, console_router, install
from matchmaker.settings import Settings

FIXTURES = Path(__file__).parents[1] / "data" / "fixtures"
EXPORTS = FIXTURES / "portal-exports"
PATIENTS, PROFESSIONALS = FIXTURES / "two-lists" / "patients.csv", FIXTURES / "two-lists" / "professionals.csv"
VOLUNTEERS, STAFF = EXPORTS / "teamkinetic-volunteers.csv", EXPORTS / "staff-expressions-of-interest.xlsx"


def service(limits: Limits | None = None, **settings: object) -> FastAPI:
    """The service with the page. Limits of its own where a test needs small ones."""

    def small(app: FastAPI, made: object) -> None:
        app.include_router(console_router(limits, made))

    chosen = Settings(posts_per_minute=10_000, requests_per_minute=10_000, **settings)
    return create_app(chosen, pages=[small if limits else install])


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The service on a free port of this computer, until the block ends; its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        threading.Event().wait(0.02)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
