"""Plants and near misses of A07 to A08: thresholds just over and just under, as somebody outside reads the rules.

Written before looking at the checks or at other plants. Everybody is made up.
"""
# ruff: noqa: E501 - sentences of made-up people

from o1_cohort import PATIENT, Cohort, N, Y, plant


# A07
@plant("A07", Y, "three_know_only_time_and_will")
def a07_1():
    return Cohort(121, 8, 12, alike=False).put("P01 P02 H01", seeks="", values="", offers="")


@plant("A07", Y, "values_and_time_unknown")
def a07_2():
    return Cohort(122, 20, 20).put("H01 H02 H03 H04 H05 P01 P02 P03 P04 P05", values="", slots="", flexible="")


@plant("A07", Y, "with_texts")
def a07_3():
    return Cohort(123, 10, 10, text=True).put(
        "P01 P02 P03", experience_text="", purpose_achieve="", purpose_how="", seeks=""
    )


@plant("A07", Y, "half_the_pool_blank")
def a07_4():
    c = Cohort(124, 30, 30)
    for r in c.tables["partners"]:
        if int(r["id"][1:]) % 2:
            r.update(seeks="", values="", will_evidence="")
    return c


@plant("A07", Y, "long_lists")
def a07_5():
    return Cohort(125, 25, 10).opt("--top", "20").put("P01 P02 P03 P04", seeks="", offers="", values="")


@plant("A07", Y, "pairs")
def a07_6():
    return Cohort(126, 5, 5).opt("--for", "pair", "--top", "30").put("P01 P02 H01 H02", seeks="", offers="", values="")


@plant("A07", N, "all_known")
def a07_7():
    return Cohort(127, 12, 12)


@plant("A07", N, "seven_tenths_known")
def a07_8():
    return Cohort(128, 12, 12).put("P01 H01", values="")


@plant("A07", N, "time_and_will_unknown")
def a07_9():
    return Cohort(129, 20, 20).all(slots="", flexible="").put("P01", slots="mon_am").put("H01", will_evidence="")


@plant("A07", N, "no_column_at_all_so_dropped")
def a07_10():
    return Cohort(130, 12, 12).all(values="", seeks="")


@plant("A07", N, "all_known_with_texts")
def a07_11():
    return Cohort(131, 10, 10, text=True)


@plant("A07", N, "all_alike_in_one_band")
def a07_12():
    return Cohort(132, 4, 4, alike=True)


# A08
W39 = "My mother waits on the ward and nobody tells us when she can go home. I ring the desk each day. They are kind, but no list is kept of who rang, so we begin again every morning now."


@plant("A08", Y, "thirty_nine_words")
def a08_1():
    assert len(W39.split()) == 39, len(W39.split())
    return Cohort(141, 6, 6, text=True).put("P01", experience_text=W39, purpose_achieve="", purpose_how="")


@plant("A08", Y, "nine_words_are_too_few_to_read")
def a08_2():
    return Cohort(142, 6, 6, text=True).put(
        "H02", experience_text="We could ring people back with more time.", purpose_achieve="", purpose_how=""
    )


@plant("A08", Y, "many_words_that_say_little")
def a08_3():
    return Cohort(143, 6, 6, text=True).put(
        "P03",
        experience_text="I wait and I wait. " + "It is what it is and we wait and we wait and we wait. " * 4,
        purpose_achieve="",
        purpose_how="",
    )


@plant("A08", Y, "short_once_masked")
def a08_4():
    return Cohort(144, 6, 6, text=True).put(
        "P02",
        experience_text=W39 + " I am a Muslim. I am 64 years old. I am a lesbian.",
        purpose_achieve="",
        purpose_how="",
    )


@plant("A08", Y, "everybody_wrote_one_line")
def a08_5():
    c = Cohort(145, 6, 6, text=True).all(purpose_achieve="", purpose_how="")
    for r in c.tables["partners"]:
        r["experience_text"] = " ".join(r["experience_text"].split()[:22])
    return c


@plant("A08", Y, "wrote_nothing_at_all")
def a08_6():
    return Cohort(146, 8, 8, text=True).put("P01", experience_text="", purpose_achieve="", purpose_how="")


@plant("A08", N, "forty_words")
def a08_7():
    return Cohort(147, 6, 6, text=True).put(
        "P01", experience_text=W39[:-1] + " indeed.", purpose_achieve="", purpose_how=""
    )


@plant("A08", N, "forty_over_three_fields")
def a08_8():
    return Cohort(148, 6, 6, text=True).put(
        "P01", experience_text=W39, purpose_achieve="A list of who rang.", purpose_how="Kept by the desk."
    )


@plant("A08", N, "no_texts")
def a08_9():
    return Cohort(149, 20, 20)


@plant("A08", N, "the_short_one_is_out")
def a08_10():
    return (
        Cohort(150, 6, 6, text=True)
        .consent("P01")
        .put("P01", experience_text="Too short.", purpose_achieve="", purpose_how="")
    )


@plant("A08", N, "short_about_what_is_not_scored")
def a08_11():
    return Cohort(151, 6, 6, text=True, challenge=True).all(what_i_know="Tablets", role_title="Carer")


@plant("A08", N, "long_texts")
def a08_12():
    c = Cohort(152, 5, 5, text=True)
    for r in c.tables["partners"]:
        r["experience_text"] += " " + " ".join(c.rng.sample(PATIENT, 4))
    return c


@plant("A08", N, "may_not_be_read")
def a08_13():
    c = (
        Cohort(153, 6, 6, text=True)
        .consent()
        .put("P01", experience_text="Too short.", purpose_achieve="", purpose_how="")
    )
    c["P01"]["consent_health"] = ""
    return c
