"""The service under load: 300 people each side with vectors kept, and twenty people at once."""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "data" / "fixtures"
MATCHMAKER = str(Path(sys.executable).with_name("matchmaker"))

Row = dict[str, Any]


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {"MATCHMAKER_VECTORS_MINUTES": "30", "MATCHMAKER_POSTS_PER_MINUTE": "100000"}
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [MATCHMAKER, "serve", "--port", str(port), "--quiet"], env=os.environ | kept, cwd=folder
        )
        url = f"http://127.0.0.1:{port}"
        try:
            for _ in range(300):
                try:
                    urllib.request.urlopen(f"{url}/readyz").read()
                    break
                except OSError:
                    time.sleep(0.1)
            yield url
        finally:
            process.terminate()
            process.wait()


def _posted(url: str, body: bytes) -> tuple[float, bytes]:
    asked = urllib.request.Request(f"{url}/v1/match", body, {"content-type": "application/json"})
    started = time.perf_counter()
    answer = urllib.request.urlopen(asked).read()
    return time.perf_counter() - started, answer


def _body(folder: Path) -> bytes:
    sys.path.insert(0, str(ROOT / "tests"))
    from service_bodies import body_of

    return json.dumps(body_of(folder)).encode()


def three_hundred_each_side() -> Row:
    """POST /v1/match with 300 made-up people each side."""
    with tempfile.TemporaryDirectory() as folder:
        maker = str(FIXTURES / "make_programme.py")
        subprocess.run(
            [sys.executable, maker, "--people", "600", "--seed", "7", "--out", folder], check=True, capture_output=True
        )
        body = _body(Path(folder))
    with _served() as url:
        first, _ = _posted(url, body)
        again = [_posted(url, body)[0] for _ in range(5)]
    return {
        "what": "POST /v1/match, 300 people each side",
        "peer": f"every text read (first request): {first:.1f} s",
        "ours": {"vectors kept, seconds": round(statistics.median(again), 2)},
        "goal": "under 5 s with vectors kept, on two cores",
    }


def twenty_at_once() -> Row:
    """Twenty people asking at once, beside one alone."""
    body = _body(FIXTURES / "collaborative-pairs")
    with _served() as url:
        _posted(url, body)
        alone = statistics.median(_posted(url, body)[0] for _ in range(5))
        started = time.perf_counter()
        with ThreadPoolExecutor(20) as crowd:
            answers = list(crowd.map(lambda _: _posted(url, body), range(20)))
        together = time.perf_counter() - started
    return {
        "what": "POST /v1/match, twelve pairs, 20 people at once",
        "peer": f"one alone, 20 times over: {20 * alone:.2f} s",
        "ours": {
            "seconds until all were answered": round(together, 2),
            "slowest": round(max(seconds for seconds, _ in answers), 2),
            "answers that differ": len({answer for _, answer in answers}) - 1,
        },
        "goal": "nobody refused, all answers alike, no slower than one after the other",
    }
