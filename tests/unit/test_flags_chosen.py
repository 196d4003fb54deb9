"""Nobody drowns in flags: what is common is said once, a list shows three, and nothing is lost."""

from __future__ import annotations

import random

from matchmaker.assumptions.choose import TickState, choose, lists_concerned
from matchmaker.domain.flag import Effect, Flag, Level, Severity, Status, Subject


def flag(flag_id: str, owner: str | None = None, level: Level = Level.LIST, **more: object) -> Flag:
    about = Subject(owner=owner, side="patient") if owner else Subject()
    known = {
        "code": flag_id.lower(),
        "status": Status.FIRED,
        "severity": Severity.CHECK,
        "guide_ref": "§1",
        "subject": about,
    }
    return Flag(id=flag_id, level=level, **(known | more))


def moving(ranks: int, **more: object) -> Effect:
    return Effect(method="m", rank_before=1, rank_after=1 + ranks, **more)


def on(shown, owner: str) -> tuple[list[str], list[str]]:
    here = shown.on("patient", owner)
    return [one.id for one in here.first], [one.id for one in here.rest]


def test_a_list_shows_three_by_what_they_change_and_the_rest_on_request():
    flags = [
        flag("A01", "p1", effect=moving(1)),
        flag("A03", "p1", effect=moving(4)),
        flag("A10", "p1", effect=moving(0, top1_changed=True), severity=Severity.TALK),
        flag("A17", "p1", effect=moving(0, top3_in=("h9",))),
        flag("A23", "p1", severity=Severity.NOTE, effect=moving(1)),
    ]
    assert on(choose(flags, lists=10), "p1") == (["A10", "A17", "A03"], ["A01", "A23"])


def test_a_flag_about_power_stands_before_any_number():
    flags = [flag("A25", "p1", severity=Severity.TALK), flag("A03", "p1", effect=moving(9))]
    assert on(choose(flags, lists=10), "p1")[0] == ["A25", "A03"]


def test_what_is_so_on_half_of_the_lists_is_said_once_with_its_count():
    flags = [flag("A09", f"p{n}", effect=moving(2)) for n in range(5)] + [flag("A03", "p0", effect=moving(2))]
    shown = choose(flags, lists=10)
    (common,) = shown.preface
    assert (common.raised.id, common.count, common.lists, len(common.raised.flags)) == ("A09", 5, 10, 5)
    assert on(shown, "p0") == (["A03"], ["A09"])
    assert choose(flags[1:], lists=10).preface == ()


def test_two_lists_have_nothing_in_common():
    shown = choose([flag("A03", "p0", effect=moving(2))], lists=2)
    assert shown.preface == ()
    assert on(shown, "p0")[0] == ["A03"]


def test_what_is_so_of_the_run_is_said_in_the_preface():
    shown = choose([flag("A19b", level=Level.RUN), flag("A02", level=Level.RUN)], lists=10)
    assert [one.raised.id for one in shown.preface] == ["A02", "A19b"]
    assert all(one.count is None for one in shown.preface)


def test_what_has_to_be_asked_goes_to_ask_next_and_is_on_its_list_only_on_request():
    shown = choose([flag(each, "p1", effect=moving(3)) for each in ("A07", "A08", "A13", "A20", "A24")], lists=1)
    assert [one.id for one in shown.ask_next] == ["A07", "A08", "A13", "A20", "A24"]
    assert on(shown, "p1")[0] == []
    assert len(on(shown, "p1")[1]) == 5


def test_four_assumptions_make_one_card():
    flags = [flag(each, "p1", effect=moving(3)) for each in ("A04", "A18", "A22")]
    shown = choose([*flags, flag("A04", "p2"), flag("A21", level=Level.POOL)], lists=9)
    (card,) = shown.cards
    assert [one.id for one in card.raised] == ["A04", "A18", "A21", "A22"]
    assert card.lists == 2
    assert shown.preface == ()
    assert on(shown, "p1")[0] == []


def test_ticks_say_ready_open_or_unknown():
    flags = [
        flag("A14", level=Level.RUN),
        flag("A15", level=Level.RUN, status=Status.NOT_TRIGGERED),
        flag("A16", level=Level.RUN, status=Status.NO_DATA),
    ]
    shown = choose(flags, lists=10)
    assert [tick.state for tick in shown.ticks] == [TickState.OPEN, TickState.READY, TickState.UNKNOWN]
    assert shown.preface == ()


def test_a_task_with_one_thing_missing_is_not_ready_whatever_the_re_run_says():
    shown = choose([flag("A16", level=Level.RUN, status=Status.CHECKED_NO_EFFECT)], lists=10)
    assert [tick.state for tick in shown.ticks] == [TickState.UNKNOWN, TickState.UNKNOWN, TickState.OPEN]


def test_what_did_not_fire_is_shown_nowhere_but_on_the_ticks():
    flags = [flag("A03", "p1", status=Status.CHECKED_NO_EFFECT), flag("A04", status=Status.NO_DATA)]
    shown = choose(flags, lists=10)
    assert (shown.preface, shown.per_list, shown.cards, shown.ask_next) == ((), (), (), ())


def test_a_pairing_stands_on_both_lists_unless_one_side_is_named():
    pair = {"owner": "p1", "candidate": "h1"}
    assert lists_concerned(Subject(**pair)) == (("patient", "p1"), ("professional", "h1"))
    assert lists_concerned(Subject(**pair, side="professional")) == (("professional", "h1"),)
    assert lists_concerned(Subject(**pair, side="patient")) == (("patient", "p1"),)
    assert lists_concerned(Subject(**pair, side="pair")) == (("pair", None),)
    assert lists_concerned(Subject(owner="h1", side="professional")) == (("professional", "h1"),)
    assert lists_concerned(Subject()) == ()


def test_nothing_that_fired_is_lost_and_the_order_of_flags_changes_nothing(twelve_pairs):
    from matchmaker.library import match

    flags = list(match(twelve_pairs, no_text=True).flags)
    shown = choose(flags, lists=24)
    shuffled = random.Random(3).sample(flags, len(flags))
    assert choose(shuffled, lists=24) == shown
    everywhere = [
        *(f for one in shown.preface for f in one.raised.flags),
        *(f for one in shown.per_list for part in (one.first, one.rest) for raised in part for f in raised.flags),
        *(f for card in shown.cards for raised in card.raised for f in raised.flags),
        *(f for tick in shown.ticks for f in tick.flags),
        *(f for raised in shown.ask_next for f in raised.flags),
    ]
    fired = [f for f in flags if f.status is Status.FIRED]
    assert fired
    assert all(f in everywhere for f in fired)
    assert all(len(one.first) <= 3 for one in shown.per_list)
