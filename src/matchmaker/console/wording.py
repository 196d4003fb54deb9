"""The page's words: its own, and those of the rest of the program where they speak to the command line."""

from __future__ import annotations

from matchmaker.domain.assumption import Assumption, Value
from matchmaker.domain.problem import Problem
from matchmaker.explain.messages import say, say_assumption, say_problem, sentences


def tell(code: str, **params: Value) -> str:
    """A sentence of the page."""
    return say("console", code, params)


def about_file(name: str) -> str:
    """What a file is for; nothing for letters, which say it themselves."""
    code = "keep_" + name.replace(".", "_")
    return tell(code) if code in sentences("console") else ""


def column_name(column: str) -> str:
    """What a column of the reference is called for people who do not know its name."""
    return tell(f"column_{column}") if f"column_{column}" in sentences("console") else column


def problem_in_words(problem: Problem) -> str:
    """What is wrong and how to mend it on this page."""
    code = f"problem_{problem.code}"
    if code not in sentences("console"):
        return say_problem(problem)
    named = column_name(problem.column) if problem.column else ""
    return tell(code, **{"column": named, **dict(problem.params)})


def assumption_in_words(assumption: Assumption) -> str:
    """What was taken for granted."""
    code = f"assumed_{assumption.code}"
    return tell(code, **dict(assumption.params)) if code in sentences("console") else say_assumption(assumption)


def number_of(what: str, count: int) -> str:
    """A number with its noun: 1 file, 2 files."""
    return tell(f"n_{what}_{'one' if count == 1 else 'many'}", count=f"{count:,}".replace(",", "\u202f"))
