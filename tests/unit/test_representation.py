"""Who is needed and not here, and where we lost them: every type of gap, and no silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest

from factories import VOCABULARY, either, patient, professional
from matchmaker.disclosure import policy
from matchmaker.domain.assumption import Assumption
from matchmaker.domain.challenge import Need
from matchmaker.domain.monitoring import LEVELS, STAGES, Meaning, MonitoringRecord, ReferenceRow, Stage, StageRecord
from matchmaker.explain.messages import say_assumption, say_problem, sentences
from matchmaker.explain.wording import unwanted
from matchmaker.matching.pool import consenting, pool_of
from matchmaker.representation.gap_columns import COLUMNS
from matchmaker.representation.overlaps import Overlap, Overlaps, overlaps
from matchmaker.representation.perspectives import brought
from matchmaker.representation.ratios import Verdict
from matchmaker.representation.remedies import Type
from matchmaker.representation.report import Given, representation, views_of

TODAY = date(2026, 6, 1)


@dataclass(frozen=True)
class Said:
    """What people declared, as the report needs it."""

    needs: tuple[Need, ...]
    basis: np.ndarray
    confirmed: np.ndarray
    assumptions: tuple[Assumption, ...] = ()


def said(pool, **who):
    """Needs by name, each with the ids that bring it directly."""
    needs = tuple(Need(challenge_id="c", perspective=name, why="It matters here.") for name in who)
    basis = np.array([[float(person.id in ids) for ids in who.values()] for person in pool.people])
    return Said(needs, basis.reshape(len(pool.people), len(needs)), np.ones((len(pool.people), len(needs)), bool))


def ids(kind, first, last):
    return {f"{kind}{n}" for n in range(first, last)}


def pool_with(patients=100, professionals=60, **more):
    kinds = ("clinician", "manager")
    one_side = [patient(f"p{n}", site="north" if n % 2 else "south") for n in range(patients)]
    other = [professional(f"h{n}", kind=kinds[n % 2], site="north", **more) for n in range(professionals)]
    return pool_of([*one_side, *other])


def report(pool, name="internal", **given):
    return representation(pool, Given(**given), VOCABULARY, policy=policy(name), today=TODAY)


def of(found, kind, perspective=None):
    return [
        one for one in found.findings if one.type is kind and (perspective is None or one.perspective == perspective)
    ]


def only(found, kind, perspective=None):
    (one,) = of(found, kind, perspective)
    return one


def answers(**categories):
    rows = []
    for category, who in categories.items():
        rows += [
            MonitoringRecord(partner_id=one, attribute="age", category=category, consent_monitoring=True)
            for one in sorted(who)
        ]
    return rows


def reference(**shares):
    return [
        ReferenceRow(
            attribute="age",
            category=category,
            numerator=share,
            denominator=sum(shares.values()),
            source="Census",
            source_date=date(2021, 3, 21),
            geography="Leeds",
            meaning=Meaning.RESIDENTS,
        )
        for category, share in shares.items()
    ]


POOL = pool_with()


def test_with_nothing_given_every_type_says_what_is_missing():
    found = report(POOL)
    by_type = {kind: {one.verdict for one in of(found, kind)} for kind in Type}
    assert all(by_type.values())
    assert by_type.pop(Type.NOT_ASKED) == {"no_data"}
    assert {verdict for verdicts in by_type.values() for verdict in verdicts} == {"no_data"}
    assert "stages.csv" in only(found, Type.LOST_AT_INVITING).wording
    assert "development_hours" in only(found, Type.DEVELOPMENT_ACCESS).wording
    assert found.not_known == STAGES[1:]


def test_a_need_that_nobody_brings_is_named_and_what_to_try():
    found = report(POOL, brought=said(POOL, night_work=set(), carer=ids("p", 0, 20)))
    gap = only(found, Type.NOBODY_YET)
    assert gap.perspective == "night work"
    assert gap.is_gap
    assert "Nobody in this pool has said they bring it" in gap.wording
    assert "connectors" in gap.remedy
    assert "patient partners" in gap.remedy


def test_knowing_it_through_work_alone_or_unconfirmed_is_not_bringing_it():
    brought = said(POOL, carer=ids("p", 0, 20))
    assert only(report(POOL, brought=replace(brought, basis=brought.basis * 0.25)), Type.NOBODY_YET).is_gap
    unconfirmed = replace(brought, confirmed=~brought.confirmed)
    assert only(report(POOL, brought=unconfirmed), Type.NOBODY_YET).is_gap


def test_nobody_of_a_need_on_any_list_is_lost_at_showing():
    found = report(POOL, brought=said(POOL, carer=ids("p", 0, 20)), shown=ids("p", 30, 90) | ids("h", 0, 50))
    gap = only(found, Type.LOST_AT_SHOWING, "carer")
    assert (gap.count_shown, gap.verdict) == ("0", "clear_gap")
    assert "nobody on a list" in gap.wording


def test_the_golden_stage_ratio_is_possible_and_too_few_to_be_sure():
    pool = pool_of([patient(f"p{n}") for n in range(100)])
    found = report(pool, brought=said(pool, carer=ids("p", 0, 20)), shown=ids("p", 0, 5) | ids("p", 20, 50))
    gap = only(found, Type.LOST_AT_SHOWING, "carer")
    assert (gap.count_shown, gap.verdict) == ("5", "possible_gap")
    assert gap.ratio == pytest.approx(5 / 20 / (30 / 80))


def test_a_step_that_only_a_few_did_not_take_is_told_in_words_alone():
    found = report(POOL, brought=said(POOL, carer=ids("p", 0, 40)), shown=ids("p", 2, 92) | ids("h", 0, 60))
    one = only(found, Type.LOST_AT_SHOWING, "carer")
    assert one.count_shown == "between 36 and 39"
    assert one.verdict == "no_clear_difference"
    assert one.ratio is None


def test_every_later_step_has_its_type():
    brought = said(POOL, carer=ids("p", 0, 40))
    steps = [StageRecord(partner_id=f"p{n}", stage=Stage.STILL_WORKING) for n in range(60, 75)]
    steps += [StageRecord(partner_id=f"p{n}", stage=Stage.WORKING) for n in range(75, 85)]
    steps += [StageRecord(partner_id=f"p{n}", stage=Stage.BOTH_YES) for n in range(0, 10)]
    steps += [StageRecord(partner_id=f"p{n}", stage=Stage.INVITED) for n in range(10, 20)]
    found = report(POOL, brought=brought, shown={p.id for p in POOL.people}, stages=steps)
    assert found.not_known == ()
    assert only(found, Type.LOST_AT_YES, "carer").verdict == "clear_gap"
    working = of(found, Type.LOST_LATER, "carer")
    assert [(one.stage, one.count_shown, one.verdict) for one in working] == [(Stage.WORKING, "0", "clear_gap")]
    assert {one.perspective for one in of(found, Type.LOST_AT_YES)} >= {"carer", "Side: patient"}


def test_the_golden_comparisons_with_a_reference():
    pool = pool_of([patient(f"p{n}") for n in range(120)])
    given = {"monitoring": answers(a=ids("p", 0, 9), b=ids("p", 9, 120)), "reference": reference(a=16, b=84)}
    gap = only(report(pool, **given), Type.POOL_AND_PEOPLE, "age: a")
    assert (gap.verdict, gap.count_shown, round(gap.expected, 1)) == ("clear_gap", "9", 19.2)
    assert gap.row("r")[6:9] == (0.469, 0.250, 0.853)


def test_too_few_expected_gives_the_chance_of_none_and_a_question():
    pool = pool_of([patient(f"p{n}") for n in range(24)])
    given = {"monitoring": answers(a=set(), b=ids("p", 0, 12), c=ids("p", 12, 24))}
    gap = only(report(pool, **given, reference=reference(a=10, b=45, c=45)), Type.POOL_AND_PEOPLE, "age: a")
    assert (gap.count_shown, gap.verdict) == ("0", "too_few")
    assert "8%" in gap.wording
    assert "Have we heard from anyone" in gap.wording


def test_a_small_count_keeps_its_ratio_back_and_has_only_words():
    given = {"monitoring": answers(a=ids("p", 0, 2), b=ids("p", 2, 100)), "reference": reference(a=40, b=60)}
    gap = only(report(POOL, **given), Type.POOL_AND_PEOPLE, "age: a")
    assert gap.count_shown == "fewer than 5"
    assert gap.verdict == "clear_gap"
    assert gap.ratio is gap.ratio_low is gap.ratio_high is None


def test_where_the_verdict_would_tell_the_count_the_less_sure_one_is_said():
    pool = pool_of([patient(f"p{n}") for n in range(40)])
    for count in (1, 4):
        given = {"monitoring": answers(a=ids("p", 0, count), b=ids("p", count, 40)), "reference": reference(a=20, b=80)}
        assert only(report(pool, **given), Type.POOL_AND_PEOPLE, "age: a").verdict == "possible_gap"


def test_a_group_that_the_table_leaves_no_place_for_is_named_without_its_count():
    given = {"monitoring": answers(a=ids("p", 0, 1), b=ids("p", 1, 100)), "reference": reference(a=0, b=60)}
    gap = only(report(POOL, **given), Type.POOL_AND_PEOPLE, "age: a")
    assert gap.is_gap
    assert gap.count_shown is None
    assert "leaves no place" in gap.wording


def test_more_than_expected_is_said_neutrally():
    given = {"monitoring": answers(a=ids("p", 0, 50), b=ids("p", 50, 100)), "reference": reference(a=20, b=80)}
    found = only(report(POOL, **given), Type.POOL_AND_PEOPLE, "age: a")
    assert found.verdict == "heard_more_from"
    assert not found.is_gap


def test_without_a_reference_there_is_no_ratio_and_it_is_said():
    found = only(report(POOL, monitoring=answers(a=ids("p", 0, 50), b=ids("p", 50, 100))), Type.POOL_AND_PEOPLE)
    assert found.verdict == "no_data"
    assert "reference.csv" in found.wording


def test_three_in_ten_without_an_answer_is_said_and_no_ratio_made():
    given = {"monitoring": answers(a=ids("p", 0, 40), b=ids("p", 40, 70)), "reference": reference(a=50, b=50)}
    found = report(POOL, **given, shown=ids("p", 0, 100))
    assert only(found, Type.NOT_ASKED, "age").is_gap
    assert {one.ratio for one in of(found, Type.POOL_AND_PEOPLE)} == {None}
    fewer = report(POOL, **{**given, "monitoring": answers(a=ids("p", 0, 40), b=ids("p", 40, 71))})
    assert not any(one.is_gap for one in of(fewer, Type.NOT_ASKED))
    assert any(one.ratio for one in of(fewer, Type.POOL_AND_PEOPLE))


def test_prefer_not_to_say_counts_as_not_said():
    given = answers(a=ids("p", 0, 60)) + answers(**{"Prefer not to say": ids("p", 60, 100)})
    assert only(report(POOL, monitoring=given), Type.NOT_ASKED, "age").is_gap


def test_combinations_are_told_by_name_alone():
    brings = said(POOL, lives_alone=ids("p", 20, 40), carer=ids("p", 0, 9))
    found = report(POOL, brought=brings, overlaps=Overlaps((Overlap(("lives_alone", "carer"), False),), ()))
    assert "lives alone, carer" in only(found, Type.OVERLAP_MISSING).wording


def test_a_combination_that_could_say_something_about_single_people_is_not_named():
    brings = said(POOL, carer=ids("p", 0, 6), stroke=ids("p", 20, 40))
    for name, identifying in (("internal", True), ("export", False)):
        overlaps = Overlaps((Overlap(("carer", "stroke"), identifying),), ())
        one = only(report(POOL, name, brought=brings, overlaps=overlaps), Type.OVERLAP_MISSING)
        assert one.verdict == "held_back"
        assert "stroke" not in one.wording


def test_the_programme_of_300_with_what_people_declared(programme):
    pool = pool_of(consenting(programme)[0])
    everything = brought(pool, programme, None)
    given = Given(brought=everything, shown={p.id for p in pool.people[::2]}, overlaps=overlaps(everything))
    found = representation(pool, given, programme.vocabulary, policy=policy("export"), today=TODAY)
    assert {one.type for one in found.findings} == set(Type)
    assert {ladder.attribute for ladder in found.ladders} >= {need.name for need in named(programme)}
    text = str(list(found.rows("r")))
    assert not any(person.id in text for person in pool.people)


def named(cohort):
    return [cohort.vocabulary.perspectives[need.perspective] for need in cohort.needs]


def test_conditions_that_are_missing_or_only_planned_are_told_apart():
    brought = said(POOL, carer=set(), night_work=set())
    planned = replace(brought, needs=(replace(brought.needs[0], conditions="A lift home"), brought.needs[1]))
    found = report(POOL, brought=planned)
    assert "written down; nobody has told us" in only(found, Type.CONDITIONS_MISSING, "carer").wording
    assert "nothing is written down" in only(found, Type.CONDITIONS_MISSING, "night work").wording


def test_levels_with_nobody_are_told_site_by_site():
    steps = [StageRecord(partner_id=f"p{n}", stage=Stage.WORKING, level=LEVELS[n % 2 * 6]) for n in range(20)]
    found = report(POOL, stages=steps)
    assert {one.perspective for one in of(found, Type.LEVEL_OR_SITE)} == {"north", "south"}
    assert "board" in only(found, Type.LEVEL_OR_SITE, "north").wording
    assert of(report(POOL, stages=steps[:5]), Type.LEVEL_OR_SITE)[0].verdict == "held_back"


@pytest.mark.parametrize("count", [1, 4])
def test_a_need_that_rests_on_few_people_is_told_without_how_few(count):
    found = report(POOL, brought=said(POOL, carer=ids("p", 0, count)))
    gap = only(found, Type.SINGLE_VOICE)
    assert gap.is_gap
    assert f" {count} " not in gap.wording
    assert not of(report(POOL, brought=said(POOL, carer=ids("p", 0, 5))), Type.SINGLE_VOICE)[0].is_gap


def test_roles_of_the_professional_side_that_are_not_shown_are_found():
    managers = {f"h{n}" for n in range(60) if n % 2}
    found = report(POOL, shown=ids("p", 0, 90) | (ids("h", 0, 60) - managers))
    gap = only(found, Type.PROFESSIONAL_SIDE, "Role on the professional side: manager")
    assert gap.verdict == "clear_gap"
    assert "not clinical staff" in gap.remedy


@pytest.mark.parametrize(("hours", "verdict"), [(3.0, "found"), (4.0, "none_found")])
def test_development_hours_of_both_sides_are_compared(hours, verdict):
    steps = [StageRecord(partner_id=f"p{n}", stage=Stage.WORKING, development_hours=hours) for n in range(12)]
    steps += [StageRecord(partner_id=f"h{n}", stage=Stage.WORKING, development_hours=5.0) for n in range(12)]
    assert only(report(POOL, stages=steps), Type.DEVELOPMENT_ACCESS).verdict == verdict
    assert only(report(POOL, stages=steps[:14]), Type.DEVELOPMENT_ACCESS).verdict == "held_back"


def test_monitoring_without_its_consent_is_not_used_and_the_rest_is_made():
    rows = [replace(one, consent_monitoring=None) for one in answers(a=ids("p", 0, 50))]
    found = report(POOL, monitoring=rows, consent_monitoring_asked=False, brought=said(POOL, carer=set()))
    assert [one.code for one in found.problems] == ["monitoring_without_consent"]
    assert "consent_monitoring" in say_problem(found.problems[0])
    assert only(found, Type.NOBODY_YET).is_gap
    partly = report(POOL, monitoring=rows)
    assert [one.code for one in partly.assumptions] == ["monitoring_no_consent_left_out"]


def test_a_pool_under_the_minimum_is_not_broken_down():
    pool = pool_with(5, 4)
    found = report(pool, brought=said(pool, carer={"p1"}, night_work=set()), shown={"p1"})
    assert "pool_under_minimum" in {one.code for one in found.problems}
    assert {one.verdict for one in of(found, Type.NOBODY_YET)} == {"held_back"}
    assert not any(one.count_shown not in (None, "not shown") for one in found.findings)


def test_whoever_is_recorded_further_on_was_shown_and_strangers_are_left_out():
    steps = [StageRecord(partner_id="p1", stage=Stage.INVITED), StageRecord(partner_id="x", stage=Stage.WORKING)]
    found = report(POOL, shown=ids("p", 10, 50), stages=steps)
    assert {one.code for one in found.assumptions} == {"stages_not_in_pool", "stages_without_list"}
    assert found.stages == STAGES[:3]


def test_a_report_too_like_another_is_refused_and_a_later_step_is_left_out():
    given = {"brought": said(POOL, carer=ids("p", 0, 20)), "shown": ids("p", 0, 50)}
    refused = report(POOL, **given, not_again={"pool"})
    assert refused.findings == refused.ladders == ()
    assert "report_too_like_another" in {one.code for one in refused.problems}
    partly = report(POOL, **given, not_again={"shown"})
    assert partly.stages == (Stage.POOL,)
    assert "30 days" in only(partly, Type.LOST_AT_SHOWING).wording


def test_the_views_of_a_report_hold_everybody_with_what_is_counted():
    given = Given(shown={"p1"}, monitoring=answers(a={"p1"}))
    views = views_of(POOL, given)
    assert {name: len(people) for name, people in views.items()} == {"pool": 160, "shown": 1}
    assert "age=a" in dict(views["shown"])["p1"]


def test_who_may_stand_on_either_side_is_counted_once_on_each_ladder():
    pool = pool_of([*POOL.people, *(either(f"e{n}", kind="clinician") for n in range(20))])
    found = report(pool, shown={p.id for p in pool.people})
    sides = next(ladder for ladder in found.ladders if ladder.attribute == "side")
    assert [group.cells[0].value for group in sides.groups] == [120, 60]
    assert sides.totals[0].value == 180


EVERYTHING = {
    "brought": said(POOL, night_work=set(), carer=ids("p", 0, 3), stroke=ids("p", 0, 40)),
    "shown": ids("p", 20, 90) | ids("h", 0, 20),
    "stages": [StageRecord(partner_id=f"p{n}", stage=Stage.WORKING, level="board") for n in range(20, 45)],
    "monitoring": answers(a=ids("p", 0, 2), b=ids("p", 2, 40), c=ids("p", 40, 95)),
    "reference": reference(a=20, b=40, c=37, d=3),
    "overlaps": Overlaps((Overlap(("night_work", "stroke"), False), Overlap(("carer", "stroke"), True)), ()),
}


@pytest.mark.parametrize("name", ["internal", "export", "lt10"])
def test_what_is_generated_keeps_to_the_words_and_columns(name):
    found = report(POOL, name, **EVERYTHING)
    for one in found.findings:
        assert unwanted(one.wording) == []
        assert unwanted(one.remedy or "") == []
        assert len(one.row("r")) == len(COLUMNS)
    assert {one.type for one in found.findings} == set(Type)
    assert not any(p.id in str(list(found.rows("r"))) for p in POOL.people)


def test_every_gap_says_what_is_not_known_or_asks():
    for one in report(POOL, **EVERYTHING).findings:
        if one.is_gap:
            assert "?" in one.wording or "do not know" in one.wording, one.wording
            assert one.remedy


def test_no_small_number_is_in_any_column_of_an_export():
    for row in report(POOL, "export", **EVERYTHING).rows("r"):
        count = dict(zip(COLUMNS, row, strict=True))["count_shown"]
        assert count is None or count in ("*", "0", "not shown") or (count.isdigit() and int(count) % 5 == 0)


def test_every_verdict_of_every_comparison_has_its_sentence():
    words = sentences("gap").keys()
    verdicts = {one.value for one in Verdict}
    for begins in ("lost", "lost_none", "G6"):
        assert {f"{begins}_{verdict}" for verdict in verdicts} - words <= {
            "lost_none_heard_more_from",
            "lost_none_possibly_heard_more_from",
        }
    for kind in Type:
        assert {f"{kind}_no_data", f"{kind}_none_found", f"remedy_{kind}"} <= words
    for stage in STAGES:
        assert f"stage_{stage}" in words
    for level in LEVELS:
        assert f"level_{level}" in words


def test_the_order_of_rows_changes_nothing():
    given = {**EVERYTHING, "monitoring": list(reversed(EVERYTHING["monitoring"]))}
    assert report(POOL, **given) == report(POOL, **EVERYTHING)


def test_what_was_assumed_has_words():
    for one in report(POOL, **{**EVERYTHING, "shown": ids("p", 30, 90)}).assumptions:
        assert say_assumption(one)
