"""What is sent to ``POST /v1/match`` and what comes back. Columns come from the tables' own reference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from matchmaker.tables.shapes import shapes
from matchmaker.tables.vocabulary import read_vocabulary

LISTS = frozenset(
    {"seeks", "offers", "values", "will_evidence", "slots", "mode", "languages", "access_needs", "access_status"}
    | {"relational", "leadership", "authored_by_sides", "agreed_by_sides"}
)
YES_OR_NO = frozenset(
    {"is_group", "flexible", "consent_matching", "consent_health", "is_local", "use_for_matching", "shareable"}
    | {"opt_in_a", "opt_in_b"}
)
NUMBERS = frozenset(
    {"travel_minutes", "hours_per_month", "confidence", "past_roles", "capacity", "importance"}
    | {"importance_to_system", "sponsor_cadence_days"}
)


def _one_entry(entry: str) -> str:
    if ";" in entry or "|" in entry:
        raise PydanticCustomError("entry_has_separator", "an entry holds a separator")
    return entry


Entry = Annotated[str, AfterValidator(_one_entry)]


def _type_of(column: str) -> Any:
    if column in LISTS:
        return list[Entry] | str | None
    if column in YES_OR_NO:
        return bool | str | None
    return int | float | str | None if column in NUMBERS else str | int | None


def _model(table: str, name: str, doc: str) -> type[BaseModel]:
    """A model with a field for each column of a table; other fields are set aside and said so, like other columns."""
    columns: Mapping[str, Any] = {column: (_type_of(column), None) for column in SHAPES[table].columns}
    return create_model(name, __config__=ConfigDict(extra="allow"), __doc__=doc, **columns)


SHAPES = shapes(read_vocabulary(None)[0])
Partner = _model("partners", "Partner", "A person: the columns of partners.csv. A null is unknown, [] is none.")
Challenge = _model("challenges", "Challenge", "What the run is for: the columns of challenges.csv.")
Need = _model("needs", "Need", "A perspective that the challenge needs: the columns of needs.csv.")
Declaration = _model("declarations", "Declaration", "A perspective that somebody declares: declarations.csv.")
Relation = _model("relations", "Relation", "Two people who know each other: relations.csv.")
Exclusion = _model("exclusions", "Exclusion", "Whom somebody is not to be paired with: exclusions.csv.")
Pin = _model("pins", "Pin", "A pairing that was settled by people: pins.csv.")


class MatchOptions(BaseModel):
    """How the run is made."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    for_side: Literal["patient", "professional", "both", "pair"] = Field("both", alias="for")
    top: int = Field(5, ge=1, le=100, description="How many candidates a list holds.")
    seed: int | None = Field(None, ge=0, le=2**63 - 1, description="Replaces the seed made from the input.")
    weights: dict[str, Any] | None = Field(None, description="A weight set, as in a weights file; null: the default.")
    no_text: bool = Field(False, description="Read nobody's free text.")


EXAMPLE: dict[str, Any] = {
    "partners": [
        {
            "id": "P1",
            "side": "patient",
            "experience_text": "I have had asthma since I was six. I wish the clinic would ring before it changes my "
            "inhaler, and that somebody checked if I can use the new one.",
            "seeks": ["facilitation:3"],
            "slots": ["mon_am", "tue_pm"],
        },
        {
            "id": "H1",
            "side": "professional",
            "experience_text": "As a respiratory nurse I see people come back to the clinic because nobody showed them "
            "how to use a new inhaler. I want us to check before they go home.",
            "offers": ["facilitation:2"],
            "slots": ["mon_am"],
        },
        {
            "id": "H2",
            "side": "professional",
            "experience_text": "I run the booking desk of the clinic. Most of our letters come back with questions, so "
            "I want to write them again together with people who get them.",
            "slots": ["tue_pm"],
        },
    ],
    "challenge": {
        "id": "C1",
        "title": "Inhalers at home",
        "text": "People leave the clinic able to use what they got.",
    },
    "options": {"for": "patient", "top": 2},
}
"""Made-up people."""


class MatchRequest(BaseModel):
    """A cohort, and how the run is made. Nothing of it is kept."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    partners: list[Partner] = Field(min_length=1)  # type: ignore[valid-type]
    challenge: Challenge | None = None  # type: ignore[valid-type]
    needs: list[Need] = []  # type: ignore[valid-type]
    declarations: list[Declaration] = []  # type: ignore[valid-type]
    relations: list[Relation] = []  # type: ignore[valid-type]
    exclusions: list[Exclusion] = []  # type: ignore[valid-type]
    pins: list[Pin] = []  # type: ignore[valid-type]
    vocabulary: dict[str, Any] | None = Field(None, description="The tables of a vocabulary.toml; null: the shipped.")
    options: MatchOptions = MatchOptions()  # type: ignore[call-arg]


class ContributionOut(BaseModel):
    """A line of a score, as in contributions.csv."""

    run_id: str
    patient_id: str
    professional_id: str
    criterion: str
    side: Literal["patient", "professional", "both"]
    value: float
    known: bool
    weight: float
    points: float
    points_shown: float


class MatchOut(BaseModel):
    """A place of somebody's list, as in matches.csv, with the lines that add up to its score."""

    run_id: str
    challenge_id: str | None
    for_id: str
    for_side: Literal["patient", "professional"]
    rank: int
    shortlist_order: int | None
    band: int | None
    candidate_id: str
    score: float
    score_low: float | None
    score_high: float | None
    p_top1: float | None
    p_top3: float | None
    side_score_patient: float
    side_score_professional: float
    known_share: float
    status: str
    flags: str | None
    reason: str
    contributions: list[ContributionOut]


class FlagOut(BaseModel):
    """An assumption that was looked at, as in flags.csv. Each has at least one row, whatever came of it."""

    run_id: str
    flag_id: str
    code: str
    level: Literal["pair", "list", "run", "pool", "partnership"]
    severity: Literal["note", "check", "talk"]
    status: Literal["fired", "checked_no_effect", "not_triggered", "no_data"]
    subject: str
    people: str | None
    evidence: str
    question: str
    guide_ref: str
    rank_before: int | None
    rank_after: int | None
    score_before: float | None
    score_after: float | None
    top1_changed: Literal["yes", "no"] | None
    shut_out_count: int | None


class AskNextOut(BaseModel):
    """A question whose answer could change a list, as in ask_next.csv."""

    run_id: str
    id: str
    question_code: str
    wording: str
    lists_that_could_change: int


class GapOut(BaseModel):
    """Who the purpose needs and is not here, as in gaps.csv; small numbers are kept back."""

    run_id: str
    gap: str
    perspective: str | None
    stage: str | None
    count_shown: str | None
    expected: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    verdict: str
    wording: str
    remedy: str | None


class SetAsideOut(BaseModel):
    """A field that was not read. ``why``: monitoring, checks, contact, consent or unknown."""

    table: str
    column: str
    why: Literal["monitoring", "checks", "contact", "consent", "unknown"]


class MatchAnswer(BaseModel):
    """The run."""

    run: dict[str, Any]
    matches: list[MatchOut]
    flags: list[FlagOut]
    ask_next: list[AskNextOut]
    gaps: list[GapOut]
    set_aside: list[SetAsideOut]
