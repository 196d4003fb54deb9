"""The page: the report's data and words put into the templates. No script is needed to read it, nothing is loaded."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.assumptions.choose import OnList
from matchmaker.domain.flag import Flag
from matchmaker.explain.ask_next import PhoneScript, phone_scripts
from matchmaker.explain.chances import in_tens
from matchmaker.explain.flags import FlagWords, in_words, title
from matchmaker.explain.messages import say
from matchmaker.explain.what_if import result_lines
from matchmaker.report.bars import share, steps
from matchmaker.report.data import Assumed, Change, Person, PersonList, Place, ReportData, ShownPairing, ViewShown
from matchmaker.report.embedded import END, START, as_json

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"

MINUS, SPACE = "−", "\u202f"

NEVER = ("monitoring", "declared", "likeness", "access", "standing", "style", "illness")


def points(tenths: int | None) -> str:
    """Tenths of a point as printed: one decimal, a real minus sign."""
    if tenths is None:
        return "–"
    return f"{MINUS if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def many(count: int) -> str:
    """A whole number with its thousands set apart."""
    return f"{count:,}".replace(",", SPACE)


def percent(part: float) -> str:
    """A share as a whole percentage."""
    return "<1%" if 0 < part < 0.005 else f"{round(100 * part)}%"


def counted(what: str, count: int) -> str:
    """A number with its noun, in words: one person, two people."""
    return say("report", f"n_{what}_{'one' if count == 1 else 'many'}", {"count": many(count)})


def listed(parts: Sequence[str]) -> str:
    """Parts as a sentence lists them."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def criterion(part: str, name: str) -> str:
    """A criterion's ``name``, what it ``reads``, or ``how`` it is worked out."""
    return say("criterion", f"{part}_{name}")


@dataclass(frozen=True)
class Page:
    """What the templates ask for, looked up in the report's data."""

    data: ReportData

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self.data.people}

    @cached_property
    def _pairings(self) -> dict[tuple[str, str], ShownPairing]:
        return {(pairing.patient, pairing.professional): pairing for pairing in self.data.pairings}

    @cached_property
    def _anchors(self) -> dict[tuple[str, str], str]:
        return {(each.side, each.person): f"list-{n}" for n, each in enumerate(self.data.lists, start=1)}

    def person(self, partner_id: str) -> Person:
        """Somebody the page names."""
        return self._people[partner_id]

    def anchor(self, side: str, partner_id: str) -> str | None:
        """Where somebody's own list is on the page, if it is."""
        return None if self.data.by_pair else self._anchors.get((side, partner_id))

    def pairing(self, shown: PersonList, place: Place) -> ShownPairing:
        """The pairing at a place of a list."""
        if shown.side == "patient":
            return self._pairings[shown.person, place.candidate]
        return self._pairings[place.candidate, shown.person]

    def lists_of(self, side: str) -> list[PersonList]:
        """The lists of one side's people, in the order of their names."""
        of_side = (each for each in self.data.lists if each.side == side)
        return sorted(of_side, key=lambda each: (self.person(each.person).called.casefold(), each.person))

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(person.called for person in self.data.people)

    def shares_name(self, partner_id: str) -> bool:
        """Whether somebody else on the page is called the same."""
        return self._names[self.person(partner_id).called] > 1

    def assumption(self, assumed: Assumed) -> str:
        """An assumption in words, criteria by their names."""
        params = {
            name: criterion("name", value) if name == "criterion" and isinstance(value, str) else value
            for name, value in assumed.params
        }
        return say("assumption", assumed.code, params)

    def called(self, ids: Sequence[str]) -> str:
        """People by id, as a sentence lists them; a long list is cut and says so."""
        shown = list(ids[:12])
        return listed([*shown, say("report", "and_more", {"count": len(ids) - 12})] if len(ids) > len(shown) else shown)

    def name(self, partner_id: str) -> str:
        """What somebody is called, with their id where others are called the same; the id of whom it does not show."""
        person = self._people.get(partner_id)
        if person is None:
            return partner_id
        return f"{person.called} ({partner_id})" if self.shares_name(partner_id) else person.called

    def flag(self, flag: Flag) -> FlagWords:
        """An assumption in words."""
        return in_words(flag, self.name)

    def on_list(self, shown: PersonList) -> OnList:
        """What a list takes for granted."""
        return self.data.flags.on(shown.side, shown.person)

    def talk_first(self, shown: PersonList) -> str | None:
        """What to talk about first on a list: the question of the gravest assumption."""
        first = self.on_list(shown).first
        return in_words(first[0].strongest).question if first else None

    def change(self, shown: PersonList, change: Change) -> str:
        """What a change of the score run again gives, on this list."""
        pair = self.name(shown.person), self.name(change.candidate)
        ordered = pair if shown.side == "patient" else pair[::-1]
        return next(result_lines(change.result, shown.side, ordered))

    @cached_property
    def calls(self) -> tuple[PhoneScript, ...]:
        """What to say to each person who is to be asked something, whose answers change most first."""
        return phone_scripts(self.data.asks, {who.id: who.name for who in self.data.people})

    @property
    def sections(self) -> list[str]:
        """The parts of the page, in order, by their anchors."""
        sure, talk = (["sure"] if self.data.sure else []), (["talk"] if self.data.talk else [])
        before = ["short", "ask", "assuming", "limits", "assumed", "weights", *sure, *talk]
        return [*before, "picture", "people", "never", "mirror", "no"]

    def view(self, view: ViewShown) -> str:
        """Another way of weighing, in words."""
        if view.criterion is None:
            return say("weights_talk", f"view_{view.code}")
        return say("weights_talk", "view_double", {"criterion": criterion("name", view.criterion)})

    @cached_property
    def commonest_sure(self) -> int:
        """On how many lists the most common number of people cannot be told apart at the top."""
        return max(count for _, count in self.data.sure)

    def how_sure(self, shown: PersonList) -> str:
        """What the draws say of a list's first places, in one or two sentences."""
        first = shown.bands[0] if shown.places else ()
        if not first or first[0].first is None:
            return ""
        if len(shown.places) == 1:
            return say("report", "sure_only_one")
        if len(first) == len(shown.places):
            return say("report", "sure_none_apart", {"count": len(first)})
        if len(first) > 1:
            return say("report", "sure_first_some", {"count": len(first)})
        name = self.person(first[0].candidate).called
        return say("report", "sure_first_one", {"name": name, "chance": in_tens(first[0].first)})

    @cached_property
    def weight_of(self) -> dict[str, float]:
        """How much each criterion counts in this run."""
        return {each.criterion: each.weight for each in self.data.weights}

    @cached_property
    def dropped(self) -> str:
        """The criteria left out for everybody, by name."""
        return listed([criterion("name", name) for name in self.data.dropped]) if self.data.dropped else ""

    def gates(self, pairing: ShownPairing) -> str:
        """What the host has to arrange first."""
        return listed([say("report", f"gate_{gate}") for gate in pairing.not_yet])

    @property
    def versions(self) -> str:
        """What the run was made with; the hashes of files are in ``run.json``."""
        return ", ".join(f"{name} {version}" for name, version in self.data.versions if not name.endswith("sha256"))

    @cached_property
    def widest_bin(self) -> float:
        """The largest share of pairings that one bin of the picture holds, on the lists or by lot."""
        picture = self.data.picture
        return max(max(each.listed / picture.listed, each.lot / picture.lot) for each in picture.bins)

    @property
    def unsigned(self) -> list[str]:
        """The sides that have not agreed the weights, in words."""
        signed = {side for side, _, _ in self.data.signed_by}
        return [say("report", f"side_word_{side}") for side in ("patient", "professional") if side not in signed]

    @property
    def nowhere(self) -> int:
        """How many people are on nobody's list."""
        return sum(side.nowhere_count for side in self.data.appearances)

    @property
    def near(self) -> str | None:
        """What .05 of closeness between two texts is worth, in points; ``None`` where texts give none."""
        worth = self.weight_of.get("shared_purpose", 0.0)
        return points(round(50 * worth)) if worth else None


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _allowed(source: str) -> str:
    """The hash by which the page's own policy lets a style or script through."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def spoken() -> dict[str, Callable[..., object]]:
    """What the report's templates call to say something; pages that show its parts need the same."""
    return {
        "flag_title": title,
        "in_flags": lambda code, **params: say("flag", code, params),
        "say": lambda code, **params: say("report", code, params),
        "chance": in_tens,
        "counted": counted,
        "criterion": criterion,
        "listed": listed,
        "many": many,
        "percent": percent,
        "points": points,
        "share": share,
        "steps": steps,
    }


@cache
def _environment() -> Environment:
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
    environment.globals.update(spoken())
    return environment


def render(data: ReportData) -> str:
    """The report as one self-contained HTML page that carries its data. The same data gives the same page."""
    from markupsafe import Markup

    style, script = _read("page.css"), _read("page.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            data=data,
            page=Page(data),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            style_hash=_allowed(style),
            script_hash=_allowed(script),
            embedded=Markup(START + as_json(data) + END),  # noqa: S704 - made safe by as_json
            never=NEVER,
        )
    )
