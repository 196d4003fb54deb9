"""What every request passes: names, sizes, rates, headers, ids; and what nobody foresaw goes out without its words."""

from __future__ import annotations

import json

import pytest

from matchmaker.api.bodies import EXAMPLE
from matchmaker.api.problems import KINDS
from matchmaker.explain.messages import say
from service_in_process import running


def test_answers_carry_the_headers_that_keep_data_where_it_belongs(client):
    for path in ("/healthz", "/v1/about", "/docs", "/nothing", "/openapi.json"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers
        assert "access-control-allow-origin" not in headers


def test_https_is_remembered_by_browsers_only_where_there_is_https(client, service):
    assert "strict-transport-security" not in client.get("/healthz").headers
    with service(https=True) as behind_a_proxy:
        assert "max-age=31536000" in behind_a_proxy.get("/healthz").headers["strict-transport-security"]


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "", "127.0.0.1", "testserver:8000:1"])
def test_another_name_is_refused(client, host):
    answer = client.get("/healthz", headers={"host": host})
    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/host-not-known"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:9000", "LOCALHOST:1"])
def test_this_computer_has_several_names(host):
    with running(allowed_hosts=("127.0.0.1", "localhost", "::1", "testserver")) as client:
        assert client.get("/healthz", headers={"host": host}).status_code == 200


def test_a_body_over_the_limit_is_refused_by_its_stated_length(service):
    with service(max_body_mb=1) as client:
        answer = client.post("/v1/match", content=b"x" * 1_000_001, headers={"content-type": "application/json"})
        assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")
        assert answer.headers["connection"] == "close"


def test_a_body_over_the_limit_is_refused_while_it_comes(service):
    def pieces():
        for _ in range(40):
            yield b" " * 50_000

    with service(max_body_mb=1) as client:
        answer = client.post("/v1/match", content=pieces(), headers={"content-type": "application/json"})
        assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


@pytest.mark.parametrize("length", ["many", "-1", "1" * 400])
def test_a_length_that_is_none_is_refused(client, length):
    answer = client.get("/healthz", headers={"content-length": length})
    assert answer.status_code == 413


def test_a_caller_in_a_hurry_is_asked_to_wait_and_others_are_not(service):
    with service(posts_per_minute=2, requests_per_minute=5) as client:
        assert [client.post("/v1/match", json=EXAMPLE).status_code for _ in range(3)] == [200, 200, 429]
        late = client.post("/v1/match", json=EXAMPLE)
        assert late.json()["type"] == "/problems/too-many-requests"
        assert 1 <= int(late.headers["retry-after"]) <= 60
        assert late.headers["ratelimit-policy"] == '"send";q=2;w=60'
        assert [client.get("/v1/about").status_code for _ in range(6)] == [200] * 5 + [429]
        assert client.get("/healthz").status_code == 200


def test_each_request_has_an_id_that_a_caller_may_choose(client):
    first, second = (client.get("/healthz").headers["x-request-id"] for _ in range(2))
    assert first != second
    assert client.get("/nothing", headers={"x-request-id": "portal-00000042"}).json()["request_id"] == "portal-00000042"


@pytest.mark.parametrize("given", ["short", "two words of a text", "x" * 65, 'quote"quote"'])
def test_an_id_that_could_say_something_is_replaced(client, given):
    assert client.get("/healthz", headers={"x-request-id": given}).headers["x-request-id"] != given


@pytest.mark.parametrize(
    ("ask", "status", "slug"),
    [
        (lambda c: c.get("/v1/nothing"), 404, "not-found"),
        (lambda c: c.put("/v1/match", json={}), 405, "method-not-allowed"),
        (lambda c: c.post("/v1/match", content=b"{", headers={"content-type": "application/json"}), 400, None),
        (
            lambda c: c.post("/v1/match", content=b"[" * 100_000, headers={"content-type": "application/json"}),
            400,
            None,
        ),
        (lambda c: c.post("/v1/match", content=b'{"partners":[]}', headers={"content-type": "text/csv"}), 422, None),
        (lambda c: c.post("/v1/match", content=b"\xff\xfe{}", headers={"content-type": "application/json"}), 400, None),
    ],
)
def test_errors_are_problem_details(client, ask, status, slug):
    answer = ask(client)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"] == f"/problems/{slug}" if slug else problem["type"].startswith("/problems/")
    assert problem["title"]
    assert problem["detail"]
    assert problem["request_id"] == answer.headers["x-request-id"]


def test_a_method_that_is_not_taken_names_those_that_are(client):
    assert client.put("/v1/match").headers["allow"] == "POST"


def test_every_type_of_problem_can_be_read_about(client):
    for slug, kind in KINDS.items():
        page = client.get(kind.uri)
        assert page.status_code == 200
        assert say("http", f"title_{slug.replace('-', '_')}") in page.text
    assert client.get("/problems/unheard-of").status_code == 404


def test_what_nobody_foresaw_goes_out_without_its_words(service, monkeypatch, capsys):
    def fall(*_, **__):
        raise ValueError("the canary sings in the coal mine")

    with service() as client:
        monkeypatch.setattr("matchmaker.services.stateless.pipeline.match", fall)
        answer = client.post("/v1/match", json=EXAMPLE)
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    said = capsys.readouterr()
    assert "canary" not in answer.text + said.out + said.err
    assert "ValueError" in said.out + said.err


def test_a_service_without_its_model_says_so_and_names_no_folder(monkeypatch, tmp_path):
    from fastapi.testclient import TestClient

    from matchmaker.api import create_app
    from matchmaker.settings import Settings

    monkeypatch.setenv("MATCHMAKER_ARTEFACTS", str(tmp_path))
    with TestClient(create_app(Settings(allowed_hosts=("testserver",)))) as client:
        for answer in (client.post("/v1/match", json=EXAMPLE), client.get("/readyz")):
            assert (answer.status_code, answer.json()["type"]) == (503, "/problems/not-ready")
            assert {error["code"] for error in answer.json()["errors"]} <= {"model_files_missing", "model_is_loading"}
            assert str(tmp_path) not in answer.text
        assert client.get("/healthz").status_code == 200
        no_text = json.loads(json.dumps(EXAMPLE)) | {"options": {"no_text": True}}
        assert client.post("/v1/match", json=no_text).status_code == 200


def test_metrics_are_for_whoever_has_the_token(service):
    with service(metrics_token="a-long-and-random-token") as client:
        assert client.get("/metrics").status_code == 404
        assert client.get("/metrics", headers={"authorization": "Bearer a-wrong-one-of-them"}).status_code == 404
        asked = client.get("/metrics", headers={"authorization": "Bearer a-long-and-random-token"})
        assert "matchmaker_requests_total{" in asked.text
    with service(metrics=False) as client:
        assert client.get("/metrics").status_code == 404
