"""``matchmaker what-if``, with the real model: what it answers, what it keeps, and everything that it refuses."""

from __future__ import annotations

import csv
import json
import shutil

import pytest
from click.testing import CliRunner

from conftest import FIXTURES
from matchmaker.cli.app import matchmaker
from matchmaker.domain.problem import Forbidden, InputRefused, MatchmakerError, WrongUse
from matchmaker.explain.wording import unwanted

PAIR = ("P07-patient", "P07-professional")


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """A run of the twelve pairs for one challenge, from a copy in which P02 excluded P03-professional."""
    folder = tmp_path_factory.mktemp("what-if")
    shutil.copytree(FIXTURES / "collaborative-pairs", folder / "in")
    with (folder / "in" / "exclusions.csv").open("a", encoding="utf-8") as file:
        file.write("P02-patient,P03-professional,\n")
    call("match", folder / "in", "--challenge", "C01", "--out", folder / "run", "--quiet")
    return folder / "run"


def call(*words):
    done = CliRunner().invoke(matchmaker, [str(word) for word in words], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.stdout


def refused(results, *sets, pair=PAIR):
    with pytest.raises(MatchmakerError) as error:
        call("what-if", results, "--pair", *pair, *(word for one in sets for word in ("--set", one)), "--quiet")
    return error.value


def tried(results, *sets, pair=PAIR):
    words = (word for one in sets for word in ("--set", one))
    return json.loads(call("what-if", results, "--pair", *pair, *words, "--json", "--quiet"))


def codes(error):
    return sorted(problem.code for problem in error.problems)


def test_without_set_every_change_is_told_as_a_result_with_a_way_to_try_it(results):
    text = call("what-if", results, "--pair", "P08-patient", "P06-professional", "--quiet")
    assert "becomes" in text
    assert "--set" in text
    assert not unwanted(text)
    assert "should" not in text


def test_what_is_offered_to_try_gives_what_was_said(results):
    pair = ("P08-patient", "P06-professional")
    found = json.loads(call("what-if", results, "--pair", *pair, "--json", "--quiet"))
    tried_out = 0
    for one in (one for wanted in found["lists"] for one in wanted["found"] if one["cells"]):
        after = tried(results, *(f"{c['id']}.{c['column']}={c['text']}" for c in one["cells"]), pair=pair)
        assert after["score_after"] == pytest.approx(one["score_after"], abs=1e-9)
        assert [change["rank_after"] for change in after["lists"]] == one["ranks_after"]
        tried_out += 1
    assert tried_out


def test_a_target_rank_is_reached_or_said_not_to_be(results):
    found = json.loads(
        call("what-if", results, "--pair", "P08-patient", "P06-professional", "--target-rank", "1", "--json", "--quiet")
    )
    for k, wanted in enumerate(found["lists"]):
        assert wanted["rank"] == 1
        for one in wanted["found"]:
            assert one["reaches"] is (one["ranks_after"][k] == 1)


def test_the_lines_of_the_difference_add_up_to_it(results):
    found = tried(results, "P07-patient.slots=mon_am;mon_pm", "weights.values=0.3")
    gap = sum(line["points"] for line in found["difference"])
    assert gap == pytest.approx(found["score_after"] - found["score_before"], abs=1e-9)
    assert gap != 0


def test_other_weights_are_rescaled_and_said_to_be(results):
    found = tried(results, "weights.values=0.3")
    assert found["weights"]["values"] == 0.3
    assert sum(found["weights"].values()) == pytest.approx(1)
    assert "rescaled" in call("what-if", results, "--pair", *PAIR, "--set", "weights.values=0.3", "--quiet")


def test_a_text_tried_out_is_read_and_neither_kept_nor_shown(results):
    before = {path: path.read_bytes() for path in results.rglob("*") if path.is_file()}
    words = "Zebras keep the outpatient waiting room calmer than any timetable, as everybody who waits there knows."
    text = call("what-if", results, "--pair", *PAIR, "--set", f"P07-patient.purpose_achieve={words}", "--quiet")
    assert "becomes" in text
    assert "ebra" not in text
    assert {path: path.read_bytes() for path in results.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("cell", ["P07-patient.access_needs=none", "P07-patient.confidence=1", "sponsor=Somebody"])
def test_what_the_score_never_reads_changes_no_score_by_design_and_that_is_said(results, cell):
    found = tried(results, cell)
    assert found["score_before"] == found["score_after"]
    assert len(found["changes_no_score_by_design"]) == (0 if "access" in cell else 1)
    assert all(change["rank_before"] == change["rank_after"] for change in found["lists"])


def test_everything_wrong_is_named_at_once(results):
    error = refused(
        results,
        "weights.values=0.8",
        "weights.time=0.4",
        "Nobody.slots=mon_am",
        "P07-patient.ethnicity=x",
        "P07-patient.slot=x",
        "P07-patient.slots=mon_am",
        "P07-patient.slots=",
        "P07-patient.flexible=yes",
        "P07-patient.flexible=no",
        "P07-patient.side=either",
        "weights.luck=1",
        "hello",
        "P07-patient.travel_minutes=far",
    )
    assert isinstance(error, WrongUse)
    assert codes(error) == sorted(
        [
            "what_if_weights_over_one",
            "what_if_unknown_id",
            "what_if_never_read",
            "what_if_unknown_column",
            "what_if_value_and_blank",
            "what_if_twice",
            "what_if_fixed",
            "what_if_unknown_criterion",
            "what_if_not_understood",
            "not_a_whole_number",
        ]
    )


def test_an_unknown_id_is_refused_with_those_that_are_known(results):
    known = dict(refused(results, "P77.slots=mon_am").problems[0].params)["known"]
    assert "P07-patient" in known


def test_a_value_that_a_cell_cannot_have_is_refused_as_in_the_file_itself(results):
    error = refused(results, "P07-patient.slots=someday")
    assert isinstance(error, InputRefused)
    assert "someday" not in str(error.problems)


@pytest.mark.parametrize("value", ["-0.1", "1.5", "much", ""])
def test_a_weight_that_is_no_share_is_refused(results, value):
    assert codes(refused(results, f"weights.values={value}")) == ["what_if_not_a_share"]


def test_the_same_thing_set_twice_alike_is_no_contradiction(results):
    assert tried(results, "P07-patient.flexible=yes", "P07-patient.flexible=yes")["set"] == ["P07-patient.flexible"]


def test_a_set_without_effect_since_its_criterion_is_left_out_is_named(tmp_path):
    inputs = (FIXTURES / "two-lists" / "patients.csv", FIXTURES / "two-lists" / "professionals.csv")
    call("match", *inputs, "--out", tmp_path / "run", "--quiet")
    with inputs[0].open(encoding="utf-8-sig") as file:
        one = next(csv.DictReader(file))["ID"]
    with inputs[1].open(encoding="utf-8-sig") as file:
        rows = csv.reader(file)
        next(rows)
        other = next(rows)[0]
    error = refused(tmp_path / "run", f"{one}.slots=mon_am", "weights.values=0.5", pair=(one, other))
    assert codes(error) == ["what_if_dropped", "what_if_dropped"]
    assert codes(refused(tmp_path / "run", "challenge.text=x", pair=(one, other))) == ["what_if_no_challenge"]
    both = tried(tmp_path / "run", f"{one}.slots=mon_am", f"{other}.slots=mon_am", pair=(one, other))
    assert {line["criterion"] for line in both["contributions_after"]} > {
        line["criterion"] for line in both["contributions_before"]
    }


def test_a_pairing_that_a_rule_keeps_apart_is_answered_like_one_that_is_not_there(results):
    apart = refused(results, "weights.values=0.3", pair=("P02-patient", "P03-professional"))
    nobody = refused(results, "weights.values=0.3", pair=("P02-patient", "P99-professional"))
    assert isinstance(apart, Forbidden)
    assert isinstance(nobody, Forbidden)
    assert codes(apart) == codes(nobody) == ["no_such_pairing"]


def test_nobody_learns_of_what_is_kept_apart_by_trying_out_an_organisation_or_a_consent(results):
    assert codes(refused(results, "P03-professional.organisation=Elsewhere")) == ["what_if_fixed"]
    assert codes(refused(results, "P03-professional.consent_matching=no")) == ["what_if_fixed"]


def test_a_target_rank_beside_set_is_refused(results):
    with pytest.raises(WrongUse):
        call("what-if", results, "--pair", *PAIR, "--set", "weights.values=0.3", "--target-rank", "1")
