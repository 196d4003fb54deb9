"""What this computer remembers of reports and runs: hashes alone, in files of the owner's, for those who asked."""

from __future__ import annotations

import json
import stat
from datetime import date, timedelta

import numpy as np
import pytest

from factories import patient
from matchmaker.disclosure import policy
from matchmaker.domain.problem import OutsideFailure
from matchmaker.matching.pool import pool_of
from matchmaker.report.listed_people import could_be_listed, places_of, shown_in
from matchmaker.representation.shortlist import shortlist
from matchmaker.services import reported
from matchmaker.services.kept_state import KEY_BYTES, local_key
from matchmaker.services.remembered import forget_in_memory, recall, record
from matchmaker.services.waiting import forget_waiting, waiting_of, write_waiting
from matchmaker.tables.write import read_back
from report_factories import run_of

TODAY = date(2026, 11, 25)
INTERNAL = policy("internal")


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("MATCHMAKER_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def files(state):
    return [path for path in state.rglob("*") if path.is_file()]


def people(count, first=0, answer="a"):
    return [(f"p{n}", (answer,)) for n in range(first, first + count)]


def held(views, day=TODAY):
    now, alike = reported.held_beside(views, INTERNAL, day)
    if not alike:
        reported.keep(now)
    return alike


def test_the_key_is_random_and_the_owner_s_alone(state, monkeypatch, tmp_path):
    key = local_key()
    assert len(key) == KEY_BYTES
    assert local_key() == key
    assert stat.S_IMODE((state / "key").stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    monkeypatch.setenv("MATCHMAKER_STATE", str(tmp_path / "another"))
    assert local_key() != key


def test_a_key_that_was_cut_is_not_used(state):
    local_key()
    (state / "key").write_bytes(b"short")
    with pytest.raises(OutsideFailure):
        local_key()


def test_a_report_on_almost_the_same_people_is_refused_and_on_the_same_or_others_not():
    assert held({"pool": people(40)}) == ()
    assert held({"pool": people(40)}) == ()
    assert held({"pool": people(41)}) == ("pool",)
    assert held({"pool": people(36)}) == ("pool",)
    assert held({"pool": people(35)}) == ()
    assert held({"pool": people(40, first=100)}) == ()


def test_a_step_that_a_few_reached_stands_in_the_way_of_no_other_report():
    assert held({"pool": people(40), "working": people(3)}) == ()
    assert held({"pool": people(40, first=100), "working": people(2, first=100)}) == ()
    assert held({"pool": people(40), "working": people(12)}) == ()
    assert held({"pool": people(40), "working": people(10)}) == ("working",)


def test_somebody_whose_answer_changed_counts_as_another():
    assert held({"pool": people(40)}) == ()
    assert held({"pool": [*people(39), ("p39", ("b",))]}) == ("pool",)


def test_after_thirty_days_a_report_is_forgotten(state):
    assert held({"pool": people(40)}) == ()
    assert held({"pool": people(41)}, TODAY + timedelta(days=30)) == ("pool",)
    assert held({"pool": people(41)}, TODAY + timedelta(days=31)) == ()
    assert len(list((state / "reports").iterdir())) == 1


def test_the_memory_holds_no_id_and_no_answer(state):
    held({"pool": [("K000123", ("secret answer",)), *people(30)]})
    record("Leaving well", run_of(), TODAY)
    ids = {person.id for person in run_of().pool.people}
    for path in files(state):
        content = path.read_bytes()
        assert b"K000123" not in content
        assert b"secret" not in content
        assert b"Leaving" not in content
        assert not any(one.encode() in content for one in ids)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_memory_stops_the_report_rather_than_letting_it_pass(state):
    held({"pool": people(40)})
    for path in (state / "reports").iterdir():
        path.write_text("{", encoding="utf-8")
    with pytest.raises(OutsideFailure):
        held({"pool": people(41)})


def test_everybody_on_a_list_is_shown_with_their_places():
    run = run_of()
    by_candidate = {}
    for suggestion in run.suggestions():
        by_candidate.setdefault(suggestion.candidate.id, []).append(suggestion.rank)
    assert places_of(run) == {one: tuple(sorted(places)) for one, places in sorted(by_candidate.items())}
    assert shown_in(run) == frozenset(by_candidate)


def test_where_one_side_alone_has_lists_the_other_is_what_they_choose_from():
    run = run_of(for_side="patient")
    assert set(could_be_listed(run)) == {person.id for person in run.pool.professional_side}
    assert {person.id for person in run.pool.patient_side} <= shown_in(run)
    assert set(places_of(run)) <= set(could_be_listed(run))


def test_in_a_list_of_pairs_both_are_shown():
    run = run_of(for_side="pair", top=3)
    listed = {person.id for one in run.suggestions() for person in (one.pairing.patient, one.pairing.professional)}
    assert shown_in(run) == listed


def test_a_programme_is_remembered_by_its_name_and_the_same_run_once():
    run = run_of()
    assert recall("a").runs == ()
    record("a", run, TODAY)
    record("a", run, TODAY)
    assert len(recall("a").runs) == 1
    assert recall("b").runs == ()
    assert recall("a").before(run.id).runs == ()


def test_those_shown_less_than_an_equal_part_are_owed_and_newcomers_are_not():
    run = run_of(top=1)
    record("a", run, TODAY)
    shown = places_of(run)
    ids = [person.id for person in run.pool.people]
    owed = recall("a").waiting([*ids, "newcomer"])
    assert owed[-1] == 0
    assert all(owed[n] > 0 for n, one in enumerate(ids) if one not in shown)
    most = max(ids, key=lambda one: len(shown.get(one, ())))
    assert owed[ids.index(most)] == 0


def three_runs(name="a"):
    runs = [run_of(top=1, challenge=challenge) for challenge in ("C01", "C02", "C03")]
    for run in runs:
        record(name, run, TODAY)
    return runs


def test_who_was_on_no_list_of_three_runs_is_named_with_what_may_be_in_the_way():
    runs = three_runs()
    assert len({run.id for run in runs}) == 3
    never = recall("a").never_shown(runs[0].pool.people)
    expected = {p.id for p in runs[0].pool.people} - set().union(*(places_of(run) for run in runs))
    assert expected
    assert {one.id for one in never} == expected


def test_forgetting_reaches_the_memory_and_the_table_of_those_waiting(tmp_path):
    runs = three_runs()
    never = recall("a").never_shown(runs[0].pool.people)
    write_waiting(tmp_path / "waiting.csv", never)
    gone = never[0].id
    assert forget_in_memory([gone], dry_run=True) == 3
    assert forget_in_memory([gone]) == 3
    assert forget_in_memory([gone]) == 0
    assert gone not in {one.id for one in recall("a").never_shown(runs[0].pool.people)}
    assert forget_waiting([gone], tmp_path, dry_run=True) == 1
    assert forget_waiting([gone], tmp_path) == 1
    assert gone not in {row["id"] for row in read_back(tmp_path / "waiting.csv")}


def test_how_many_wait_is_printed_as_the_policy_says():
    three_runs()
    pool = run_of().pool
    told = waiting_of(recall("a"), pool, INTERNAL)
    never = recall("a").never_shown(pool.people)
    assert told.never is not None
    assert told.never.low <= len(never) <= (told.never.high or len(never))
    assert all(cell.value is None or cell.value >= 5 for _, cell in told.barriers)
    assert waiting_of(recall("b"), pool, INTERNAL).never is None


def test_waiting_orders_those_who_cannot_be_told_apart_and_nobody_else():
    side, person = np.ones(4, bool), np.zeros(4, np.intp)
    rank, band, candidate = np.arange(1, 5), np.array([1, 1, 1, 2]), np.arange(4)
    waiting = np.array([0.0, 0.5, 2.0, 9.0])
    assert shortlist(side, person, rank, band, candidate, None).tolist() == [1, 2, 3, 4]
    assert shortlist(side, person, rank, band, candidate, None, waiting=waiting).tolist() == [3, 2, 1, 4]


def test_what_is_remembered_is_plain_json(state):
    record("a", run_of(), TODAY)
    (path,) = (state / "runs").iterdir()
    assert {frozenset(one) for one in json.loads(path.read_text())} == {frozenset({"run", "on", "pool", "ranks"})}


def test_a_pool_of_few_is_told_nothing_about():
    pool = pool_of([patient("p1")])
    assert waiting_of(recall("nobody"), pool, INTERNAL).barriers == ()
