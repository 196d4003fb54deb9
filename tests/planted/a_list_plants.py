"""Plants about what people bring: one patient for all, lists of groups, roles that stand for people."""

from __future__ import annotations

from a_folders import Planted, Row, Tables, brings, need, tables, with_cells


def _brought(
    name: str,
    needs: list[Row],
    said: list[Row],
    *,
    people: int = 5,
    kinds: dict[str, str] | None = None,
    **more: object,
) -> Planted:
    made = tables(people, alike=True, needs=needs, declarations=said)
    for who, kind in (kinds or {}).items():
        made = with_cells(made, who, kind=kind)
    return Planted(name, made, **more)


def _first_three(said: list[Row]) -> Tables:
    """Nine patients of whom every professional's list shows P1, P2 and P3: the others share none of the values."""
    made = tables(9, alike=True, needs=[need("night"), need("day")], declarations=said)
    for number in range(4, 10):
        made = with_cells(made, f"P{number}", values="try_things_quickly")
    return made


def _all(people: range, *perspectives: str, basis: str = "direct") -> list[Row]:
    return [brings(f"P{n}", name, basis) for n in people for name in perspectives]


TWO = [need("night"), need("day")]
OTHERS = _all(range(4, 10), "night", "day")

A01 = [
    _brought(
        "one of five brings the nights", TWO, [brings("P1", "night"), *_all(range(1, 4), "day")], rule="only_one_brings"
    ),
    _brought(
        "from close by counts too",
        TWO,
        [brings("P2", "night", "close"), *_all(range(1, 4), "day")],
        rule="only_one_brings",
    ),
    _brought("each need leans on one", TWO, [brings("P1", "night"), brings("P2", "day")], rule="only_one_brings"),
    _brought("one for everything", TWO, _all(range(3, 4), "night", "day"), rule="only_one_brings"),
    _brought("the list holds one person", TWO, _all(range(1, 6), "night", "day"), top=1, rule="only_one_brings"),
    _brought(
        "on the list of pairs",
        TWO,
        [brings("P1", "night"), *_all(range(1, 6), "day")],
        for_side="pair",
        top=25,
        rule="only_one_brings",
    ),
    Planted("nobody shown brings what others could", _first_three(OTHERS), top=3, rule="little_covered"),
    Planted(
        "those shown bring little, others much",
        _first_three([*_all(range(1, 3), "night", "day", basis="close"), *OTHERS]),
        top=3,
        rule="little_covered",
    ),
]

A01_NEAR = [
    _brought("one need", [need("night")], [brings("P1", "night")]),
    _brought("two bring each", TWO, _all(range(1, 3), "night", "day")),
    _brought("the one does not let it be used", TWO, [brings("P1", "night", use="no"), *_all(range(1, 4), "day")]),
    _brought("the one says none", TWO, [brings("P1", "night", "none"), *_all(range(1, 4), "day")]),
    Planted(
        "three from close by cover enough",
        _first_three([*_all(range(1, 4), "night", "day", basis="close"), *OTHERS]),
        top=3,
    ),
    Planted("little, but the pool has no more", _first_three(_all(range(1, 3), "night", "day", basis="close")), top=3),
    _brought("nobody declared anything", TWO, [], status="no_data"),
    _brought("lists of professionals alone", TWO, [brings("P1", "night")], for_side="patient"),
]

SIX_WORDS = "They see what happens at night"
FIVE_WORDS = "They see the nights best"
MANY = ["night", "day", "ward", "home", "bus", "letters", "phone", "food", "money", "work"]


def _listed(name: str, *needs: Row, **more: object) -> Planted:
    """P1 brings the first need alone and P2 the second, each for all of it: which counts decides who is read first."""
    said = [brings(f"P{n}", row["perspective"]) for n, row in enumerate(needs[:2], start=1)]
    return _brought(name, list(needs), said, **more)


A05 = [
    _listed("no reason", need("night", 3, why=""), need("day", 1), rule="need_without_reason"),
    _listed("a reason of five words", need("night", 3, why=FIVE_WORDS), need("day", 1), rule="need_without_reason"),
    _listed(
        "a list without any reason",
        *(need(name, 1 + n % 3, why="") for n, name in enumerate(MANY)),
        rule="need_without_reason",
    ),
    _listed("six alike", *(need(name, 2) for name in MANY[:6]), status="checked_no_effect", rule="all_alike"),
    _listed("ten alike", *(need(name, 3) for name in MANY), status="checked_no_effect", rule="all_alike"),
    _listed(
        "six alike among eight",
        *(need(name, 2) for name in MANY[:6]),
        need("a", 3),
        need("b", 1),
        status="checked_no_effect",
        rule="all_alike",
    ),
    _listed("a number in the name", need("two carers", 3), need("day", 1), rule="number_set"),
    _listed("a number behind the name", need("carers: 2", 3), need("day", 1), rule="number_set"),
    _listed(
        "a number in the conditions",
        need("night", 3, conditions="At least three, so that none is alone."),
        need("day", 1),
        rule="number_set",
    ),
    _listed("a share of the places", need("30% living alone", 3), need("day", 1), rule="number_set"),
]

A05_NEAR = [
    _listed("a reason of six words", need("night", 3, why=SIX_WORDS), need("day", 1)),
    _listed("five alike", *(need(name, 2) for name in MANY[:5])),
    _listed("six that differ", *(need(name, 2) for name in MANY[:5]), need("work", 3)),
    _listed("eight, at most three alike", *(need(name, 1 + n % 3) for n, name in enumerate(MANY[:8]))),
    _listed("a number that is an age", need("over 65 and living alone", 3), need("day", 1)),
    _listed(
        "notice is no number of people", need("night", 3, conditions="At least two weeks' notice."), need("day", 1)
    ),
    _listed("numbers as a reason", need("night", 3, why="One in seven of us is back within 30 days."), need("day", 1)),
    Planted("no needs", tables(), status="no_data"),
]

A17 = [
    _brought(
        "through work alone", [need("night")], [brings("P3", "night", "through_my_work")], rule="only_through_work"
    ),
    _brought(
        "one need of two through work alone",
        [need("night", 3), need("day", 1)],
        [brings("P3", "night", "through_my_work"), brings("P4", "day", "close")],
        rule="only_through_work",
    ),
    _brought(
        "two through work, nobody closer",
        [need("night")],
        _all(range(2, 4), "night", basis="through_my_work"),
        rule="only_through_work",
    ),
    _brought(
        "a leader from close by",
        TWO,
        [brings("P2", "night", "close")],
        kinds={"P2": "community_leader"},
        rule="leads_without_direct",
    ),
    _brought(
        "the chair of a group, others from life",
        TWO,
        [*_all(range(2, 3), "night", "day", basis="close"), brings("P4", "night")],
        kinds={"P2": "patient_group_chair"},
        rule="leads_without_direct",
    ),
    _brought(
        "a Healthwatch lead who declared nothing",
        [need("night")],
        _all(range(4, 6), "night"),
        kinds={"P1": "healthwatch"},
        status="checked_no_effect",
        rule="leads_without_direct",
    ),
]

A17_NEAR = [
    _brought(
        "through work, and from close by",
        [need("night")],
        [brings("P3", "night", "through_my_work"), brings("P4", "night", "close")],
    ),
    _brought(
        "a leader with life behind one need",
        TWO,
        [brings("P2", "night"), brings("P2", "day", "close")],
        kinds={"P2": "community_leader"},
    ),
    _brought("nobody leads", TWO, [brings("P2", "night", "close")]),
    _brought(
        "work that may not be used",
        [need("night")],
        [brings("P3", "night", "through_my_work", use="no"), brings("P4", "night")],
    ),
    _brought(
        "a professional through work",
        [need("night")],
        [brings("H1", "night", "through_my_work"), brings("P4", "night")],
    ),
    _brought("nobody brings it at all", TWO, [brings("P2", "night")]),
    _brought("nobody declared anything", TWO, [], kinds={"P1": "healthwatch"}, status="no_data"),
    Planted("no needs", tables(), status="no_data"),
]
