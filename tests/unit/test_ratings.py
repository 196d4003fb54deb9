"""What ratings say of the sources: means, paired differences, agreement, and when they say too little."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.explain.study import findings_lines
from matchmaker.matching.ratings import FEWEST, Rating, findings


def rated(values, *, rater=0):
    """Ratings of ``{person: {source: value}}``, a row each."""
    return [
        Rating(rater, f"{person}-{source}", person, (source,), value)
        for person, of in values.items()
        for source, value in of.items()
    ]


def found(ratings):
    return findings(ratings, np.random.default_rng(0))


def people(count, **values):
    return {f"p{n}": values for n in range(count)}


def test_means_shares_and_counts_are_those_of_the_ratings():
    values = {"p1": {"ours": 5, "tfidf": 2, "lot": None}, "p2": {"ours": 4, "tfidf": 4, "lot": 1}}
    ours, tfidf, lot = found(rated(values)).sources

    assert (ours.mean, ours.high_share, ours.ratings, ours.people) == (4.5, 1.0, 2, 2)
    assert (tfidf.mean, tfidf.high_share) == (3.0, 0.5)
    assert (lot.mean, lot.ratings, lot.cannot_say) == (1.0, 1, 1)


def test_a_difference_is_taken_within_each_person():
    values = people(10, ours=3, tfidf=2) | {f"q{n}": {"ours": 5, "tfidf": 4} for n in range(10)}
    difference = found(rated(values)).differences[0]

    assert (difference.one, difference.other, difference.people) == ("ours", "tfidf", 20)
    assert difference.mean == difference.low == difference.high == 1.0
    assert difference.verdict == "higher"


def test_few_people_are_too_few_to_tell_whatever_they_say():
    assert found(rated(people(FEWEST - 1, ours=5, lot=1))).differences[1].verdict == "too_few"
    assert found(rated(people(FEWEST, ours=5, lot=1))).differences[1].verdict == "higher"


def test_what_goes_both_ways_may_be_chance():
    values = people(10, ours=4, lot=2) | {f"q{n}": {"ours": 2, "lot": 4} for n in range(10)}
    assert found(rated(values)).differences[1].verdict == "by_chance"


def test_an_interval_covers_the_truth_about_as_often_as_it_says():
    generator = np.random.default_rng(5)
    covered = 0
    for _ in range(60):
        values = {
            f"p{n}": {"ours": int(a), "tfidf": int(b)}
            for n, (a, b) in enumerate(zip(generator.integers(2, 6, 30), generator.integers(1, 5, 30), strict=True))
        }
        difference = findings(rated(values), generator).differences[0]
        covered += difference.low <= 1.0 <= difference.high
    assert covered >= 50


def test_a_row_that_two_sources_named_counts_for_both():
    both = [Rating(0, "r1", "p1", ("ours", "tfidf"), 4)]
    ours, tfidf, lot = found(both).sources
    assert ours.mean == tfidf.mean == 4
    assert lot.mean is None


def test_raters_who_say_the_same_agree_fully_and_opposite_ones_do_not():
    one = {f"p{n}": {"ours": 1 + n % 5} for n in range(20)}
    opposite = {person: {"ours": 6 - of["ours"]} for person, of in one.items()}

    assert found([*rated(one), *rated(one, rater=1)]).agreement.kappa == pytest.approx(1.0)
    assert found([*rated(one), *rated(opposite, rater=1)]).agreement.kappa == pytest.approx(-1.0)


def test_one_rater_or_one_and_the_same_rating_says_nothing_of_agreement():
    assert found(rated(people(5, ours=3))).agreement.kappa is None
    assert found([*rated(people(5, ours=3)), *rated(people(5, ours=3), rater=1)]).agreement.kappa is None


def test_the_words_say_what_the_ratings_cannot_show():
    said = "\n".join(findings_lines(found(rated(people(3, ours=4, tfidf=3))), 9, with_text=False))
    assert "That favours us" in said
    assert "too few people to tell" in said
    assert "does not show whether the people would work well together" in said
    assert "By lot: nobody gave a rating." in said
