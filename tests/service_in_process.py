"""The service in this process, with the real model."""

from __future__ import annotations

import time
from contextlib import contextmanager

from fastapi.testclient import TestClient

from matchmaker.api import create_app
from matchmaker.settings import Settings

HERE = "testserver"


@contextmanager
def running(**settings):
    """A started service; requests are plain function calls."""
    given = {"allowed_hosts": (HERE,), "requests_per_minute": 1_000_000, "posts_per_minute": 1_000_000, **settings}
    with TestClient(create_app(Settings(**given)), raise_server_exceptions=True) as client:
        until = time.monotonic() + 60
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < until
            time.sleep(0.02)
        yield client
