"""``/docs`` and ``/problems/…``: plain pages of our own, so that no browser asks anybody else for anything."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from matchmaker.api.problems import KINDS
from matchmaker.api.service import Service
from matchmaker.explain.messages import say

if TYPE_CHECKING:
    from jinja2 import Environment


def install(app: FastAPI, service: Service) -> None:
    """Add the pages."""

    @app.get("/problems/{slug}", include_in_schema=False)
    def problem(slug: str) -> Response:
        if slug not in KINDS:
            raise HTTPException(404)
        key = slug.replace("-", "_")
        said = {"title": say("http", f"title_{key}"), "detail": say("http", f"detail_{key}")}
        return HTMLResponse(_environment().get_template("problem.html").render(kind=KINDS[slug], **said))

    @app.get("/docs/style.css", include_in_schema=False)
    def style() -> Response:
        sheet = files(__package__).joinpath("templates", "reference.css").read_text(encoding="utf-8")
        return Response(sheet, media_type="text/css")

    if service.settings.docs:

        @app.get("/docs", include_in_schema=False)
        def docs() -> Response:
            return HTMLResponse(reference_page(app.openapi()))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined)


def reference_page(document: Mapping[str, Any]) -> str:
    """The page that shows every operation of an OpenAPI document, with its fields and examples."""
    schemas = document["components"]["schemas"]
    shown = {name: list(_fields(schema)) for name, schema in schemas.items() if "properties" in schema}
    return (
        _environment()
        .get_template("reference.html")
        .render(info=document["info"], operations=list(_operations(document)), schemas=shown, about=schemas)
    )


def _operations(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            name = body.get("$ref", "").rpartition("/")[2]
            examples = schemas.get(name, {}).get("examples", [])
            yield {
                "method": method.upper(),
                "path": path,
                "summary": operation.get("summary", ""),
                "description": operation.get("description", ""),
                "body": name,
                "examples": [json.dumps(example, indent=2, ensure_ascii=False) for example in examples],
                "responses": {status: said["description"] for status, said in operation["responses"].items()},
            }


def _fields(schema: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    for name, field in schema["properties"].items():
        yield {
            "name": name,
            "type": _type(field),
            "needed": "yes" if name in schema.get("required", ()) else "",
            "about": field.get("description", ""),
        }


def _type(field: Mapping[str, Any]) -> str:
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(map(_type, field["anyOf"])))
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in field:
        return " or ".join(json.dumps(value) for value in field["enum"])
    if field.get("type") == "array":
        return f"list of {_type(field.get('items', {}))}"
    return str(field.get("const") or field.get("type", "anything"))
