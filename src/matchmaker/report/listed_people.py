"""Who could be on a list of a run, and at which places they were: exposure and the ladder of gaps begin here."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker.matching.run import Run


def could_be_listed(run: Run) -> tuple[str, ...]:
    """Whom the lists were drawn from, by id: both sides, or the one that the other side was to choose from."""
    pool, sides = run.pool, run.options.for_side
    chosen = set(pool.patients if sides != "patient" else ()) | set(
        pool.professionals if sides != "professional" else ()
    )
    return tuple(sorted(pool.people[place].id for place in chosen))


def places_of(run: Run) -> Mapping[str, tuple[int, ...]]:
    """The places at which each person was listed, by id; in a list of pairs both stand at the pair's place."""
    lists, pool, by_pair = run.lists, run.pool, run.options.for_side == "pair"
    found: dict[str, list[int]] = {}
    patients, professionals = lists.i[lists.pair].tolist(), lists.j[lists.pair].tolist()
    entries = zip(lists.side.tolist(), patients, professionals, lists.rank.tolist(), strict=True)
    for of_patient, i, j, rank in entries:
        if of_patient or by_pair:
            found.setdefault(pool.professional_side[j].id, []).append(rank)
        if by_pair or not of_patient:
            found.setdefault(pool.patient_side[i].id, []).append(rank)
    return {one: tuple(sorted(found[one])) for one in sorted(found)}


def shown_in(run: Run) -> frozenset[str]:
    """Everybody on a list. Where one side alone had lists, whoever had one counts as shown too."""
    return frozenset(places_of(run)) | (_owners(run) - frozenset(could_be_listed(run)))


def _owners(run: Run) -> frozenset[str]:
    lists, pool = run.lists, run.pool
    sides = {True: pool.patient_side, False: pool.professional_side}
    return frozenset(
        sides[side][person].id for side, person in zip(lists.side.tolist(), lists.person.tolist(), strict=True)
    )
