"""Reading texts writes nothing anywhere and tells nobody, whatever the libraries underneath would do by themselves."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import os, socket
def refuse(*a, **k): raise AssertionError("the network was asked")
socket.socket.connect = refuse
from matchmaker.text import open_text_model
model = open_text_model()
text = "I have lived with asthma for years and want the clinic to ring before it changes anything"
assert model.read([text]).known[0]
assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
"""


def test_reading_a_text_leaves_no_file_and_opens_no_connection(tmp_path):
    for place in ("home", "tmp", "cwd"):
        (tmp_path / place).mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "CI", "XDG_"))}
    environment |= {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path / "cwd",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
