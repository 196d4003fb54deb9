"""How sure every place of everybody's list is, beside the scoring that made the lists.

python -m benchmarks.certainty [--people 10000] [--top 20]
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matchmaker.domain.cohort import Cohort

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "data" / "fixtures"
PROGRAMME = FIXTURES / "programme-300"
TEXTS = ("experience_text", "purpose_achieve", "purpose_how")
DIFFERENT_TEXTS = 300
A_FEW_DRAWS = 5

Row = dict[str, Any]


def _rows(each_side: int) -> Iterator[dict[str, str]]:
    """Made-up people, ``each_side`` of either side. What they wrote comes back every 300 people: it is read once."""
    sys.path.insert(0, str(FIXTURES))
    from made_up_people import person

    written = [person(1, number) for number in range(1, DIFFERENT_TEXTS + 1)]
    for number in range(2 * each_side):
        texts = {name: written[number % DIFFERENT_TEXTS][name] for name in TEXTS}
        side = {"side": "patient" if number % 2 else "professional", "consent_matching": "yes"}
        yield person(2, number + 1) | texts | side


def made_up(each_side: int) -> Cohort:
    """A programme of the size asked for, with the challenge and the vocabulary of the programme of 300."""
    from matchmaker.library import read_cohort

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("challenges.csv", "vocabulary.toml"):
            if (PROGRAMME / file).exists():
                shutil.copy(PROGRAMME / file, folder / file)
        rows = list(_rows(each_side))
        with (folder / "partners.csv").open("w", encoding="utf-8", newline="") as file_of_people:
            out = csv.DictWriter(file_of_people, rows[0])
            out.writeheader()
            out.writerows(rows)
        return read_cohort(folder)


def everybody(each_side: int = 10_000, top: int = 20) -> Row:
    """2,000 draws for everybody's first places and what to ask next, against finding and scoring the candidates."""
    import numpy as np

    from matchmaker.matching.ask_next import ask_next
    from matchmaker.matching.certainty import DRAWS, certainty_of
    from matchmaker.matching.doubts import doubts_of
    from matchmaker.matching.engine import keep
    from matchmaker.matching.lists import listed
    from matchmaker.matching.reference import shipped_reference
    from matchmaker.matching.score import score
    from matchmaker.pipeline import prepare
    from matchmaker.services.runs import default_weights
    from matchmaker.text import open_text_model

    cohort = made_up(each_side)
    prepared = prepare(cohort, default_weights(), model=open_text_model())
    table, texts, reference = prepared.table, prepared.reading.texts, shipped_reference()
    seconds: dict[str, float] = {}

    def timed(what: str, since: float) -> float:
        seconds[what] = time.perf_counter() - since
        return time.perf_counter()

    now = time.perf_counter()
    kept = keep(table, top=top)
    lists = listed(table, kept, top=top)
    now = timed("scoring", now)
    doubts = doubts_of(prepared.pool, cohort, table, texts)
    asked = {"for_side": "both", "reference": reference, "seed": 1}
    certainty_of(table, kept, lists, doubts=doubts, **asked)
    now = timed("certainty", now)
    ask_next(prepared.pool, table, kept, statements=prepared.statements, texts=texts, **asked)
    now = timed("ask next", now)
    shown = np.unique(lists.pair)
    for _ in range(A_FEW_DRAWS):
        score(lists.inputs, table.weights)
    now = timed("a few draws", now)
    naive = seconds["a few draws"] / A_FEW_DRAWS * DRAWS
    return {
        "what": f"certainty, {DRAWS} draws, everybody's top {top} of {each_side} × {each_side}",
        "peer": f"`score` once a draw on the {len(shown)} pairings shown (from {A_FEW_DRAWS} draws): {naive:.1f} s",
        "ours": {
            "seconds": round(seconds["certainty"], 2),
            "ratio": round(seconds["certainty"] / naive, 3),
            "scoring, seconds": round(seconds["scoring"], 2),
            "certainty ÷ scoring": round(seconds["certainty"] / seconds["scoring"], 3),
            "ask next, seconds": round(seconds["ask next"], 2),
            "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        },
        "goal": "less than the scoring; at most three times it",
    }


def main() -> None:
    """Measure once and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=10_000)
    asked.add_argument("--top", type=int, default=20)
    options = asked.parse_args()
    print(json.dumps(everybody(options.people, options.top), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
