"""Plants and near misses about two people suggested to each other: A09, A10 and A25."""

from __future__ import annotations

from c_made_up import NearMiss, Planted, of, pros, seekers

from factories import patient, professional
from matchmaker.domain.partner import AccessNeed, AccessStatus, Interpreter, Lever
from matchmaker.domain.relation import Exclusion, Relation, RelationKind

DECIDES, AGENDA, INFLUENCES, NONE = Lever.DECIDES, Lever.SETS_AGENDA_OR_BUDGET, Lever.INFLUENCES, Lever.NONE_YET
KNOWS, WORKED, TREATS = RelationKind.KNOWS, RelationKind.WORKED_WITH, RelationKind.TREATS
MANAGES, COMMISSIONS, FAMILY = RelationKind.MANAGES, RelationKind.COMMISSIONS, RelationKind.FAMILY
KIND = {"values": ("kindness",)}


def two(mine: dict, theirs: dict, **more: object):
    """One of each side, with a value in common so that there is something to rank by."""
    return of(patient("p0", **KIND, **mine), professional("h0", **KIND, **theirs), **more)


def related(kind: RelationKind, a: str = "h0", b: str = "p0", opted: bool | None = True) -> dict:
    return {"relations": (Relation(a_id=a, b_id=b, relation=kind, opt_in_a=opted, opt_in_b=opted),)}


A09 = [
    Planted("one decides, one influences", two({"lever": INFLUENCES}, {"lever": DECIDES}), rule="lever_gap"),
    Planted("one sets the agenda, one has no say", two({"lever": AGENDA}, {"lever": NONE}), rule="lever_gap"),
    Planted("one decides, one has no say", two({"lever": NONE}, {"lever": DECIDES}), for_side="patient"),
    Planted("confidence two steps apart", two({"confidence": 2}, {"confidence": 4}), rule="confidence_gap"),
    Planted("confidence four steps apart", two({"confidence": 5}, {"confidence": 1}), for_side="pair"),
    Planted("treats, both opted in", two({}, {}, **related(TREATS)), rule="relation_opened"),
    Planted("manages, both opted in", two({}, {}, **related(MANAGES, "p0", "h0")), rule="relation_opened"),
    Planted("pays for the other's work, both opted in", two({}, {}, **related(COMMISSIONS))),
]
A09_NEAR = [
    NearMiss("one level apart", two({"lever": INFLUENCES}, {"lever": AGENDA})),
    NearMiss("one step of confidence apart", two({"confidence": 3}, {"confidence": 4})),
    NearMiss("only one of the two was asked", two({"confidence": 1}, {"lever": DECIDES})),
    NearMiss("they know each other", two({}, {}, **related(KNOWS))),
    NearMiss("family, both opted in", two({}, {}, **related(FAMILY))),
    NearMiss(
        "the gap is with somebody below the list",
        of(seekers(1, lever=NONE), pros([9, 8, 1], lever=[INFLUENCES, NONE, DECIDES])),
        for_side="patient",
        top=2,
    ),
    NearMiss(
        "treats, only one opted in: never suggested",
        of(
            seekers(2),
            pros([9, 3]),
            relations=(Relation(a_id="h0", b_id="p0", relation=TREATS, opt_in_a=True, opt_in_b=False),),
        ),
    ),
    NearMiss("nobody was asked", two({}, {})),
]


def met(kind: RelationKind, points: list[int], top: int = 3, **more: object):
    """Two patients; the first one and the first professional stand in a relation."""
    return of(seekers(2), pros(points), **related(kind, **more))


A10 = [
    Planted("the first place is known", met(KNOWS, [9, 8, 7, 1]), owner="p0"),
    Planted("they worked together, told by the other", met(WORKED, [9, 8, 7, 1], a="p0", b="h0"), owner="p0"),
    Planted("treats, both opted in", met(TREATS, [9, 8, 7, 1]), owner="p0"),
    Planted("third place, with somebody new behind", met(KNOWS, [7, 9, 8, 1]), owner="p0"),
    Planted("known without any opt-in", met(KNOWS, [9, 8, 1], opted=None), owner="p0"),
    Planted("in one list of pairings", met(KNOWS, [9, 8, 1]), for_side="pair"),
    Planted(
        "fourth place, nobody behind",
        met(KNOWS, [1, 9, 8, 7]),
        for_side="patient",
        owner="p0",
        status="checked_no_effect",
    ),
]
A10_NEAR = [
    NearMiss("known, but below the list", met(KNOWS, [1, 9, 8, 7]), for_side="patient", top=3),
    NearMiss("one manages the other, both opted in", met(MANAGES, [9, 8, 7])),
    NearMiss("family", met(FAMILY, [9, 8, 7])),
    NearMiss("treats without an opt-in is never suggested", met(TREATS, [9, 8, 7], opted=False)),
    NearMiss("two of one side know each other", met(KNOWS, [9, 8, 7], a="p1", b="p0")),
    NearMiss("nobody wrote down who knows whom", of(seekers(2), pros([9, 8, 7]))),
    NearMiss(
        "known, but one asked not to be suggested",
        of(seekers(2), pros([9, 8]), exclusions=(Exclusion(by_id="p0", not_id="h0"),), **related(KNOWS)),
    ),
]


def need(status: AccessStatus | None, essential: bool = True) -> dict:
    return {"access_needs": (AccessNeed("step_free", essential, status),)}


SPEAKS = {"languages": ("English",)}

A25 = [
    Planted("the host cannot yet", two(need(AccessStatus.CANNOT_YET), {}), rule="gate_access", owner="p0"),
    Planted("a professional's need", two({}, need(AccessStatus.CANNOT_YET)), rule="gate_access"),
    Planted("somebody is working on it", two(need(AccessStatus.WORKING_ON_IT), {}), rule="need_unconfirmed"),
    Planted("nobody said anything about it", two(need(None), {}), rule="need_unconfirmed", for_side="pair"),
    Planted("no language in common", two({"languages": ("Sylheti",)}, SPEAKS), rule="gate_language"),
    Planted(
        "an interpreter is needed, none confirmed",
        two({"languages": ("Polish",), "interpreter": Interpreter.NEEDED}, SPEAKS),
        rule="gate_language",
    ),
    Planted(
        "one of two needs is confirmed",
        two(
            {
                "access_needs": (
                    AccessNeed("quiet_room", True, AccessStatus.CONFIRMED),
                    AccessNeed("large_print", True, AccessStatus.WORKING_ON_IT),
                )
            },
            {},
        ),
    ),
]
A25_NEAR = [
    NearMiss("everything is confirmed", two(need(AccessStatus.CONFIRMED), {})),
    NearMiss("helpful, not essential", two(need(AccessStatus.CANNOT_YET, essential=False), {})),
    NearMiss(
        "an interpreter is confirmed", two({"languages": ("Polish",), "interpreter": Interpreter.CONFIRMED}, SPEAKS)
    ),
    NearMiss("no half-day in common", two({"slots": frozenset({"mon_am"})}, {"slots": frozenset({"tue_pm"})})),
    NearMiss("no needs at all", two({"access_needs": ()}, {"access_needs": ()})),
    NearMiss("languages of one alone are known", two({"languages": ("Polish",)}, {})),
    NearMiss(
        "the need is of somebody below the list",
        of(
            seekers(1),
            pros([9, 8, 1], access_needs=[(), (), (AccessNeed("bsl", True, None),)]),
        ),
        for_side="patient",
        top=2,
    ),
]
