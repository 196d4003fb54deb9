"""Plants about the run as a whole: preferences, task pull, backing, who wrote it, the task, learned weights."""

from __future__ import annotations

from a_folders import Planted, Row, need, tables, with_cells

SHIPPED = {
    "shared_purpose": 0.30,
    "task_fit": 0.15,
    "seek_offer": 0.22,
    "values": 0.15,
    "will": 0.06,
    "time": 0.07,
    "local": 0.05,
}


def _weights(**changed: float) -> dict[str, object]:
    return {"weights": SHIPPED | changed}


def wish(by: str, about: str, wanted: str) -> Row:
    return {"by_id": by, "about": about, "wanted": wanted, "why": "A nurse was the first who listened."}


def _wishes(name: str, *rows: Row, **more: object) -> Planted:
    return Planted(name, tables(preferences=list(rows)), **more)


A02 = [
    _wishes("a kind of colleague", wish("P1", "kind", "pharmacist")),
    _wishes("by the words that people see", wish("P2", "kind", "nurse leader")),
    _wishes("one organisation", wish("P3", "organisation", "calder clinic")),
    _wishes("the own local system", wish("H1", "local_system", "Aldermere")),
    _wishes("two wishes of one person", wish("P1", "kind", "manager;pharmacist"), wish("P1", "grade_band", "8a")),
    _wishes("a wish that nobody meets leaves an empty list", wish("P1", "organisation", "Quarry Hospice")),
    _wishes("a wish that everybody meets", wish("P1", "grade_band", "7; 8a"), status="checked_no_effect"),
    _wishes("a wish about what is known of nobody", wish("P1", "site", "Ward 7"), status="checked_no_effect"),
]

A02_NEAR = [
    Planted("nobody has a wish", tables(), status="no_data"),
    Planted(
        "whoever has a wish does not take part",
        with_cells(
            with_cells(tables(preferences=[wish("P1", "kind", "pharmacist")]), "", consent_matching="yes"),
            "P1",
            consent_matching="no",
        ),
        status="not_triggered",
    ),
    _wishes(
        "a list of pairs is nobody's own", wish("P1", "kind", "pharmacist"), for_side="pair", status="not_triggered"
    ),
    _wishes(
        "lists of the other side alone",
        wish("P1", "kind", "pharmacist"),
        for_side="professional",
        status="not_triggered",
    ),
    Planted("an exclusion is silent", tables(exclusions=[{"by_id": "P1", "not_id": "H2"}]), status="no_data"),
    Planted(
        "a pin is no wish",
        tables(pins=[{"patient_id": "P1", "professional_id": "H2", "decision": "pinned"}]),
        status="no_data",
    ),
]


def pair(**cells: str) -> dict[str, list[Row]]:
    return {"partnerships": [{"patient_id": "P1", "professional_id": "H1", **cells}]}


def _no_how(who: str) -> dict[str, list[Row]]:
    return with_cells(tables(), who, purpose_how="")


def _text(**cells: str) -> dict[str, list[Row]]:
    return with_cells(tables(people=3), "H2", **cells)


SOFT = "I want the team to stop calling it soft skills when somebody sits down and asks how a person slept last night."
LANDING = "I want a soft landing for people who leave the ward, with a call the next day and a visit in the same week."

A06 = [
    Planted(
        "values weigh a tenth", tables(), weights=_weights(values=0.10, seek_offer=0.27), rule="values_weigh_little"
    ),
    Planted(
        "values just under a third",
        tables(),
        weights=_weights(values=0.149, seek_offer=0.221),
        rule="values_weigh_little",
    ),
    Planted(
        "values weigh nothing", tables(), weights=_weights(values=0.0, seek_offer=0.37), status="checked_no_effect"
    ),
    Planted(
        "purpose weighs more",
        tables(),
        weights=_weights(shared_purpose=0.32, seek_offer=0.20),
        rule="values_weigh_little",
    ),
    Planted("nobody wrote how", _no_how(""), rule="how_empty"),
    Planted(
        "three meetings with little reflection", tables(**pair(reflection_shares="30;35;39")), rule="little_reflection"
    ),
    Planted(
        "an own target missed",
        tables(**pair(reflection_shares="55;50%;59", reflection_target="60")),
        rule="little_reflection",
    ),
    Planted("the last three of many", tables(**pair(reflection_shares="60;70;10;20;20")), rule="little_reflection"),
    Planted("called soft", _text(purpose_how=SOFT), rule="called_soft", reads_texts=True),
]

A06_NEAR = [
    Planted("values weigh a third", tables()),
    Planted("values weigh over a third", tables(), weights=_weights(values=0.151, seek_offer=0.219)),
    Planted("patients wrote how", _no_how("H")),
    Planted("professionals wrote how", _no_how("P")),
    Planted("nobody wrote a purpose", with_cells(tables(), "", purpose_how="", purpose_achieve="")),
    Planted("two meetings with little reflection", tables(**pair(reflection_shares="30;35"))),
    Planted("the third meets the target", tables(**pair(reflection_shares="30;35;40"))),
    Planted("a low target of their own is met", tables(**pair(reflection_shares="30;31;35", reflection_target="30"))),
    Planted("little once, and better since", tables(**pair(reflection_shares="10;20;20;60"))),
    Planted("soft, but not said of people", _text(purpose_how=LANDING), reads_texts=True),
]


def _challenge(name: str, rule: str | None = None, status: str = "fired", **cells: str) -> Planted:
    return Planted(name, tables(challenge=cells), rule=rule, status=status)


def _step(order: int, signed: str = "") -> Row:
    return {"challenge_id": "C1", "order": str(order), "role": f"Step {order}", "signed_at": signed, "note": ""}


def _chain(name: str, *steps: Row, rule: str | None = None, **cells: str) -> Planted:
    return Planted(name, tables(challenge={"pathway": "top_down", **cells}, signoffs=list(steps)), rule=rule)


A14 = [
    _challenge("no sponsor", "no_sponsor", sponsor=""),
    _challenge("no sponsor, though a kind", "no_sponsor", sponsor="", sponsor_last_contact=""),
    _challenge("a sponsor who endorses nothing", "no_endorsement", sponsor_kind=""),
    _challenge("silent for a day too long", "sponsor_silent", sponsor_last_contact="2026-09-25"),
    _challenge("silent for a year", "sponsor_silent", sponsor_last_contact="2025-11-25", sponsor_cadence_days="90"),
    _chain("three of four signed", *(_step(n, "2026-10-01") for n in (1, 2, 3)), _step(4), rule="sign_off_incomplete"),
    _chain("nobody signed", _step(1), _step(2), rule="sign_off_incomplete"),
]

A14_NEAR = [
    _challenge("everything in place"),
    _challenge("silent for as long as agreed", sponsor_last_contact="2026-09-26"),
    _challenge("no cadence was agreed", sponsor_last_contact="2024-01-01", sponsor_cadence_days=""),
    _chain("all signed", _step(1, "2026-10-01"), _step(2, "2026-10-09")),
    _chain("steps open, but not top down", _step(1, "2026-10-01"), _step(2), pathway="under_the_radar"),
    _chain("top down, and no steps are named"),
    _chain("somebody signed who endorses", _step(1, "2026-10-01"), sponsor_kind=""),
    Planted("no challenge", {"partners": tables()["partners"]}, status="no_data"),
]


def _needs(name: str, *rows: Row, rule: str | None = None, challenge: dict[str, str] | None = None) -> Planted:
    return Planted(name, tables(challenge=challenge, needs=list(rows)), rule=rule)


A15 = [
    _challenge("patients wrote it", "challenge_by_one_side", authored_by_sides="patient"),
    _challenge("professionals wrote it", "challenge_by_one_side", authored_by_sides="professional"),
    _needs("a need by patients alone", need("night", agreed_by_sides="patient"), need("day"), rule="needs_by_one_side"),
    _needs(
        "a need by professionals alone",
        need("night", proposed_by_side="professional", agreed_by_sides="professional"),
        rule="needs_by_one_side",
    ),
    _needs("proposed, and nobody agreed", need("night", agreed_by_sides=""), rule="needs_by_one_side"),
    _needs(
        "agreed by one side, proposer unknown",
        need("night", proposed_by_side="", agreed_by_sides="patient"),
        rule="needs_by_one_side",
    ),
]

A15_NEAR = [
    _challenge("both wrote it"),
    _needs("proposed by one, agreed by the other", need("night", agreed_by_sides="professional")),
    _needs("agreed by both, proposer unknown", need("night", proposed_by_side="")),
    _needs("nobody wrote down whose needs they are", need("night", proposed_by_side="", agreed_by_sides="")),
    _needs("the author is unknown, needs by both", need("night"), challenge={"authored_by_sides": ""}),
    _challenge("nothing says who wrote it", status="no_data", authored_by_sides=""),
    Planted("no challenge", {"partners": tables()["partners"]}, status="no_data"),
]


def matters_to(*people: str) -> dict[str, list[Row]]:
    return {"importance_to_me": [{"challenge_id": "C1", "partner_id": who, "importance": "5"} for who in people]}


A16 = [
    _challenge("no owner", "no_owner", owner=""),
    _challenge("no date", "no_date", starts="", ends=""),
    _challenge("no local system", "no_local_system", local_system=""),
    _challenge("no importance to the system", "no_importance_to_system", importance_to_system=""),
    Planted("matters to no patient that we know of", tables(**matters_to("H1", "H2")), rule="no_importance_to_patient"),
    Planted(
        "matters to no professional that we know of", tables(**matters_to("P1")), rule="no_importance_to_professional"
    ),
    _challenge(
        "nothing but a title", "no_owner", owner="", starts="", ends="", local_system="", importance_to_system=""
    ),
    _challenge("no owner, and place does not count", "no_owner", status="checked_no_effect", owner="", is_local="no"),
]

A16_NEAR = [
    _challenge("everything is there"),
    _challenge("a first day alone", ends=""),
    _challenge("a last day alone", starts=""),
    _challenge("no evidence of importance", importance_evidence=""),
    _challenge("little importance is importance", importance_to_system="1"),
    Planted("matters to one of each side", tables(**matters_to("P1", "H1"))),
    Planted("no challenge", {"partners": tables()["partners"]}, status="no_data"),
]


def learned(before: dict[str, float] | None = None, **cells: object) -> dict[str, object]:
    shifted = SHIPPED | {"seek_offer": 0.02, "values": 0.35}
    table = {"n": 200, "patient_feedback_share": 0.5, "unmatched_observed": True, "before": before or shifted}
    return {"learned": table | cells}


A27 = [
    Planted("ninety-nine outcomes", tables(), weights=learned(n=99), rule="learned_from_few"),
    Planted("no outcome at all", tables(), weights=learned(n=0), rule="learned_from_few"),
    Planted(
        "feedback mostly from patients",
        tables(),
        weights=learned(patient_feedback_share=0.61),
        rule="feedback_from_one_side",
    ),
    Planted(
        "feedback mostly from professionals",
        tables(),
        weights=learned(patient_feedback_share=0.39),
        rule="feedback_from_one_side",
    ),
    Planted("only pairs that met", tables(), weights=learned(unmatched_observed=False), rule="only_matched_seen"),
    Planted("learned, and nothing changed", tables(), weights=learned(SHIPPED, n=12), status="checked_no_effect"),
]

A27_NEAR = [
    Planted("set by people", tables()),
    Planted("a hundred outcomes", tables(), weights=learned(n=100)),
    Planted("three in five from patients", tables(), weights=learned(patient_feedback_share=0.60)),
    Planted("three in five from professionals", tables(), weights=learned(patient_feedback_share=0.40)),
    Planted("many outcomes, from both, of all", tables(), weights=learned(n=5000)),
    Planted("nothing changed, and well learned", tables(), weights=learned(SHIPPED)),
]

A26 = [
    Planted("a route without a reason", tables(**pair(pathway="top_down")), rule="pathway_without_reason"),
    Planted(
        "under the radar without a reason", tables(**pair(pathway="under_the_radar")), rule="pathway_without_reason"
    ),
    Planted(
        "both routes without a reason", tables(**pair(pathway="mixed", template="fits")), rule="pathway_without_reason"
    ),
    Planted("a form that does not fit, and no note", tables(**pair(template="does_not_fit")), rule="form_without_note"),
    Planted(
        "a reason for the route, none for the form",
        tables(**pair(pathway="mixed", pathway_reason="The ward wants quiet.", template="does_not_fit")),
        rule="form_without_note",
    ),
]

A26_NEAR = [
    Planted("a route with its reason", tables(**pair(pathway="top_down", pathway_reason="The board asked us to."))),
    Planted("no route chosen yet", tables(**pair(pathway="undecided"))),
    Planted("nothing said of a route", tables(**pair())),
    Planted("a form that fits", tables(**pair(template="fits"))),
    Planted(
        "a form that does not fit, with a note",
        tables(**pair(template="does_not_fit", template_note="We kept our story.")),
    ),
    Planted("no partnership", tables(), status="no_data"),
]
