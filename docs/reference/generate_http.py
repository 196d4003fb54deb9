"""What the service says of itself: a page, a settings file and an OpenAPI document, written by ``make docs``."""

# ruff: noqa: E501 - a paragraph of a page is one line

import json
from collections.abc import Iterator

from matchmaker.api import create_app
from matchmaker.api.problems import KINDS
from matchmaker.explain.messages import say
from matchmaker.settings import PREFIX, Settings

OPENING = """<!-- Made by `make docs` from the service itself. Change the service, not this page. -->

# The service over HTTP

`matchmaker serve` listens on `http://127.0.0.1:8000`. The page for people is at `/`; for programs there is `/v1`, as JSON. [Run the service](../how-to/run-the-service.md) says how to let others use it.

Nothing that is sent is kept: not the people, not their words, not the result; vectors only for the minutes that `MATCHMAKER_VECTORS_MINUTES` says, in memory, and by default not at all. A request holds everything that a run needs, and the answer holds the run.

## Endpoints

| endpoint | does |
|---|---|
"""

MATCHING = """
`/docs` shows every field with an example. `openapi.json` at the root of the project is the same as data, and the tests compare it with the service.

## `POST /v1/match`

The body holds the people and how the run is made. The fields of a person are the columns of [partners.csv](files.md#partnerscsv), by the same names and rules; lists are arrays, `null` or a missing field is unknown, and an empty list says that there is none. Fields that are not in the reference are set aside unread and named under `set_aside`, as are fields that look like monitoring data, checks or contact details.

```json
EXAMPLE
```

Beside `partners` there are `challenge` (an object or `null`), `needs`, `declarations`, `relations`, `exclusions` and `pins` (lists; the columns of the files of that name) and `vocabulary` (the tables of a `vocabulary.toml`, or `null`). In `options`: `for` (`patient`, `professional`, `both` or `pair`), `top` (1 to 100), `seed`, `weights` (a weight set as in a weights file, or `null`), and `no_text`.

The answer: `run` (what `run.json` holds), `matches` (the rows of `matches.csv`, each with its `contributions`), `flags`, `ask_next` and `gaps` (the rows of the files of those names), and `set_aside`. The numbers are those that `matchmaker match` writes for the same people. In `contributions`, `known` is `true` or `false`.

A cohort over the limit is refused with 413 and the command to use instead. A run is stopped when nobody waits for it any more.

## `GET /v1/about`

Versions and hashes, the measured accuracy of reading texts **with what it cannot tell**, and what never counts. The figures say who wrote about the same thing, not who will work well together.

## Errors

Every error is `application/problem+json` (RFC 9457). `type` is stable. Bad input names every field at once under `errors`, each with a JSON pointer into the body, a code (those of [the problems](problems.md), or of the schema) and how to mend it; at most 1,000 are listed, and `errors_total` says how many there are. No error repeats what somebody wrote. `request_id` is in the header `X-Request-ID` and in the log too; a caller may send one (8 to 64 letters, digits and hyphens).

| type | status | when |
|---|---|---|
"""

LIMITS = """
`Retry-After` comes with 429, with “busy” and with “not ready”. A caller is an address (of IPv6 a /64 network); the counts are kept in this process alone.

## Headers

Every answer has `X-Content-Type-Options: nosniff`, `Referrer-Policy: no-referrer`, `Cache-Control: no-store` and a `Content-Security-Policy` that begins with `default-src 'none'` and ends with `frame-ancestors 'none'`. Pages load styles and scripts from the service alone; nothing is ever asked of anybody else. There is no CORS: other sites' scripts cannot call the service.

## Logs and metrics

A log line is one JSON object on standard error. It may hold: FIELDS. Anything else is dropped: no address that was asked, no caller, no file name, no id, no text. Of an error that nobody foresaw, its class and the place in the code are written, never its message.

`/metrics` counts requests by method, route and status, and runs by how they ended. No label holds an id.

## Settings

Each is an environment variable, or a line of a file given with `--settings`. An unknown name, a value that cannot be used and an unsafe combination are refused at start, all at once.

| setting | default | means |
|---|---|---|
"""

CLOSING = """
`MATCHMAKER_ARTEFACTS` (the folder of the built model files) works as for every command.
"""


def _app():
    return create_app(Settings.model_construct())


def openapi() -> str:
    """The OpenAPI document, as it is committed."""
    return json.dumps(_app().openapi(), indent=2, ensure_ascii=False) + "\n"


def _endpoints() -> Iterator[str]:
    for path, methods in _app().openapi()["paths"].items():
        for method, operation in methods.items():
            yield f"| `{method.upper()} {path}` | {operation['summary']} |"
    yield "| `GET /openapi.json`, `GET /docs` | how to call the service, as data and as a page |"
    yield "| `GET /problems/…` | what an error of that type means |"


def _problems() -> Iterator[str]:
    for kind in KINDS.values():
        key = kind.slug.replace("-", "_")
        yield f"| `{kind.uri}` | {kind.status} | {say('http', f'title_{key}')}. {say('http', f'detail_{key}')} |"


def _default(name: str) -> str:
    value = Settings.model_fields[name].default
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(value)
    return "" if value is None else str(value)


def _settings() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        default = _default(name)
        yield f"| `{PREFIX}{name.upper()}` | {f'`{default}`' if default else 'none'} | {field.description} |"


def page() -> str:
    """The reference page."""
    from matchmaker.api.bodies import EXAMPLE
    from matchmaker.api.record import MAY_BE_LOGGED

    matching = MATCHING.replace("EXAMPLE", json.dumps(EXAMPLE, indent=2, ensure_ascii=False))
    limits = LIMITS.replace("FIELDS", ", ".join(f"`{name}`" for name in sorted(MAY_BE_LOGGED)))
    parts = (OPENING, *_lines(_endpoints()), matching, *_lines(_problems()), limits, *_lines(_settings()), CLOSING)
    return "".join(parts)


def _lines(lines: Iterator[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines)


def env_example() -> str:
    """A settings file with every setting at its default, to be copied and changed."""
    parts = [
        "# Settings of the service, each at its default. Copy the file, change what you need, and start the service",
        "# with: matchmaker serve --settings FILE",
        "",
    ]
    for name, field in Settings.model_fields.items():
        default = _default(name)
        parts += [f"# {field.description}", f"{'' if default else '# '}{PREFIX}{name.upper()}={default}", ""]
    return "\n".join(parts)
