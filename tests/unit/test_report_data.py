"""The report's data: what it holds, how it travels inside the page, and how somebody is taken out of it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from matchmaker.domain.partner import Side
from matchmaker.domain.problem import InputRefused
from matchmaker.report import html
from matchmaker.report.data import Assumed
from matchmaker.report.embedded import END, START, as_json
from report_factories import run_of


@pytest.fixture(scope="module")
def data():
    return html.report_data(run_of())


def test_every_pairing_on_the_page_adds_up_to_its_printed_score(data):
    exact = {(p.patient.id, p.professional.id): p for p in run_of().pairings()}
    assert len(data.pairings) == len(exact)
    for shown in data.pairings:
        pairing = exact[shown.patient, shown.professional]
        assert sum(line.tenths for line in shown.lines) + shown.one_sided == shown.tenths == pairing.tenths
        assert math.fsum(line.points for line in pairing.contributions) == pytest.approx(pairing.score, abs=1e-9)


def test_every_list_of_the_run_is_there_in_the_order_to_read_it(data):
    run = run_of()
    listed = {(s.for_side.value, s.person.id, s.rank): s.candidate.id for s in run.suggestions()}
    shown = {(each.side, each.person, place.rank): place.candidate for each in data.lists for place in each.places}
    assert shown == listed
    assert all([p.order for p in each.places] == list(range(1, len(each.places) + 1)) for each in data.lists)


def test_everybody_has_as_many_appearances_as_lists_hold_them(data):
    for side in data.appearances:
        other = "professional" if side.side == "patient" else "patient"
        held = [place.candidate for each in data.lists if each.side == other for place in each.places]
        assert sum(lists * count for lists, count in side.spread) == len(held)
        assert sum(count for _, count in side.spread) == side.people
        assert dict(side.most) == {who: held.count(who) for who, _ in side.most}
        assert not set(side.nowhere) & set(held)


def test_the_picture_counts_every_pairing_once(data):
    assert sum(each.listed for each in data.picture.bins) == data.picture.listed == len(data.pairings)
    assert sum(each.lot for each in data.picture.bins) == data.picture.lot
    assert data.picture.lot_low <= data.picture.lot_middle <= data.picture.lot_high


def test_the_same_run_gives_the_same_page(data):
    assert html.render(html.report_data(run_of())) == html.render(data)


def test_the_data_comes_out_of_the_page_as_it_went_in(data):
    assert html.data_in(html.render(data)) == data


def test_markup_in_a_name_can_neither_end_the_data_nor_begin_a_script(data):
    nasty = '</script><script>alert(1)</script><!--"&\u2028'
    people = tuple(replace(person, name=nasty, role=nasty) for person in data.people)
    page = html.render(replace(data, people=people))
    assert page.count("<script") == 2
    assert "<script>alert" not in page
    assert html.data_in(page).people[0].name == nasty


@pytest.mark.parametrize(
    "page", ["", "<p>another page</p>", START + END, START + "{}" + END, START + '{"format": "other"}' + END]
)
def test_a_page_that_we_did_not_write_is_refused(page):
    with pytest.raises(InputRefused, match="report_unreadable"):
        html.data_in(page)


def test_a_page_of_another_format_is_refused(data):
    with pytest.raises(InputRefused):
        html.data_in(START + as_json(replace(data, format="matchmaker.report/0")) + END)


def test_somebody_taken_out_is_nowhere_in_the_page(data):
    gone = {"P01-patient": "Emrys", "P07-professional": "Senthil"}
    about = Assumed(
        "text_thin", (("count", 2), ("who", ("P01-patient", "P02-patient"))), ("P01-patient", "P02-patient")
    )
    left = html.without(replace(data, assumptions=(about,)), gone)
    page = html.render(replace(left, assumptions=()))
    for partner_id, name in gone.items():
        assert partner_id in html.render(data)
        assert partner_id not in page
        assert name not in page
        assert partner_id not in as_json(left)
    assert left.assumptions[0].about == ("P02-patient",)
    assert left.taken_out == 2
    assert html.data_in(page).taken_out == 2


def test_those_who_stay_keep_their_ranks_and_scores(data):
    left = html.without(data, ["P01-professional"])
    for before, after in zip([x for x in data.lists if x.person != "P01-professional"], left.lists, strict=True):
        assert [place for place in before.places if place.candidate != "P01-professional"] == list(after.places)
    assert set(left.pairings) < set(data.pairings)


def test_taking_out_nobody_known_changes_nothing(data):
    assert html.without(data, ["nobody"]) == data


def test_a_page_without_anybody_can_still_be_written(data):
    empty = html.without(data, [person.id for person in data.people])
    page = html.render(empty)
    assert html.data_in(page) == empty
    assert not empty.lists


def test_people_s_own_words_are_there_only_if_asked_for(data):
    words = run_of().cohort.partner("P01-patient").experience_text
    assert words.split(".")[0] not in html.render(data)
    told = html.report_data(run_of(), with_text=True)
    assert words.split(".")[0] in html.render(told)


def test_words_that_may_not_be_read_are_not_shown_either():
    run = run_of()
    refused = replace(run.cohort.partner("P01-patient"), consent_health=False)
    pool = replace(run.pool, people=tuple(refused if p.id == refused.id else p for p in run.pool.people))
    told = html.report_data(replace(run, pool=pool), with_text=True)
    by_id = {person.id: person for person in told.people}
    assert by_id["P01-patient"].statement == ()
    assert by_id["P02-patient"].statement


def test_a_large_run_is_cut_with_half_of_the_places_for_each_side_and_says_so():
    run = run_of("programme-300", None)
    cut = html.report_data(run, people_in_full=20)
    sides = [each.side for each in cut.lists]
    assert sides.count("patient") == sides.count("professional") == 10
    assert f"shows 20 of {cut.lists_total} lists" in html.render(cut)
    assert cut.lists_total == len({(s.for_side, s.person.id) for s in run.suggestions()})


def test_a_side_with_few_people_leaves_its_places_to_the_other():
    run = run_of("programme-300", None, for_side="patient")
    cut = html.report_data(run, people_in_full=20)
    assert [each.side for each in cut.lists] == ["patient"] * 20


def test_a_list_of_pairs_is_shown_as_pairs():
    run = run_of("programme-300", None, for_side="pair")
    data = html.report_data(run)
    first = next(run.suggestions())
    assert data.by_pair
    assert data.pairings
    page = html.render(data)
    assert page.count('class="card filterable"') == len(list(run.suggestions())) == data.lists_total
    assert [place.rank for each in data.lists for place in each.places] == [1, 2, 3, 4, 5]
    assert f"{first.person.display_name} and {first.candidate.display_name}" in page


def test_both_sides_of_a_pairing_get_a_reason(data):
    for shown in data.pairings:
        assert shown.patient_reason
        assert shown.professional_reason
        assert (Side.PATIENT.value in shown.patient_reason) == (Side.PATIENT.value in shown.professional_reason)
