"""Plants and near misses of A20 and A23, which are about what people wrote. See ``outsider_2_cohorts``."""

from __future__ import annotations

from outsider_2_cohorts import Made, wrote
from outsider_2_words import (
    FRENCH,
    KIDNEY,
    LONG,
    ON_KIDNEY,
    ON_MIDWIVES,
    ON_TEEN,
    ON_WARD,
    PATIENTS,
    POLISH,
    STAFF,
    URDU,
    WARD,
    WELSH,
)

Named = dict[str, Made]

A20: Named = {
    "French": wrote(PATIENTS, (STAFF[0], FRENCH, STAFF[2])),
    "Polish": wrote((PATIENTS[0], POLISH, PATIENTS[2]), STAFF),
    "Welsh": wrote(PATIENTS, (STAFF[0], WELSH, STAFF[2])),
    "Urdu": wrote((PATIENTS[0], URDU, PATIENTS[2]), STAFF),
    "only the purpose is in Polish": wrote(PATIENTS, STAFF).who("pt01", purpose_achieve=POLISH.split(". ")[2]),
    "long": wrote((LONG, *PATIENTS[1:]), STAFF),
}
A20_NEAR: Named = {
    "plain English": wrote(PATIENTS, STAFF),
    "who speaks Polish writes English": wrote(PATIENTS, STAFF).who("pt01", languages="pl;en"),
    "a few words of another language": wrote(
        ("My nani only speaks Sylheti and the halal meals ran out. " + " ".join(WARD[:3]), *PATIENTS[1:]), STAFF
    ),
    "a hundred words": wrote((" ".join((*WARD, *KIDNEY[:2])), *PATIENTS[1:]), STAFF),
    "one sentence of seven that anybody writes": wrote(
        (f"{ON_WARD} I want patients and professionals to work together.", *PATIENTS[1:]), STAFF
    ),
    "one matter, pairs": wrote((" ".join(WARD[:3]),), (" ".join(WARD[3:]),)).asked(for_side="pair"),
}


def helping(made: Made, offers: str = "budget:3") -> Made:
    """Patients who seek a budget, and staff who bring this."""
    return made.all("patient", seeks="budget:3", offers="carer_view:1").all(
        "professional", seeks="research_skills:3", offers=offers
    )


A23: Named = {
    "ward and midwives": helping(wrote((ON_WARD,), (ON_MIDWIVES,))),
    "young people and kidneys": helping(wrote((ON_TEEN,), (ON_KIDNEY,))),
    "kidneys and midwives": helping(wrote((ON_KIDNEY,), (ON_MIDWIVES,), each=4)),
    "pairs": helping(wrote((ON_WARD,), (ON_TEEN,), each=2)).asked(for_side="pair"),
    "with consent": helping(wrote((ON_KIDNEY,), (ON_TEEN,))).consenting(),
    "the professional is helped": helping(wrote((ON_WARD,), (ON_MIDWIVES,)), "digital_skills:1").all(
        "patient", offers="research_skills:3"
    ),
}
A23_NEAR: Named = {
    "alike, and fits": helping(wrote((" ".join(WARD[:4]),), (" ".join(WARD[:4]) + " I run the ward.",))),
    "differs, and fits by two thirds": helping(wrote((ON_WARD,), (ON_MIDWIVES,)), "budget:2"),
    "differs, and fits by half": helping(wrote((ON_KIDNEY,), (ON_MIDWIVES,)), "decision_know_how:3"),
    "not read": helping(wrote((ON_KIDNEY,), (ON_MIDWIVES,))).asked(no_text=True),
    "too few words": helping(wrote(("Ward tablets.",), ("Midwife rota.",))),
    "nothing sought": wrote((ON_KIDNEY,), (ON_MIDWIVES,)).all(seeks=""),
}
