"""Taking one route for the right one (A26)."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.assumptions.contract import Check, Found, NoData
from matchmaker.assumptions.partnerships import about_partnership, partnerships_here
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.flag import Level, Severity
from matchmaker.domain.partnership import Pathway, Template


def look(seen: Seen) -> Iterator[Found] | NoData:
    """For each partnership: a pathway is set and no reason for it is written (``undecided`` sets none), or a form does
    not fit and nothing is noted of what follows: what the pair kept, and who does not know. There is no re-run."""
    if not seen.cohort.partnerships:
        return NoData(("partnerships.csv pathway", "partnerships.csv template"))
    return _found(seen)


def _found(seen: Seen) -> Iterator[Found]:
    for one in partnerships_here(seen):
        subject = about_partnership(one)
        people = (one.patient_id, one.professional_id)
        if one.pathway not in (None, Pathway.UNDECIDED) and not one.pathway_reason:
            yield Found(rule="pathway_without_reason", subject=subject, people=people)
        if one.template is Template.DOES_NOT_FIT and not one.template_note:
            yield Found(rule="form_without_note", subject=subject, people=people)


CHECK = Check(
    id="A26",
    code="one_right_route",
    level=Level.PARTNERSHIP,
    base=Severity.NOTE,
    guide_ref="§4 Q2–Q3",
    reads=(
        "partnerships.csv pathway",
        "partnerships.csv pathway_reason",
        "partnerships.csv template",
        "partnerships.csv template_note",
    ),
    look=look,
)
