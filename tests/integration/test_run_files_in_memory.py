"""A run's files made in memory are, byte for byte, those that the command line writes."""

from __future__ import annotations

import json

import pytest

from matchmaker.matching.run import Options
from matchmaker.services.run_files import NAMES, asked_of, run_files
from matchmaker.services.runs import Request, make_run
from matchmaker.services.stateless import StatelessRuns
from matchmaker.tables import Upload, read_uploads
from service_bodies import FIXTURES


@pytest.mark.parametrize("fixture", ["collaborative-pairs", "two-lists", "workbook"])
def test_memory_and_folder_hold_the_same_bytes(fixture, tmp_path):
    folder, out = FIXTURES / fixture, tmp_path / "out"
    paths = [path for path in sorted(folder.iterdir()) if path.suffix != ".md"]
    inputs = tuple(paths) if fixture == "two-lists" else (folder,)
    make_run(Request(inputs=inputs, out=out, options=Options(), cache=None), lambda *_: None)
    read = read_uploads([Upload(path.name, path.read_bytes()) for path in paths])
    files = run_files(StatelessRuns(5000).make(read.cohort, Options()), read, asked_of(read))
    assert tuple(files) == NAMES
    for name in NAMES[1:]:
        assert files[name] == (out / name).read_bytes(), name
    memory, disk = json.loads(files["run.json"]), json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert memory["read_from"] == [path.name for path in paths if path.suffix != ".md"] or fixture != "two-lists"
    for document in (memory, disk):
        document.pop("read_from")
        for file in document["inputs"]:
            file.pop("path")
    assert memory == disk


def test_a_workbook_too_long_for_memory_is_left_out_and_the_tables_are_whole(monkeypatch):
    monkeypatch.setattr("matchmaker.tables.write.LONG_SHEET", 10)
    path = FIXTURES / "two-lists"
    read = read_uploads([Upload(name, (path / name).read_bytes()) for name in ("patients.csv", "professionals.csv")])
    files = run_files(StatelessRuns(5000).make(read.cohort, Options(no_text=False)), read, asked_of(read))
    assert set(NAMES) - set(files) == {"matches.xlsx"}
    assert files["matches.csv"].count(b"\r\n") > 10
