"""What is kept of a request: a log line and counts. Fields are on a list; anything else is dropped, words above all."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.types import Scope

MAY_BE_LOGGED = frozenset(
    {"event", "level", "timestamp", "request_id", "method", "route", "status", "seconds", "problem", "failure", "at"}
    | {"patient_side", "professional_side", "outcome", "version", "port", "logger"}
)
"""Fields of a log line. None can hold an id, a name, a text, a query, a file's name or an address of a caller."""

REGISTRY = CollectorRegistry()
REQUESTS = Counter("matchmaker_requests", "Requests answered.", ("method", "route", "status"), registry=REGISTRY)
REQUEST_SECONDS = Histogram("matchmaker_request_seconds", "Time to an answer.", ("route",), registry=REGISTRY)
RUNS = Counter("matchmaker_runs", "Runs, by how they ended.", ("outcome",), registry=REGISTRY)
RUN_SECONDS = Histogram(
    "matchmaker_run_seconds",
    "Time of a run, without waiting.",
    buckets=(0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000),
    registry=REGISTRY,
)
RUNS_HELD = Gauge("matchmaker_runs_held", "Runs being made or waiting.", registry=REGISTRY)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Record:
    """How a request went. ``failure`` is what nobody foresaw, if anything."""

    scope: Scope
    request_id: str
    status: int
    seconds: float
    failure: Exception | None


def record_request(record: Record) -> None:
    """Count a request and write its line. The route is the pattern, never the address that was asked."""
    method = record.scope["method"] if record.scope["method"] in METHODS else "other"
    route = route_of(record.scope)
    REQUESTS.labels(method, route, str(record.status)).inc()
    REQUEST_SECONDS.labels(route).observe(record.seconds)
    said = {"request_id": record.request_id, "method": method, "route": route, "status": record.status}
    log = structlog.get_logger()
    if record.failure:
        log.error("request_failed", **said, **failure_of(record.failure))
    else:
        log.info("request", **said, seconds=round(record.seconds, 4))


def route_of(scope: Scope) -> str:
    """The pattern of the route that answered."""
    return str(getattr(scope.get("route"), "path", None) or "none")


def failure_of(error: BaseException) -> dict[str, str]:
    """Of an error its class and where it arose; its message may hold what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    at = " > ".join(
        f"{frame.filename.rpartition('site-packages/')[2].rpartition('src/')[2]}:{frame.lineno}" for frame in frames
    )
    return {"failure": type(error).__name__, "at": at}


def _only_allowed(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: value for name, value in line.items() if name in MAY_BE_LOGGED}


def _foreign(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A library's line: the server's without what was filled in, of others only whose it is; of an error its place."""
    record: logging.LogRecord = line["_record"]
    line["event"] = str(record.msg) if record.name.startswith("uvicorn") else "library_message"
    if record.exc_info and record.exc_info[1]:
        line.update(failure_of(record.exc_info[1]))
    line.pop("exc_info", None)
    return line


def set_up_logs() -> None:
    """JSON lines on standard error, for our own lines and for those of the libraries."""
    shared: list[Any] = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name, _foreign],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = name != "uvicorn.access"
