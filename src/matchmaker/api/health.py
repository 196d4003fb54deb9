"""Is it up, is it ready, how is it doing: for whoever runs the service."""

from __future__ import annotations

import hmac
from typing import Literal

from fastapi import FastAPI, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from matchmaker.api.problems import FieldError, answer, request_id_of, statuses
from matchmaker.api.record import REGISTRY
from matchmaker.api.service import Service
from matchmaker.explain.messages import say


class Health(BaseModel):
    """Up."""

    status: Literal["up"] = "up"


class Readiness(BaseModel):
    """Ready: the model files are there, are those that were built, and are loaded."""

    status: Literal["ready"] = "ready"


def install(app: FastAPI, service: Service) -> None:
    """Add the endpoints."""

    @app.get("/healthz", tags=["service"], summary="Is the service up?")
    async def healthz() -> Health:
        return Health()

    @app.get(
        "/readyz",
        tags=["service"],
        summary="Can it make runs?",
        response_model=Readiness,
        responses=statuses("not-ready"),
    )
    async def readyz(request: Request) -> Response:
        if service.ready:
            return JSONResponse(Readiness().model_dump())
        problems = service.trouble.problems if service.trouble else ()
        codes = [problem.code for problem in problems] or ["model_is_loading"]
        errors = [FieldError(pointer="", code=code, detail=say("http", "detail_not_ready")) for code in codes]
        return answer(request_id_of(request), "not-ready", errors)

    if service.settings.metrics:
        _install_metrics(app, service)


def _install_metrics(app: FastAPI, service: Service) -> None:
    token = service.settings.metrics_token

    @app.get(
        "/metrics",
        tags=["service"],
        summary="Counts and times, for Prometheus",
        response_class=Response,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **statuses("not-found")},
    )
    async def metrics(request: Request) -> Response:
        sent = request.headers.get("authorization", "").encode()
        if token and not hmac.compare_digest(sent, f"Bearer {token.get_secret_value()}".encode()):
            raise HTTPException(404)
        return Response(generate_latest(REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST})
