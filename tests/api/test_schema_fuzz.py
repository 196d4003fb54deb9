"""Whatever is sent, by the OpenAPI document or against it: no server error, no answer outside the document."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from matchmaker.api.bodies import MatchAnswer

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 100
OPERATIONS = ("GET /healthz", "GET /readyz", "GET /metrics", "GET /v1/about", "POST /v1/match")


@pytest.fixture(scope="module")
def operations(service):
    """Of an application of their own: each request starts it and ends it."""
    with service() as own:
        document = schemathesis.openapi.from_asgi("/openapi.json", own.app)
    return {operation.ok().label: operation.ok() for operation in document.get_all_operations()}


def test_every_operation_is_tried(operations):
    assert set(operations) == set(OPERATIONS)


TRIED = [(name, GenerationMode.POSITIVE) for name in OPERATIONS] + [("POST /v1/match", GenerationMode.NEGATIVE)]


@pytest.mark.parametrize(("name", "mode"), TRIED)
def test_no_request_breaks_the_service(operations, name, mode):
    operation = operations[name]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        database=None,
    )
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()


WORDS = st.text(st.sampled_from("abc xyz .;:|=@'é\n"), max_size=20)
PERSON = st.fixed_dictionaries(
    {"side": st.sampled_from(["patient", "professional", "either"])},
    optional={
        "values": st.lists(st.sampled_from(["kindness", "evidence", "honesty"]), max_size=3, unique=True),
        "slots": st.lists(st.sampled_from(["mon_am", "tue_pm", "sun_am"]), max_size=3, unique=True),
        "seeks": st.lists(st.sampled_from(["facilitation:3", "data:1", "art"]), max_size=3, unique=True),
        "offers": st.lists(st.sampled_from(["facilitation:2", "data", "art:3"]), max_size=3, unique=True),
        "flexible": st.booleans() | st.none(),
        "display_name": WORDS,
        "experience_text": WORDS,
        "hours_per_month": st.integers(0, 30) | st.floats(0, 30),
        "consent_matching": st.booleans(),
    },
)
OPTIONS = st.fixed_dictionaries(
    {}, optional={"for": st.sampled_from(["patient", "professional", "both", "pair"]), "top": st.integers(1, 5),
                  "seed": st.none() | st.integers(0, 2**63 - 1), "no_text": st.booleans()}
)  # fmt: skip
ANSWERED = {"times": 0}


@given(people=st.lists(PERSON, min_size=2, max_size=8), options=OPTIONS)
@settings(max_examples=EXAMPLES)
def test_likely_people_are_answered_by_the_document_or_refused_with_reasons(client, people, options):
    people[0] |= {"side": "patient", "values": ["kindness"]}
    people[1] |= {"side": "professional", "values": ["kindness", "evidence"]}
    body = {"partners": [{"id": f"p{n}", **person} for n, person in enumerate(people)], "options": options}
    answer = client.post("/v1/match", json=body)
    if answer.status_code == 200:
        ANSWERED["times"] += 1
        got = MatchAnswer.model_validate_json(answer.content)
        for match in got.matches:
            shown = sum(round(10 * line.points_shown) for line in match.contributions)
            assert shown == round(10 * match.score)
    else:
        assert answer.status_code == 422
        assert all(error["detail"] for error in answer.json()["errors"])


def test_enough_of_the_likely_people_were_answered():
    assert ANSWERED["times"] > EXAMPLES // 4
