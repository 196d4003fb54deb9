"""Writes ``assumptions.md`` from the checks and their words, so that the page cannot drift."""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from types import ModuleType

from matchmaker.assumptions.contract import Check
from matchmaker.assumptions.registry import all_checks
from matchmaker.explain.flags import guide
from matchmaker.explain.messages import sentences

HERE = Path(__file__).parent
HEAD = """<!-- Made by `make docs` from `assumptions/checks` and their words. Change those, not this page. -->

# Every assumption, by id

Written by `python docs/reference/generate_assumptions.py`; a test compares. Each is looked at in every run and reported
in `flags.csv`, with one of four statuses:

- `fired`: it is so, and a run made with the assumption false changes a first place, a first three or a band; or it is
  about rights or power, or there is nothing to run again;
- `checked_no_effect`: it is so, and that run changes nothing that matters;
- `not_triggered`: it is not so;
- `no_data`: the fields that it needs are not in the input.

Thresholds are constants in the check's own file. A flag is about our process, never about a person's worth, and it
never blocks anything.

Words in {braces} are filled in with numbers, ids and names of criteria; never with what somebody wrote.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, _table(), *map(_part, all_checks())])


def _table() -> str:
    words = sentences("flag")
    rows = (
        f"| [{c.id}](#{_anchor(c)}) | {words[f'{c.id.lower()}_title']} | `{c.code}` | {c.level} | {c.base} |"
        for c in all_checks()
    )
    return "\n".join(["| Id | In short | Code | Level | Severity |", "|---|---|---|---|---|", *rows, ""])


def _anchor(check: Check) -> str:
    title = sentences("flag")[f"{check.id.lower()}_title"]
    return re.sub(r"[^\w\- ]", "", f"{check.id} {title}".lower()).replace(" ", "-")


def _part(check: Check) -> str:
    said = {
        code.removeprefix(f"{check.id.lower()}_"): text
        for code, text in sentences("flag").items()
        if code.startswith(f"{check.id.lower()}_")
    }
    lines = [f"## {check.id} {said['title']}", "", said["assume"], "", _trigger(check), ""]
    lines += [
        f"- **Goes off** (`{code.removeprefix('why_')}`): {text}"
        for code, text in sorted(said.items())
        if code.startswith("why_") and not code.endswith("_one")
    ]
    lines += [
        f"- **Run again** (`{code.removeprefix('rerun_')}`): {text}."
        for code, text in sorted(said.items())
        if code.startswith("rerun_")
    ]
    lines += [
        f"- **Cannot be run again** (`{code.removeprefix('norerun_')}`): {text}"
        for code, text in sorted(said.items())
        if code.startswith("norerun_")
    ]
    if not any(code.startswith("rerun_") for code in said):
        lines.append("- **Run again**: there is nothing to run again; it is shown so that it is talked about.")
    reads = ", ".join(f"`{field}`" for field in check.reads) or "the run alone"
    lines += [
        f"- **Asks**: {said['question']}",
        f"- **Asks a partner**: {said['partner_question']}",
        f"- **Not so**: {said['not_triggered']}",
        f"- **No data**: {said['no_data']}",
        f"- **Reads**: {reads}",
        f"- **{guide(check.guide_ref)}** ({check.guide_ref})",
        "",
    ]
    return "\n".join(lines)


def _trigger(check: Check) -> str:
    """What the check says of itself: its file's words and its own, with the figures that they name."""
    module = inspect.getmodule(check.look)
    assert module is not None
    return " ".join(_plain(text, module) for text in (module.__doc__, check.look.__doc__) if text)


def _plain(text: str, module: ModuleType) -> str:
    def figure(found: re.Match[str]) -> str:
        value = getattr(module, found[1], None)
        return f"{value:g}" if isinstance(value, int | float) else f"`{found[1]}`"

    text = re.sub(r":data:`~?(?:[\w.]+\.)?(\w+)`", figure, " ".join(text.split()))
    return re.sub(r"(?::\w+:)?``?~?([^`]+)``?", r"`\1`", text)


if __name__ == "__main__":
    (HERE / "assumptions.md").write_text(page(), encoding="utf-8")
    sys.stdout.write("docs/reference/assumptions.md written\n")
