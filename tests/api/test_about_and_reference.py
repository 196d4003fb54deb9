"""What the service says of itself is so: figures, the never-list, the OpenAPI document, the page at /docs."""

from __future__ import annotations

import json
import re

import pytest

from matchmaker import __version__
from matchmaker.api.bodies import EXAMPLE, LISTS, NUMBERS, SHAPES, YES_OR_NO, ContributionOut, MatchOut
from matchmaker.api.problems import KINDS
from matchmaker.report.rows import CONTRIBUTION_COLUMNS, MATCH_COLUMNS
from service_bodies import FIXTURES

ROOT = FIXTURES.parents[1]


def test_about_gives_the_figures_of_the_model_card_with_what_they_cannot_tell(client):
    about = client.get("/v1/about").json()
    card = (ROOT / "models" / "text-blend" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert len(about["accuracy"]) == len(re.findall(r"^\| blend, ", card, re.MULTILINE)) >= 4
    for row in about["accuracy"]:
        assert f"| blend, {row['measured_on']} | {row['mrr_patient']:.3f} / {row['mrr_professional']:.3f} |" in card
    assert any("not who will work well together" in caveat for caveat in about["caveats"])
    assert any("never fitted on" in row["measured_on"] for row in about["accuracy"])


def test_about_says_what_never_counts_and_which_versions_run(client):
    about = client.get("/v1/about").json()
    said = " ".join(about["never"])
    for never in ("Protected characteristics", "Access needs", "Names", "Spelling", "decision"):
        assert never in said
    assert about["versions"]["matchmaker"] == __version__
    assert len(about["versions"]["model_sha256"]) == 64


def test_the_committed_openapi_document_is_that_of_the_service(client):
    committed = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))
    assert client.get("/openapi.json").json() == committed, "run `make docs`"


def test_the_document_describes_every_column_in_and_out(client):
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    for table, name in (("partners", "Partner"), ("challenges", "Challenge"), ("needs", "Need"), ("pins", "Pin")):
        assert list(schemas[name]["properties"]) == list(SHAPES[table].columns)
    assert list(MatchOut.model_fields) == [*MATCH_COLUMNS, "contributions"]
    assert list(ContributionOut.model_fields) == list(CONTRIBUTION_COLUMNS)


def test_the_kinds_of_columns_name_columns_that_exist():
    known = {column for shape in SHAPES.values() for column in shape.columns}
    assert known >= LISTS | YES_OR_NO | NUMBERS


def test_the_example_of_the_document_is_answered(client):
    example = client.get("/openapi.json").json()["components"]["schemas"]["MatchRequest"]["examples"][0]
    assert example == EXAMPLE
    assert client.post("/v1/match", json=example).status_code == 200


def test_the_page_of_the_reference_asks_nobody_else_for_anything(client):
    page = client.get("/docs").text
    assert "/v1/match" in page
    assert "experience_text" in page
    loaded = re.findall(r"""(?:src|href)=["']([^"'#]+)""", page)
    assert loaded
    assert all(target.startswith("/") and not target.startswith("//") for target in loaded)
    assert "<script" not in page
    assert "style=" not in page
    for target in loaded:
        assert client.get(target).status_code == 200


def test_the_page_can_be_left_out(service):
    with service(docs=False) as client:
        assert client.get("/docs").status_code == 404


@pytest.mark.parametrize("slug", KINDS)
def test_every_type_of_problem_is_documented(slug):
    assert f"`/problems/{slug}`" in (ROOT / "docs" / "reference" / "http.md").read_text(encoding="utf-8")
