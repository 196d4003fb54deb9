"""Words that somebody wrote are in no log, no metric and no error: planted words are looked for in all of them."""

from __future__ import annotations

import copy
import io
import json
import logging

import pytest
import structlog

from matchmaker.api.bodies import EXAMPLE
from matchmaker.api.record import MAY_BE_LOGGED, set_up_logs

CANARIES = ("zanzibarose", "quillfeather", "ombrelline", "vasculitisquex", "petronillaq", "marchpaneid")


@pytest.fixture
def log_lines(monkeypatch):
    """Logs as ``matchmaker serve`` writes them, caught as text."""
    root, before = logging.getLogger(), logging.getLogger().handlers
    level, written = root.level, io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    set_up_logs()
    yield written
    root.handlers, root.level = before, level
    structlog.reset_defaults()


def planted():
    """The same people with planted words in every kind of field, known and unknown, good and broken."""
    body = copy.deepcopy(EXAMPLE)
    person = body["partners"][0]
    person["id"] = "marchpaneid"
    person["display_name"] = "Petronillaq"
    person["experience_text"] += " I live with vasculitisquex."
    person["seeks"] = ["ombrelline:3"]
    person["quillfeather"] = "zanzibarose"
    return body


def broken():
    body = planted()
    body["partners"][0]["hours_per_month"] = "zanzibarose hours"
    body["partners"][1]["side"] = "quillfeather"
    body["partners"][2]["confidence"] = {"vasculitisquex": "petronillaq"}
    return body


def has_canary(text):
    return [word for word in CANARIES if word in text.casefold()]


def test_planted_words_go_nowhere_but_into_the_answer(client, log_lines, monkeypatch):
    good = client.post("/v1/match", json=planted())
    assert good.status_code == 200
    shape = client.post("/v1/match", json=broken())
    values = broken()
    del values["partners"][2]["confidence"]
    refused = client.post("/v1/match", json=values)
    weights = planted()
    weights["options"]["weights"] = {"name": "mine", "weights": "zanzibarose"}
    others = [
        shape,
        refused,
        client.post("/v1/match", json=weights),
        client.post("/v1/match", content=b'{"zanzibarose": ', headers={"content-type": "application/json"}),
        client.get("/v1/zanzibarose?quillfeather=petronillaq", headers={"x-request-id": "zanzibarose is a word"}),
        client.get("/problems/ombrelline"),
        client.request("QUILLFEATHER", "/v1/match"),
    ]
    monkeypatch.setattr("matchmaker.services.stateless.pipeline.match", _fails_with_words)
    others.append(client.post("/v1/match", json=planted()))
    assert [answer.status_code for answer in others] == [422, 422, 422, 400, 404, 404, 405, 500]
    for answer in others:
        assert not has_canary(answer.text + str(answer.headers)), answer.status_code
    assert not has_canary(client.get("/metrics").text)
    assert len(log_lines.getvalue().splitlines()) >= 9
    assert not has_canary(log_lines.getvalue())


def _fails_with_words(cohort, *_, **__):
    raise RuntimeError(f"could not read {cohort.partners[0].experience_text} {cohort.partners[0].display_name}")


def test_a_log_line_holds_only_what_is_on_the_list(client, log_lines):
    client.get("/v1/about")
    structlog.get_logger().warning("request", words="zanzibarose", route="/x")
    logging.getLogger("anybody").error("could not read %s", "zanzibarose")
    logging.getLogger("uvicorn.error").error("could not serve %s", "zanzibarose")
    try:
        raise ValueError("zanzibarose")
    except ValueError:
        logging.getLogger("asyncio").exception("zanzibarose was in a task")
    lines = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    lines = [line for line in lines if line.get("logger") != "httpx2"]
    assert len(lines) == 5
    assert all(set(line) <= MAY_BE_LOGGED for line in lines)
    assert not has_canary(log_lines.getvalue())
    assert lines[0]["route"] == "/v1/about"
    assert lines[-1]["failure"] == "ValueError"


def test_no_metric_has_a_label_that_could_name_somebody(client):
    labels = {
        part.partition("=")[0]
        for line in client.get("/metrics").text.splitlines()
        if not line.startswith("#") and "{" in line
        for part in line.partition("{")[2].partition("}")[0].split(",")
    }
    assert labels == {"method", "route", "status", "outcome", "le"}
