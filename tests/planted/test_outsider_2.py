"""Plants by somebody who read what each assumption says and not how it is looked for: A14 to A27, from files to rows.

Every row of every run is held to the rules as well: all assumptions are there, nobody's words are, and ranks and scores
are those of the lists.
"""

from __future__ import annotations

import re
import tomllib
from copy import deepcopy
from datetime import date

import pytest
from outsider_2_cohorts import Made
from outsider_2_plants import ALL
from outsider_2_words import KIDNEY, MIDWIVES, TEEN, WARD

from matchmaker import pipeline
from matchmaker.assumptions.registry import all_checks
from matchmaker.domain.weights import weight_set_of
from matchmaker.library import read_cohort
from matchmaker.matching.run import Options
from matchmaker.report.tables import TABLES
from matchmaker.services.runs import default_weights, vectors_in

TODAY = date(2026, 11, 25)
IDS = {check.id for check in all_checks()}
SENTENCES = (*WARD, *KIDNEY, *TEEN, *MIDWIVES)


@pytest.fixture(scope="module")
def made_run(model, tmp_path_factory):
    """Runs made cohorts, and gives their tables as rows of text."""
    vectors = vectors_in(tmp_path_factory.mktemp("vectors"))

    def run(made: Made, **options: object):
        cohort = read_cohort(made.written(tmp_path_factory.mktemp("made")), challenge=made.challenge_id)
        weights = default_weights() if made.weights is None else weight_set_of(tomllib.loads(made.weights), "w.toml")
        asked = Options(as_of=TODAY, **{"seed": 7, **made.options, **options})
        found = pipeline.match(cohort, weights, asked, model=None if asked.no_text else model, cache=vectors)
        return {
            name: [
                {key: "" if cell is None else str(cell) for key, cell in zip(TABLES[name].columns, row, strict=True)}
                for row in TABLES[name].rows(found)
            ]
            for name in ("matches", "flags")
        }

    return run


def each(which: int) -> list[object]:
    return [
        pytest.param(flag_id, made, id=f"{flag_id} {name}")
        for flag_id, both in ALL.items()
        for name, made in both[which].items()
    ]


def held_to_the_rules(tables) -> None:
    flags = tables["flags"]
    assert {row["flag_id"] for row in flags} == IDS
    assert not [row for row in flags for sentence in SENTENCES if sentence in " ".join(row.values())]
    assert all(row["evidence"] and "{" not in row["evidence"] for row in flags)
    placed = {
        (row["for_side"], row["for_id"], column, row[column]): row["score"]
        for row in tables["matches"]
        for column in ("rank", "shortlist_order")
    }
    for row in flags:
        if row["flag_id"] in ALL and row["subject"].count(":") == 2 and row["rank_before"]:
            column = "shortlist_order" if row["flag_id"] == "A17" else "rank"
            assert placed[*row["subject"].split(":")[1:], column, row["rank_before"]] == row["score_before"]
            assert row["top1_changed"] in ("yes", "no")


def statuses(tables, flag_id: str) -> set[str]:
    return {row["status"] for row in tables["flags"] if row["flag_id"] == flag_id}


@pytest.mark.parametrize(("flag_id", "made"), each(0))
def test_what_an_outsider_plants_is_found(flag_id, made, made_run):
    tables = made_run(made)
    held_to_the_rules(tables)
    assert statuses(tables, flag_id) & {"fired", "checked_no_effect"}


@pytest.mark.parametrize(("flag_id", "made"), each(1))
def test_what_an_outsider_leaves_just_short_of_it_is_not(flag_id, made, made_run):
    tables = made_run(made)
    held_to_the_rules(tables)
    assert "fired" not in statuses(tables, flag_id)


@pytest.mark.parametrize("for_side", ["patient", "professional", "both", "pair"])
@pytest.mark.parametrize("top", [1, 20])
def test_every_assumption_is_told_of_whatever_is_asked(for_side, top, made_run):
    held_to_the_rules(made_run(ALL["A25"][0]["no word on it"], for_side=for_side, top=top))


@pytest.mark.parametrize(("flag_id", "made"), [one for one in each(0) + each(1) if one.values[0] == "A19b"])
def test_every_place_carries_weights_that_not_both_signed(flag_id, made, made_run):
    tables = made_run(made)
    carried = {flag_id in row["flags"].split(";") for row in tables["matches"]}
    assert carried == {"fired" in statuses(tables, flag_id)}


@pytest.mark.parametrize("flag_id", ["A18", "A21", "A22", "A24", "A25"])
def test_who_was_excluded_is_named_on_no_list_of_who_excluded_them(flag_id, made_run):
    made = deepcopy(next(iter(ALL[flag_id][0].values())))
    made.row("exclusions", by_id="pt00", not_id="st00")
    for row in made_run(made)["flags"]:
        owner, others = row["subject"].split(":")[-1], {*row["people"].split(";"), *words_of(row["evidence"])}
        assert not (owner == "pt00" and "st00" in others)
        assert not (owner == "st00" and "pt00" in others)


def words_of(sentence: str) -> list[str]:
    return re.findall(r"\w+", sentence)
