"""Plants and near misses about the run and the pool: A19, A19b and A21."""

from __future__ import annotations

from c_made_up import SIGNED, NearMiss, Planted, of, pros, seekers

from factories import patient, professional, tags

NOTHING_ASKED = (("gardening", 1),)


def needs_or_values(points: int, rivals: int = 1, patients: int = 1):
    """A patient, somebody who shares their values and nothing else, and somebody who brings ``points`` of nine of what
    they seek, both ways round, and shares no value. Seeking counts more than values: .22 against .15."""
    levels = tuple((skill, 1) for skill in ("lived_experience", "budget", "research_skills"))
    brings = [min(3, max(0, points - 3 * place)) for place in range(3)]
    offers = tuple((skill, level) for (skill, _), level in zip(levels, brings, strict=True) if level)
    others = {"seeks": tags(*levels), "offers": tags(*offers), "values": ("evidence",)}
    return of(
        [patient(f"p{n}", seeks=tags(*levels), offers=tags(*offers), values=("kindness",)) for n in range(patients)],
        professional("h0", seeks=tags(*NOTHING_ASKED), offers=tags(*NOTHING_ASKED), values=("kindness",)),
        [professional(f"h{n + 1}", **others) for n in range(rivals)],
    )


# With w for seeking, drawn evenly from ½ to 1, the first (by values) holds while w · points/9 < 1 − w.
A19 = [
    Planted("holds in 56 of 100: three of nine points, a little more elsewhere", needs_or_values(3)),
    Planted("four of nine points", needs_or_values(4)),
    Planted("five of nine points", needs_or_values(5)),
    Planted("six of nine points: hardly ever holds", needs_or_values(6)),
    Planted("with two rivals alike", needs_or_values(5, rivals=2), for_side="patient"),
    Planted("for three patients", needs_or_values(5, patients=3)),
    Planted("in one list of pairings", needs_or_values(5), for_side="pair"),
]
A19_NEAR = [
    NearMiss("two of nine points: holds in 64 of 100", needs_or_values(2)),
    NearMiss("one of nine points", needs_or_values(1)),
    NearMiss("nine of nine points: the other leads, and always", needs_or_values(9)),
    NearMiss("only one thing to rank by", of(seekers(2), pros([9, 8, 7]))),
    NearMiss(
        "ahead on everything", of(seekers(2, values=("kindness",)), pros([9, 2], values=[("kindness",), ("evidence",)]))
    ),
    NearMiss("everybody is the same", of(seekers(3), pros([5, 5, 5]))),
    NearMiss("one of each", of(seekers(1), pros([5]))),
]

SOME = of(seekers(2), pros([9, 5]))
A19B = [
    Planted("nobody signed", SOME, rule="signed_by_nobody"),
    Planted("patients alone", SOME, signed_by={"patient": SIGNED["patient"]}, rule="not_signed_by_professional"),
    Planted(
        "professionals alone", SOME, signed_by={"professional": SIGNED["professional"]}, rule="not_signed_by_patient"
    ),
    Planted("nobody signed, one list of pairings", SOME, for_side="pair"),
    Planted(
        "professionals alone, their lists", SOME, for_side="professional", signed_by={"professional": SIGNED["patient"]}
    ),
]
A19B_NEAR = [
    NearMiss("both signed", SOME, signed_by=SIGNED),
    NearMiss("both signed, one list of pairings", SOME, signed_by=SIGNED, for_side="pair"),
    NearMiss("both signed, patients' lists", SOME, signed_by=SIGNED, for_side="patient"),
    NearMiss("both signed, professionals' lists", SOME, signed_by=SIGNED, for_side="professional"),
    NearMiss("both signed, short lists", of(seekers(1), pros([2])), signed_by=dict(reversed(SIGNED.items())), top=1),
]


def everybodys_friend(lists: int, *, of_lists: int = 12, candidates: int = 12, hubs: int = 1, turned: bool = False):
    """``of_lists`` people who each seek a thing of their own. One candidate each brings it, well enough; besides, each
    of ``hubs`` candidates brings the things of the first ``lists`` of them, and brings them best."""
    one, other = (professional, patient) if turned else (patient, professional)
    owners = [one(f"a{n:02}", seeks=tags((f"thing {n}", 3))) for n in range(of_lists)]
    plain = [other(f"b{n:02}", offers=tags((f"thing {n}", 2))) for n in range(candidates - hubs)]
    things = tags(*((f"thing {n}", 3) for n in range(lists)))
    return of(owners, plain, [other(f"hub{n}", offers=things) for n in range(hubs)])


A21 = [
    Planted("on ten lists of twelve, where three are expected", everybodys_friend(10), for_side="patient"),
    Planted("on all twelve", everybodys_friend(12)),
    Planted("two people on eleven", everybodys_friend(11, hubs=2)),
    Planted("a patient on all professionals' lists", everybodys_friend(12, turned=True)),
    Planted("on seven of eight, of twelve candidates", everybodys_friend(7, of_lists=8), for_side="patient"),
    Planted(
        "on every list since everybody seeks the same: no correction changes that",
        of(seekers(12), pros([9, 8, 7] + [1] * 9)),
        for_side="patient",
        status="checked_no_effect",
    ),
]
A21_NEAR = [
    NearMiss("on nine lists of twelve, exactly three times three", everybodys_friend(9), for_side="patient"),
    NearMiss(
        "on six of eight, of twelve candidates: exactly three times two",
        everybodys_friend(6, of_lists=8),
        for_side="patient",
    ),
    NearMiss("an even spread", everybodys_friend(0), for_side="patient"),
    NearMiss("three candidates are on every list", everybodys_friend(12, candidates=3), for_side="patient"),
    NearMiss("a single list", everybodys_friend(1, of_lists=1), for_side="patient"),
    NearMiss("one list of pairings", everybodys_friend(12), for_side="pair"),
]
