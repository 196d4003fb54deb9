"""``make bench``: every row measured beside its peer in one run; a table and JSON under ``build/bench``.

``python -m benchmarks --full`` adds what takes many minutes.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.certainty import ten_thousand, three_thousand
from benchmarks.measuring import in_turn
from benchmarks.representation import hundred_thousand_people
from benchmarks.service import three_hundred_each_side, twenty_at_once

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "data" / "fixtures"
OUT = ROOT / "build" / "bench"
MATCHMAKER = str(Path(sys.executable).with_name("matchmaker"))

Row = dict[str, Any]


def cold_start() -> Row:
    """The whole main job on the twelve pairs against importing the reference library alone."""
    with tempfile.TemporaryDirectory() as folder:
        job = [MATCHMAKER, "match", str(FIXTURES / "collaborative-pairs"), "--out", f"{folder}/out", "--force", "-q"]
        measured = in_turn(
            {
                "peer": [sys.executable, "-c", "import sentence_transformers"],
                "ours, every text read": [*job, "--no-cache"],
                "ours, vectors kept": job,
            }
        )
    peer = measured.pop("peer")
    return {
        "what": "matchmaker match, twelve pairs, whole command",
        "peer": f"import sentence_transformers: {peer.seconds:.2f} s, {peer.peak_mb:.0f} MB",
        "ours": {
            name: {"seconds": round(m.seconds, 3), "ratio": round(m.seconds / peer.seconds, 3), "MB": round(m.peak_mb)}
            for name, m in measured.items()
        },
        "goal": "ratio at most 0.2, under 300 MB",
    }


def programme_of_300() -> Row:
    """The whole main job on the programme of 300, everything on, with vectors kept."""
    with tempfile.TemporaryDirectory() as folder:
        job = [MATCHMAKER, "match", str(FIXTURES / "programme-300"), "--out", f"{folder}/out", "--force", "-q"]
        ours = in_turn({"ours": job}, rounds=3)["ours"]
    return {
        "what": "matchmaker match, programme of 300, every file and the report, vectors kept",
        "peer": "none: the limit is absolute",
        "ours": {
            "seconds": round(ours.seconds, 1),
            "seconds of all cores": round(ours.cpu_seconds, 1),
            "MB": round(ours.peak_mb),
        },
        "goal": "under 20 s on two cores",
    }


def ranking_by_blocks() -> Row:
    """Candidates by blocks and exact scores for the kept, against scoring every pairing exactly; and the recall."""
    from matchmaker.library import read_cohort
    from matchmaker.matching.lists import rank
    from matchmaker.pipeline import prepare
    from matchmaker.services.runs import default_weights
    from matchmaker.text import open_text_model

    table = prepare(read_cohort(FIXTURES / "programme-300"), default_weights(), model=open_text_model()).table
    results, seconds = {}, {}
    for name, limit in (("every pairing", 10**9), ("by blocks", 0)):
        started = time.perf_counter()
        results[name] = rank(table, top=20, score_all_up_to=limit)
        seconds[name] = time.perf_counter() - started
    everything, found = (
        {(bool(s), int(p), int(r.i[k]), int(r.j[k])) for s, p, k in zip(r.side, r.person, r.pair, strict=True)}
        for r in (results["every pairing"], results["by blocks"])
    )
    return {
        "what": "ranking the programme of 300, top 20 both ways",
        "peer": f"every pairing exactly: {seconds['every pairing']:.2f} s",
        "ours": {
            "seconds": round(seconds["by blocks"], 3),
            "ratio": round(seconds["by blocks"] / seconds["every pairing"], 3),
            "recall at 20": round(len(everything & found) / len(everything), 4),
        },
        "goal": "recall at least 0.995",
    }


def _machine() -> str:
    cores, python = os.cpu_count(), platform.python_version()
    return f"{platform.machine()}, {cores} cores, Python {python}, numpy {np.__version__}"


ROWS = (
    cold_start,
    programme_of_300,
    ranking_by_blocks,
    three_hundred_each_side,
    twenty_at_once,
    three_thousand,
    hundred_thousand_people,
)
LONG = (ten_thousand,)
"""Many minutes: measured with ``--full``."""


def main(rows: tuple[Callable[[], Row], ...] = ROWS) -> None:
    """Measure every row, each in a process of its own, and write what was found."""
    OUT.mkdir(parents=True, exist_ok=True)
    found = []
    for row in rows:
        sys.stderr.write(f"measuring: {(row.__doc__ or row.__name__).splitlines()[0]}\n")
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            found.append(apart.submit(row).result())
    document = {"machine": _machine(), "rows": found}
    (OUT / "bench.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    table = ["| what | peer | ours | goal |", "|---|---|---|---|"]
    table += [f"| {row['what']} | {row['peer']} | {json.dumps(row['ours'])} | {row['goal']} |" for row in found]
    text = f"Machine: {_machine()}\n\n" + "\n".join(table) + "\n"
    (OUT / "bench.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main((*ROWS, *LONG) if "--full" in sys.argv[1:] else ROWS)
