"""What the audit of identity leaks found, in words and as a table: what it shows, and what it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from matchmaker.explain.messages import say
from matchmaker.text.audit.leak import FORMS, MOST_MEDIAN, Audit, Beside, Leak, Moves

COLUMNS = ("form", "median", "high", "first", "overtakes")


def leakage_lines(audit: Audit) -> Iterator[str]:
    """Every line after the heading: tables, comparisons, the verdict and the limits."""
    yield from _table("table_purpose", audit.leaks, lambda leak: leak.purpose)
    if audit.leaks["whole"].task:
        yield from _table("table_task", audit.leaks, lambda leak: leak.task)
    yield from _table("table_held_out", audit.held_out, lambda leak: leak.purpose)
    yield from (say("audit", "reading_moves"), say("audit", "reading_overtakes"), "")
    yield from map(_beside, audit.beside)
    yield ""
    yield from verdict(audit)
    yield from ("", *(say("audit", code) for code in ("limit_any", "limit_forms", "limit_groups")))


def verdict(audit: Audit) -> Iterator[str]:
    """Whether it holds; if not, everything that does not."""
    most = {"most": f"{MOST_MEDIAN:.2f}"}
    if not audit.failed:
        yield say("audit", "holds", most)
        return
    yield say("audit", "fails")
    for code in audit.failed:
        yield f"- {say('audit', f'failed_{code}', most)}"


def leak_row(leak: Leak, moves: Moves | None) -> tuple[str, ...]:
    """The figures of one form as they are printed: two moves to three decimals, two shares to a tenth of a per cent."""
    moved = ("", "") if moves is None else (f"{moves.median:.3f}", f"{moves.high:.3f}")
    return (*moved, f"{leak.first_changed:.1%}", f"{leak.overtakes:.1%}")


def _table(name: str, leaks: Mapping[str, Leak], moves: Callable[[Leak], Moves | None]) -> Iterator[str]:
    rows = [tuple(say("audit", f"heading_{column}") for column in COLUMNS)]
    rows += [(say("audit", f"form_{form}"), *leak_row(leaks[form], moves(leaks[form]))) for form in FORMS]
    yield say("audit", name)
    yield from _aligned(rows)
    yield ""


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        first, *rest = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join([first, *(cell.rstrip().rjust(len(cell)) for cell in rest)])


def _beside(one: Beside) -> str:
    points = {name: f"{100 * getattr(one, name):+.1f}" for name in ("difference", "low", "high")}
    forms = {"form": say("audit", f"beside_{one.form}"), "control": say("audit", f"beside_{one.control}")}
    return say("audit", "beside", points | forms)
