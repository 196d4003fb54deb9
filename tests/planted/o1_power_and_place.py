"""Plants and near misses of A09 to A11: thresholds just over and just under, as somebody outside reads the rules.

Written before looking at the checks or at other plants. Everybody is made up.
"""

from o1_cohort import Cohort, N, Y, plant


# A09
@plant("A09", Y, "decides_and_influences")
def a09_1():
    return Cohort(161, 3, 3).put("H01", lever="decides").put("P01", lever="influences")


@plant("A09", Y, "budget_and_none_yet")
def a09_2():
    return Cohort(162, 4, 4, text=True).all("H", lever="sets_agenda_or_budget").all("P", lever="none_yet")


@plant("A09", Y, "sure_and_unsure")
def a09_3():
    return Cohort(163, 3, 3).put("H02", confidence=5).put("P03", confidence=3)


@plant("A09", Y, "her_own_consultant")
def a09_4():
    return Cohort(164, 4, 4).add("relations", a_id="H01", b_id="P01", relation="treats", opt_in_a="yes", opt_in_b="yes")


@plant("A09", Y, "her_own_manager")
def a09_5():
    return Cohort(165, 5, 5).add(
        "relations", a_id="H01", b_id="P01", relation="manages", opt_in_a="yes", opt_in_b="yes"
    )


@plant("A09", Y, "the_patient_side_decides")
def a09_6():
    return (
        Cohort(166, 5, 5)
        .put("P02", lever="decides")
        .all("H", lever="none_yet")
        .add("relations", a_id="H03", b_id="P01", relation="commissions", opt_in_a="yes", opt_in_b="yes")
    )


@plant("A09", N, "one_step_apart")
def a09_7():
    return (
        Cohort(167, 4, 4)
        .all("H", lever="sets_agenda_or_budget", confidence=4)
        .all("P", lever="influences", confidence=3)
    )


@plant("A09", N, "only_one_side_said")
def a09_8():
    return Cohort(168, 4, 4).all("H", lever="decides", confidence=5)


@plant("A09", N, "treats_without_opting_in")
def a09_9():
    return Cohort(169, 4, 4).add("relations", a_id="H01", b_id="P01", relation="treats", opt_in_a="yes", opt_in_b="no")


@plant("A09", N, "far_apart_on_the_same_side")
def a09_10():
    return (
        Cohort(170, 4, 4)
        .all("H", lever="sets_agenda_or_budget")
        .put("P01", lever="decides")
        .put("P02", lever="influences")
    )


@plant("A09", N, "far_apart_but_please_not")
def a09_11():
    return (
        Cohort(171, 4, 4)
        .put("P01", lever="none_yet", confidence=1)
        .put("H01", lever="decides", confidence=5)
        .add("exclusions", by_id="P01", not_id="H01", not_organisation="")
    )


@plant("A09", N, "opened_but_never_shown")
def a09_12():
    c = (
        Cohort(172, 20, 20, alike=True)
        .opt("--top", "3")
        .put("P01 H01", offers="storytelling:1")
        .put("P01", values="take_time")
        .put("H01", values="open_to_change", slots="fri_pm")
    )
    for r in c.tables["partners"]:
        if int(r["id"][1:]) > 10:
            r["values"] = "kindness;evidence;take_time;open_to_change"
    return c.add("relations", a_id="H01", b_id="P01", relation="manages", opt_in_a="yes", opt_in_b="yes")


@plant("A09", N, "a_family_of_two")
def a09_13():
    return (
        Cohort(173, 4, 4)
        .add("relations", a_id="H01", b_id="P01", relation="family", opt_in_a="yes", opt_in_b="yes")
        .all(lever="influences")
    )


# A10
@plant("A10", Y, "they_know_each_other")
def a10_1():
    return Cohort(181, 4, 4).add("relations", a_id="P01", b_id="H02", relation="knows", opt_in_a="", opt_in_b="")


@plant("A10", Y, "worked_with")
def a10_2():
    return Cohort(182, 3, 3, text=True).add(
        "relations", a_id="H03", b_id="P02", relation="worked_with", opt_in_a="", opt_in_b=""
    )


@plant("A10", Y, "treats_and_opted_in")
def a10_3():
    return Cohort(183, 5, 5).add("relations", a_id="H03", b_id="P02", relation="treats", opt_in_a="yes", opt_in_b="yes")


@plant("A10", Y, "sixty_people")
def a10_4():
    c = Cohort(184, 30, 30, alike=True).put("P09 H09", values="take_time;share_decisions", slots="thu_am;fri_am")
    return c.add("relations", a_id="P09", b_id="H09", relation="knows", opt_in_a="", opt_in_b="")


@plant("A10", Y, "pairs_only")
def a10_5():
    return (
        Cohort(185, 4, 4)
        .opt("--for", "pair", "--top", "20")
        .add("relations", a_id="P01", b_id="H01", relation="knows", opt_in_a="yes", opt_in_b="yes")
    )


@plant("A10", Y, "everybody_knows_everybody")
def a10_6():
    c = Cohort(186, 3, 3)
    for p in "123":
        for h in "123":
            c.add("relations", a_id="P0" + p, b_id="H0" + h, relation="knows", opt_in_a="", opt_in_b="")
    return c


@plant("A10", N, "nobody_knows")
def a10_7():
    return Cohort(187, 5, 5)


@plant("A10", N, "manages")
def a10_8():
    return Cohort(188, 5, 5).add(
        "relations", a_id="H01", b_id="P01", relation="manages", opt_in_a="yes", opt_in_b="yes"
    )


@plant("A10", N, "two_patients")
def a10_9():
    return Cohort(189, 5, 5).add("relations", a_id="P02", b_id="P01", relation="knows", opt_in_a="yes", opt_in_b="yes")


@plant("A10", N, "known_but_please_not")
def a10_10():
    return (
        Cohort(190, 5, 5)
        .add("relations", a_id="H02", b_id="P01", relation="knows", opt_in_a="yes", opt_in_b="yes")
        .add("exclusions", by_id="H02", not_id="P01", not_organisation="")
    )


@plant("A10", N, "known_but_not_shown")
def a10_11():
    c = Cohort(191, 12, 12, alike=True).opt("--top", "3").put("P01 H01", values="take_time", offers="storytelling:1")
    return (
        c.add("relations", a_id="P01", b_id="H01", relation="knows", opt_in_a="", opt_in_b="")
        .all("P", values="kindness;evidence")
        .put("H01", values="learn_from_mistakes", slots="fri_pm")
        .put("P01", offers="storytelling:1", slots="mon_am;tue_am")
    )


@plant("A10", N, "known_to_somebody_who_is_out")
def a10_12():
    return (
        Cohort(192, 6, 6)
        .consent("H02")
        .add("relations", a_id="P01", b_id="H02", relation="knows", opt_in_a="", opt_in_b="")
    )


# A11
def audit(
    c, n_in=34, n_out=212, sep=0.61, low=0.53, high=0.69, control=0.52, clow=0.47, chigh=0.57, category="Group two"
):
    return c.add(
        "identity_audit",
        attribute="ethnicity",
        category=category,
        n_in=n_in,
        n_out=n_out,
        separation=sep,
        low=low,
        high=high,
        control=control,
        control_low=clow,
        control_high=chigh,
    )


@plant("A11", Y, "the_audit_separates")
def a11_1():
    return audit(Cohort(201, 8, 8))


@plant("A11", Y, "it_separates_downwards_in_ten")
def a11_2():
    return audit(
        Cohort(202, 8, 8, text=True),
        n_in=10,
        n_out=10,
        sep=0.36,
        low=0.28,
        high=0.44,
        control=0.49,
        clow=0.44,
        chigh=0.54,
    )


@plant("A11", Y, "place_decides")
def a11_3():
    c = (
        Cohort(203, 6, 6, alike=True)
        .challenge(is_local="yes")
        .opt("--for", "patient")
        .all("P", local_system="Northmere")
        .all("H", local_system="Southmere")
    )
    return c.put("H04", local_system="Northmere", will_evidence="why_it_matters").put(
        "H05", will_evidence="why_it_matters;kept_going;asked_a_question"
    )


@plant("A11", Y, "control_without_interval")
def a11_4():
    return audit(Cohort(204, 5, 5), clow="", chigh="")


@plant("A11", Y, "one_group_of_three")
def a11_5():
    return audit(
        audit(
            audit(Cohort(205, 20, 20), sep=0.51, low=0.44, high=0.58),
            n_in=4,
            sep=0.9,
            low=0.7,
            high=0.99,
            category="Group three",
        ),
        sep=0.62,
        low=0.58,
        high=0.66,
        control=0.51,
        clow=0.48,
        chigh=0.54,
        category="Group four",
    )


@plant("A11", Y, "place_decides_among_forty")
def a11_6():
    c = Cohort(206, 20, 20, alike=True).challenge(is_local="yes")
    for i, r in enumerate(c.tables["partners"]):
        r["local_system"] = f"Town{i % 10}"
        r["will_evidence"] = "why_it_matters" if i % 3 else "why_it_matters;kept_going"
    return c


@plant("A11", N, "only_nine_in_it")
def a11_7():
    return audit(Cohort(207, 8, 8), n_in=9)


@plant("A11", N, "the_interval_holds_one_half")
def a11_8():
    return audit(Cohort(208, 8, 8), sep=0.57, low=0.49, high=0.65)


@plant("A11", N, "no_more_than_the_control_words")
def a11_9():
    return audit(Cohort(209, 8, 8), control=0.60, clow=0.52, chigh=0.68)


@plant("A11", N, "one_place")
def a11_10():
    return Cohort(210, 8, 8).challenge(is_local="yes").all(local_system="Northmere")


@plant("A11", N, "places_but_the_challenge_is_anywhere")
def a11_11():
    c = Cohort(211, 8, 8, alike=True).challenge(is_local="no")
    for i, r in enumerate(c.tables["partners"]):
        r["local_system"] = f"Town{i % 3}"
    return c


@plant("A11", N, "texts_that_name_nobody")
def a11_12():
    return Cohort(212, 8, 8, text=True, challenge=True)
