"""Made-up people for plants: what they wrote, and cohorts built from plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from factories import cohort, patient, professional, tags
from matchmaker.domain.challenge import Challenge
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Partner

TODAY = date(2026, 11, 25)

DISCHARGE = (
    "Going home from hospital went wrong for me three times last winter. Nobody had told my surgery about the new "
    "tablets, the stair rail came a month late, and the transport left me at the wrong door. I want each person to "
    "leave with a plan on paper, a number to ring at night, and a call on the second day."
)
DISCHARGE_STAFF = (
    "I plan how people leave hospital from four busy wards. Tablets, transport and the stair rail are ordered by three "
    "different teams, and the plan on paper is often written after the person has gone. I want somebody to ring each "
    "person on the second day and to find out what went wrong on the way home."
)
ALLOTMENT = (
    "We turned a bramble patch behind the library into raised beds where people with low spirits can dig, chat or just "
    "sit. Beans do more for some of us than another leaflet. I want the town to lend such plots, with tools, water and "
    "a shed, so that anybody may be sent there in place of another prescription."
)
TEETH = (
    "Children on this estate wait two years to have a tooth looked at, and then it comes out. The dentist left and the "
    "building is empty. I want a van that parks at the school gate each spring, brushes handed out with the milk, and "
    "fluoride varnish painted on by somebody who makes them laugh."
)
HEARING = (
    "My hearing aids whistle and the clinic shouts names across a noisy hall, so I miss my turn. Letters tell me to "
    "phone, which is the one thing I cannot do. I want screens with numbers, text messages both ways, and batteries by "
    "post without a form that asks for my voice."
)


KEEN = ("why_it_matters", "kept_going", "asked_a_question")


def words(count: int, text: str = DISCHARGE) -> str:
    """The first ``count`` words of a text, with a full stop."""
    found = text.split()
    assert len(found) >= count
    return " ".join(found[:count]).rstrip(".,") + "."


@dataclass(frozen=True)
class Planted:
    """A cohort in which one assumption is (or is just not) made. ``read``: are texts read in this run?"""

    name: str
    cohort: Cohort
    rule: str | None = None
    read: bool = False
    for_side: str = "both"
    top: int = 5


def pool(*people: Partner, **more: object) -> Cohort:
    return cohort(*people, **more)


def local_challenge(**more: object) -> Challenge:
    return Challenge(**{"id": "c", "text": DISCHARGE_STAFF, "is_local": True, "local_system": "north", **more})


def changed(person: Partner, **more: object) -> Partner:
    return replace(person, **more)


__all__ = ["Partner", "cohort", "patient", "professional", "tags"]
