"""``flags.csv``: every assumption has a row, lists are told once, and numbers are what the re-run gave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import cohort, patient, professional, tags
from matchmaker.assumptions.registry import all_checks
from matchmaker.domain.flag import Effect, Flag, Level, Severity, Status, Subject
from matchmaker.explain.wording import unwanted
from matchmaker.library import match
from matchmaker.report.flag_rows import FLAG_COLUMNS, FLAG_NUMBERS, flag_rows

AT = {name: place for place, name in enumerate(FLAG_COLUMNS)}
CONTRACT = (
    "run_id, flag_id, code, level, severity, status, subject, people, evidence, question, guide_ref, rank_before, "
    "rank_after, score_before, score_after, top1_changed, shut_out_count"
)


def rows_of(run, **more: object) -> list[dict[str, object]]:
    return [dict(zip(FLAG_COLUMNS, row, strict=True)) for row in flag_rows(run, **more)]


@pytest.fixture(scope="module")
def run(twelve_pairs):
    return match(twelve_pairs, no_text=True)


@pytest.fixture(scope="module")
def plain():
    return match(cohort(patient("p", seeks=tags("budget")), professional("h", offers=tags("budget"))), no_text=True)


def raised(flag_id: str = "A10", level: Level = Level.PAIR, **more: object) -> Flag:
    known = {
        "code": "x",
        "status": Status.FIRED,
        "severity": Severity.CHECK,
        "guide_ref": "§1",
        "rule": "known_to_each_other",
        "values": {"relation": "knows"},
    }
    return Flag(id=flag_id, level=level, **(known | more))


def pairing(owner: str, candidate: str, side: str | None = "patient") -> dict[str, object]:
    return {"subject": Subject(owner=owner, candidate=candidate, side=side), "people": (owner, candidate)}


def moved(after: int | None, **more: object) -> Effect:
    return Effect(method="known_pairs_removed", rank_before=1, rank_after=after, score_before=60.04, **more)


def test_the_columns_are_those_of_the_contract():
    assert ", ".join(FLAG_COLUMNS) == CONTRACT


def test_every_assumption_has_a_row_with_one_of_four_statuses(run):
    rows = rows_of(run)
    assert {row["flag_id"] for row in rows} == {check.id for check in all_checks()}
    assert {row["status"] for row in rows} <= {status.value for status in Status}
    assert {row["run_id"] for row in rows} == {run.id}


def test_a_run_without_much_data_still_says_something_of_each(plain):
    rows = rows_of(plain)
    assert {row["flag_id"] for row in rows} == {check.id for check in all_checks()}
    silent = [row for row in rows if row["status"] in ("no_data", "not_triggered")]
    assert silent
    assert {row["subject"] for row in silent} == {"run"}


def test_each_list_has_one_row_for_an_assumption(run):
    keys = [(row["flag_id"], row["subject"]) for row in rows_of(run)]
    assert len(keys) == len(set(keys))
    assert any(subject.startswith("list:patient:") for _, subject in keys)
    assert any(subject.startswith("list:professional:") for _, subject in keys)


def test_several_pairings_of_a_list_are_one_row_told_by_the_one_that_changes_most(plain):
    flags = (
        raised(**pairing("p", "h1"), effect=moved(2, score_after=59.96)),
        raised(**pairing("p", "h2"), effect=moved(None, top1_changed=True, shut_out=2), severity=Severity.TALK),
    )
    (row,) = rows_of(replace(plain, flags=flags))
    assert row["subject"] == "list:patient:p"
    assert row["people"] == "h1;h2;p"
    assert (row["severity"], row["rank_before"], row["rank_after"]) == ("talk", 1, None)
    assert (row["score_before"], row["score_after"]) == (60.0, None)
    assert (row["top1_changed"], row["shut_out_count"]) == ("yes", 2)
    assert row["evidence"].startswith("For example with h2: One of the two knows the other.")
    assert row["evidence"].endswith("It is so at 2 places of this list.")


def test_single_pairings_are_told_when_asked_for(plain):
    flags = (raised(**pairing("p", "h2"), effect=moved(1)), raised(**pairing("p", "h1"), effect=moved(3)))
    rows = rows_of(replace(plain, flags=flags), per_pair=True)
    assert [row["subject"] for row in rows] == ["pair:p:h1", "pair:p:h2"]
    assert [row["rank_after"] for row in rows] == [3, 1]
    assert not any("places of this list" in row["evidence"] for row in rows)


def test_a_pairing_on_both_lists_is_told_on_both(plain):
    flags = (raised(**pairing("p", "h", side=None), effect=moved(2)),)
    assert [row["subject"] for row in rows_of(replace(plain, flags=flags))] == ["list:patient:p", "list:professional:h"]


def test_on_a_list_with_something_that_fired_the_rest_is_left_out(plain):
    quiet = raised(**pairing("p", "h1"), effect=moved(1), status=Status.CHECKED_NO_EFFECT)
    fired = raised(**pairing("p", "h2"), effect=moved(2))
    (row,) = rows_of(replace(plain, flags=(quiet, fired)))
    assert (row["status"], row["people"]) == ("fired", "h2;p")


def test_without_a_re_run_there_are_no_figures(plain):
    for effect in (None, Effect(method="time_off", not_rerun="only_time")):
        flag = raised("A04", Level.LIST, effect=effect, rule="first_changes_without_time", values={"of": 3})
        (row,) = rows_of(replace(plain, flags=(flag,)))
        assert all(row[name] is None for name in (*FLAG_NUMBERS, "top1_changed"))


def test_rows_come_in_the_same_order_whatever_the_order_of_people(twelve_pairs, run):
    turned = replace(twelve_pairs, partners=twelve_pairs.partners[::-1])
    assert list(flag_rows(match(turned, no_text=True))) == list(flag_rows(run))


def test_no_cell_holds_what_people_wrote_or_words_we_do_not_use(run):
    texts = {
        word for who in run.pool.people for part in who.statement_parts() for word in part.split(".") if len(word) > 30
    }
    for row in flag_rows(run):
        said = str(row[AT["evidence"]])
        assert not any(text in said for text in texts)
        assert unwanted(said) == []
