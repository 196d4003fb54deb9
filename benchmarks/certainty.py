"""How sure every place of everybody's list is, and what it takes for granted, beside the scoring that made the lists.

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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchmaker.domain.cohort import Cohort
from matchmaker.matching.certainty import DRAWS

if TYPE_CHECKING:
    from matchmaker.matching.lists import Lists
    from matchmaker.pipeline import Prepared

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


def _read(name: str) -> list[dict[str, str]]:
    text = (PROGRAMME / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter="\t" if "\t" in text else ","))


def _write(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)


def _told(people: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """What is known beside the people, as often as in the programme of 300: declarations, and who knows whom."""
    declared, related = _read("declarations.csv"), _read("relations.csv")
    ids = [one["id"] for one in people]
    some = ids[: len(ids) * len(declared) // DIFFERENT_TEXTS]
    yield "declarations.csv", [declared[n % len(declared)] | {"partner_id": one} for n, one in enumerate(some)]
    pairs = list(zip(ids[::2], ids[1::2], strict=True))[: len(ids) * len(related) // DIFFERENT_TEXTS]
    yield "relations.csv", [related[n % len(related)] | {"a_id": a, "b_id": b} for n, (a, b) in enumerate(pairs)]


def made_up(each_side: int) -> Cohort:
    """A programme of the size asked for, with the challenge, the needs and the vocabulary of the programme of 300."""
    from matchmaker.library import read_cohort

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("challenges.csv", "needs.csv", "vocabulary.toml"):
            shutil.copy(PROGRAMME / file, folder / file)
        people = list(_rows(each_side))
        _write(folder / "partners.csv", people)
        for file, rows in _told(people):
            _write(folder / file, rows)
        return read_cohort(folder)


class _Watch:
    """Seconds on the clock, and of all cores together, that each thing took."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}
        self.cpu: dict[str, float] = {}

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        """Time what is done inside."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall[what], self.cpu[what] = time.perf_counter() - wall, time.process_time() - cpu

    def times(self, what: Sequence[str], scoring: str = "scoring") -> dict[str, float]:
        """How many times the scoring these took, on the clock and in the cores' own time."""
        return {
            name: round(sum(taken[one] for one in what) / taken[scoring], 2)
            for name, taken in (("clock", self.wall), ("cores", self.cpu))
        }


def everybody(each_side: int = 10_000, top: int = 20) -> Row:
    """Certainty, flags and questions for everybody's first places, against finding and scoring the candidates."""
    from matchmaker.assumptions.choose import choose
    from matchmaker.assumptions.registry import flags_of
    from matchmaker.matching.ask_next import ask_next
    from matchmaker.matching.engine import keep
    from matchmaker.matching.lists import listed
    from matchmaker.matching.reference import shipped_reference
    from matchmaker.matching.run import Options
    from matchmaker.pipeline import how_sure, prepare, see, seed_of
    from matchmaker.services.runs import default_weights
    from matchmaker.text import open_text_model

    prepared = prepare(made_up(each_side), default_weights(), model=open_text_model())
    options, watch = Options(top=top, seed=1, as_of=date(2026, 6, 1)), _Watch()
    with watch.on("scoring"):
        kept = keep(prepared.table, top=top)
        lists = listed(prepared.table, kept, top=top)
    with watch.on("certainty"):
        certainty = how_sure(prepared, kept, lists, options)
    with watch.on("flags"):
        flags = flags_of(see(prepared, kept, lists, options, certainty))
    with watch.on("flags chosen"):
        choose(flags, lists=2 * each_side)
    with watch.on("ask next"):
        ask_next(
            prepared.pool,
            prepared.table,
            kept,
            statements=prepared.statements,
            texts=prepared.reading.texts,
            for_side=options.for_side,
            reference=shipped_reference(),
            seed=seed_of(prepared, options),
        )
    return {
        "what": f"certainty ({DRAWS} draws), flags and questions, everybody's top {top} of {each_side} × {each_side}",
        "peer": f"finding and scoring {len(kept)} candidates: {watch.wall['scoring']:.1f} s; {_naive(prepared, lists)}",
        "ours": {
            "seconds": {name: round(seconds, 1) for name, seconds in watch.wall.items()},
            "certainty ÷ scoring": watch.times(["certainty"]),
            "certainty and flags ÷ scoring": watch.times(["certainty", "flags"]),
            "flags": len(flags),
            "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        },
        "goal": "certainty less than the scoring; certainty and flags at most three times it",
    }


def _naive(prepared: Prepared, lists: Lists) -> str:
    """What drawing would take with ``score`` called once a draw, from a few draws."""
    from matchmaker.matching.score import score

    since = time.perf_counter()
    for _ in range(A_FEW_DRAWS):
        score(lists.inputs, prepared.weights)
    seconds = (time.perf_counter() - since) / A_FEW_DRAWS * DRAWS
    return f"`score` once a draw on the {len(lists.i)} pairings shown (from {A_FEW_DRAWS} draws): {seconds:.0f} s"


def three_thousand() -> Row:
    """Certainty, flags and questions for everybody of 3,000 × 3,000, against scoring."""
    return everybody(3_000)


def ten_thousand() -> Row:
    """Certainty, flags and questions for everybody of 10,000 × 10,000, against scoring."""
    return everybody(10_000)


def main() -> None:
    """Measure once and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=10_000)
    asked.add_argument("--top", type=int, default=20)
    options = asked.parse_args()
    sys.stdout.write(json.dumps(everybody(options.people, options.top), indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
