"""The sentences of the identity audit are what they say they are."""

from __future__ import annotations

from collections import Counter

import pytest

from matchmaker.text.audit.sentences import Identity, hobbies, identities
from matchmaker.text.mask import mask

STATEMENT = "Four nights a week I run the dialysis machine. Nobody asked what I needed. The leaflet was no help."
KINDS = {
    "name",
    "age",
    "sex",
    "gender",
    "ethnicity",
    "nationality",
    "religion",
    "sexuality",
    "marital and parental status",
    "class",
    "migration",
    "union",
    "politics",
}


def test_there_are_more_than_forty_of_every_kind_that_masking_names_and_half_are_held_out():
    kinds = Counter(identity.about for identity in identities())
    assert set(kinds) == KINDS
    assert len(identities()) >= 40
    assert sum(identity.held_out for identity in identities()) * 2 == len(identities())


def test_no_sentence_is_there_twice():
    every = [text for i in identities() for text in (i.whole, i.mixed, i.plain, i.paraphrase, i.hobby)]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("identity", identities(), ids=lambda one: one.whole)
def test_a_whole_sentence_is_nothing_but_identity(identity: Identity):
    assert mask(f"{STATEMENT} {identity.whole}").text == STATEMENT


@pytest.mark.parametrize("identity", identities(), ids=lambda one: one.mixed)
def test_a_mixed_sentence_keeps_its_topic(identity: Identity):
    added = mask(f"{STATEMENT} {identity.mixed}").text.removeprefix(STATEMENT)
    assert len(added.split()) >= 4


@pytest.mark.parametrize("sentence", hobbies())
def test_masking_leaves_chit_chat_alone(sentence: str):
    assert mask(sentence).text == sentence


def test_chit_chat_is_as_long_as_the_paraphrase_it_is_held_beside():
    lengths = [(len(i.paraphrase.split()), len(i.hobby.split())) for i in identities()]
    assert max(abs(one - other) for one, other in lengths) <= 2
    assert abs(sum(one - other for one, other in lengths)) <= len(lengths) / 4
