"""Which kept pairings are of two people who already stand in some relation. Pairings that a gate keeps out are not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from matchmaker.assumptions.seen import Seen
from matchmaker.domain.relation import Relation, RelationKind


def related(seen: Seen, kinds: Collection[RelationKind]) -> dict[int, RelationKind]:
    """Kept pairings of two people in one of these relations, whichever way round; the first kind of ``kinds`` wins."""
    rows = {p.id: place for place, p in enumerate(seen.pool.patient_side)}
    columns = {p.id: place for place, p in enumerate(seen.pool.professional_side)}
    codes = seen.kept.i * len(columns) + seen.kept.j
    found: dict[int, RelationKind] = {}
    for kind in reversed(tuple(kinds)):
        asked = np.array(
            [code for r in seen.cohort.relations if r.relation is kind for code in _codes(rows, columns, r)], np.int64
        )
        places = np.searchsorted(codes, asked)
        for code, place in zip(asked.tolist(), places.tolist(), strict=True):
            if place < len(codes) and codes[place] == code:
                found[place] = kind
    return found


def _codes(rows: Mapping[str, int], columns: Mapping[str, int], relation: Relation) -> Iterator[int]:
    for one, other in ((relation.a_id, relation.b_id), (relation.b_id, relation.a_id)):
        if one in rows and other in columns:
            yield rows[one] * len(columns) + columns[other]
