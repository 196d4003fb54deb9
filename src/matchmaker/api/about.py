"""``GET /v1/about``: versions, measured accuracy with its caveats, and what never counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fastapi import FastAPI
from pydantic import BaseModel, Field

from matchmaker.api.service import Service
from matchmaker.domain.problem import MatchmakerError
from matchmaker.explain.messages import say, sentences
from matchmaker.places import shipped_models
from matchmaker.tables.vocabulary import read_vocabulary
from matchmaker.version import __version__

ROW = re.compile(r"\| (blend, [^|]+) \| ([\d.]+) / ([\d.]+) \| (\d+) / (\d+) \| (\d+) / (\d+) \| ([\d.]+) \|")
CAVEAT = re.compile(r"^- (.+(?:\n  .+)*)", re.MULTILINE)


class Accuracy(BaseModel):
    """One measurement of how texts are compared, both ways round."""

    measured_on: str
    mrr_patient: float
    mrr_professional: float
    top_1_patient: int
    top_1_professional: int
    top_3_patient: int
    top_3_professional: int
    auc: float


class About(BaseModel):
    """What the service is, how well it was measured to read texts, and what it never does."""

    name: str = "matchmaker"
    versions: dict[str, str] = Field(description="Of the program, the vocabulary, the weight set and the text model.")
    suggests: str
    accuracy: list[Accuracy]
    measures: dict[str, str]
    caveats: list[str]
    never: list[str]
    limits: dict[str, int]


def install(app: FastAPI, service: Service) -> None:
    """Add the endpoint."""

    @app.get("/v1/about", tags=["about"], summary="Versions, measured accuracy, and what never counts")
    def about() -> About:
        texts, settings = sentences("about"), service.settings
        return About(
            versions=_versions(service),
            suggests=say("about", "suggests"),
            accuracy=list(measured()),
            measures={
                code.removeprefix("measure_"): said for code, said in texts.items() if code.startswith("measure_")
            },
            caveats=caveats(),
            never=[said for code, said in texts.items() if code.startswith("never_")],
            limits={
                "people_each_side": settings.max_people,
                "megabytes": settings.max_body_mb,
                "vectors_minutes": settings.vectors_minutes,
            },
        )


def _versions(service: Service) -> dict[str, str]:
    weights = service.runs.weights
    own = {
        "matchmaker": __version__,
        "vocabulary": read_vocabulary(None)[0].version,
        "weights": f"{weights.name} {weights.version}",
    }
    try:
        return {**own, **service.runs.model.versions()}
    except MatchmakerError:
        return own


@cache
def _card() -> str:
    return (shipped_models() / "text-blend" / "MODEL_CARD.md").read_text(encoding="utf-8")


def measured() -> Iterator[Accuracy]:
    """The rows of the model card's table that are of the blend as shipped."""
    for label, *figures in ROW.findall(_card()):
        mrr, top, auc = figures[:2], figures[2:6], figures[6]
        yield Accuracy(
            measured_on=label.removeprefix("blend, "),
            mrr_patient=float(mrr[0]),
            mrr_professional=float(mrr[1]),
            top_1_patient=int(top[0]),
            top_1_professional=int(top[1]),
            top_3_patient=int(top[2]),
            top_3_professional=int(top[3]),
            auc=float(auc),
        )


def caveats() -> list[str]:
    """What the model card says that it cannot tell."""
    part = _card().split("## What it cannot tell", 1)[1]
    return [" ".join(found.replace("**", "").split()) for found in CAVEAT.findall(part)]
