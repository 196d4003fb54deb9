"""``matchmaker audit leakage``, as a user runs it; and the figures that the model card gives of it."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from matchmaker.cli import app
from matchmaker.cli.audit import DOES_NOT_HOLD
from matchmaker.explain.leakage import leak_row
from matchmaker.explain.messages import say
from matchmaker.services.audit import made_up_statements
from matchmaker.text.audit.effects import Bench
from matchmaker.text.audit.leak import FORMS, MOST_MEDIAN, audit
from matchmaker.text.audit.sentences import identities
from matchmaker.text.memory import MemoryVectors

CARD = Path(__file__).parents[2] / "models" / "text-blend" / "MODEL_CARD.md"
PATIENTS = (
    "I do my own dialysis at home four nights a week and nobody ever asked me.",
    "My uncle has dementia and I look after him between shifts, and I am very tired.",
    "I wait two hours for the bus to the eye clinic and the letters come late.",
)
PROFESSIONALS = (
    "We teach people to do their own dialysis at home, and most stop in the first weeks.",
    "I run the memory clinic and want one first visit for each family, with one record.",
    "I book the eye clinic and could move the times if somebody told me about buses.",
)


@pytest.fixture
def command(capsys, monkeypatch):
    """Run ``matchmaker …`` in this process: exit code, standard output, standard error."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["matchmaker", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            app.run()
        captured = capsys.readouterr()
        return int(stopped.value.code or 0), captured.out, captured.err

    return run


def people(place, texts):
    with place.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(
            [("id", "experience_text"), *((f"{place.stem}{n}", t) for n, t in enumerate(texts))]
        )
    return place


def test_on_peoples_own_texts_it_says_what_holds_and_keeps_no_text(command, tmp_path):
    patients, professionals = people(tmp_path / "p.csv", PATIENTS), people(tmp_path / "h.csv", PROFESSIONALS)
    out = tmp_path / "audit"

    code, said, errors = command(
        "audit", "leakage", patients, professionals, "--people", 1, "--out", out, "--json", "--quiet"
    )
    found = json.loads(said)

    assert errors == ""
    assert code == (0 if found["holds"] else DOES_NOT_HOLD)
    assert found["holds"] is not bool(found["failed"])
    assert found["forms"]["whole"]["purpose"]["most"] == 0
    assert (found["made_up_pairs"], found["patients"], found["professionals"]) == (False, 3, 3)
    assert {path.name for path in out.iterdir()} == {".matchmaker", "leakage.txt", "leakage.json", "leakage.csv"}
    assert json.loads((out / "leakage.json").read_text(encoding="utf-8")) == found
    everything = "".join(path.read_text(encoding="utf-8-sig") for path in out.glob("leakage.*"))
    assert "dialysis" not in everything
    assert "Half move by at most" in everything
    rows = (out / "leakage.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + 2 * len(FORMS)


def test_too_few_texts_are_refused_before_anything_is_tried(command, tmp_path):
    patients, professionals = people(tmp_path / "p.csv", PATIENTS[:2]), people(tmp_path / "h.csv", PROFESSIONALS)
    code, said, errors = command("audit", "leakage", patients, professionals, "--out", tmp_path / "audit")
    assert (code, said) == (1, "")
    assert "at least 3 texts on each side" in errors
    assert not (tmp_path / "audit").exists()


def test_a_folder_in_use_is_refused_before_anything_is_tried(command, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert command("audit", "leakage", "--out", tmp_path)[0] == 2


def table_of_card(mark):
    after = CARD.read_text(encoding="utf-8").split(f"<!-- {mark} -->")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in after.splitlines() if line[:1] == "|"]
    return {row[0]: row[1:] for row in rows[2:]}


@pytest.fixture(scope="module")
def small(model):
    """Every fourth sentence, two people a side, seed 1."""
    bench = Bench(model, made_up_statements(), MemoryVectors(3600))
    return audit(bench, identities()[::4], np.random.default_rng(1), people=2)


def cells(leak):
    median, high, first, overtakes = leak_row(leak, leak.purpose)
    return [median, high, *leak_row(leak, leak.task)[:2], first, overtakes]


def test_the_small_sample_of_the_model_card_is_what_the_audit_gives(small):
    written = table_of_card("leakage-sample")
    for form in FORMS:
        for told, found in zip(written[say("audit", f"form_{form}").strip()], cells(small.leaks[form]), strict=True):
            allowed = 0.2 if found.endswith("%") else 0.0015
            assert float(told.rstrip("%")) == pytest.approx(float(found.rstrip("%")), abs=allowed), form


def test_the_full_figures_of_the_model_card_hold_and_fit_the_small_sample(small):
    written = table_of_card("leakage")
    for form in FORMS:
        median, high, task_median, task_high, *_ = map(
            float, (c.rstrip("%") for c in written[say("audit", f"form_{form}").strip()])
        )
        leak = small.leaks[form]
        assert (median, task_median) == pytest.approx((leak.purpose.median, leak.task.median), abs=0.01)
        assert (high, task_high) == pytest.approx((leak.purpose.high, leak.task.high), abs=0.03)
        assert max(median, task_median) <= MOST_MEDIAN
    whole = written[say("audit", "form_whole")]
    assert {float(cell.rstrip("%")) for cell in whole} == {0.0}
