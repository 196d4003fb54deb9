"""Plants and near misses about whom a list suggests: A04, A18 and A22."""

from __future__ import annotations

from c_made_up import NearMiss, Planted, bringing, of, pros, seekers, seeking

from factories import patient, professional

FREE, HALF, BUSY = frozenset({"mon_am", "tue_am"}), frozenset({"tue_am"}), frozenset({"sun_pm"})


def times(free: str) -> list[object]:
    """One letter a person: ``f`` shares two half-days with the patients, ``h`` shares one, ``b`` shares none."""
    return [{"f": FREE, "h": HALF, "b": BUSY}[letter] for letter in free]


def timed(points: list[int], free: str, **more: list[object]):
    return of(seekers(2, slots=FREE), pros(points, slots=times(free), **more))


A04 = [
    Planted("time lifts somebody into the third place", timed([9, 8, 4, 5, 1], "fffbf"), owner="p0"),
    Planted("time alone decides who comes first", timed([6, 5, 3], "bfb"), owner="p0"),
    Planted("of two people, the free one comes first", timed([5, 4], "bf"), owner="p1"),
    Planted("two of three are there for their time", timed([9, 3, 3, 4, 4], "fffbb"), owner="p0", for_side="patient"),
    Planted(
        "professionals see those patients who are free",
        of(
            [patient(f"p{n}", **bringing(9 - n), slots=FREE if n > 2 else BUSY) for n in range(6)],
            professional("h", **seeking(slots=FREE)),
        ),
        owner="h",
    ),
    Planted(
        "in one list of pairings", of(seekers(1, slots=FREE), pros([9, 8, 4, 5], slots=times("fffb"))), for_side="pair"
    ),
    Planted(
        "those shown have half as many hours again, and are there for their time",
        of(
            seekers(1, slots=FREE),
            pros([4, 4, 4, 5, 5, 5, 5], slots=times("fffbbbb"), hours_per_month=[6, 6, 6, 4, 4, 4, 4]),
        ),
        top=3,
        rule="more_hours_than_pool",
    ),
    Planted(
        "more hours, but not for their time",
        of(seekers(2), pros([9, 8, 7, 2, 2, 1, 1], hours_per_month=[6, 6, 6, 4, 4, 4, 4])),
        top=3,
        status="checked_no_effect",
        owner="p0",
    ),
    Planted(
        "more hours than half of a pool that has none",
        of(seekers(2), pros([9, 8, 7, 2, 2, 1, 1], hours_per_month=[3, 3, 3, 0, 0, 0, 0])),
        top=3,
        status="checked_no_effect",
        owner="p1",
    ),
]
A04_NEAR = [
    NearMiss("everybody is free at the same times", timed([9, 8, 4, 5, 1], "fffff")),
    NearMiss("the free one falls one short of the third place", timed([9, 8, 7, 1], "ffhf")),
    NearMiss("the same three, the second and third change places", timed([9, 4, 5], "ffb")),
    NearMiss(
        "hours just under half as many again",
        of(seekers(2), pros([9, 8, 7, 2, 2, 1, 1], hours_per_month=[5.9, 5.9, 5.9, 4, 4, 4, 4])),
        top=3,
    ),
    NearMiss(
        "hours half as many again below the places shown",
        of(seekers(2), pros([9, 8, 7, 2, 2, 1, 1], hours_per_month=[4, 4, 4, 6, 6, 4, 4])),
        top=3,
    ),
    NearMiss("time and hours were never asked", of(seekers(2), pros([9, 8, 4, 5, 1]))),
    NearMiss("nobody has any hours", of(seekers(2), pros([9, 8, 7, 2], hours_per_month=[0, 0, 0, 0])), top=3),
]


def graded(points: list[int], bands: list[object], patients: int = 2):
    return of(seekers(patients), pros(points, grade_band=bands))


A18 = [
    Planted("three of the highest band", graded([9, 8, 7, 3, 3, 2, 2], ["9"] * 3 + ["6"] * 4), top=3, owner="p0"),
    Planted("letters tell bands apart", graded([9, 8, 7, 6, 5], ["8c", "8c", "8b", "8b", "8a"]), top=2, owner="p1"),
    Planted("written out", graded([9, 8, 3, 3, 2], ["Band 8d", "band 8D", "Band 7", "Band 5", "Band 5"]), top=2),
    Planted("by name", graded([9, 8, 3, 3, 2], ["executive", "executive", "7", "consultant", "8a"]), top=2, owner="p0"),
    Planted("five of eleven", graded([9] * 5 + [4] * 6, ["8a"] * 5 + ["7"] * 6), owner="p0"),
    Planted(
        "whose band is unknown counts neither way in the pool",
        graded([9, 8, 3, 2, 1, 1], ["9", "9", "5", "5", "5", None]),
        top=2,
    ),
    Planted("in one list of pairings", graded([9, 8, 3, 2, 1], ["9", "9", "5", "5", "5"]), for_side="pair", top=4),
]
A18_NEAR = [
    NearMiss("one of those shown is a band lower", graded([9, 8, 7, 3, 3, 2, 2], ["9", "9", "8d"] + ["6"] * 4), top=3),
    NearMiss("exactly half of the pool is in the top band", graded([9, 8, 7, 3, 2, 1], ["9"] * 3 + ["6"] * 3), top=3),
    NearMiss("everybody has the same band", graded([9, 8, 7, 3, 2, 1], ["7"] * 6), top=3),
    NearMiss("the band of one shown is unknown", graded([9, 8, 7, 3, 2, 1, 1], ["9", None, "9"] + ["6"] * 4), top=3),
    NearMiss("the highest band is not on the lists", graded([9, 8, 3, 3, 1], ["8a", "8a", "6", "6", "8b"]), top=2),
    NearMiss("nobody's band is known", graded([9, 8, 7, 3], [None] * 4), top=3),
    NearMiss(
        "patients have no grade",
        of([patient(f"p{n}", **bringing(9 - n)) for n in range(4)], professional("h", **seeking(grade_band="9"))),
    ),
]


def experienced(points: list[int], roles: list[object]):
    return of(seekers(2), pros(points, past_roles=roles))


SAME = [5] * 12

A22 = [
    Planted(
        "three of five, of twelve alike",
        experienced([5] * 5 + [1] * 7, [2, 1, 4, 0, 0] + [0] * 7),
        owner="p0",
    ),
    Planted("all five", experienced([9, 9, 8, 8, 8] + [2] * 13, [1] * 5 + [0] * 13), status="checked_no_effect"),
    Planted("two of three, and the new one is as near", experienced([5, 5, 5] + [1] * 6, [3, 3, 0] + [0] * 6), top=3),
    Planted("both of two", experienced([9, 9] + [1] * 6, [1, 1] + [0] * 6), top=2, status="checked_no_effect"),
    Planted(
        "on a professional's list",
        of(
            [patient(f"p{n}", **bringing(5 if n < 5 else 1), past_roles=int(n < 3)) for n in range(12)],
            professional("h", **seeking()),
        ),
        owner="h",
    ),
    Planted(
        "unknown is not none",
        experienced([9, 9, 9, 9, 9] + [1] * 11, [2, 2, 2, None, None] + [0] * 11),
        status="checked_no_effect",
    ),
]
A22_NEAR = [
    NearMiss("two of five", experienced([9, 9, 8, 8, 8] + [2] * 7, [1, 1, 0, 0, 0] + [0] * 7)),
    NearMiss("three of five, but three of ten in the pool", experienced([9] * 5 + [2] * 5, [1, 1, 1, 0, 0] + [0] * 5)),
    NearMiss("one of two", experienced([9, 9] + [1] * 6, [1, 0] + [0] * 6), top=2),
    NearMiss("it is known of none", experienced(SAME, [None] * 12)),
    NearMiss("everybody has done it before", experienced(SAME, [1] * 12)),
    NearMiss("of two known, both have: unknown is not none", experienced([9, 9] + [1] * 8, [1, 1] + [None] * 8), top=2),
]
