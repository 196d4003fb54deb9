"""Plants and near misses of A01 to A03: thresholds just over and just under, as somebody outside reads the rules.

Written before looking at the checks or at other plants. Everybody is made up.
"""
# ruff: noqa: E501 - sentences of made-up people

from o1_cohort import Cohort, N, Y, plant


# A01
@plant("A01", Y, "one_of_eight_alone_brings_a_need")
def a01_1():
    return (
        Cohort(1, 8, 6, challenge=True)
        .opt("--top", "20")
        .needs(("lives_alone", 3), ("caring", 2))
        .brings("P01", "lives_alone")
        .brings("P02 P03", "caring")
    )


@plant("A01", Y, "one_of_three_brings_all")
def a01_2():
    return (
        Cohort(2, 3, 3, challenge=True)
        .needs(("lives_alone", 3), ("caring", 2), ("no_car", 1))
        .brings("P01", "lives_alone")
        .brings("P01", "caring")
        .brings("P01", "no_car")
    )


@plant("A01", Y, "carriers_never_shown")
def a01_3():
    c = Cohort(3, 40, 20, alike=True, challenge=True).needs(("lives_alone", 3), ("caring", 3))
    for i in range(20, 28):
        c.put(f"P{i}", offers="storytelling:1")
    return c.brings("P20 P21 P22 P23", "lives_alone").brings("P24 P25 P26 P27", "caring")


@plant("A01", Y, "shown_only_through_work")
def a01_4():
    c = Cohort(4, 30, 10, alike=True, challenge=True).needs(("lives_alone", 3), ("caring", 3))
    for i in range(6, 31):
        c.put(f"P{i:02d}", offers="storytelling:1")
    for i in range(1, 6):
        c.brings(f"P{i:02d}", "lives_alone", "through_my_work").brings(f"P{i:02d}", "caring", "through_my_work")
    return c.brings("P20 P21 P22 P23", "lives_alone").brings("P24 P25 P26 P27", "caring")


@plant("A01", Y, "the_other_carrier_did_not_consent")
def a01_5():
    return (
        Cohort(5, 12, 5, challenge=True)
        .opt("--top", "20")
        .consent("P02")
        .all(languages="en")
        .put("P03 P04", languages="cy;en")
        .needs(("lives_alone", 1), ("caring", 1))
        .brings("P01 P02", "lives_alone", "close")
        .brings("P03 P04", "caring")
    )


@plant("A01", Y, "the_other_carrier_keeps_it_to_herself")
def a01_6():
    return (
        Cohort(6, 7, 4, text=True, challenge=True)
        .opt("--for", "professional", "--top", "10")
        .needs(("new_here", 2), ("deaf", 2))
        .brings("P01", "deaf")
        .brings("P02", "deaf", use="no")
        .brings("P04 P05 P06", "new_here")
    )


@plant("A01", N, "two_for_every_need")
def a01_7():
    return (
        Cohort(7, 8, 6, challenge=True)
        .opt("--top", "20")
        .needs(("lives_alone", 3), ("caring", 2))
        .brings("P01 P04", "lives_alone")
        .brings("P02 P03", "caring")
    )


@plant("A01", N, "one_need_only")
def a01_8():
    return Cohort(8, 8, 6, challenge=True).opt("--top", "20").needs(("lives_alone", 3)).brings("P01", "lives_alone")


@plant("A01", N, "the_lonely_need_is_another_challenge")
def a01_9():
    c = Cohort(9, 6, 6, challenge=True).challenge("C02").opt("--challenge", "C01", "--top", "9")
    return (
        c.needs(("lives_alone", 3), ("caring", 2))
        .needs(("deaf", 3), ("no_car", 3), challenge="C02")
        .brings("P01 P02 P03", "lives_alone")
        .brings("P04 P05", "caring")
        .brings("P06", "deaf")
        .brings("P06", "no_car")
    )


@plant("A01", N, "everybody_brings_everything")
def a01_10():
    c = Cohort(10, 40, 20, challenge=True).needs(("lives_alone", 3), ("caring", 2))
    return c.brings(" ".join(r["id"] for r in c.side("P")), "lives_alone").brings(
        " ".join(r["id"] for r in c.side("P")), "caring"
    )


@plant("A01", N, "the_pool_cannot_do_better")
def a01_11():
    return (
        Cohort(11, 9, 6, challenge=True)
        .opt("--top", "12")
        .needs(("lives_alone", 3), ("caring", 2))
        .brings("P01 P02", "lives_alone", "close")
        .brings("P03 P04", "caring", "close")
    )


@plant("A01", N, "lists_of_professionals_only")
def a01_12():
    return (
        Cohort(12, 8, 6, challenge=True)
        .opt("--for", "patient")
        .needs(("lives_alone", 3), ("caring", 2))
        .brings("P01", "lives_alone")
        .brings("P02", "caring")
    )


# A02
def kinds(c):
    for i, r in enumerate(c.side("H")):
        r["kind"] = ["clinician", "nurse_leader", "pharmacist", "manager"][i % 4]
    for i, r in enumerate(c.side("P")):
        r["kind"] = ["patient", "carer", "community_member"][i % 3]
    return c


@plant("A02", Y, "a_patient_wants_a_nurse")
def a02_1():
    return kinds(Cohort(21, 6, 8)).add(
        "preferences", by_id="P01", about="kind", wanted="nurse_leader", why="She listened"
    )


@plant("A02", Y, "a_professional_wants_an_area")
def a02_2():
    return (
        kinds(Cohort(22, 9, 4))
        .all(area="north")
        .put("P01 P02 P03", area="south")
        .add("preferences", by_id="H02", about="area", wanted="south", why="")
    )


@plant("A02", Y, "a_wish_that_shuts_nobody_out")
def a02_3():
    return (
        Cohort(23, 5, 5)
        .all("H", kind="clinician")
        .add("preferences", by_id="P01", about="kind", wanted="clinician", why="x")
    )


@plant("A02", Y, "three_wishes")
def a02_4():
    return (
        kinds(Cohort(24, 20, 12, text=True))
        .add("preferences", by_id="P01", about="kind", wanted="nurse_leader;pharmacist", why="")
        .add("preferences", by_id="P02", about="kind", wanted="manager", why="")
        .add("preferences", by_id="H01", about="kind", wanted="carer", why="")
    )


@plant("A02", Y, "one_side_of_sixty")
def a02_5():
    return (
        kinds(Cohort(25, 35, 25))
        .opt("--for", "patient")
        .add("preferences", by_id="P30", about="kind", wanted="pharmacist", why="")
    )


@plant("A02", Y, "about_a_column_nobody_filled")
def a02_6():
    return Cohort(26, 6, 6).add("preferences", by_id="P01", about="grade_band", wanted="7", why="")


@plant("A02", N, "no_wish")
def a02_7():
    return kinds(Cohort(27, 6, 8))


@plant("A02", N, "headings_alone")
def a02_8():
    c = kinds(Cohort(28, 6, 8))
    c.files["preferences.csv"] = "by_id,about,wanted,why\n"
    return c


@plant("A02", N, "by_somebody_who_is_out")
def a02_9():
    return (
        kinds(Cohort(29, 7, 7))
        .consent("P01")
        .add("preferences", by_id="P01", about="kind", wanted="nurse_leader", why="")
    )


@plant("A02", N, "please_not_is_no_preference")
def a02_10():
    return (
        kinds(Cohort(30, 7, 7))
        .add("exclusions", by_id="P01", not_id="H01", not_organisation="")
        .add("relations", a_id="P02", b_id="H02", relation="knows", opt_in_a="", opt_in_b="")
    )


@plant("A02", N, "her_list_is_not_made")
def a02_11():
    return (
        kinds(Cohort(31, 7, 7))
        .opt("--for", "professional")
        .add("preferences", by_id="P01", about="kind", wanted="nurse_leader", why="")
    )


@plant("A02", N, "seeks_are_no_preference")
def a02_12():
    return kinds(Cohort(32, 10, 5)).all("P", seeks="clinical_knowledge:3")


# A03
@plant("A03", Y, "values_alone_make_the_lead")
def a03_1():
    return (
        Cohort(41, 5, 5, alike=True)
        .put("P01 H01", values="take_time;kindness;share_decisions")
        .all("P", will_evidence="")
        .put("H02 H03 H04 H05", values="evidence;keep_people_safe")
    )


@plant("A03", Y, "both_write_of_their_mosque")
def a03_2():
    c = Cohort(42, 6, 4, text=True)
    c["P01"]["experience_text"] += " I am a Muslim and we pray together before each visit."
    c["H01"]["experience_text"] += " As a Muslim myself I see what is missed."
    return c


@plant("A03", Y, "both_were_nurses")
def a03_3():
    c = Cohort(43, 6, 4, text=True)
    c["P02"]["experience_text"] += " I worked as a nurse for thirty years."
    c["H03"]["experience_text"] += " I am a nurse on the night team."
    return c


@plant("A03", Y, "both_teach")
def a03_4():
    return (
        Cohort(44, 4, 4, text=True)
        .put("P01", role_title="Retired teacher")
        .put("H02", role_title="Teacher at the hospital school")
    )


@plant("A03", Y, "the_same_wish_and_nothing_sought")
def a03_5():
    c = Cohort(45, 8, 8, text=True).all(seeks="", offers="")
    same = "I want the chest group to meet in a room that people can reach without stairs. Half of us cannot climb them. A lift would do, or a hall on the ground floor near the bus stop."
    c.put("P03", experience_text=same)
    c.put("H04", experience_text=same.replace("Half of us", "Many"))
    return c


@plant("A03", Y, "values_lead_though_offers_fit_less")
def a03_6():
    c = Cohort(46, 10, 6, alike=True).put("P01 H01", values="take_time;kindness;share_decisions;open_to_change")
    return c.put("H02 H03 H04 H05 H06", values="evidence").put("H01", offers="clinical_knowledge:2")


@plant("A03", N, "the_lead_is_what_is_offered")
def a03_7():
    c = Cohort(47, 6, 6, alike=True)
    for i in range(2, 7):
        c.put(f"H{i:02d}", offers="budget:1")
    return c


@plant("A03", N, "two_faiths")
def a03_8():
    c = Cohort(48, 5, 5, alike=True)
    c.all(
        "P",
        experience_text="I am a Muslim and we pray together. "
        + "The ward was too hot for him and nobody told us why. We waited in the car park until the doors were opened again. I would like people to be asked what matters to them before the plan is made, and I would gladly help.",
    )
    c.all(
        "H",
        experience_text="As a Sikh I learned to listen first. "
        + "I plan the beds for three wards and spend my day on the phone. We lose touch with people when they leave. I want to hear what the night is like for those who lie awake in it, and to change what can be changed.",
    )
    return c


@plant("A03", N, "other_work")
def a03_9():
    return Cohort(49, 5, 5, alike=True).all("P", role_title="Bus driver").all("H", role_title="Physiotherapist")


@plant("A03", N, "all_tie")
def a03_10():
    return Cohort(50, 10, 10, alike=True)


@plant("A03", N, "the_same_illness")
def a03_11():
    c = Cohort(51, 6, 6, alike=True)
    c.all(
        "P",
        experience_text="I have had diabetes since school and I keep a diary of my sugars. The diabetes clinic moved and the letter came after the day that it told us about. I would gladly show how I read my diary to people who are new to it and afraid of the needle.",
    )
    return c.all(
        "H",
        experience_text="My team runs the diabetes clinic, busy on Mondays and nearly empty on Thursdays. I count missed visits each month, but the count does not say why. I can move rooms and times, and I would like to be told which ones are wrong for people.",
    )


@plant("A03", N, "alike_but_one_said_please_not")
def a03_12():
    c = (
        Cohort(52, 5, 5, alike=True)
        .put("P01", role_title="Retired teacher")
        .put("H02", role_title="Teacher at the hospital school")
    )
    return c.add("exclusions", by_id="P01", not_id="H02", not_organisation="")


@plant("A03", N, "a_nurse_in_her_story_is_not_her_work")
def a03_13():
    c = Cohort(53, 5, 5, alike=True)
    c.all(
        "P",
        experience_text="The nurse was kind to my mother and found us a chair. We waited in the car park until the doors were opened again. I would like people to be asked what matters to them before the plan is made, and I would gladly help with it.",
    )
    return c.all(
        "H",
        experience_text="I am a nurse on the night team and I plan the beds for three wards. We lose touch with people when they leave. I want to hear what the night is like for those who lie awake in it, and to change what can be changed.",
    )
