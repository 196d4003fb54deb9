"""From a run to the report's data: whose lists are shown, their pairings, and the people they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.partner import Partner, Side
from matchmaker.domain.weight_view import NamedView
from matchmaker.domain.weights import CRITERIA, ONE_SIDED
from matchmaker.explain.reasons import reason
from matchmaker.matching.lot import draw_by_lot
from matchmaker.matching.pool import may_read_text
from matchmaker.matching.run import Contribution, Pairing, Run
from matchmaker.matching.shown import tenths
from matchmaker.report.data import (
    FORMAT,
    Appearances,
    Assumed,
    Change,
    Line,
    Person,
    PersonList,
    Place,
    ReportData,
    ShownPairing,
    Weight,
)
from matchmaker.report.picture import appearances_of, picture_of
from matchmaker.report.questioned import changes_on, covered_in, flags_shown, how_sure, looked_at, weight_talk

PEOPLE_IN_FULL = 300
"""A page with more lists than this is of no use to anybody; the tables hold them all."""

PLACES_IN_FULL = 5

ASKED_IN_FULL = 20
"""Questions that the page shows; ``ask_next.csv`` holds them all."""


def report_data(
    run: Run,
    *,
    views: Sequence[NamedView] = (),
    with_text: bool = False,
    people_in_full: int = PEOPLE_IN_FULL,
) -> ReportData:
    """Everything the page shows. ``with_text`` puts people's own words in it, where they may be read.

    ``views``: other ways of weighing, to talk about.
    At most ``people_in_full`` people's lists, half of each side (by id), with five places each. The draw by lot comes
    from the run's seed, so the same run gives the same data.
    """
    lot = draw_by_lot(run.table, np.random.default_rng(run.seed))
    appearances = appearances_of(run)
    entries = _entries_shown(run, people_in_full)
    shown = {place: run.pairing(place) for place in sorted({int(run.lists.pair[n]) for n in entries})}
    challenge, lists_total = run.challenge, _lists_total(run)
    return ReportData(
        format=FORMAT,
        run_id=run.id,
        seed=run.seed,
        patients_total=len(run.pool.patients),
        professionals_total=len(run.pool.professionals),
        challenge=challenge.id if challenge else None,
        challenge_title=challenge.title if challenge else None,
        by_pair=run.options.for_side == "pair",
        no_text="texts_not_used" in {assumption.code for assumption in run.assumptions},
        lists_total=lists_total,
        weights_name=run.weights.name,
        weights_version=run.weights.version,
        weights=tuple(_weights(run)),
        dropped=run.dropped,
        one_sided=run.weights.one_sided,
        signed_by=tuple((side, who.by, who.on) for side, who in sorted(run.weights.signed_by.items())),
        assumptions=tuple(Assumed(a.code, a.params, a.about) for a in run.assumptions),
        flags=flags_shown(run, lists_total),
        looked=looked_at(run),
        asks=run.ask_next[:ASKED_IN_FULL],
        asks_total=len(run.ask_next),
        talk=weight_talk(run, views),
        sure=how_sure(run),
        covered=covered_in(run),
        picture=picture_of(run, lot),
        appearances=appearances,
        people=_people(run, shown.values(), appearances, with_text),
        lists=_person_lists(run, entries, shown, changes_on(run, lists_total)),
        pairings=tuple(_shown_pairing(pairing, run) for pairing in shown.values()),
        versions=tuple(sorted(run.versions.items())),
    )


def _lists_total(run: Run) -> int:
    """How many people have a list (or how many pairs are listed)."""
    lists = run.lists
    if run.options.for_side == "pair":
        return len(lists.rank)
    return len(np.unique(np.stack([lists.side, lists.person]), axis=1).T) if len(lists.side) else 0


def _weights(run: Run) -> Iterable[Weight]:
    for name, weight, out in zip(CRITERIA, run.lists.scores.weights, run.table.dropped, strict=True):
        if not out:
            yield Weight(name, round(float(weight), 6), round(run.weights.neutral[name], 6))


def _first_ids(people: Sequence[Partner], owners: NDArray[np.intp], most: int) -> list[int]:
    return sorted({int(n) for n in owners}, key=lambda n: people[n].id)[:most]


def _entries_shown(run: Run, most: int) -> list[int]:
    """Places of the lists' arrays that the page shows: patient side first, by id, then rank."""
    lists, pool = run.lists, run.pool
    if run.options.for_side == "pair":
        return [int(n) for n in np.argsort(lists.rank, kind="stable")[:most]]
    sides = {True: pool.patient_side, False: pool.professional_side}
    owners = {side: lists.person[lists.side == side] for side in sides}
    count = {side: len(np.unique(owner)) for side, owner in owners.items()}
    share = {side: max(most // 2, most - count[not side]) for side in sides}
    shown: list[int] = []
    for side, people in sides.items():
        order = {n: place for place, n in enumerate(_first_ids(people, owners[side], share[side]))}
        held = np.flatnonzero(
            (lists.side == side) & np.isin(lists.person, list(order)) & (lists.rank <= PLACES_IN_FULL)
        )
        shown += sorted((int(n) for n in held), key=lambda n: (order[int(lists.person[n])], int(lists.rank[n])))
    return shown


def _person_lists(
    run: Run,
    entries: Sequence[int],
    shown: dict[int, Pairing],
    changes: Mapping[tuple[bool, int], tuple[Change, ...]],
) -> tuple[PersonList, ...]:
    """A list for each person; where the run lists pairs, one place each, in the order of rank."""
    found: dict[tuple[str, str, int], list[Place]] = {}
    tried: dict[tuple[str, str, int], tuple[Change, ...]] = {}
    by_pair = run.options.for_side == "pair"
    for n in entries:
        pairing, of_patient = shown[int(run.lists.pair[n])], bool(run.lists.side[n])
        person, candidate = pairing.patient.id, pairing.professional.id
        if not of_patient:
            person, candidate = candidate, person
        side = Side.PATIENT if of_patient else Side.PROFESSIONAL
        place = _place(run, n, candidate)
        key = side.value, person, place.rank if by_pair else 0
        found.setdefault(key, []).append(place)
        tried[key] = changes.get((of_patient, int(run.lists.person[n])), ())
    return tuple(
        PersonList(key[1], key[0], tuple(sorted(places, key=lambda place: (place.order, place.rank))), tried[key])
        for key, places in found.items()
    )


def _place(run: Run, entry: int, candidate: str) -> Place:
    rank, standing = int(run.lists.rank[entry]), run.standing(entry)
    if standing is None:
        return Place(rank, candidate, band=1, order=rank)
    return Place(rank, candidate, standing.band, standing.order, round(standing.top1, 4), round(standing.top3, 4))


def _people(
    run: Run, pairings: Iterable[Pairing], appearances: Sequence[Appearances], with_text: bool
) -> tuple[Person, ...]:
    """Everybody the page names, by id."""
    named = {person.id for pairing in pairings for person in (pairing.patient, pairing.professional)}
    named.update(one.id for one in run.ask_next[:ASKED_IN_FULL])
    for side in appearances:
        named.update(who for who, _ in side.most)
        named.update(side.nowhere)
    return tuple(_person(p, run, with_text) for p in sorted(run.pool.people, key=lambda p: p.id) if p.id in named)


def _person(partner: Partner, run: Run, with_text: bool) -> Person:
    shown = with_text and may_read_text(partner, run.cohort)
    return Person(
        id=partner.id,
        name=partner.display_name,
        role=partner.role_title,
        statement=partner.statement_parts() if shown else (),
    )


def _shown_pairing(pairing: Pairing, run: Run) -> ShownPairing:
    by_criterion: dict[str, list[Contribution]] = {}
    for line in pairing.contributions:
        by_criterion.setdefault(line.criterion, []).append(line)
    (one_sided,) = by_criterion.pop(ONE_SIDED)
    return ShownPairing(
        patient=pairing.patient.id,
        professional=pairing.professional.id,
        tenths=pairing.tenths,
        patient_side=tenths(pairing.patient_side),
        professional_side=tenths(pairing.professional_side),
        patient_known=round(pairing.patient_known, 4),
        professional_known=round(pairing.professional_known, 4),
        difference=round(one_sided.value, 4),
        one_sided=one_sided.tenths,
        low=None if pairing.low is None else tenths(pairing.low),
        high=None if pairing.high is None else tenths(pairing.high),
        lines=tuple(_line(name, *both) for name, both in by_criterion.items()),
        not_yet=tuple(gate.value for gate in pairing.not_yet),
        patient_reason=reason(pairing, Side.PATIENT, run.weights.neutral),
        professional_reason=reason(pairing, Side.PROFESSIONAL, run.weights.neutral),
    )


def _line(criterion: str, patient: Contribution, professional: Contribution) -> Line:
    return Line(
        criterion=criterion,
        patient_value=round(patient.value, 4),
        professional_value=round(professional.value, 4),
        patient_known=patient.known,
        professional_known=professional.known,
        patient_tenths=patient.tenths,
        professional_tenths=professional.tenths,
    )
