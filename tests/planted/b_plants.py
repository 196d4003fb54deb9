"""Plants and near misses for A07, A11, A13, A23 and A24: values, dates, places and figures."""

from __future__ import annotations

from datetime import date

from b_made_up import (
    ALLOTMENT,
    DISCHARGE,
    DISCHARGE_STAFF,
    HEARING,
    KEEN,
    TEETH,
    Planted,
    local_challenge,
    patient,
    pool,
    professional,
    tags,
)

from matchmaker.domain.identity_audit import AuditedGroup

# --- A07: a patient and three professionals far apart; of the middle one much is unknown

ALL = {
    "values": ("kindness", "evidence"),
    "slots": frozenset({"mon_am", "mon_pm"}),
    "will_evidence": ("why_it_matters",),
}
GOOD = {**ALL, "seeks": tags(("lived_experience", 3)), "offers": tags(("budget", 3))}
POOR = {
    "values": ("take_time",),
    "slots": frozenset({"sat_am"}),
    "will_evidence": (),
    "seeks": tags(("research_skills", 3)),
    "offers": tags(("carer_view", 1)),
}
ASKER = patient("p", **{**ALL, "seeks": tags(("budget", 3)), "offers": tags(("lived_experience", 3))})


def unknown(*columns: str, of: dict = GOOD) -> dict:
    return {name: value for name, value in of.items() if name not in columns}


EAGER = {**GOOD, "will_evidence": KEEN}


def three(**middle: object):
    return pool(ASKER, professional("h1", **GOOD), professional("h2", **middle), professional("h3", **POOR))


A07 = [
    Planted("nothing sought or offered is known", three(**unknown("seeks", "offers", of=EAGER)), "bounds_cross"),
    Planted("values and slots are unknown", three(**unknown("values", "slots", of=EAGER)), "bounds_cross"),
    Planted("all but the values is unknown", three(values=GOOD["values"]), "bounds_cross"),
    Planted("only values known, list of pairings", three(values=GOOD["values"]), "bounds_cross", for_side="pair"),
    Planted(
        "unknown of the first place",
        pool(
            ASKER,
            professional("h1", **unknown("seeks", "offers", "will_evidence")),
            professional("h2", **{**ALL, "seeks": tags("research_skills"), "offers": tags("carer_view")}),
        ),
        "bounds_cross",
    ),
    Planted(
        "a patient in a professional's list",
        pool(
            professional("h", **GOOD),
            patient("p1", **{**ALL, "seeks": tags("budget"), "offers": tags(("lived_experience", 3))}),
            patient("p2", **unknown("seeks", "offers", of=EAGER)),
            patient("p3", **POOR),
        ),
        "bounds_cross",
        for_side="professional",
    ),
]
A07_NEAR = [
    Planted("seven tenths of the weight are known", three(**unknown("values", of=EAGER))),
    Planted("everything is known", three(**GOOD)),
    Planted("one candidate only", pool(ASKER, professional("h1", **unknown("seeks", "offers")))),
    Planted("one place shown", three(**unknown("seeks", "offers", of=EAGER)), top=1),
    Planted(
        "all alike and in one band",
        pool(ASKER, *(professional(f"h{n}", **unknown("seeks", "offers")) for n in range(3))),
    ),
]

# --- A11: an auditor's figures, a place that decides, and masked words


def group(**more: object) -> AuditedGroup:
    return AuditedGroup(
        **{
            "attribute": "age",
            "category": "65 and over",
            "n_in": 10,
            "n_out": 10,
            "separation": 0.70,
            "low": 0.58,
            "high": 0.80,
            "control": 0.52,
            "control_low": 0.44,
            "control_high": 0.60,
            **more,
        }
    )


TWO = (patient("p", **ALL), professional("h1", **ALL), professional("h2", **POOR))


def audited(**more: object):
    return pool(*TWO, identity_audit=(group(**more),))


def near_and_far(near: str, far: str, **more: object):
    """Two professionals: in the same system as the patient, and not. ``more`` goes to the one further away."""
    return pool(
        patient("p", local_system="north", values=("kindness",)),
        professional("h1", local_system=near, values=("kindness",)),
        professional("h2", local_system=far, values=("kindness",), **more),
        challenge=local_challenge(text=None),
    )


A11 = [
    Planted("the audit tells ten from ten", audited(), "audit"),
    Planted("they stand lower", audited(separation=0.3, low=0.2, high=0.42, control=0.5), "audit"),
    Planted(
        "no interval of the control",
        audited(control_low=None, control_high=None, control=0.6, separation=0.61, low=0.55, high=0.7),
        "audit",
    ),
    Planted(
        "one of two groups",
        pool(*TWO, identity_audit=(group(category="under 30", low=0.4), group(n_in=200, n_out=100))),
        "audit",
    ),
    Planted(
        "the place decides who comes first",
        pool(
            patient("p", local_system="north", values=("kindness", "evidence"), slots=frozenset({"mon_am"})),
            professional("h1", local_system="north", values=("kindness", "evidence"), slots=frozenset({"tue_am"})),
            professional("h2", local_system="far", values=("kindness", "evidence"), slots=frozenset({"mon_am"})),
            challenge=local_challenge(text=None),
        ),
        "local_decides",
    ),
]
A11_NEAR = [
    Planted("nine in the group", audited(n_in=9)),
    Planted("nine others", audited(n_out=9)),
    Planted("the interval holds one half", audited(low=0.50)),
    Planted("no further than the control reaches", audited(separation=0.60, low=0.55, high=0.66)),
    Planted("the control does the same", audited(control=0.69, control_low=0.6, control_high=0.75)),
    Planted("everybody is in one place", near_and_far("north", "north")),
    Planted(
        "the one nearby comes first in any case",
        pool(
            patient("p", local_system="north", values=("kindness", "evidence")),
            professional("h1", local_system="north", values=("kindness", "evidence")),
            professional("h2", local_system="far", values=("take_time",)),
            challenge=local_challenge(text=None),
        ),
    ),
]

# --- A13: dates

PROFILE_DUE, PURPOSE_DUE = date(2025, 11, 25), date(2026, 5, 25)
RECENT = {"confirmed_at": date(2026, 11, 1), "purpose_at": date(2026, 11, 1)}


def dated(patients: dict, professionals: dict, **more: object):
    return pool(
        patient("p", **{**ALL, **RECENT, **patients}),
        professional("h1", **{**ALL, **RECENT, **professionals}),
        professional("h2", **{**POOR, **RECENT}),
        **more,
    )


A13 = [
    Planted("a profile a year and a day old", dated({"confirmed_at": date(2025, 11, 24)}, {}), "profile_old"),
    Planted("a professional's profile", dated({}, {"confirmed_at": date(2024, 2, 29)}), "profile_old"),
    Planted("a purpose half a year and a day old", dated({"purpose_at": date(2026, 5, 24)}, {}), "purpose_old"),
    Planted("a professional's purpose", dated({}, {"purpose_at": date(2025, 1, 1)}), "purpose_old", for_side="pair"),
    Planted(
        "a challenge that ended yesterday",
        dated({}, {}, challenge=local_challenge(text=None, ends=date(2026, 11, 24))),
        "challenge_ended",
    ),
]
A13_NEAR = [
    Planted("a profile of a year ago today", dated({"confirmed_at": PROFILE_DUE}, {})),
    Planted("a purpose of half a year ago today", dated({}, {"purpose_at": PURPOSE_DUE})),
    Planted(
        "a challenge that ends today", dated({}, {}, challenge=local_challenge(text=None, ends=date(2026, 11, 25)))
    ),
    Planted("everything is recent", dated({}, {})),
    Planted("dates that nobody wrote down", dated({"confirmed_at": None}, {"purpose_at": None})),
]

# --- A23: other purposes, and what one seeks the other has

GIVER = {"offers": tags(("budget", 3), ("decision_know_how", 3))}
SEEKS = {"seeks": tags(("budget", 3)), "offers": tags(("lived_experience", 3))}


def written(mine: str, theirs: str, seeks: dict = SEEKS, offers: dict = GIVER, **more: object):
    return pool(
        patient("p", experience_text=mine, **seeks),
        professional("h1", experience_text=theirs, **offers),
        professional("h2", experience_text=DISCHARGE_STAFF, offers=tags(("research_skills", 1))),
        **more,
    )


A23 = [
    Planted("hospital and allotment", written(DISCHARGE, ALLOTMENT), "differs_and_fits", read=True),
    Planted("hospital and teeth", written(DISCHARGE, TEETH), "differs_and_fits", read=True),
    Planted("teeth and hearing aids", written(TEETH, HEARING), "differs_and_fits", read=True),
    Planted(
        "what the professional seeks",
        written(
            ALLOTMENT,
            TEETH,
            seeks={"seeks": tags("research_skills"), "offers": tags(("lived_experience", 3))},
            offers={"seeks": tags("lived_experience"), "offers": tags("carer_view")},
        ),
        "differs_and_fits",
        read=True,
    ),
    Planted("list of pairings", written(HEARING, ALLOTMENT), "differs_and_fits", read=True, for_side="pair"),
]
A23_NEAR = [
    Planted("they want the same", written(DISCHARGE, DISCHARGE_STAFF), read=True),
    Planted(
        "two thirds of what is sought", written(DISCHARGE, TEETH, offers={"offers": tags(("budget", 2))}), read=True
    ),
    Planted(
        "of the same family only",
        written(DISCHARGE, TEETH, offers={"offers": tags(("decision_know_how", 3))}),
        read=True,
    ),
    Planted("nothing is offered", written(DISCHARGE, ALLOTMENT, offers={}), read=True),
    Planted("one text too short to be read", written(DISCHARGE, "Beans and brambles."), read=True),
]

# --- A24: who said that they want this, and when


def willing(mine: dict, theirs: dict, **more: object):
    return pool(
        patient("p", **{**ALL, **RECENT, **mine}),
        professional("h1", **{**ALL, **RECENT, **theirs}),
        professional("h2", **{**ALL, **RECENT}),
        **more,
    )


A24 = [
    Planted("a professional who was not asked", willing({}, {"will_evidence": None}), "will_unknown"),
    Planted("a patient who was not asked", willing({"will_evidence": None}, {}), "will_unknown"),
    Planted("confirmed 91 days ago", willing({}, {"confirmed_at": date(2026, 8, 26)}), "confirmed_long_ago"),
    Planted(
        "a patient who confirmed last year",
        willing({"confirmed_at": date(2025, 12, 1)}, {}),
        "confirmed_long_ago",
        for_side="patient",
    ),
    Planted(
        "neither was asked, list of pairings",
        willing({"will_evidence": None}, {"will_evidence": None}),
        "will_unknown",
        for_side="pair",
    ),
]
A24_NEAR = [
    Planted("confirmed 90 days ago", willing({}, {"confirmed_at": date(2026, 8, 27)})),
    Planted("asked, and nothing to show yet", willing({}, {"will_evidence": ()})),
    Planted("asked, with no date written down", willing({"confirmed_at": None}, {"confirmed_at": None})),
    Planted("everybody said it this month", willing({}, {})),
    Planted("one sign each", willing({"will_evidence": ("kept_going",)}, {"will_evidence": ("will_give_up",)})),
]
