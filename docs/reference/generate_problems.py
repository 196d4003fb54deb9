"""Writes ``problems.md`` from the sentences themselves, so that the page cannot drift."""

from __future__ import annotations

import sys
from pathlib import Path

from matchmaker.explain.messages import sentences

HERE = Path(__file__).parent
HEAD = """# Every problem and every assumption, by code

Written by `python docs/reference/generate_problems.py`; a test compares. The codes are stable: a script may rely on
them (`matchmaker check --json`). Words in {braces} are filled in. No sentence repeats what somebody wrote.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for kind, title in (("problem", "Problems"), ("assumption", "Assumptions")):
        codes = dict(sentences(kind))
        rows = "\n".join(f"| `{code}` | {sentence} |" for code, sentence in sorted(codes.items()))
        parts.append(f"\n## {title}\n\n| Code | What is said |\n|---|---|\n{rows}\n")
    return "".join(parts)


if __name__ == "__main__":
    (HERE / "problems.md").write_text(page(), encoding="utf-8")
    sys.stdout.write("docs/reference/problems.md written\n")
