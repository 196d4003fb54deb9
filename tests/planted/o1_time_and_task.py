"""Plants and near misses of A04 to A06: thresholds just over and just under, as somebody outside reads the rules.

Written before looking at the checks or at other plants. Everybody is made up.
"""
# ruff: noqa: E501 - sentences of made-up people

from o1_cohort import Cohort, N, Y, plant, weights


# A04
def half_good(c, good, rest):
    """Of each ten of a side, the first five are those whom everybody seeks."""
    for r in c.tables["partners"]:
        first = int(r["id"][1:]) <= 5
        r["hours_per_month"] = good if first else rest
        if not first:
            r["offers"] = "storytelling:1"
    return c


@plant("A04", Y, "hours_eight_against_two")
def a04_1():
    return half_good(Cohort(61, 10, 10, alike=True), 8, 2)


@plant("A04", Y, "slots_decide_the_first_three")
def a04_2():
    c = Cohort(62, 4, 12, alike=True).opt("--for", "patient")
    for i, r in enumerate(c.side("H")):
        r["slots"] = "mon_am;tue_am" if i < 3 else "fri_pm"
        r["values"] = "evidence" if i < 3 else "kindness;evidence;take_time" if i < 6 else "take_time"
    return c


@plant("A04", Y, "hours_just_over")
def a04_3():
    return half_good(Cohort(63, 10, 10, alike=True), 9, 3)  # median 6, shown 9 = 1.5


@plant("A04", Y, "flexible_decides")
def a04_4():
    c = Cohort(64, 3, 9, alike=True).opt("--for", "patient").all(slots="mon_am").all("H", slots="fri_pm")
    for i, r in enumerate(c.side("H")):
        r["flexible"] = "yes" if i < 3 else "no"
        r["will_evidence"] = "why_it_matters" if i < 3 else "why_it_matters;kept_going" if i < 6 else "why_it_matters"
    return c


@plant("A04", Y, "one_list_of_twenty")
def a04_5():
    c = Cohort(65, 20, 30).opt("--for", "patient", "--top", "3").all(slots="fri_pm")
    c.put("P07", slots="mon_am;tue_am")
    for r in c.side("H")[10:13]:
        r["slots"] = "mon_am;tue_am"
    for r in c.side("H"):
        r["seeks"], r["values"] = "lived_experience:2", "kindness"
    for i, r in enumerate(c.side("H")):
        r["offers"] = "budget:3"
        r["values"] = "kindness;evidence" if i < 3 else "kindness;evidence;take_time" if 10 <= i < 13 else "take_time"
    return c.all("P", seeks="budget:3", values="kindness;evidence")


@plant("A04", Y, "with_texts_and_hours")
def a04_6():
    return (
        half_good(Cohort(66, 10, 10, alike=True, text=True), 20, 2)
        .all(
            "P",
            experience_text="I wait at the ward for my mother each week and would like to be told when she can go home, who comes to see her then and what we should do at night when she is short of breath and no one is there.",
        )
        .all(
            "H",
            experience_text="I plan the beds on the ward and the day when people can go home. I would like each family to know who comes to see them then and whom they can ring at night when somebody is short of breath.",
        )
    )


@plant("A04", N, "hours_just_under")
def a04_7():
    return half_good(Cohort(67, 10, 10, alike=True), 7, 3)  # median 5, shown 7 = 1.4


@plant("A04", N, "all_free_alike")
def a04_8():
    return Cohort(68, 12, 8).all(slots="mon_am;tue_pm", flexible="yes", hours_per_month=6)


@plant("A04", N, "everybody_is_shown")
def a04_9():
    c = Cohort(69, 3, 3).all(slots="", flexible="")
    for i, r in enumerate(c.tables["partners"]):
        r["hours_per_month"] = 2 + 5 * (i % 3)
    return c


@plant("A04", N, "nobody_said")
def a04_10():
    return Cohort(70, 30, 30).all(slots="", flexible="")


@plant("A04", N, "offers_decide_whatever_the_time")
def a04_11():
    c = Cohort(71, 6, 10, alike=True).opt("--for", "patient")
    for i, r in enumerate(c.side("H")):
        r["offers"] = "clinical_knowledge:3" if i < 3 else "budget:1"
        r["values"] = ["kindness;evidence", "kindness;take_time", "take_time"][i] if i < 3 else "take_time"
        r["slots"] = "fri_pm" if i < 3 else "mon_am;tue_am"
    return c


@plant("A04", N, "hours_unknown_for_most")
def a04_12():
    return half_good(Cohort(72, 10, 10, alike=True), 4, 4).put("P09 P10 H09", hours_per_month="")


# A05
SIX = "Nights alone frighten people most here"
ALL = ["lives_alone", "night_shifts", "caring", "new_here", "first_child", "long_stay", "no_car", "deaf"]


def with_needs(seed, *needs, **k):
    c = Cohort(seed, k.pop("n", 8), k.pop("m", 6), challenge=True, **k).needs(*needs)
    ids = [r["id"] for r in c.side("P")]
    for i, (p, *_rest) in enumerate(needs):
        if p in ALL:
            c.brings(f"{ids[i % len(ids)]} {ids[(i + 1) % len(ids)]}", p)
    return c


@plant("A05", Y, "a_need_with_no_why")
def a05_1():
    return with_needs(81, ("caring", 3), ("lives_alone", 1, ""))


@plant("A05", Y, "five_words")
def a05_2():
    return with_needs(82, ("caring", 3), ("lives_alone", 1, "Nights alone frighten people most"))


@plant("A05", Y, "six_all_equal")
def a05_3():
    return with_needs(83, *((p, 2) for p in ALL[:6]), n=14)


@plant("A05", Y, "at_least_two_people")
def a05_4():
    return with_needs(84, ("caring", 3, SIX + " of all", "At least two people who care for somebody"), ("no_car", 2))


@plant("A05", Y, "a_number_in_the_why")
def a05_5():
    return with_needs(
        85, ("caring", 3), ("deaf", 2, "We need 3 deaf people on the group to be fair to the town."), text=True
    )


@plant("A05", Y, "a_share_of_the_group")
def a05_6():
    return with_needs(
        86, ("caring", 3), ("new_here", 2, "They know what the letters leave out.", "20% of members"), n=25, m=20
    )


@plant("A05", N, "exactly_six_words")
def a05_7():
    return with_needs(87, ("caring", 3, SIX), ("lives_alone", 1, SIX))


@plant("A05", N, "five_equal")
def a05_8():
    return with_needs(88, *((p, 2) for p in ALL[:5]))


@plant("A05", N, "six_but_one_differs")
def a05_9():
    return with_needs(89, *((p, 2) for p in ALL[:5]), ("long_stay", 3), n=14)


@plant("A05", N, "numbers_that_count_no_people")
def a05_10():
    return with_needs(
        90,
        (
            "caring",
            3,
            "Since 2019 the clinic closes at 5 pm and carers come at 6.",
            "Meet after 18:30 in room 4, for 2 hours",
        ),
        ("night_shifts", 2, "The ward has one door and 3 steps, and after 10 pm no bell."),
    )


@plant("A05", N, "eight_needs_in_three_grades")
def a05_11():
    return with_needs(91, *((p, 1 + i % 3) for i, p in enumerate(ALL)), n=30, m=10, text=True)


@plant("A05", N, "the_bare_need_is_of_another_challenge")
def a05_12():
    return (
        with_needs(92, ("caring", 3), ("lives_alone", 1))
        .challenge("C02")
        .needs(("deaf", 1, ""), challenge="C02")
        .opt("--challenge", "C01")
    )


@plant("A05", Y, "two_carers_as_the_condition")
def a05_13():
    return with_needs(93, ("caring", 3, SIX, "Two young carers"), ("no_car", 2))


@plant("A05", N, "a_share_of_what_happens")
def a05_14():
    return with_needs(
        94,
        (
            "caring",
            3,
            "One in five carers falls ill, and 30% of us stop coming.",
            "Room for a wheelchair; 2 hours' notice",
        ),
        ("no_car", 2, "We need two hours to get there and three buses."),
    )


# A06
def weighed(c, **w):
    c.files["ours.toml"] = weights(**w)
    return c.opt("--weights", "{dir}/ours.toml")


@plant("A06", Y, "values_ten_of_forty_five")
def a06_1():
    return weighed(Cohort(101, 8, 8), values=0.10)


@plant("A06", Y, "values_just_under_a_third")
def a06_2():
    return weighed(Cohort(102, 20, 20, text=True, challenge=True), values=0.149)


@plant("A06", Y, "nobody_wrote_how")
def a06_3():
    return Cohort(103, 6, 6, text=True).all(purpose_how="")


@plant("A06", Y, "three_meetings_under_target")
def a06_4():
    return Cohort(104, 5, 5).add(
        "partnerships",
        patient_id="P01",
        professional_id="H01",
        pathway="mixed",
        pathway_reason="Both",
        reflection_shares="50;39;30;20",
        reflection_target="40",
    )


@plant("A06", Y, "soft_skills")
def a06_5():
    c = Cohort(105, 6, 6, text=True)
    c["H02"]["purpose_how"] = "Less of the soft skills talk and more of getting it done."
    return c


@plant("A06", Y, "values_count_nothing")
def a06_6():
    return weighed(Cohort(106, 12, 6), values=0.0, purpose=0.25)


@plant("A06", N, "default_weights_exactly_a_third")
def a06_7():
    return Cohort(107, 8, 8)


@plant("A06", N, "values_just_over_a_third")
def a06_8():
    return weighed(Cohort(108, 20, 20, text=True, challenge=True), values=0.151)


@plant("A06", N, "one_person_wrote_how")
def a06_9():
    return Cohort(109, 6, 6, text=True).all(purpose_how="").put("P03", purpose_how="Slowly, and together, with tea.")


@plant("A06", N, "two_meetings_under_target")
def a06_10():
    return Cohort(110, 5, 5).add(
        "partnerships",
        patient_id="P01",
        professional_id="H01",
        pathway="mixed",
        pathway_reason="Both",
        reflection_shares="20;20;20;40;30;20",
        reflection_target="40",
    )


@plant("A06", N, "soft_food_and_soft_chairs")
def a06_11():
    c = Cohort(111, 6, 6, text=True)
    c["P02"]["experience_text"] += " He can only eat soft food and needs a soft chair. The nurse spoke softly."
    return c


@plant("A06", N, "three_meetings_at_target")
def a06_12():
    return Cohort(112, 5, 5).add(
        "partnerships",
        patient_id="P01",
        professional_id="H01",
        pathway="mixed",
        pathway_reason="Both",
        reflection_shares="40;40;40",
        reflection_target="40",
    )
