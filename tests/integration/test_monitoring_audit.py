"""``matchmaker audit monitoring``: a planted difference is found, few people are left out, and A11 reads the table."""

from __future__ import annotations

import csv
import json
import shutil
import stat
import sys

import numpy as np
import pytest

from conftest import FIXTURES
from matchmaker.cli import app
from matchmaker.pipeline import silent
from matchmaker.services.monitoring_audit import mean_scores
from matchmaker.services.reopening import reopen

PROGRAMME = FIXTURES / "programme-300"


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    return tmp_path_factory.mktemp("audit")


@pytest.fixture
def command(capsys, monkeypatch):
    def run(*words):
        monkeypatch.setattr(sys, "argv", ["matchmaker", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            app.run()
        captured = capsys.readouterr()
        return int(stopped.value.code or 0), captured.out, captured.err

    return run


@pytest.fixture
def run(command, places):
    folder = places / "run"
    if not folder.exists():
        assert command("match", PROGRAMME, "--out", folder, "--no-text", "--quiet")[0] == 0
    return folder


@pytest.fixture
def answers(run, places):
    """Made-up answers: "high" has the higher mean scores, "by id" is drawn apart from them, and three say "few"."""
    prepared = reopen(run, silent).prepared
    means = mean_scores(prepared, 5, silent)
    people = [person.id for person in prepared.pool.patient_side]
    order = np.argsort(-means)
    rows = [(people[n], "standing", "high" if place < 50 else "rest", "yes") for place, n in enumerate(order)]
    rows += [(one, "by id", ("even", "odd")[int(one[-1]) % 2], "yes") for one in people]
    rows += [(one, "rare", "few" if n < 3 else ("a", "b")[n % 2], "yes") for n, one in enumerate(people)]
    path = places / "monitoring.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("partner_id", "attribute", "category", "consent_monitoring"), *rows])
    return path


def figures(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {(row["attribute"], row["category"]): row for row in csv.DictReader(stream)}


def test_a_planted_difference_is_told_from_chance(command, run, answers, tmp_path):
    out = tmp_path / "identity_audit.csv"
    code, output, errors = command("audit", "monitoring", run, "--monitoring", answers, "--out", out)
    assert code == 0, errors
    found = figures(out)
    high, even = found["standing", "high"], found["by id", "even"]
    assert float(high["low"]) > float(high["control_high"]) > 0.5
    assert float(even["low"]) < 0.5 < float(even["high"])
    assert "standing, high: 1.00" in output
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_numbers_of_people_are_rounded_and_small_groups_left_out(command, run, answers, tmp_path):
    out = tmp_path / "identity_audit.csv"
    _, _, errors = command("audit", "monitoring", run, "--monitoring", answers, "--out", out)
    found = figures(out)
    assert ("rare", "few") not in found
    assert "Left out" in errors
    assert all(int(row[name]) % 5 == 0 and int(row[name]) >= 10 for row in found.values() for name in ("n_in", "n_out"))


def test_the_next_run_reads_the_table_and_asks_about_it(command, run, answers, tmp_path):
    folder = shutil.copytree(PROGRAMME, tmp_path / "programme")
    command("audit", "monitoring", run, "--monitoring", answers, "--out", folder / "identity_audit.csv")
    again = tmp_path / "again"
    code, _, errors = command("match", folder, "--out", again, "--no-text", "--quiet")
    assert code == 0, errors
    with (again / "flags.csv").open(encoding="utf-8-sig", newline="") as stream:
        flags = [row for row in csv.DictReader(stream) if row["code"] == "stand_in_for_identity"]
    assert {row["status"] for row in flags} & {"fired"}


def test_the_same_audit_gives_the_same_bytes_and_no_id(command, run, answers, tmp_path):
    for name in ("a.csv", "b.csv"):
        command("audit", "monitoring", run, "--monitoring", answers, "--out", tmp_path / name, "--quiet")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert b"K000" not in (tmp_path / "a.csv").read_bytes()


def test_answers_without_their_consent_column_are_not_read(command, run, answers, tmp_path):
    text = answers.read_text(encoding="utf-8").replace("consent_monitoring", "agreed")
    (tmp_path / "monitoring.csv").write_text(text, encoding="utf-8")
    out = tmp_path / "out.csv"
    code, _, errors = command("audit", "monitoring", run, "--monitoring", tmp_path / "monitoring.csv", "--out", out)
    assert code == 1
    assert "consent_monitoring" in errors
    assert not out.exists()


def test_a_table_that_is_there_is_not_replaced_unasked(command, run, answers, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("mine", encoding="utf-8")
    assert command("audit", "monitoring", run, "--monitoring", answers, "--out", out)[0] == 2
    assert out.read_text(encoding="utf-8") == "mine"
    code, output, _ = command(
        "audit", "monitoring", run, "--monitoring", answers, "--out", out, "--force", "--json", "--quiet"
    )
    assert code == 0
    assert {one["attribute"] for one in json.loads(output)} >= {"standing", "by id"}
