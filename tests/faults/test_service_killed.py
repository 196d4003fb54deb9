"""The service is killed in the middle of its work, again and again: no file of a person is left anywhere."""

from __future__ import annotations

import copy
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx2
import pytest

from matchmaker.api.bodies import EXAMPLE
from service_bodies import FIXTURES, body_of

KILLS = 20
COMMAND = str(Path(sys.executable).parent / "matchmaker")
CANARY = "vasculitisquex"


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


class Served:
    """A real ``matchmaker serve`` with a temporary folder, a home and a working folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.log = folder / "log.txt"
        self.own = [folder / name for name in ("tmp", "home", "cwd", "state")]
        for place in self.own:
            place.mkdir(exist_ok=True)
        tmp, home, cwd, state = map(str, self.own)
        environment = os.environ | {"TMPDIR": tmp, "HOME": home, "MATCHMAKER_STATE": state, "OMP_NUM_THREADS": "1"}
        environment |= {"MATCHMAKER_POSTS_PER_MINUTE": "100000", "MATCHMAKER_REQUESTS_PER_MINUTE": "100000"}
        command = [COMMAND, "serve", "--port", str(self.port), "--quiet"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=log, stderr=log)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()
            try:
                if httpx2.get(f"{self.url}/readyz", timeout=5).status_code == 200:
                    return
            except httpx2.TransportError:
                time.sleep(0.05)
        raise AssertionError("never ready")

    def files(self) -> list[Path]:
        return [path for place in self.own for path in place.rglob("*") if path.is_file()]


def planted(body):
    """The same people, each with a word in their text that can be looked for."""
    body = copy.deepcopy(body)
    for person in body["partners"]:
        person["experience_text"] = f"{person['experience_text']} I live with {CANARY}."
    return body


BODIES = (planted(EXAMPLE), planted(body_of(FIXTURES / "collaborative-pairs")), planted(EXAMPLE))


def in_a_crowd(url, body, stop, answered):
    while not stop.is_set():
        try:
            answered.append(httpx2.post(f"{url}/v1/match", json=body, timeout=30).status_code)
        except httpx2.TransportError:
            answered.append("cut off")
            return


@pytest.mark.slow
def test_after_twenty_kills_under_load_nothing_of_anybody_is_left(tmp_path):
    answered, when = [], random.Random(7)
    for _ in range(KILLS):
        served, stop = Served(tmp_path), threading.Event()
        try:
            served.wait()
            crowd = [threading.Thread(target=in_a_crowd, args=(served.url, body, stop, answered)) for body in BODIES]
            for caller in crowd:
                caller.start()
            time.sleep(when.uniform(0.3, 2.0))
        finally:
            served.process.send_signal(signal.SIGKILL)
            served.process.wait()
            stop.set()
        for caller in crowd:
            caller.join()
        assert served.files() == []
    assert answered.count(200) > KILLS / 4
    assert answered.count("cut off") > KILLS
    assert set(answered) <= {200, "cut off"}
    assert CANARY not in served.log.read_text(encoding="utf-8")


def test_told_to_stop_it_ends_in_order_and_leaves_nothing(tmp_path):
    served = Served(tmp_path)
    try:
        served.wait()
        assert httpx2.post(f"{served.url}/v1/match", json=BODIES[1], timeout=60).status_code == 200
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(timeout=40) in (0, -signal.SIGTERM)
    finally:
        served.process.kill()
    assert served.files() == []
    assert "Finished server process" in served.log.read_text(encoding="utf-8")


def test_a_port_in_use_and_unsafe_settings_are_said_at_once(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [COMMAND, "serve"]
        busy = subprocess.run([*command, "--port", port], capture_output=True, text=True, cwd=tmp_path, check=False)
        unsafe = subprocess.run([*command, "--host", "0.0.0.0"], capture_output=True, text=True, check=False)
    assert busy.returncode == 4
    assert "--port" in busy.stderr
    assert unsafe.returncode == 2
    assert "MATCHMAKER_HTTPS" in unsafe.stderr
