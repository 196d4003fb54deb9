"""The partnerships that a run may look at: both people take part in it."""

from __future__ import annotations

from matchmaker.assumptions.seen import Seen
from matchmaker.domain.flag import Subject
from matchmaker.domain.partnership import Partnership


def partnerships_here(seen: Seen) -> tuple[Partnership, ...]:
    """By both ids. Somebody who does not consent to matching is in none."""
    here = {person.id for person in seen.pool.people}
    among = (one for one in seen.cohort.partnerships if {one.patient_id, one.professional_id} <= here)
    return tuple(sorted(among, key=lambda one: (one.patient_id, one.professional_id)))


def about_partnership(partnership: Partnership) -> Subject:
    """A partnership as the subject of a flag."""
    return Subject(owner=partnership.patient_id, candidate=partnership.professional_id)
