"""The board page: who the purpose needs, where we lost them, what to try. One page, printable, without a script.

It names nobody, and holds no number that ``disclosure`` did not print.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from matchmaker.disclosure import Cell, Mark
from matchmaker.domain.assumption import Assumption
from matchmaker.domain.monitoring import LEVELS, Stage
from matchmaker.domain.problem import Problem
from matchmaker.explain.messages import place_of, say, say_assumption, say_problem
from matchmaker.report import board_plots
from matchmaker.report.page import TEMPLATES, listed, percent
from matchmaker.representation.covered import Covered, covered
from matchmaker.representation.findings import FOUND, GAPS, NO_DATA, Finding, shown
from matchmaker.representation.gaps import label
from matchmaker.representation.ladder import Group, Kind, Ladder
from matchmaker.representation.ratios import Verdict
from matchmaker.representation.reference import Reference
from matchmaker.representation.remedies import Type
from matchmaker.representation.report import Representation
from matchmaker.version import __version__

if TYPE_CHECKING:
    from jinja2 import Template

FIRST = 3
NAMED = 6
ORDER = (Verdict.CLEAR_GAP.value, FOUND, Verdict.POSSIBLE_GAP.value)
SECTIONS = ("short", "try", "needs", "gaps", "people", "professional", "levels", "waiting", "unknown", "guide")
GUIDE = ("shows", "why", "absence", "chance", "prompt", "many", "not", "people", "scores", "small")


class Remedy(NamedTuple):
    """What to try, for which types of gap, and what it is about."""

    types: tuple[Type, ...]
    words: str
    about: tuple[str, ...]
    more: int


class Alike(NamedTuple):
    """A finding, and those that say the same of something else."""

    first: Finding
    rest: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Who was on no list of a programme's last three runs. ``runs`` are remembered; ``never`` were on no list,
    and ``barriers`` says what may have kept them off, as printed cells."""

    programme: str
    runs: int
    never: Cell | None = None
    barriers: tuple[tuple[str, Cell], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Board:
    """What the page is made from, and how its templates ask for it. ``problems`` are those of reading the files."""

    found: Representation
    challenge: str | None = None
    run_id: str | None = None
    waiting: Waiting | None = None
    problems: tuple[Problem, ...] = ()
    assumptions: tuple[Assumption, ...] = field(default=())

    def cell(self, cell: Cell) -> str:
        """A printed cell as text, short enough for a table."""
        if cell.mark is Mark.NEARLY_ALL:
            return say("board", "cell_between", {"low": cell.low, "high": cell.high or cell.low})
        return shown(cell, self.found.policy)

    def stage(self, stage: Stage) -> str:
        """A step in a word or two."""
        return say("board", f"step_{stage}")

    def ladders(self, *kinds: Kind) -> list[Ladder]:
        """The ladders of some kinds, in their order."""
        return [ladder for ladder in self.found.ladders if ladder.kind in kinds]

    @cached_property
    def needs(self) -> list[Ladder]:
        """One ladder a need, the most important first."""
        return sorted(self.ladders(Kind.NEED), key=lambda one: -((one.need.importance if one.need else None) or 0))

    @cached_property
    def monitoring(self) -> list[Ladder]:
        """One ladder a monitoring question."""
        return self.ladders(Kind.MONITORING)

    @cached_property
    def professional(self) -> list[Ladder]:
        """Roles and grades of the professional side."""
        return self.ladders(Kind.ROLE, Kind.GRADE)

    def attribute(self, ladder: Ladder) -> str:
        """What a ladder asks, in words."""
        return ladder.attribute if ladder.kind is Kind.MONITORING else say("gap", f"{ladder.kind}_attribute")

    # --- gaps

    def said(self, *verdicts: str) -> list[Finding]:
        """The findings with one of these verdicts, in the order of their types."""
        return [one for one in self.found.findings if one.verdict in verdicts]

    @cached_property
    def clear(self) -> list[Finding]:
        """Gaps that chance hardly explains."""
        return self.said(Verdict.CLEAR_GAP)

    @cached_property
    def plain(self) -> list[Finding]:
        """Gaps that need no numbers to be seen."""
        return self.said(FOUND)

    @cached_property
    def possible(self) -> list[Finding]:
        """Gaps that may be chance."""
        return self.said(Verdict.POSSIBLE_GAP)

    @cached_property
    def unsaid(self) -> list[str]:
        """What could not be looked at, in words, each once."""
        return _once(one.wording for one in self.said(NO_DATA))

    @cached_property
    def held(self) -> list[str]:
        """What is kept back, in words, each once."""
        return _once(one.wording for one in self.said(Verdict.HELD_BACK))

    @property
    def not_told(self) -> int:
        """How many things could not be looked at or told."""
        return len(self.unsaid) + len(self.held) + len(self.said(Verdict.TOO_FEW))

    @cached_property
    def remedies(self) -> list[Remedy]:
        """What to try: what is surest comes first. Types with the same words stand together."""
        about: dict[str, list[Finding]] = {}
        gaps = [one for one in self.found.findings if one.verdict in GAPS]
        for one in sorted(gaps, key=lambda one: (ORDER.index(one.verdict), list(Type).index(one.type))):
            about.setdefault(say("gap", f"remedy_{one.type}"), []).append(one)
        return [_remedy(words, findings) for words, findings in about.items()]

    def grouped(self, *verdicts: str) -> list[Alike]:
        """The findings with one of these verdicts, those that say the same of several perspectives put together.

        Levels and sites have a table of their own.
        """
        alike: dict[tuple[Type | None, str], list[Finding]] = {}
        for one in (one for one in self.said(*verdicts) if not self.found.levels or one.type is not Type.LEVEL_OR_SITE):
            name = one.perspective or ""
            same = one.wording.replace(name, "…").replace(name.replace(" + ", ", "), "…") if name else one.wording
            kind = None if one.verdict == Verdict.HELD_BACK else one.type
            alike.setdefault((kind, same), []).append(one)
        return [Alike(first, _of_others(first, rest)) for first, *rest in alike.values()]

    @property
    def sites_with_gaps(self) -> int:
        """At how many sites some level has no work with a partner; the table of levels shows where."""
        return sum(one.type is Type.LEVEL_OR_SITE for one in self.plain) if self.found.levels else 0

    @cached_property
    def _beside_people(self) -> Mapping[str | None, Finding]:
        return {one.perspective: one for one in self.found.findings if one.type is Type.POOL_AND_PEOPLE}

    def beside_people(self, ladder: Ladder, group: Group) -> Finding | None:
        """What is said of a category beside the people meant."""
        return self._beside_people.get(label(ladder, group))

    def ratio_said(self, finding: Finding) -> str:
        """A ratio with its interval in figures."""
        figures = {
            name: f"{value:.2f}"
            for name, value in (("ratio", finding.ratio), ("low", finding.ratio_low), ("high", finding.ratio_high))
        }
        return say("board", "ratio_said", figures)

    def source_said(self, reference: Reference) -> str:
        """Where a table about the people meant is from."""
        meaning = f", {say('board', f'meaning_{reference.meaning}')}" if reference.meaning else ""
        place = f", {reference.geography}" if reference.geography else ""
        day = reference.source_date.isoformat()
        return say(
            "board", "people_source", {"source": reference.source, "day": day, "place": place, "meaning": meaning}
        )

    # --- coverage

    @cached_property
    def coverage(self) -> dict[str, Covered]:
        """How far the pool and those on a list cover the needs, as far as printed counts tell."""
        places = {"pool": Stage.POOL, "shown": Stage.SHOWN}
        at = {name: self.found.stages.index(stage) for name, stage in places.items() if stage in self.found.stages}
        return {name: one for name, place in at.items() if (one := covered(self.needs, place))}

    def covered_said(self, one: Covered) -> str:
        """Coverage in words: never more exact than what is printed."""
        low, high = percent(one.low), percent(one.high)
        return say("board", "coverage_exactly" if low == high else "coverage_between", {"low": low, "high": high})

    @property
    def steps_not_known(self) -> str:
        """The steps about which nothing was given, as a sentence lists them."""
        return listed([self.stage(stage) for stage in self.found.not_known])

    # --- what is wrong and what was assumed

    @cached_property
    def wrong(self) -> list[str]:
        """Every problem with its place, each once."""
        return _once(_with_place(one) for one in (*self.problems, *self.found.problems))

    @cached_property
    def assumed(self) -> list[str]:
        """Everything taken for granted; exact counts only where the policy prints them."""
        rounded = self.found.policy.round_to > 1
        told = (*self.assumptions, *self.found.assumptions)
        return _once(say_assumption(_without_count(one) if rounded else one) for one in told)

    def sections(self) -> Iterator[str]:
        """The parts of the page, in order."""
        return (name for name in SECTIONS if name != "waiting" or self.waiting)


def _of_others(first: Finding, rest: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those about something else, each once."""
    return tuple({one.perspective: one for one in rest if one.perspective != first.perspective}.values())


def _remedy(words: str, findings: Sequence[Finding]) -> Remedy:
    about = _once([one.perspective for one in findings if one.perspective])
    types = tuple(dict.fromkeys(one.type for one in findings))
    return Remedy(types, words, tuple(about[:NAMED]), max(0, len(about) - NAMED))


def _once(texts: Iterator[str] | Sequence[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _with_place(problem: Problem) -> str:
    place = place_of(problem)
    return f"{place}: {say_problem(problem)}" if place else say_problem(problem)


def _without_count(assumption: Assumption) -> Assumption:
    """The same in words without its exact number of people, where there are such words."""
    few = {"perspectives_withheld": "perspectives_withheld_few"}.get(assumption.code)
    return Assumption.of(few) if few else assumption


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from matchmaker.report.compiled import CompiledTemplates

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=CompiledTemplates.beside(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "say": lambda code, **params: say("board", code, params),
        "gap": lambda code, **params: say("gap", code, params),
        "percent": percent,
        "listed": listed,
        "plots": board_plots,
        "levels": LEVELS,
        "guide": GUIDE,
        "first": FIRST,
        "version": __version__,
    }
    return environment.get_template("board.html")


@cache
def _style() -> str:
    return "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "board.css"))


def render(board: Board) -> str:
    """The board as one self-contained HTML page. The same report gives the same page."""
    from markupsafe import Markup

    return _template().render(
        board=board,
        found=board.found,
        style=Markup(_style()),  # noqa: S704 - our own files
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode(),
    )
