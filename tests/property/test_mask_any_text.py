"""Masking holds for any text at all."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.text.mask import mask

WORDS = re.split(
    r"\s+",
    "I I'm am was a an the my of and or , . ; ( ) - who is as from in at born called with woman man mother wife "
    "husband Muslim Polish British gay Black white old young 54 nine aged years "
    "union Labour vote refugee Amina Grace Will "
    "May Dr Mr O'Neill's daughter daughter's son clinic ward epilepsy nurse carer Parkinson's said told someone person "
    "partner people trans Kofi Asian interpreter Bengali mum three weeks fifties London Ghana has have been proud",
)
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@given(st.text(max_size=400))
def test_any_text_can_be_masked_and_masking_it_again_changes_nothing(text: str) -> None:
    once = mask(text)

    assert mask(once.text).text == once.text


@settings(max_examples=400)
@given(SENTENCES)
def test_masking_the_words_it_looks_for_in_any_order_settles(text: str) -> None:
    once = mask(text)
    again = mask(once.text)

    assert (again.text, again.masked, again.dropped_sentences) == (once.text, (), 0)


@settings(max_examples=300)
@given(SENTENCES)
def test_what_is_kept_stands_in_the_order_it_was_written(text: str) -> None:
    added = {"i", "person", "people", "partner", "partners", "someone", "group", "a", "an"}
    original = iter([word.strip(".,;()-").lower() for word in text.split()])
    kept = [word.strip(".,;()-").lower() for word in mask(text).text.split()]

    assert all(word in added or word.endswith("'s") or word in original for word in kept if word)


@given(SENTENCES)
def test_the_places_of_what_was_masked_lie_in_the_original_and_do_not_overlap(text: str) -> None:
    masked = mask(text).masked

    assert all(0 <= item.start < item.end <= len(text) for item in masked)
    assert all(first.end <= second.start for first, second in pairwise(masked))


@given(SENTENCES)
def test_an_untouched_text_comes_back_character_for_character(text: str) -> None:
    result = mask(text)

    assert bool(result.masked) or result.text == text
