"""A count has one way out; on it small numbers stay behind."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from datetime import date, timedelta

import numpy as np
import pytest

from matchmaker.disclosure import (
    Count,
    CountTable,
    Mark,
    Undisclosed,
    disclose,
    disclose_one,
    policy,
    policy_names,
    remember,
    tabulate,
    too_alike,
)
from matchmaker.domain.problem import WrongUse
from matchmaker.explain.messages import sentences


@dataclasses.dataclass
class Holder:
    count: object


WAYS_OUT = {
    "repr": repr,
    "str": str,
    "format": lambda c: format(c, "d"),
    "f-string": lambda c: f"{c}",
    "percent": lambda c: "%s" % c,  # noqa: UP031
    "json": json.dumps,
    "json with a default": lambda c: json.dumps(c, default=str),
    "pickle": pickle.dumps,
    "int": int,
    "float": float,
    "index": lambda c: [0, 1, 2, 3][c],
    "bool": bool,
    "equal": lambda c: c == 3,
    "less": lambda c: c < 3,
    "sum": lambda c: c + 1,
    "hash": hash,
    "copy": copy.copy,
    "deep copy": copy.deepcopy,
    "asdict": lambda c: dataclasses.asdict(Holder(c)),
    "inside another": lambda c: repr(Holder(c)),
    "vars": vars,
    "list": list,
}


@pytest.mark.parametrize("sealed", [Count(3), CountTable(["a"], ["s"], np.array([[3]]))], ids=["count", "table"])
@pytest.mark.parametrize("way", list(WAYS_OUT))
def test_a_count_has_no_other_way_out(way, sealed):
    with pytest.raises(TypeError):
        WAYS_OUT[way](sealed)


def test_the_refusal_says_what_to_do():
    with pytest.raises(Undisclosed, match="disclose it under a policy"):
        str(Count(3))


def printed(numbers, name="internal", **more):
    rows = np.array(numbers).reshape(len(numbers), -1)
    table = CountTable([f"c{j}" for j in range(len(rows))], [f"s{s}" for s in range(rows.shape[1])], rows, **more)
    return disclose(policy(name), table)


def marks(shown, stage=0):
    return [row[stage].mark for row in shown.cells]


def values(shown, stage=0):
    return [row[stage].value for row in shown.cells]


def test_large_counts_are_printed_as_they_are():
    assert values(printed([20, 30, 0])) == [20, 30, 0]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_small_count_is_a_range_and_its_remainder_too(count):
    small, rest = (row[0] for row in printed([count, 40]).cells)
    assert (small.mark, small.low, small.high, small.value) == (Mark.SMALL, 1, 4, None)
    assert (rest.mark, rest.value) == (Mark.NEARLY_ALL, None)
    assert (rest.low, rest.high) == (40 + count - 4, 40 + count - 1)


def test_another_cell_gives_way_where_the_rest_would_tell():
    assert marks(printed([3, 20, 30])) == [Mark.SMALL, Mark.MORE, Mark.EXACT]
    assert marks(printed([3, 20, 30], give_up=[2, 1, 0])) == [Mark.SMALL, Mark.EXACT, Mark.MORE]


def test_two_small_counts_may_hide_one_another():
    assert marks(printed([1, 4, 30])) == [Mark.SMALL, Mark.SMALL, Mark.EXACT]
    assert marks(printed([1, 1, 30])) == [Mark.SMALL, Mark.SMALL, Mark.MORE]


def test_where_nothing_is_left_to_hold_back_nothing_is_told():
    assert marks(printed([5, 6, 1])) == [Mark.WITHHELD] * 3


def test_rounding_alone_does_not_protect_and_is_mended():
    shown = printed([12, 6], "export")
    assert marks(shown) == [Mark.SOME, Mark.SMALL]
    assert shown.totals[0].value == 20


def test_the_export_rule_stars_one_to_seven_and_rounds_the_rest():
    shown = printed([41, 32, 58, 7, 0], "export")
    assert (shown.cells[3][0].mark, shown.cells[3][0].low, shown.cells[3][0].high) == (Mark.SMALL, 1, 7)
    assert {value % 5 for value in values(shown) if value is not None} == {0}
    assert [one.value for one in printed([8, 12, 13], "export").totals] == [35]


def test_a_report_for_others_is_made_from_what_the_officer_sees():
    for numbers in ([3, 12, 40], [2, 1, 60, 9], [38, 2]):
        inside = printed(numbers)
        for outside in (printed(numbers, "export"), printed(numbers, "lt10")):
            for row, other in zip(inside.cells, outside.cells, strict=True):
                assert row[0].value is not None or other[0].value is None


def test_fewer_than_ten_people_are_not_broken_down():
    assert marks(printed([5, 4])) == [Mark.WITHHELD] * 2
    assert printed([5, 4]).totals[0].value == 9
    assert marks(printed([5, 5])) == [Mark.EXACT] * 2


def test_nought_is_printed_unless_it_says_everybody_gave_the_same_answer():
    assert values(printed([0, 20, 20], telling=[0, 1, 2])) == [0, 20, 20]
    assert marks(printed([0, 20], telling=[0, 1])) == [Mark.WITHHELD] * 2
    assert values(printed([0, 20], telling=[0])) == [0, 20]


def test_a_stage_that_lost_a_few_people_in_all_is_not_broken_down():
    shown = printed([[30, 28], [30, 30]])
    assert marks(shown, 1) == [Mark.WITHHELD] * 2
    assert values(printed([[30, 30], [30, 30]]), 1) == [30, 30]


def test_a_few_lost_of_a_group_are_not_told_by_taking_away():
    shown = printed([[30, 28], [30, 15], [30, 12]], give_up=[1, 2, 0])
    assert marks(shown, 1) == [Mark.NEARLY_ALL, Mark.MORE, Mark.EXACT]
    assert (shown.cells[0][1].low, shown.cells[0][1].high) == (26, 29)


def test_a_range_does_not_tell_the_cell_held_back_that_it_was_made_from():
    shown = printed([[4, 4], [4, 4], [7, 6], [9, 5]])
    assert marks(shown)[2] is Mark.MORE
    assert marks(shown, 1)[2] is Mark.MORE


def test_people_are_counted_where_they_are_and_before():
    codes, reached = np.array([0] * 12 + [1] * 20), np.array([1] * 6 + [0] * 6 + [1] * 12 + [0] * 8)
    shown = disclose(policy("internal"), tabulate(codes, ["a", "b"], reached, ["pool", "shown"]))
    assert [[cell.value for cell in row] for row in shown.cells] == [[12, 6], [20, 12]]


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="below zero"):
        Count(-1)
    with pytest.raises(ValueError, match="nor grow"):
        CountTable(["a"], ["s", "t"], np.array([[3, 4]]))
    with pytest.raises(ValueError, match="a row a category"):
        CountTable(["a"], ["s", "t"], np.array([[3]]))


def test_policies_are_named_and_their_marks_have_words():
    assert policy_names() == ("internal", "export", "lt10")
    words = sentences("disclosure").keys()
    assert {policy(name).mark for name in policy_names()} <= words
    assert {mark.value for mark in Mark} - {"exact", "rounded", "small"} <= words
    with pytest.raises(WrongUse):
        policy("none")


def test_a_single_count_follows_the_same_policy():
    assert disclose_one(policy("internal"), Count(4)).value is None
    assert disclose_one(policy("internal"), Count(0)).value == 0
    assert disclose_one(policy("export"), Count(8)).value == 10
    assert disclose_one(policy("export"), Count(23)).value == 25


KEY = b"sixteen bytes or more"
DAY = date(2026, 5, 1)


def people(first, last, said="yes"):
    return [(f"p{n}", (said,)) for n in range(first, last)]


@pytest.mark.parametrize(
    ("view", "days", "refused"),
    [
        (people(0, 100), 1, False),
        (people(0, 99), 1, True),
        (people(0, 96), 30, True),
        (people(0, 96), 31, False),
        (people(0, 95), 1, False),
        (people(0, 104), 1, True),
        (people(10, 103), 1, True),
        ([*people(0, 99), ("p99", ("no",))], 1, True),
    ],
)
def test_a_report_on_almost_the_same_people_is_refused_for_thirty_days(view, days, refused):
    earlier = remember(KEY, DAY, {"pool": people(0, 100)})
    now = remember(KEY, DAY + timedelta(days=days), {"pool": view})
    assert too_alike(now, [earlier], policy("internal")) == (("pool",) if refused else ())


def test_what_is_remembered_says_nothing_without_the_key():
    one = remember(KEY, DAY, {"pool": people(0, 3)})
    other = remember(b"another key, as long", DAY, {"pool": people(0, 3)})
    assert not one.views["pool"] & other.views["pool"]
    assert "p1" not in str(one.views["pool"])
    assert "pool" not in repr(one)
    with pytest.raises(ValueError, match="16 bytes"):
        remember(b"short", DAY, {"pool": people(0, 3)})
