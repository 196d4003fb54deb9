"""Plants and near misses for A03, A08, A11, A12 and A20: what people wrote."""

from __future__ import annotations

from b_made_up import (
    ALLOTMENT,
    DISCHARGE,
    DISCHARGE_STAFF,
    HEARING,
    TEETH,
    Planted,
    local_challenge,
    patient,
    pool,
    professional,
    tags,
    words,
)

# --- A03: people who are alike

BOTH = ("kindness", "evidence")


def choosing(mine: dict, like: dict, *others: dict, **more: object):
    """A patient, one professional who is like them, and others."""
    return pool(
        patient("p", **mine),
        professional("h1", **like),
        *(professional(f"h{n}", **o) for n, o in enumerate(others, 2)),
        **more,
    )


def place(system: str, slot: str, values: tuple[str, ...] = ("take_time",), **more: object) -> dict:
    return {"values": values, "slots": frozenset({f"{slot}_am", f"{slot}_pm"}), "local_system": system, **more}


NORTH = local_challenge(text=None)

A03 = [
    Planted(
        "the same words and values lead",
        choosing(
            {"experience_text": DISCHARGE, "values": BOTH},
            {"experience_text": DISCHARGE_STAFF, "values": BOTH},
            {"experience_text": ALLOTMENT, "values": ("take_time",)},
            {"experience_text": TEETH, "values": ("take_time",)},
        ),
        "lead",
        read=True,
    ),
    Planted(
        "values lead, with a little time",
        choosing(place("north", "mon", BOTH), place("far", "mon", BOTH), place("far", "sat"), place("far", "sat")),
        "lead",
    ),
    Planted(
        "both texts name one faith",
        choosing(
            {"experience_text": "I am a Muslim. " + DISCHARGE},
            {"experience_text": "Speaking as a Muslim, I know the fast. " + TEETH},
            {"experience_text": DISCHARGE_STAFF},
        ),
        "masked_words",
        read=True,
    ),
    Planted(
        "both name one person",
        choosing(
            {"experience_text": "My name is Sarah Jones. " + HEARING},
            {"experience_text": "I work with Sarah Jones. " + ALLOTMENT},
            {"experience_text": DISCHARGE_STAFF},
        ),
        "masked_words",
        read=True,
    ),
    Planted(
        "a nurse once and a nurse now",
        choosing(
            {"experience_text": "I was a district nurse for twenty years. " + HEARING},
            {"experience_text": "I am a ward nurse. " + TEETH},
            {"experience_text": DISCHARGE_STAFF},
        ),
        "same_work",
        read=True,
    ),
    Planted(
        "two role titles",
        choosing({"role_title": "Retired maths teacher", "values": BOTH}, {"role_title": "Lecturer", "values": BOTH}),
        "same_work",
    ),
]
A03_NEAR = [
    Planted(
        "what one seeks the other offers",
        choosing(
            {"experience_text": DISCHARGE, "values": BOTH, "seeks": tags(("budget", 3))},
            {"experience_text": DISCHARGE_STAFF, "values": BOTH, "offers": tags(("budget", 3))},
            {"experience_text": ALLOTMENT, "values": ("take_time",), "offers": tags("carer_view")},
            {"experience_text": TEETH, "values": ("take_time",), "offers": tags("carer_view")},
        ),
        read=True,
    ),
    Planted(
        "time and place give nearly half of the lead",
        choosing(
            place("north", "mon", BOTH),
            place("north", "mon", BOTH),
            place("far", "sat"),
            place("far", "sat"),
            challenge=NORTH,
        ),
    ),
    Planted(
        "a nurse, and somebody's nurse",
        choosing(
            {"experience_text": "My nurse rang me every week. " + HEARING},
            {"experience_text": "I am a ward nurse. " + TEETH},
        ),
        read=True,
    ),
    Planted(
        "two faiths",
        choosing(
            {"experience_text": "I am a Muslim. " + HEARING},
            {"experience_text": "I am a Quaker. " + TEETH},
        ),
        read=True,
    ),
    Planted("nobody to lead", choosing({"values": BOTH}, {"values": BOTH})),
    Planted(
        "two kinds of work",
        choosing({"role_title": "Bus driver", "values": BOTH}, {"role_title": "Nurse", "values": BOTH}),
    ),
]

# --- A08: few words


def telling(mine: str | None, theirs: str | None, **more: object):
    return pool(
        patient("p", experience_text=mine, **more),
        professional("h1", experience_text=theirs),
        professional("h2", experience_text=ALLOTMENT),
        patient("q", experience_text=TEETH, consent_health=True),
        health_consent_given="consent_health" in more,
    )


ROUND_AND_ROUND = " ".join(["We need help with this on the ward and we need it now."] * 5)

A08 = [
    Planted("thirty-nine words", telling(words(39), DISCHARGE_STAFF), "few_words", read=True),
    Planted("twenty words of a professional", telling(DISCHARGE, words(20, DISCHARGE_STAFF)), "few_words", read=True),
    Planted("too few to be read", telling(DISCHARGE, "Going home must be calmer."), "few_words_alone", read=True),
    Planted("nothing written", telling(None, DISCHARGE_STAFF), "nothing_written", read=True),
    Planted(
        "the same few words again and again",
        telling(ROUND_AND_ROUND, DISCHARGE_STAFF),
        "few_different_words",
        read=True,
    ),
    Planted("short on both sides", telling(words(15), words(15, TEETH)), "few_words", read=True),
]
A08_NEAR = [
    Planted("forty words", telling(words(40), DISCHARGE_STAFF), read=True),
    Planted("forty words of a professional", telling(DISCHARGE, words(40, DISCHARGE_STAFF)), read=True),
    Planted(
        "eight different words, said again and again",
        telling(
            " ".join(["Wards, tablets, stairs, transport, letters, doors, kettles and doctors."] * 6), DISCHARGE_STAFF
        ),
        read=True,
    ),
    Planted("a short text that may not be read", telling(words(20), DISCHARGE_STAFF, consent_health=False), read=True),
    Planted(
        "a text in another language",
        telling(
            "Je voudrais que chacun rentre chez lui avec un plan clair, un numéro à appeler la nuit, et quelqu'un.",
            DISCHARGE_STAFF,
        ),
        read=True,
    ),
]

# --- A11: what masking took out

FAITH = (
    "As a Bangladeshi Muslim mother I pray at the mosque, and being a Bangladeshi Muslim woman shapes all that I do. "
    "We Bangladeshi Muslims fast in Ramadan and wear the hijab."
)
A11 = [
    Planted(
        "unmasked, faith decides",
        pool(
            patient("p", experience_text=f"{FAITH} {words(22, HEARING)}"),
            professional("h1", experience_text=f"{words(22, TEETH)} {FAITH}"),
            professional("h2", experience_text=words(45, ALLOTMENT)),
            professional("h3", experience_text=words(40, DISCHARGE_STAFF)),
        ),
        "unmasked",
        read=True,
    ),
]
A11_NEAR = [
    Planted(
        "one masked word changes nothing",
        pool(
            patient("p", experience_text="I am a Muslim. " + DISCHARGE),
            professional("h1", experience_text=DISCHARGE_STAFF),
            professional("h2", experience_text=ALLOTMENT),
        ),
        read=True,
    ),
]

# --- A12: words that only one of them uses

FIVE_IN_40 = (
    "The MDT looks at the KPI each week and the ICB sends a RAG chart. I want people to leave hospital with a plan on "
    "paper, a number to ring at night, and a call on the second day."
)
TWO_IN_40 = FIVE_IN_40.replace("KPI", "chart").replace("ICB", "board").replace("MDT", "team")
PLAIN = (
    "I got ill. I went in. They were kind. I was sent home too soon. I had no plan. No one rang me. I was sad. "
    "I want to help. We can make a list. We can ring each one. It is not hard to do. We just need to start now."
)
HEAVY = (
    "Notwithstanding considerable organisational complexity, multidisciplinary coordination of rehabilitation "
    "necessitates comprehensive documentation, individualised medication reconciliation and unambiguous communication "
    "responsibilities, particularly regarding deteriorating community-dwelling individuals experiencing polypharmacy, "
    "whose unanticipated readmission invariably demonstrates institutional fragmentation."
)

A12 = [
    Planted("a professional in short forms", telling(DISCHARGE, FIVE_IN_40), "terms", read=True),
    Planted("a patient in short forms", telling(FIVE_IN_40, DISCHARGE_STAFF), "terms", read=True),
    Planted("plain and heavy", telling(PLAIN, HEAVY), "grades", read=True),
    Planted("heavy and plain", telling(HEAVY, PLAIN), "grades", read=True),
    Planted(
        "short forms in the plural",
        telling(DISCHARGE, FIVE_IN_40.replace("KPI", "KPIs").replace("The MDT", "The MDTs")),
        "terms",
        read=True,
    ),
]
A12_NEAR = [
    Planted("fewer than five in a hundred", telling(DISCHARGE, TWO_IN_40 + " " + words(30, ALLOTMENT)), read=True),
    Planted(
        "both sides use them",
        pool(
            patient("p", experience_text=FIVE_IN_40),
            professional("h", experience_text=FIVE_IN_40.replace("home", "out")),
        ),
        read=True,
    ),
    Planted(
        "everyday short forms",
        telling(DISCHARGE, DISCHARGE_STAFF.replace("I plan", "In the NHS, for each GP and A&E and TV, I plan")),
        read=True,
    ),
    Planted(
        "the same letters as common words", telling(DISCHARGE, "It must rag and quip. " + DISCHARGE_STAFF), read=True
    ),
    Planted("alike in kind", telling(HEARING, DISCHARGE_STAFF), read=True),
]

# --- A20: what the model may misread

FRENCH = (
    "Je suis tombé malade il y a deux ans et personne ne m'a expliqué ce qui allait se passer après. Je voudrais que "
    "chaque malade rentre chez lui avec un plan écrit, un numéro à appeler pendant la nuit et une visite le lendemain."
)
COMMON = (
    "I have been on the patient panel at our local hospital for six years, after a long stay on a ward. "
    "I have chaired the patient group at our surgery since the spring, and it has grown from five people to thirty. "
    "I see patients two days a week, which tells me how odd our hospital looks from the waiting room."
)
COMMON_TOO = (
    "I still see patients at the surgery two mornings a week, and I sit on the panel in the evening. "
    "I head the patient group at our health centre, which has gone from four regulars to twenty. "
    "I run the patient group at our surgery, and have been a patient on the ward upstairs myself."
)
LONG = " ".join([DISCHARGE, ALLOTMENT, TEETH, HEARING, DISCHARGE_STAFF])

A20 = [
    Planted("a text in French", telling(FRENCH, DISCHARGE_STAFF), "not_english", read=True),
    Planted("a professional's text in French", telling(DISCHARGE, FRENCH), "not_english", read=True),
    Planted("a text read in parts", telling(LONG, DISCHARGE_STAFF), "split", read=True),
    Planted("what anybody might write", telling(COMMON, COMMON_TOO), "common_sentences", read=True),
    Planted("a professional's long text", telling(DISCHARGE, LONG), "split", read=True, for_side="pair"),
]
A20_NEAR = [
    Planted("plain English", telling(DISCHARGE, DISCHARGE_STAFF), read=True),
    Planted(
        "a few words of another language", telling("Bonjour, as my gran said. " + DISCHARGE, DISCHARGE_STAFF), read=True
    ),
    Planted("long, and read in one go", telling(DISCHARGE + " " + TEETH, DISCHARGE_STAFF), read=True),
    Planted("their own stories", telling(HEARING, TEETH), read=True),
    Planted(
        "one common sentence among five", telling(DISCHARGE + " " + COMMON.split(". ")[0], DISCHARGE_STAFF), read=True
    ),
]
