"""``models build|verify``, ``embed`` and ``calibrate text`` on the real model."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
from click.testing import CliRunner

from matchmaker.cli.app import matchmaker
from matchmaker.domain.problem import OutsideFailure
from matchmaker.text.artefacts import BUILT, Artefacts, artefacts_folder
from matchmaker.text.build import checked_source
from matchmaker.text.fixed_point import normalised
from matchmaker.text.model import open_text_model

TEXTS = ["I run a dialysis unit.", "", "Nobody rang my mother back.", "Very long. " * 300]


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(matchmaker, list(words), catch_exceptions=False)


@pytest.fixture
def copied(tmp_path):
    """A copy of the built model files, to be spoilt."""
    return Artefacts(shutil.copytree(artefacts_folder(), tmp_path / "models"))


@pytest.fixture
def texts_file(tmp_path):
    file = tmp_path / "texts.csv"
    file.write_text("id,My words\n" + "".join(f'{k},"{text}"\n' for k, text in enumerate(TEXTS)), encoding="utf-8")
    return file


def test_embed_writes_plain_unit_vectors_in_the_order_of_the_file(run, texts_file, tmp_path, model):
    out = tmp_path / "vectors.npy"
    said = run("embed", str(texts_file), "--column", "my words", "--out", str(out))
    assert said.exit_code == 0
    vectors = np.load(out)
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 1, 1], abs=1e-6)
    (alone,) = model.encoder.encode([TEXTS[2]])
    assert np.array_equal(vectors[2], normalised(alone.pooled).astype(np.float32))
    assert "blank" in said.stderr
    assert "in parts" in said.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["texts.csv", "vectors.npy"]


def test_embed_without_that_column_writes_nothing(run, texts_file, tmp_path):
    with pytest.raises(Exception, match="column_missing"):
        run("embed", str(texts_file), "--column", "story", "--out", str(tmp_path / "vectors.npy"))
    assert not (tmp_path / "vectors.npy").exists()


def test_building_again_does_nothing_when_the_files_are_right(run):
    said = run("models", "build")
    assert said.exit_code == 0
    assert "nothing to do" in said.stderr


def test_verify_prints_every_hash(run):
    printed = json.loads(run("models", "verify", "--json", "--quiet").stdout)
    assert set(BUILT) <= set(printed)


@pytest.mark.parametrize("name", BUILT)
def test_an_altered_or_missing_model_file_stops_the_run_and_is_named(copied, name, monkeypatch):
    monkeypatch.setenv("MATCHMAKER_ARTEFACTS", str(copied.folder))
    with (copied.folder / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(OutsideFailure) as altered:
        open_text_model().read(["Twelve words are enough for this text to be read by the model."])
    assert [(p.code, p.file) for p in altered.value.problems] == [("model_files_altered", name)]
    (copied.folder / name).unlink()
    with pytest.raises(OutsideFailure) as missing:
        open_text_model()
    assert [(p.code, p.file) for p in missing.value.problems] == [("model_files_missing", name)]


def test_a_model_that_is_not_the_packaged_one_is_refused_as_such(tmp_path):
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"another model")
    with pytest.raises(OutsideFailure) as caught:
        checked_source(tmp_path, packaged=True)
    assert {p.code for p in caught.value.problems} == {"model_source_altered"}
    assert set(checked_source(tmp_path, packaged=False)) == {"model.safetensors", "tokenizer.json"}


@pytest.mark.slow
def test_a_fresh_build_agrees_with_the_reference_and_replaces_a_broken_one(tmp_path):
    target = tmp_path / "built"
    target.mkdir()
    (target / "models.json").write_text("{}")
    script = (
        "import sys; from pathlib import Path; from matchmaker.text.build import build; "
        "build(Path(sys.argv[1]), lambda step, params: print(step, *params.values()))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(target)], capture_output=True, text=True, check=True)
    steps = [line.split()[0] for line in done.stdout.splitlines() if line]
    assert steps[-2:] == ["agreement", "built"]
    made = Artefacts(target)
    made.verify()
    assert made.manifest["rarity.npz"] == open_text_model().versions()["rarity_sha256"]
    assert [path.name for path in tmp_path.iterdir()] == ["built"]


def test_a_run_can_record_what_it_was_made_with(model):
    recorded = model.versions()
    assert {"model_sha256", "onnx_sha256", "onnx_data_sha256", "tokenizer_sha256", "blend_sha256"} <= set(recorded)
    assert all(len(value) == 64 for name, value in recorded.items() if name.endswith("sha256"))


def test_calibrate_check_prints_the_table_and_writes_nothing(run, model):
    said = run("calibrate", "text", "--check", "--json")
    assert said.exit_code == 0
    found = json.loads(said.stdout)
    assert found["first_stage_recall"] > 0.98
    assert any("left out" in name for name in found["recoveries"])


def test_neither_torch_nor_scipy_is_imported_to_match_texts():
    script = (
        "import sys, numpy as np; from matchmaker.text import open_text_model; m = open_text_model(); "
        "x = m.read(['I run a cafe for people who look after somebody with dementia every week'] * 3); "
        "m.exact(x, np.arange(3), x, np.arange(3)); m.coarse(x, np.arange(3), x, np.arange(3)); "
        "print([n for n in ('torch', 'scipy', 'sklearn', 'sentence_transformers', 'wordfreq') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
