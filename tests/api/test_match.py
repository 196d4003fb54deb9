"""``POST /v1/match``: the same numbers as the command line, every error with its place, nothing kept."""

from __future__ import annotations

import copy
import math
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

import pytest

from matchmaker.api.bodies import EXAMPLE
from matchmaker.matching.run import Options
from matchmaker.services.runs import Request, make_run
from matchmaker.tables.write import read_back
from service_bodies import FIXTURES, body_of

TWELVE = FIXTURES / "collaborative-pairs"


def by_command(folder, out, challenge, **options):
    request = Request(inputs=(folder,), out=out, options=Options(**options), challenge_id=challenge, cache=None)
    make_run(request, lambda *_: None)
    return list(read_back(out / "matches.csv")), list(read_back(out / "contributions.csv"))


def as_written(row):
    """A row of the answer as the CSV file would write it."""
    said = {True: "yes", False: "no", None: ""}
    return {
        name: said[value] if value is None or isinstance(value, bool) else str(value)
        for name, value in row.items()
        if name != "contributions"
    }


@pytest.mark.parametrize(
    ("fixture", "challenge", "options"),
    [
        ("collaborative-pairs", "C01", {"for_side": "both"}),
        ("collaborative-pairs", None, {"for_side": "pair", "top": 7, "seed": 3}),
        ("barts-examples", None, {"for_side": "patient", "no_text": True}),
        ("programme-300", "LHW", {"for_side": "both", "top": 3, "no_text": True}),
    ],
)
def test_the_rows_are_those_of_the_command_line(client, tmp_path, fixture, challenge, options):
    matches, contributions = by_command(FIXTURES / fixture, tmp_path / "out", challenge, **options)
    sent = {"for" if name == "for_side" else name: value for name, value in options.items()}
    answer = client.post("/v1/match", json=body_of(FIXTURES / fixture, challenge, **sent))
    assert answer.status_code == 200, answer.text[:2000]
    got = answer.json()
    assert [as_written(row) for row in got["matches"]] == matches
    lines = {(row["patient_id"], row["professional_id"], row["criterion"], row["side"]): row for row in contributions}
    for match in got["matches"]:
        for line in match["contributions"]:
            key = line["patient_id"], line["professional_id"], line["criterion"], line["side"]
            assert as_written(line) == lines[key]
    assert got["run"]["run_id"] == matches[0]["run_id"]


def test_the_lines_of_every_match_add_up_to_its_score(client):
    got = client.post("/v1/match", json=body_of(TWELVE)).json()
    assert len(got["matches"]) == 24 * 5
    for match in got["matches"]:
        shown = sum(round(10 * line["points_shown"]) for line in match["contributions"])
        assert shown == round(10 * match["score"])
        assert math.isclose(sum(line["points"] for line in match["contributions"]), match["score"], abs_tol=0.0501)


def test_lists_come_in_order_of_rank(client):
    got = client.post("/v1/match", json=body_of(TWELVE, top=4)).json()
    for _, places in groupby(got["matches"], key=lambda match: (match["for_side"], match["for_id"])):
        found = list(places)
        assert [match["rank"] for match in found] == [1, 2, 3, 4]
        assert [match["score"] for match in found] == sorted((m["score"] for m in found), reverse=True)


def test_fields_that_are_not_read_are_named(client):
    body = copy.deepcopy(EXAMPLE)
    body["partners"][0] |= {"Ethnicity": "a word", "DBS number": "1", "e-mail": "x", "shoe size": 7}
    got = client.post("/v1/match", json=body).json()
    assert {(entry["column"], entry["why"]) for entry in got["set_aside"]} == {
        ("Ethnicity", "monitoring"),
        ("DBS number", "checks"),
        ("e-mail", "contact"),
        ("shoe size", "unknown"),
    }


def test_a_field_that_is_not_read_changes_no_number(client):
    with_more = copy.deepcopy(EXAMPLE)
    for person in with_more["partners"]:
        person["religion"] = "a word"
    plain, more = (client.post("/v1/match", json=body).json()["matches"] for body in (EXAMPLE, with_more))
    assert plain == more


def errors_of(client, body, status=422):
    answer = client.post("/v1/match", json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json(), {(error["pointer"], error["code"]) for error in answer.json()["errors"]}


def test_every_error_of_the_input_is_named_at_once_with_its_place(client):
    body = {
        "partners": [
            {"id": "a@b.example", "side": "patient", "hours_per_month": "about ten hours, when I am well"},
            {"id": "H1", "side": "hospital", "values": ["a", "b", "c", "d", "e", "f"], "slots": ["monday"]},
            {"side": "professional", "confidence": 9},
        ],
        "challenge": {"id": "C1", "starts": "2027-01-02", "ends": "2026-01-01"},
        "needs": [{"perspective": "none of the list", "importance": 7}],
        "relations": [{"a_id": "H1", "b_id": "H1", "relation": "knows"}],
    }
    _, found = errors_of(client, body)
    assert {
        ("/partners/0/id", "id_is_email"),
        ("/partners/0/hours_per_month", "not_a_number"),
        ("/partners/1/side", "word_not_known"),
        ("/partners/1/values", "too_many_entries"),
        ("/partners/1/slots", "word_not_known"),
        ("/partners/2/id", "field_missing"),
        ("/partners/2/confidence", "number_out_of_range"),
        ("/challenge/ends", "ends_before_it_starts"),
        ("/needs/0/importance", "number_out_of_range"),
        ("/relations/0/b_id", "same_person_twice"),
    } <= found


def test_every_error_of_the_shape_is_named_at_once(client):
    body = {
        "partners": [{"id": "P1", "side": "patient", "seeks": ["one; two"]}, "a text"],
        "options": {"for": "everybody", "top": 0, "colour": 1},
        "people": [],
    }
    _, found = errors_of(client, body)
    assert {
        ("/partners/0/seeks", "entry_has_separator"),
        ("/partners/1", "model_attributes_type"),
        ("/options/for", "literal_error"),
        ("/options/top", "greater_than_equal"),
        ("/options/colour", "extra_forbidden"),
        ("/people", "extra_forbidden"),
    } <= found


def test_weights_that_cannot_be_used_are_said(client):
    body = copy.deepcopy(EXAMPLE)
    body["options"]["weights"] = {"name": "mine", "version": "1", "weights": {"luck": 1}}
    _, found = errors_of(client, body)
    assert ("/options/weights", "weights_unknown_name") in found


def test_a_side_with_nobody_is_said(client):
    body = {"partners": [{"id": "P1", "side": "patient", "values": ["kindness"]}]}
    _, found = errors_of(client, body)
    assert {code for _, code in found} == {"nobody_on_side"}


def test_a_need_of_the_only_challenge_need_not_name_it(client):
    body = copy.deepcopy(EXAMPLE)
    body["needs"] = [{"perspective": "living with a long-term condition"}]
    answer = client.post("/v1/match", json=body)
    assert "/needs/0/challenge_id" not in answer.text


def test_a_missing_field_is_said_in_the_words_of_json(client):
    problem, found = errors_of(client, {"partners": [{"side": "patient"}]})
    assert found == {("/partners/0/id", "field_missing")}
    assert "row" not in problem["errors"][0]["detail"]


def test_more_people_than_a_request_holds_are_refused_with_the_command(service):
    with service(max_people=10) as client:
        problem, found = errors_of(client, body_of(TWELVE), 413)
        assert problem["type"] == "/problems/too-large"
        assert {code for _, code in found} == {"cohort_too_large"}
        assert all("matchmaker match INPUT --out DIR" in error["detail"] for error in problem["errors"])


def test_twenty_people_at_once_get_the_same_right_answer(client):
    body = body_of(TWELVE)
    alone = client.post("/v1/match", json=body).content
    ready = threading.Barrier(20)

    def ask(_):
        ready.wait()
        return client.post("/v1/match", json=body)

    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(ask, range(20)))
    assert [answer.status_code for answer in answers] == [200] * 20
    assert {answer.content for answer in answers} == {alone}


def test_whoever_comes_when_too_many_wait_is_told_to_come_back(service):
    with service(runs_at_once=1, runs_waiting=1) as client:
        body, ready = body_of(TWELVE), threading.Barrier(8)

        def ask(_):
            ready.wait()
            return client.post("/v1/match", json=body)

        with ThreadPoolExecutor(8) as crowd:
            answers = list(crowd.map(ask, range(8)))
        refused = [answer for answer in answers if answer.status_code == 503]
        assert refused
        assert all(answer.status_code in (200, 503) for answer in answers)
        assert all(answer.json()["type"] == "/problems/busy" for answer in refused)
        assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
        assert client.post("/v1/match", json=body).status_code == 200


def test_a_run_that_takes_too_long_is_stopped(service):
    with service(run_seconds=1) as client:
        problem, found = errors_of(client, body_of(FIXTURES / "programme-300"), 503)
        assert problem["type"] == "/problems/stopped"
        assert {code for _, code in found} == {"run_too_slow"}


def test_vectors_kept_in_memory_change_no_number(service):
    with service(vectors_minutes=5) as client:
        first, second = (client.post("/v1/match", json=body_of(TWELVE)).content for _ in range(2))
        assert first == second
        assert client.app.state.service.runs.vectors.count() > 20


def test_nothing_is_kept_by_default(client):
    client.post("/v1/match", json=EXAMPLE)
    assert client.app.state.service.runs.vectors is None
    assert client.app.state.service.queue.held == 0
