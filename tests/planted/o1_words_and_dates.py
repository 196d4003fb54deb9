"""Plants and near misses of A12 to A13: thresholds just over and just under, as somebody outside reads the rules.

Written before looking at the checks or at other plants. Everybody is made up.
"""
# ruff: noqa: E501 - sentences of made-up people

from o1_cohort import STAFF, Cohort, N, Y, plant

# A12
NHS = "Our ICB and the PCN agreed with the CQC that the MDT takes each referral from A&E. The ICS wants the KPI for NICE and the GP wants the SOP. I plan the beds for three wards and spend my day on the phone. We lose touch with people when they leave the ward and we would like to change that soon."
LONG = "Because of what we are now asked to do by several organisations, our multidisciplinary rehabilitation professionals, who are continually reassigned across geographically distributed community establishments, cannot communicate individualised medication recommendations to each of the families they visited immediately after their hospitalisation. What we would require is organisational accountability for coordination before anybody is transferred, and it should be understood that documentation responsibilities are more complicated than administrators anticipated."


@plant("A12", Y, "short_forms_on_one_side")
def a12_1():
    return Cohort(221, 6, 6, text=True).put("H01", experience_text=NHS)


@plant("A12", Y, "long_words_on_one_side")
def a12_2():
    return Cohort(222, 6, 6, text=True).put("H01", experience_text=LONG, purpose_achieve="", purpose_how="")


@plant("A12", Y, "all_of_one_side_in_short_forms")
def a12_3():
    return Cohort(223, 5, 4, text=True, challenge=True).all("H", experience_text=NHS)


@plant("A12", Y, "the_patient_side_knows_the_short_forms")
def a12_4():
    return Cohort(224, 6, 6, text=True).put(
        "P03", experience_text=NHS.replace("I plan the beds for three wards", "I sit on the board for carers")
    )


@plant("A12", Y, "long_words_on_the_patient_side")
def a12_5():
    return Cohort(225, 5, 8, text=True).put("P02", experience_text=LONG, purpose_achieve="", purpose_how="").consent()


@plant("A12", Y, "five_in_a_hundred")
def a12_6():
    text = (
        "Our ICB and the PCN agreed with the CQC that each person sees one nurse. "
        + " ".join(STAFF[i] for i in (0, 3, 6, 10, 15))
        + " The ICS wants the MDT back."
    )
    c = Cohort(226, 6, 6, text=True).put("H01", experience_text=text, purpose_achieve="", purpose_how="")
    words = len(text.split())
    assert 5 / words >= 0.05, words
    return c


@plant("A12", N, "plain_on_both_sides")
def a12_7():
    return Cohort(227, 6, 6, text=True)


@plant("A12", N, "short_forms_on_both_sides")
def a12_8():
    return (
        Cohort(228, 5, 5, text=True)
        .all("H", experience_text=NHS)
        .all("P", experience_text=NHS.replace("I plan the beds for three wards", "I sit on the board for carers"))
    )


@plant("A12", N, "four_in_a_hundred")
def a12_9():
    text = (
        "Our ICB and the PCN agreed with the CQC that each person sees one nurse. "
        + " ".join(STAFF[i] for i in (0, 3, 6, 10, 15, 19))
        + " The GP wants it back."
    )
    words = len(text.split())
    assert 4 / words < 0.05, words
    return Cohort(229, 6, 6, text=True).put("H01", experience_text=text, purpose_achieve="", purpose_how="")


@plant("A12", N, "no_texts")
def a12_10():
    return Cohort(230, 15, 15).put("H01", role_title="ICB CQC MDT lead")


@plant("A12", N, "the_one_full_of_short_forms_is_out")
def a12_11():
    return Cohort(231, 6, 6, text=True).consent("H01").put("H01", experience_text=NHS)


@plant("A12", N, "ordinary_capitals")
def a12_12():
    c = Cohort(232, 6, 6, text=True)
    c["P01"]["experience_text"] += " NOBODY told us. I felt it was NOT right, and it was never OK for HER or for ME."
    return c


# A13
@plant("A13", Y, "profile_a_year_and_a_day")
def a13_1():
    return Cohort(241, 4, 4).put("P01", confirmed_at="2025-11-24")


@plant("A13", Y, "purpose_half_a_year_and_a_day")
def a13_2():
    return Cohort(242, 4, 4, text=True).put("H01", purpose_at="2026-05-24")


@plant("A13", Y, "the_challenge_ended_yesterday")
def a13_3():
    return Cohort(243, 6, 6, text=True).challenge(ends="2026-11-24", starts="2026-01-05")


@plant("A13", Y, "all_are_old")
def a13_4():
    return Cohort(244, 15, 15).all(confirmed_at="2024-03-01")


@plant("A13", Y, "british_dates")
def a13_5():
    return Cohort(245, 4, 4).put("P02", confirmed_at="01/10/2025")


@plant("A13", Y, "purpose_of_many")
def a13_6():
    return Cohort(246, 20, 10, text=True, challenge=True).consent().all("P", purpose_at="2026-02-01")


@plant("A13", N, "a_year_to_the_day")
def a13_7():
    return Cohort(247, 4, 4).all(confirmed_at="2025-11-25")


@plant("A13", N, "half_a_year_to_the_day")
def a13_8():
    return Cohort(248, 4, 4, text=True).all(purpose_at="2026-05-25")


@plant("A13", N, "the_challenge_ends_today")
def a13_9():
    return Cohort(249, 6, 6, text=True).challenge(ends="2026-11-25")


@plant("A13", N, "no_dates")
def a13_10():
    return Cohort(250, 15, 15).all(confirmed_at="", purpose_at="")


@plant("A13", N, "the_old_one_is_out")
def a13_11():
    return Cohort(251, 6, 6).consent("P01").put("P01", confirmed_at="2023-01-01", purpose_at="2023-01-01")


@plant("A13", N, "the_challenge_that_ended_is_another")
def a13_12():
    return (
        Cohort(252, 6, 6, text=True)
        .challenge()
        .challenge("C02", ends="2025-01-01", starts="2024-01-01")
        .opt("--challenge", "C01")
    )
