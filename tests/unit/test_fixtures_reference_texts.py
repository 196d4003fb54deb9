"""The reference texts are what data/calibration/SOURCE.md says they are."""

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

ROOT = Path(__file__).parents[2]
TEXTS = json.loads((ROOT / "data/calibration/reference_texts.json").read_text(encoding="utf-8"))
LATER = [text for text in TEXTS if int(text["id"][1:]) > 24]


def words(record):
    return re.findall(r"[a-z0-9']+", f"{record['profile_text']} {record['purpose_text']}".lower())


def runs(record, length):
    found = words(record)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def pairs(records):
    by_pair = defaultdict(dict)
    for record in records:
        by_pair[record["pair_id"]][record["side"]] = record
    return by_pair


def test_there_are_more_than_a_hundred_people_with_ids_of_their_own():
    assert len(TEXTS) >= 104
    assert len({text["id"] for text in TEXTS}) == len(TEXTS)


def test_every_pair_has_one_person_of_each_side():
    assert all(set(pair) == {"patient", "professional"} for pair in pairs(TEXTS).values())
    assert len(pairs(TEXTS)) * 2 == len(TEXTS)


@pytest.mark.parametrize("text", LATER, ids=lambda text: text["id"])
def test_a_text_is_neither_thin_nor_an_essay(text):
    assert 40 <= len(words(text)) <= 110


@pytest.mark.parametrize("pair", pairs(LATER).values(), ids=pairs(LATER))
def test_partners_do_not_borrow_one_anothers_wording(pair):
    shared = runs(pair["patient"], 3) & runs(pair["professional"], 3)
    assert not [run for run in shared if not ENGLISH_STOP_WORDS.issuperset(run)]


def test_no_two_people_share_a_phrase_of_seven_words():
    seen = defaultdict(set)
    for text in TEXTS:
        for run in runs(text, 7):
            seen[run].add(text["id"])
    assert not [people for people in seen.values() if len(people) > 1]
