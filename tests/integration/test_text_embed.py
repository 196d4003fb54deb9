"""``matchmaker embed``: what is written and for whom, what is refused, and that a stop leaves nothing behind."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
import time

import numpy as np
import pytest
from click.testing import CliRunner

from matchmaker.cli.app import matchmaker
from matchmaker.domain.problem import InputRefused, WrongUse
from stopping import as_in_a_terminal

TEXT = "I run a cafe for people who look after somebody with dementia."


@pytest.fixture
def embed(tmp_path):
    """Embeds the column ``text`` of a file to ``vectors.npy``, both in the test's own folder."""

    def start(file="texts.csv", out="vectors.npy", column="text"):
        words = ["embed", str(tmp_path / file), "--column", column, "--out", str(tmp_path / out)]
        return CliRunner().invoke(matchmaker, words, catch_exceptions=False)

    return start


@pytest.fixture
def texts_file(tmp_path):
    file = tmp_path / "texts.csv"
    file.write_text(f"id,text\n1,{TEXT}\n", encoding="utf-8")
    return file


def problems_of(raised, call, *args, **names):
    with pytest.raises(raised) as caught:
        call(*args, **names)
    return [(p.code, p.row, p.column) for p in caught.value.problems]


def test_the_vectors_are_for_their_owner_alone_even_where_an_open_file_was(embed, texts_file, tmp_path):
    out = tmp_path / "vectors.npy"
    np.save(out, np.zeros(3))
    out.chmod(0o644)
    assert embed().exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert np.load(out).shape == (1, 384)


def test_what_somebody_wrote_is_embedded_as_it_stands_none_and_repeats_too(embed, tmp_path):
    (tmp_path / "texts.csv").write_text(f"id;text;\n1;none;\n2;{TEXT};\n;;\n3;;\n2;{TEXT};\n", encoding="cp1252")
    said = embed()
    vectors = np.load(tmp_path / "vectors.npy")
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 0, 1], abs=1e-6)
    assert np.array_equal(vectors[1], vectors[3])
    assert "semicolon" in said.stderr


def test_a_windows_file_is_read_and_that_is_said(embed, tmp_path):
    (tmp_path / "texts.csv").write_bytes(b"id,text\n1,Our caf\xe9 for carers\n")
    assert "Windows-1252" in embed().stderr


def test_the_input_is_never_overwritten(embed, texts_file, tmp_path):
    before = texts_file.read_bytes()
    assert problems_of(WrongUse, embed, out="texts.csv") == [("embed_out_is_input", None, None)]
    (tmp_path / "link.csv").symlink_to(texts_file)
    assert problems_of(WrongUse, embed, file="link.csv", out="texts.csv") == [("embed_out_is_input", None, None)]
    assert texts_file.read_bytes() == before


@pytest.mark.parametrize("body", [b"my notes", b"", b"\x93NUM"])
def test_a_file_that_is_not_a_numpy_file_is_never_replaced(embed, texts_file, tmp_path, body):
    (tmp_path / "notes.txt").write_bytes(body)
    assert problems_of(WrongUse, embed, out="notes.txt") == [("embed_out_is_no_vectors", None, None)]
    assert (tmp_path / "notes.txt").read_bytes() == body


def test_a_folder_is_never_replaced(embed, texts_file, tmp_path):
    (tmp_path / "folder").mkdir()
    assert problems_of(WrongUse, embed, out="folder") == [("embed_out_is_no_vectors", None, None)]


def test_a_file_that_is_not_there_a_folder_and_a_workbook_are_refused_in_words(embed, tmp_path):
    assert problems_of(WrongUse, embed, file="gone.csv") == [("path_missing", None, None)]
    assert problems_of(WrongUse, embed, file=".") == [("embed_needs_csv", None, None)]
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04")
    assert problems_of(WrongUse, embed, file="book.xlsx") == [("embed_needs_csv", None, None)]


def test_every_bad_row_is_named_with_its_column_and_nothing_is_written(embed, tmp_path):
    rows = ["1,fine", "2,one,too many", "3", "4,a\0b", f"5,{'x' * 50_001}", '6,"a"b', "7,fine"]
    (tmp_path / "texts.csv").write_text("id,text\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert problems_of(InputRefused, embed) == [
        ("row_ragged", 3, None),
        ("row_ragged", 4, None),
        ("character_not_allowed", 5, "text"),
        ("cell_too_long", 6, "text"),
        ("quotes_broken", 7, None),
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["texts.csv"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "file_empty"),
        ("id,text\n", "no_rows"),
        ("id,text\n,\n", "no_rows"),
        ("id,story\n1,a\n", "column_missing"),
        ("text,Text\na,b\n", "heading_twice"),
        ("Our list\nid,text\n1,a\n", "heading_row_not_first"),
    ],
)
def test_a_file_without_texts_in_that_column_is_refused_and_nothing_written(embed, tmp_path, written, code):
    (tmp_path / "texts.csv").write_text(written, encoding="utf-8")
    assert [found for found, _, _ in problems_of(InputRefused, embed)] == [code]
    assert [path.name for path in tmp_path.iterdir()] == ["texts.csv"]


@pytest.mark.parametrize(
    ("given", "ended"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)],
    ids=lambda value: str(value),
)
def test_a_stop_half_way_leaves_nothing_aside_and_no_vectors(tmp_path, given, ended):
    rows = "".join(f'{k},"{k} {TEXT * 40}"\n' for k in range(2000))
    (tmp_path / "texts.csv").write_text("id,text\n" + rows, encoding="utf-8")
    words = ["embed", "texts.csv", "--column", "text", "--out", "vectors.npy"]
    begun = subprocess.Popen(
        [sys.executable, "-c", "from matchmaker.cli import main; main()", *words],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        preexec_fn=as_in_a_terminal,
    )
    for _ in range(1200):
        if list(tmp_path.glob(".*.aside")):
            break
        time.sleep(0.05)
    assert len(list(tmp_path.iterdir())) == 2, "it writes aside"
    begun.send_signal(given)
    said = begun.communicate(timeout=60)[1]
    assert begun.returncode == ended
    assert b"Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["texts.csv"]
