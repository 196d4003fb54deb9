"""What a refused, stopped or repeated run leaves behind, and that forgetting goes on where one folder is damaged."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_commands import TWELVE, command, kept, rows  # noqa: F401 - fixtures

from matchmaker.text import VectorCache
from stopping import as_in_a_terminal

PEOPLE = "id,experience_text\n{rows}"
TEXT = "I want the people who leave our ward at night to know whom to ring and what their many tablets are for"


def two_lists(folder, patients, professionals, **more):
    folder.mkdir(exist_ok=True)
    for name, count in (("patients", patients), ("professionals", professionals)):
        lines = "".join(f'{name[:3]}{n},"{TEXT} {n}"\n' for n in range(count))
        (folder / f"{name}.csv").write_text(PEOPLE.format(rows=lines), encoding="utf-8")
    return folder / "patients.csv", folder / "professionals.csv"


def test_a_refused_run_leaves_no_vectors(command, tmp_path):  # noqa: F811
    patients = tmp_path / "patients.csv"
    patients.write_text(f'id,experience_text\np1,"{TEXT}"\n', encoding="utf-8")
    professionals = tmp_path / "professionals.csv"
    professionals.write_text("id,experience_text\nh1,\n", encoding="utf-8")
    out = tmp_path / "out"
    code, _, errors = command("match", patients, professionals, "--out", out)
    assert code == 1
    assert errors
    assert not out.exists()


def test_a_stopped_run_leaves_nothing_and_says_so(tmp_path):
    out = tmp_path / "out"
    inputs = two_lists(tmp_path / "in", 300, 300)
    program = [sys.executable, "-c", "from matchmaker.cli import main; main()", "match", *map(str, inputs)]
    running = subprocess.Popen(
        [*program, "--out", str(out)], stderr=subprocess.PIPE, text=True, preexec_fn=as_in_a_terminal
    )
    store = out / ".vectors" / "vectors.sqlite3"
    deadline = time.monotonic() + 60
    while not store.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert store.exists(), "vectors are kept while texts are read"
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Stopped" in errors
    assert not out.exists()


def test_a_run_again_keeps_vectors_of_nobody_who_is_not_in_it(command, tmp_path):  # noqa: F811
    out = tmp_path / "out"
    inputs = two_lists(tmp_path / "in", 5, 3)
    assert command("match", *inputs, "--out", out, "--quiet")[0] == 0
    assert {"pat0", "pat4"} <= VectorCache.beside(out).owners()
    inputs = two_lists(tmp_path / "in", 2, 3)
    assert command("match", *inputs, "--out", out, "--quiet", "--force")[0] == 0
    assert VectorCache.beside(out).owners() == {"pat0", "pat1", "pro0", "pro1", "pro2"}


def test_explaining_does_not_bring_back_whom_was_forgotten(command, tmp_path):  # noqa: F811
    out = tmp_path / "out"
    assert command("match", TWELVE, "--out", out, "--quiet")[0] == 0
    assert command("forget", "P04-patient", "--in", out, "--quiet")[0] == 0
    assert command("explain", out, "--pair", "P04-patient", "P04-professional")[0] == 0
    assert "P04-patient" not in VectorCache.beside(out).owners()


@pytest.fixture
def four_runs(command, tmp_path, kept):  # noqa: F811
    """Four runs of the same people; the second's vectors and the third's report are damaged."""
    folders = [tmp_path / name for name in "abcd"]
    assert command("match", TWELVE, "--out", folders[0], "--quiet")[0] == 0
    for folder in folders[1:]:
        shutil.copytree(folders[0], folder)
        Path(folder / ".vectors" / "vectors.sqlite3").chmod(0o600)
    from matchmaker.services.known_folders import remember

    assert all(map(remember, folders))
    (folders[1] / ".vectors" / "vectors.sqlite3").write_bytes(b"garbage" * 1000)
    (folders[2] / "report.html").write_text("<p>damaged", encoding="utf-8")
    return folders


def test_forgetting_goes_on_where_one_folder_is_damaged_and_names_it(command, four_runs):  # noqa: F811
    code, _, errors = command("forget", "P02-patient")
    assert code == 4
    assert str(four_runs[1]) in errors
    assert str(four_runs[2]) in errors
    for folder in four_runs:
        for name in ("matches.csv", "contributions.csv", "run.json"):
            assert "P02-patient" not in (folder / name).read_text(encoding="utf-8"), folder
    assert not (four_runs[2] / "report.html").exists()
    assert "P02-patient" not in (four_runs[3] / "report.html").read_text(encoding="utf-8")
    assert rows(four_runs[0] / "matches.csv")


def test_a_dry_run_counts_and_changes_nothing(command, tmp_path, kept):  # noqa: F811
    out = tmp_path / "out"
    assert command("match", TWELVE, "--out", out, "--quiet")[0] == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    vectors = VectorCache.beside(out).owned(["P02-patient"])
    code, printed, _ = command("forget", "P02-patient", "--in", out, "--dry-run", "--json")
    counted = json.loads(printed)["removed"][0]
    assert code == 0
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    done = json.loads(command("forget", "P02-patient", "--in", out, "--json")[1])["removed"][0]
    assert done == counted
    assert done["vectors"] == vectors >= 1
    assert VectorCache.beside(out).owned(["P02-patient"]) == 0
    assert done["lines"] > 1


def test_a_computer_without_a_list_of_folders_says_so(command, tmp_path, kept, monkeypatch):  # noqa: F811
    blocked = tmp_path / "state"
    blocked.write_text("a file, not a folder", encoding="utf-8")
    monkeypatch.setenv("MATCHMAKER_STATE", str(blocked))
    code, _, errors = command("match", TWELVE, "--out", tmp_path / "out", "--no-text", "--quiet")
    assert code == 0
    assert "matchmaker forget ID --in" in errors


def test_the_folder_one_stands_in_is_not_replaced(command, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    code, _, errors = command("match", TWELVE, "--out", ".", "--no-text")
    assert code == 2
    assert "--out results" in errors
    assert list(tmp_path.iterdir()) == []


def test_columns_that_nobody_read_are_named_where_nothing_can_be_ranked(command, tmp_path):  # noqa: F811
    for name in ("patients", "professionals"):
        (tmp_path / f"{name}.csv").write_text(
            f'id,Notes,Statement\n{name}1,"x","{TEXT}"\n{name}2,"y","{TEXT}"\n', encoding="utf-8"
        )
    code, _, errors = command(
        "match", tmp_path / "patients.csv", tmp_path / "professionals.csv", "--out", tmp_path / "o"
    )
    assert code == 1
    assert "Statement" in errors
    assert "experience_text" in errors
