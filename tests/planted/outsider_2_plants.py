"""Six plants and six near misses for each of A14 to A27 and A19b, by name. See ``outsider_2_cohorts``."""

from __future__ import annotations

from outsider_2_cohorts import (
    WEIGHTS,
    Made,
    clean,
    declares,
    hub,
    marked,
    needing,
    ranked,
    table,
    two_ways,
    weights,
)
from outsider_2_text_plants import A20, A20_NEAR, A23, A23_NEAR

Named = dict[str, Made]

NOBODY_BACKS = {"sponsor_kind": "", "sponsor_cadence_days": "", "sponsor_last_contact": ""}


def chain(made: Made, *signed: str, pathway: str = "top_down", challenge: str = "C01") -> Made:
    for step, day in enumerate(signed, 1):
        made.row("signoffs", challenge_id=challenge, order=str(step), role=f"Step {step}", signed_at=day)
    return made.task(pathway=pathway)


A14: Named = {
    "no sponsor": clean(1).task(sponsor="", **NOBODY_BACKS),
    "none is a sponsor": clean(2).task(sponsor="none", **NOBODY_BACKS).consenting(),
    "silent a day too long": clean(3).task(sponsor_cadence_days="30", sponsor_last_contact="2026-10-25"),
    "money, a year ago": clean(4, 9, 14).task(sponsor_kind="financial", sponsor_last_contact="31/10/2025"),
    "one step of three is open": chain(clean(5), "2026-09-01", "", "2026-10-01"),
    "nothing says that they endorse it": clean(6).task(sponsor_kind=""),
}
A14_NEAR: Named = {
    "silent for just the cadence": clean(7).task(sponsor_cadence_days="30", sponsor_last_contact="2026-10-26"),
    "the whole chain signed": chain(clean(8), "2026-09-01", "2026-09-02", "2026-10-01"),
    "open, but not from the top down": chain(clean(9), "", pathway="under_the_radar"),
    "another challenge lacks it all": chain(clean(10), "2026-09-01").second_task(sponsor="", **NOBODY_BACKS),
    "money, yesterday": clean(11, 12, 12).task(sponsor_kind="financial", sponsor_last_contact="2026-11-24"),
    "today": clean(12).task(sponsor_cadence_days="1", sponsor_last_contact="2026-11-25").consenting(),
}


def by_one_side(made: Made, side: str, *needs: int) -> Made:
    for number in needs:
        made.at("needs", number, proposed_by_side=side, agreed_by_sides=side)
    return made


A15: Named = {
    "staff wrote it": clean(20).task(authored_by_sides="professional"),
    "patients wrote it": clean(21, 8, 12).task(authored_by_sides="patient"),
    "staff wrote it, patients' lists": clean(22).task(authored_by_sides="professional").asked(for_side="patient"),
    "staff agreed all needs": by_one_side(needing(23), "professional", 0, 1, 2),
    "patients agreed one need": by_one_side(needing(24), "patient", 1),
    "staff agreed one need, pairs": by_one_side(needing(25), "professional", 2).asked(for_side="pair").consenting(),
}
A15_NEAR: Named = {
    "both wrote it": clean(26),
    "both, the other way round": clean(27).task(authored_by_sides="professional; patient"),
    "both agreed the needs": needing(28),
    "one proposed and the other agreed": needing(29).at("needs", 0, agreed_by_sides="professional"),
    "nobody wrote down who wrote it": clean(30).task(authored_by_sides=""),
    "staff wrote another one": clean(31).second_task(authored_by_sides="professional"),
}


def matters_to(made: Made, *ids: str, much: str = "4") -> Made:
    for each in ids:
        made.row("importance_to_me", challenge_id="C01", partner_id=each, importance=much)
    return made


A16: Named = {
    "no owner": clean(40).task(owner=""),
    "no date": clean(41, 9, 6).task(starts="", ends=""),
    "no local system": clean(42).task(local_system="", is_local="no"),
    "not said to matter to the system": clean(43, 14, 9).task(importance_to_system=""),
    "no professional said so": matters_to(clean(44), "pt00", "pt03"),
    "no patient said so": matters_to(clean(45), "st02").asked(for_side="pair"),
}
A16_NEAR: Named = {
    "all there": clean(46),
    "it matters little to both": matters_to(clean(47), "pt00", "st03", much="1"),
    "a last day alone": clean(48).task(starts=""),
    "it matters little to the system": clean(49).task(importance_to_system="1"),
    "not local": clean(50).task(is_local="no"),
    "another one is not real": clean(51).second_task(owner="", local_system="", importance_to_system=""),
}

A17: Named = {
    "one need through work": needing(60).at("declarations", 1, basis="through_my_work"),
    "two, both through work": declares(
        needing(61).at("declarations", 0, basis="through_my_work"), "pt04", "night_discharge", "through_my_work"
    ),
    "a leader who said nothing": needing(62).who("pt03", kind="community_leader"),
    "a chair with none": declares(needing(63).who("pt05", kind="patient_group_chair"), "pt05", "caring", "none"),
    "from a healthwatch, through work": declares(
        needing(64, 9).who("pt07", kind="healthwatch"), "pt07", "caring", "through_my_work"
    ),
    "faith leaders, close": declares(
        needing(65).who("pt04", kind="faith_or_community_leaders", is_group="yes"), "pt04", "lives_alone", "close"
    ),
}
A17_NEAR: Named = {
    "through work beside one of their own": declares(needing(66), "pt04", "lives_alone", "through_my_work"),
    "a leader from their own life": needing(67).who("pt00", kind="community_leader"),
    "many who said nothing": needing(68, 15, 3),
    "close is not work": needing(69).at("declarations", 2, basis="close"),
    "through work, and not needed": declares(needing(70), "pt05", "transport", "through_my_work"),
    "nobody brings it": needing(71).at("declarations", 2, basis="none"),
}


def graded(seed: int, top_band: int, of: int, high: str = "9", low: str = "6", first: int | None = None, **how) -> Made:
    made = ranked(seed, "professional", top_band if first is None else first, of, **how)
    return marked(made, "professional", "grade_band", top_band, high, low)


A18: Named = {
    "five of twelve": graded(80, 5, 12),
    "letters": graded(81, 4, 9, "8d", "8a", top=3),
    "in words": graded(82, 3, 7, "Band 8c", "Band 5", top=3),
    "just under half": graded(83, 6, 13).asked(for_side="patient"),
    "one name": graded(84, 2, 6, top=1).consenting(),
    "thirty": graded(85, 14, 30, lists=8, top=10),
}
A18_NEAR: Named = {
    "half of the pool": graded(86, 5, 10),
    "one of the five is not": graded(87, 4, 12, first=5),
    "all in one band": graded(88, 12, 12, first=5),
    "second from the top": graded(89, 5, 12, "8c").who("st11", grade_band="9"),
    "most of the pool": graded(90, 8, 12),
    "not asked": ranked(91, "professional", 5, 12),
}

A19: Named = {
    "two ways": two_ways(),
    "two ways of ten": two_ways(staff=10),
    "three lists": two_ways(3, 8),
    "two shown": two_ways().asked(top=2),
    "another seed": two_ways(staff=6).asked(seed=9),
    "many": two_ways(8, 20),
}
A19_NEAR: Named = {
    "first at everything": two_ways(firm=True),
    "first of ten": two_ways(staff=10, firm=True),
    "first on three lists": two_ways(3, 8, firm=True),
    "nobody else": two_ways(staff=1, firm=True),
    "another first who is the same": two_ways(staff=6, firm=True).who(
        "st01", offers="budget:3", values="kindness;evidence", slots="mon_am;tue_am"
    ),
    "all the same": two_ways(staff=6)
    .who("st00", offers="budget:1")
    .who("st01", values="take_time", slots="fri_pm", flexible=""),
}

A19B: Named = {
    "as shipped": clean(140).weighed(None),
    "patients alone": clean(141).weighed(weights("patient")),
    "staff alone": clean(142, 7, 11).weighed(weights("professional")),
    "nobody, pairs": clean(143).weighed(weights()).asked(for_side="pair"),
    "staff alone, one name": clean(144).weighed(weights("professional")).asked(for_side="patient", top=1),
    "nobody, with consent": clean(145).weighed(weights()).asked(for_side="professional").consenting(),
}
A19B_NEAR: Named = {
    "both": clean(146),
    "both, staff first": clean(147).weighed(weights("professional", "patient")),
    "both, pairs": clean(148).asked(for_side="pair"),
    "both, patients' lists": clean(149, 12, 12).asked(for_side="patient"),
    "both, one name": clean(150).asked(top=1).consenting(),
    "both, other weights": clean(151).weighed(weights("patient", "professional", seek_offer=0.15, values=0.22)),
}

A21: Named = {
    "on all of twelve": hub(12, 12),
    "on eleven of twelve": hub(12, 11),
    "a patient": hub(12, 12, side="patient"),
    "on fifteen of thirty": hub(30, 15),
    "on seven of ten, twenty to choose from": hub(10, 7, 20),
    "a patient on eleven of thirty": hub(30, 11, side="patient"),
}
A21_NEAR: Named = {
    "three times as many": hub(12, 9),
    "on seven of twelve": hub(12, 7),
    "on all of eight": hub(8, 8),
    "on nine of thirty": hub(30, 9),
    "on all of five": hub(5, 5),
    "everybody on three": hub(20, 3),
}


def been(seed: int, having: int, of: int, first: int | None = None, side: str = "professional", **how) -> Made:
    return marked(
        ranked(seed, side, having if first is None else first, of, **how), side, "past_roles", having, "2", "0"
    )


A22: Named = {
    "a quarter of the pool": been(100, 5, 20),
    "three of five": been(101, 3, 20, first=5),
    "patients": been(102, 6, 24, side="patient"),
    "just under three in ten": been(103, 6, 21),
    "three shown": been(104, 4, 15, top=3),
    "forty": been(105, 11, 40, lists=8, top=10),
}
A22_NEAR: Named = {
    "three in ten": been(106, 6, 20),
    "two of five": been(107, 2, 20, first=5),
    "four of seven": been(108, 4, 20, first=7, top=7),
    "not asked": ranked(109, "professional", 5, 20),
    "everybody": been(110, 9, 9, first=5),
    "nobody": been(111, 0, 20, first=5),
}

A24: Named = {
    "one wrote nothing": clean(180).who("pt01", will_evidence=""),
    "ninety-one days": clean(181).who("st02", confirmed_at="2026-08-26"),
    "everybody, a year ago": clean(182).all(confirmed_at="2025-11-25"),
    "staff wrote nothing": clean(183, 9, 12).all("professional", will_evidence="").consenting(),
    "much will, long ago": clean(184, 3, 3).who("pt00", confirmed_at="2026-03-01").asked(for_side="pair", top=9),
    "most patients": clean(185, 14, 14).all("patient", will_evidence="").who("pt00", will_evidence="kept_going"),
}
A24_NEAR: Named = {
    "ninety days": clean(186).who("st02", confirmed_at="2026-08-27"),
    "all there": clean(187),
    "said: none": clean(188).who("pt02", will_evidence="none"),
    "will, and no date": clean(189).all(confirmed_at=""),
    "today": clean(190, 9, 9).all(confirmed_at="2026-11-25"),
    "an old one who is not in the run": clean(191)
    .all(consent_matching="yes")
    .who("pt00", confirmed_at="2025-01-01", consent_matching="no"),
}


def needs_met(seed: int, patients: int = 5, staff: int = 5) -> Made:
    return clean(seed, patients, staff).all(access_needs="none", flexible="no").asked(top=20)


A25: Named = {
    "no word on it": needs_met(200).who("pt00", access_needs="step_free:essential"),
    "not possible yet": needs_met(201).who("pt01", access_needs="bsl:essential", access_status="bsl:cannot_yet"),
    "at work on it": needs_met(202).who(
        "pt01",
        access_needs="large_print:helpful;rest_breaks:essential",
        access_status="large_print:confirmed;rest_breaks:working_on_it",
    ),
    "no language in common": needs_met(203, 8, 4).who("pt04", languages="pl", interpreter="needed"),
    "what a professional needs": needs_met(204).who("st03", access_needs="quiet_room").consenting(),
    "one of two": needs_met(205, 10, 12).who(
        "pt09",
        access_needs="payment:essential;travel_paid_in_advance:essential",
        access_status="payment:confirmed;travel_paid_in_advance:cannot_yet",
    ),
}
A25_NEAR: Named = {
    "all in place": needs_met(206).who("pt00", access_needs="step_free:essential;bsl", access_status="confirmed"),
    "it would help": needs_met(207).who("pt00", access_needs="step_free:helpful", access_status="cannot_yet"),
    "none": needs_met(208),
    "an interpreter comes": needs_met(209).who("pt02", languages="pl", interpreter="confirmed"),
    "no time in common": needs_met(210).who("pt02", slots="sun_pm"),
    "not in the run": needs_met(211)
    .all(consent_matching="yes")
    .who("pt02", access_needs="easy_read:essential", consent_matching="no"),
}


def together(seed: int, *pairs: dict[str, str]) -> Made:
    made = clean(seed)
    for number, cells in enumerate(pairs):
        made.row("partnerships", patient_id=f"pt{number:02d}", professional_id=f"st{number:02d}", **cells)
    return made


A26: Named = {
    "from the top": together(220, {"pathway": "top_down"}),
    "under the radar": together(221, {"pathway": "under_the_radar", "pathway_reason": ""}),
    "mixed, third of three": together(
        222, {"pathway": "undecided"}, {"template": "fits", "pathway": ""}, {"pathway": "mixed"}
    ),
    "no note": together(223, {"pathway": "mixed", "pathway_reason": "Both doors", "template": "does_not_fit"}),
    "no route, no note": together(224, {"template": "does_not_fit", "template_note": ""}),
    "fits, no reason": together(225, {"pathway": "mixed", "template": "fits"}),
}
A26_NEAR: Named = {
    "a reason": together(226, {"pathway": "top_down", "pathway_reason": "The board asked us"}),
    "undecided": together(227, {"pathway": "undecided"}),
    "fits": together(228, {"template": "fits"}),
    "a note": together(229, {"template": "does_not_fit", "template_note": "We kept our story; nobody else has it"}),
    "no partnership": clean(230),
    "a reason for each": together(
        231, {"pathway": "under_the_radar", "pathway_reason": "Quiet"}, {"pathway": "mixed", "pathway_reason": "Both"}
    ),
}


def learned(seed: int, n: int, share: float, unmatched: str = "true", size: int = 6) -> Made:
    before = table("learned.before", {**WEIGHTS, "seek_offer": 0.10, "values": 0.27})
    more = f"\n[learned]\nn = {n}\npatient_feedback_share = {share}\nunmatched_observed = {unmatched}\n{before}"
    return clean(seed, size, size).weighed(weights("patient", "professional", more=more))


A27: Named = {
    "ninety-nine": learned(240, 99, 0.5),
    "patients said .61 of it": learned(241, 400, 0.61),
    "staff said .61 of it": learned(242, 400, 0.39),
    "none unmatched": learned(243, 1000, 0.5, "false"),
    "all three": learned(244, 12, 0.9, "false", 12),
    "from nothing": learned(245, 0, 0.5),
}
A27_NEAR: Named = {
    "a hundred": learned(246, 100, 0.5),
    "patients said .60": learned(247, 400, 0.6),
    "staff said .60": learned(248, 400, 0.4),
    "thousands": learned(249, 5000, 0.48, size=12),
    "set by people": clean(250),
    "as shipped": clean(251).weighed(None),
}

ALL: dict[str, tuple[Named, Named]] = {
    "A14": (A14, A14_NEAR),
    "A15": (A15, A15_NEAR),
    "A16": (A16, A16_NEAR),
    "A17": (A17, A17_NEAR),
    "A18": (A18, A18_NEAR),
    "A19": (A19, A19_NEAR),
    "A19b": (A19B, A19B_NEAR),
    "A20": (A20, A20_NEAR),
    "A21": (A21, A21_NEAR),
    "A22": (A22, A22_NEAR),
    "A23": (A23, A23_NEAR),
    "A24": (A24, A24_NEAR),
    "A25": (A25, A25_NEAR),
    "A26": (A26, A26_NEAR),
    "A27": (A27, A27_NEAR),
}
