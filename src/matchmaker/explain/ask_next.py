"""What to ask next in words: rows of ``ask_next.csv``, and a script for whoever rings somebody (domain C.7).

The script says who rings and why, that people can say no, and asks at most three questions. It never says whose list
an answer would change: that is nobody's to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Final

from matchmaker.explain.chances import in_tens
from matchmaker.explain.messages import say
from matchmaker.matching.ask_next import AskNext

KIND: Final = "ask_next"

COLUMNS: Final = ("run_id", "id", "question_code", "wording", "lists_that_could_change")


@dataclass(frozen=True, slots=True)
class ScriptQuestion:
    """A question as it is read out, and what whoever rings should know: what to write down, what it could change."""

    code: str
    wording: str
    note: str
    effect: str


@dataclass(frozen=True, slots=True)
class PhoneScript:
    """A call to one person. ``before`` and ``after`` are for whoever rings; the rest is read out in order."""

    id: str
    name: str | None
    before: str
    opening: tuple[str, ...]
    questions: tuple[ScriptQuestion, ...]
    closing: tuple[str, ...]
    after: str

    def as_json(self) -> dict[str, object]:
        """Plain values, for a file or an answer."""
        return asdict(self)


def wording(question: AskNext) -> str:
    """The question as somebody is asked it."""
    return say(KIND, f"question_{question.question_code}")


def effect(question: AskNext) -> str:
    """What the answer could change, for whoever asks."""
    count = question.lists_that_could_change
    if not count:
        return say(KIND, "effect_none")
    return say(KIND, "effect", {"count": count, "chance": in_tens(question.share)})


def ask_next_rows(run_id: str, questions: Iterable[AskNext]) -> Iterator[tuple[str | int, ...]]:
    """The rows of ``ask_next.csv`` under :data:`COLUMNS`, the question with the greatest effect first."""
    for question in questions:
        yield run_id, question.id, question.question_code, wording(question), question.lists_that_could_change


def phone_scripts(questions: Sequence[AskNext], names: Mapping[str, str | None]) -> tuple[PhoneScript, ...]:
    """A script for everybody who is asked something, whose answers change most first. ``names``: by id, if given."""
    first = {one.id: place for place, one in reversed(list(enumerate(questions)))}
    by_person = groupby(sorted(questions, key=lambda one: first[one.id]), key=lambda one: one.id)
    return tuple(_script(person, names.get(person), tuple(mine)) for person, mine in by_person)


def _script(person: str, name: str | None, questions: tuple[AskNext, ...]) -> PhoneScript:
    return PhoneScript(
        id=person,
        name=name,
        before=say(KIND, "before"),
        opening=(
            say(KIND, "hello", {"name": name}) if name else say(KIND, "hello_nobody"),
            say(KIND, "why"),
            say(KIND, "may_say_no"),
            say(KIND, "how_long", {"count": len(questions)}),
        ),
        questions=tuple(
            ScriptQuestion(one.question_code, wording(one), say(KIND, f"note_{one.question_code}"), effect(one))
            for one in questions
        ),
        closing=(say(KIND, "read_back"), say(KIND, "goodbye")),
        after=say(KIND, "after"),
    )
