"""What a flag about a list speaks of: whose list it is, whom it suggests, and whom it could have suggested."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.seen import Seen, Shortlist
from matchmaker.domain.flag import Subject
from matchmaker.domain.partner import Partner

Places = NDArray[np.intp]


def about_list(seen: Seen, shortlist: Shortlist) -> Subject:
    """A person's list; of the one list of pairings, only that it is that list."""
    owner = seen.owner(shortlist)
    return Subject(owner=owner.id if owner else None, side=shortlist.side)


def pool_shown_by(seen: Seen, shortlist: Shortlist) -> tuple[Partner, ...]:
    """Everybody whom a list could have suggested, by place; of the list of pairings, the professional side."""
    return seen.pool.patient_side if shortlist.side == "professional" else seen.pool.professional_side


def places_shown(seen: Seen, shortlist: Shortlist) -> Places:
    """The places in :func:`pool_shown_by` of those whom a list suggests, by rank."""
    people = seen.kept.i if shortlist.side == "professional" else seen.kept.j
    return np.asarray(people[shortlist.suggested], np.intp)
