"""What is held is one visitor's alone, within limits, and gone in time."""

from __future__ import annotations

import pytest

from matchmaker.console.answer import zipped
from matchmaker.console.desk import Desk, DeskFullError, Held, Limits, same_token
from matchmaker.console.samples import SAMPLES, sample
from matchmaker.console.troubles import wrong_kind
from matchmaker.console.upload import file_name


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_visit_is_found_by_its_key_alone(clock):
    desk = Desk(Limits(), clock)
    one, other = desk.begin(), desk.begin()
    assert desk.find(one.key) is one
    assert desk.find(other.key) is other
    assert desk.find("") is None
    assert desk.find(None) is None
    assert desk.find(one.token) is None


def test_keys_and_tokens_are_long_and_never_the_same(clock):
    desk = Desk(Limits(), clock)
    made = [desk.begin() for _ in range(50)]
    words = {word for visit in made for word in (visit.key, visit.token)}
    assert len(words) == 100
    assert all(len(word) >= 43 for word in words)


def test_a_visit_is_gone_after_its_time_and_its_files_with_it(clock):
    desk = Desk(Limits(kept_minutes=30), clock)
    visit = desk.begin()
    visit.files.append(Held("a.csv", "patient", b"id"))
    clock.now = 29 * 60
    assert desk.find(visit.key) is visit
    clock.now = 59 * 60 - 1
    assert desk.find(visit.key) is visit
    clock.now += 30 * 60 + 1
    assert desk.find(visit.key) is None
    assert visit.files == []


def test_the_sweep_needs_no_visitor(clock):
    desk = Desk(Limits(kept_minutes=1), clock)
    desk.begin()
    clock.now = 61
    desk.sweep()
    assert len(desk) == 0


def test_no_more_visits_than_there_is_room_for(clock):
    desk = Desk(Limits(most_visits=2), clock)
    first = desk.begin()
    desk.begin()
    with pytest.raises(DeskFullError):
        desk.begin()
    desk.end(first)
    desk.begin()


def test_all_visitors_together_hold_no_more_than_the_limit(clock):
    desk = Desk(Limits(most_bytes_of_all=10), clock)
    desk.begin().files.append(Held("a.csv", "patient", b"12345678"))
    assert desk.room_for(2)
    assert not desk.room_for(3)


def test_a_token_of_another_visit_is_not_this_one_s(clock):
    desk = Desk(Limits(), clock)
    one, other = desk.begin(), desk.begin()
    assert same_token(one, one.token)
    assert not same_token(one, other.token)
    assert not same_token(one, "")


def test_nothing_of_a_file_shows_in_a_repr(clock):
    visit = Desk(Limits(), clock).begin()
    visit.files.append(Held("a.csv", "patient", b"canary words"))
    assert "canary" not in repr(visit)
    assert visit.key not in repr(visit)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("patients.csv", "patients.csv"),
        ("C:\\Users\\me\\patients.csv", "patients.csv"),
        ("../../etc/passwd", "passwd"),
        ("a\u202eb\n.csv", "ab.csv"),
        ("", "file"),
        ("x" * 300 + ".xlsx", "x" * 90 + ".xlsx"),
    ],
)
def test_a_file_is_called_by_the_last_part_of_its_name(given, kept):
    assert file_name(given) == kept


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("photo.JPG", "kind_picture"),
        ("letter.docx", "kind_document"),
        ("list.xls", "kind_other_sheet"),
        ("all.zip", "kind_zip"),
        ("run.exe", "kind_other_kind"),
        ("noending", "kind_other_kind"),
    ],
)
def test_a_file_that_is_no_table_is_told_by_its_name(name, code):
    trouble = wrong_kind(Held(name, "patient", b""))
    assert trouble is not None
    assert trouble.code == code


@pytest.mark.parametrize("name", ["a.csv", "A.XLSX", "b.tsv", "c.txt", "vocabulary.toml"])
def test_a_table_is_taken(name):
    assert wrong_kind(Held(name, "tables", b"")) is None


def test_monitoring_data_is_not_taken():
    assert wrong_kind(Held("monitoring.csv", "tables", b"")).code == "monitoring_file"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_made_up_people_travel_with_the_program(name):
    held = sample(name)
    assert {each.slot for each in held} <= {"patient", "professional", "tables"}
    assert all(each.content for each in held)


def test_the_zip_is_the_same_whenever_it_is_made():
    files = {"b.csv": b"2", "a.csv": b"1"}
    assert zipped(files) == zipped(dict(reversed(files.items())))
