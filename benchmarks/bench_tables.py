"""How long, and how much memory, reading a table of partners takes. Made-up people, about 80 words each.

    python benchmarks/bench_tables.py --rows 100000 [--format csv|xlsx] [--json FILE]

The table is written first, by another process, so that only the reading is measured.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = (  # noqa: SIM905
    "clinic letter waiting room ward nurse family morning bus appointment form phone telephone daughter medicine "
    "again nobody asked listen change together week night rota budget team meeting question plan home garden walk "
    "breath pain sleep tired hope work street shop neighbour choir language help start stop first last small large"
).split()
TAGS = ("lived_experience", "carer_view", "community_reach", "clinical_knowledge", "budget", "facilitation")
SLOTS = ("mon_am", "mon_pm", "tue_am", "wed_pm", "thu_am", "fri_pm")
COLUMNS = (
    "id", "side", "display_name", "organisation", "local_system", "area", "experience_text", "purpose_achieve",
    "purpose_how", "seeks", "offers", "values", "slots", "hours_per_month", "flexible", "languages", "capacity",
    "confirmed_at", "consent_matching", "consent_health",
)  # fmt: skip


def people(rows: int, seed: int = 1):
    lot = random.Random(seed)

    def words(count: int) -> str:
        return " ".join(lot.choices(WORDS, k=count)).capitalize() + ". Zoë said so."

    def tags() -> str:
        return "; ".join(f"{tag}:{lot.randint(1, 3)}" for tag in lot.sample(TAGS, 2))

    for number in range(rows):
        yield (
            f"P{number:07d}", lot.choice(("patient", "professional")), "Made Up", f"Trust {lot.randint(1, 400)}",
            f"System {lot.randint(1, 40)}", f"area_{lot.randint(1, 300)}", words(50), words(20), words(10),
            tags(), tags(), "kindness", "; ".join(lot.sample(SLOTS, 3)), str(lot.randint(1, 20)), "yes", "en", "1",
            f"2026-{lot.randint(1, 12):02d}-{lot.randint(1, 28):02d}", "yes", "yes",
        )  # fmt: skip


def write(path: Path, rows: int) -> None:
    from matchmaker.tables.write import write_csv, write_workbook

    if path.suffix == ".csv":
        write_csv(path, COLUMNS, people(rows))
    else:
        write_workbook(path, {"partners": (COLUMNS, list(people(rows)))})


def read(path: Path) -> dict[str, float]:
    from matchmaker.tables import read_input

    seen: list[int] = []
    start = time.perf_counter()
    found = read_input([path], progress=lambda file, done, total: seen.append(done))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "people": len(found.cohort.partners),
        "seconds": round(seconds, 2),
        "peak_mb": round(peak, 1),
        "file_mb": round(path.stat().st_size / 1e6, 1),
        "progress_reports": len(seen),
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--format", choices=("csv", "xlsx"), default="csv")
    asked.add_argument("--json", type=Path)
    asked.add_argument("--step", choices=("write", "read"))
    asked.add_argument("--file", type=Path)
    options = asked.parse_args()
    if options.step == "write":
        write(options.file, options.rows)
    elif options.step == "read":
        print(json.dumps(read(options.file)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"partners.{options.format}"
            again = [sys.executable, __file__, "--rows", str(options.rows), "--file", str(path), "--step"]
            subprocess.run([*again, "write"], check=True)
            result = subprocess.run([*again, "read"], check=True, capture_output=True, text=True).stdout
        print(result.strip())
        if options.json:
            options.json.write_text(result, encoding="utf-8")


if __name__ == "__main__":
    main()
