"""One pairing for the engagement officer: the answer first, then exact numbers that a spreadsheet can check (H.1, H.2).

Every number is of the run made again from today's files. Nothing that people wrote is in it unless it was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from matchmaker.domain.flag import Flag, Level, Severity
from matchmaker.domain.partner import Partner, Side
from matchmaker.domain.weights import ONE_SIDED
from matchmaker.explain.audiences import Audience, Block, Document, Heading, Items, Prose, Table
from matchmaker.explain.chances import in_tens
from matchmaker.explain.flags import evidence, guide, question, showed, title
from matchmaker.explain.messages import say
from matchmaker.explain.reasons import reason
from matchmaker.explain.what_if import INDENT
from matchmaker.matching.bounds import Bounds
from matchmaker.matching.run import Contribution, Pairing, Run, Suggestion

Row = tuple[str, str, str, str, str]


class OnList(NamedTuple):
    """A place of the pairing on the list of one of the two: how many others are in its band, and on the list."""

    place: Suggestion
    others_in_band: int
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingView:
    """What is known of one pairing. ``places``: on the lists of the two, where it is on them; ``flags`` that fired.

    ``changes``: what would change it, as lines in words, a group for each list; a line that begins with a blank
    belongs to the one before.
    """

    run: Run
    pairing: Pairing
    bounds: tuple[Bounds, ...]
    places: tuple[OnList, ...]
    flags: tuple[Flag, ...]
    changes: tuple[tuple[str, ...], ...]


def _name(partner: Partner) -> str:
    return f"{partner.display_name} ({partner.id})" if partner.display_name else partner.id


def _criterion(name: str) -> str:
    return say("criterion", f"name_{name}")


def _points(tenths: int) -> str:
    return f"{tenths / 10:.1f}"


def _value(line: Contribution) -> str:
    return f"{line.value:.2f}" + ("" if line.known else say("exact", "unknown_mark"))


def table_rows(pairing: Pairing) -> Iterator[Row]:
    """The heading, a row a criterion with both sides' values, the one-sided line, and the total."""
    headings = ("heading", "heading_patient", "heading_professional", "heading_weight", "heading_points")
    yield tuple(say("exact", code) for code in headings)  # type: ignore[misc]
    lines = [line for line in pairing.contributions if line.criterion != ONE_SIDED]
    for patient, professional in zip(lines[::2], lines[1::2], strict=True):
        points = _points(patient.tenths + professional.tenths)
        weight = f"{patient.weight:.3f}"
        yield _criterion(patient.criterion), _value(patient), _value(professional), weight, points
    one_sided = pairing.contributions[-1]
    sides = f"S {pairing.patient_side:.1f}", f"S {pairing.professional_side:.1f}"
    yield _criterion(ONE_SIDED), *sides, f"{one_sided.weight:.3f}", _points(one_sided.tenths)
    yield say("exact", "total"), "", "", "", _points(pairing.tenths)


def _title(pairing: Pairing) -> Heading:
    names = {"patient": _name(pairing.patient), "professional": _name(pairing.professional)}
    return Heading(say("exact", "title", names), 1)


def answer_blocks(view: PairingView) -> Iterator[Block]:
    """What comes first: how sure the places are, what is open to talk about, what has to be arranged."""
    pairing = view.pairing
    yield Heading(
        say("exact", "title", {"patient": _name(pairing.patient), "professional": _name(pairing.professional)}), 1
    )
    by_pair = view.run.options.for_side == "pair"
    for one in view.places:
        yield Prose(" ".join(_standing(one, by_pair=by_pair)))
    if not view.places:
        yield Prose(say("exact", "unranked_pair" if by_pair else "unranked"))
    talk = dict.fromkeys(flag.id for flag in view.flags if flag.severity is Severity.TALK)
    if talk:
        yield Items(say("exact", "talk"), tuple(map(title, talk)))
    else:
        yield Prose(say("exact", "talk_nothing"))
    gates = "; ".join(say("exact", f"gate_{gate}") for gate in pairing.not_yet)
    yield Prose(say("exact", "not_yet", {"gates": gates}) if gates else say("exact", "open"))
    yield Prose(say("exact", "not_a_decision"))


def _standing(one: OnList, *, by_pair: bool) -> Iterator[str]:
    place, standing = one.place, one.place.standing
    yield say("exact", "ranked_pair" if by_pair else "ranked", {"person": _name(place.person), "rank": place.rank})
    if standing is not None:
        alone = "band_alone" if one.others else "band_only"
        yield say("exact", "band" if one.others_in_band else alone, {"count": one.others_in_band})
        yield say("exact", "chances", {"top3": in_tens(standing.top3), "top1": in_tens(standing.top1)})


def score_blocks(view: PairingView) -> Iterator[Block]:
    """Why these two: the reasons, every line of both sides, and what is not known."""
    pairing = view.pairing
    yield Heading(say("exact", "why_heading"), 2)
    yield Prose(reason(pairing, Side.PATIENT, view.run.weights.neutral))
    numbers = {
        "score": _points(pairing.tenths),
        "patient_side": f"{pairing.patient_side:.1f}",
        "professional_side": f"{pairing.professional_side:.1f}",
        "known": f"{pairing.known_share:.0%}",
    }
    yield Prose(say("exact", "score", numbers))
    listed = next((one.place.pairing for one in view.places), pairing)
    if listed.low is not None and listed.high is not None:
        yield Prose(say("exact", "range", {"low": f"{listed.low:.1f}", "high": f"{listed.high:.1f}"}))
    yield Table(say("exact", "table"), tuple(table_rows(pairing)))
    yield Prose(say("exact", "check"))
    yield from _uncertain(view)


def _uncertain(view: PairingView) -> Iterator[Block]:
    if any(not line.known for line in view.pairing.contributions):
        yield Items(say("exact", "unknown"), tuple(_bound(bound) for bound in view.bounds))
    if view.run.dropped:
        names = ", ".join(_criterion(name).lower() for name in view.run.dropped)
        yield Prose(say("exact", "dropped", {"criteria": names}))


def _bound(bound: Bounds) -> str:
    numbers = {
        "criterion": _criterion(bound.criterion).lower(),
        "low": f"{min(bound.if_none, bound.if_full):.1f}",
        "high": f"{max(bound.if_none, bound.if_full):.1f}",
    }
    return say("exact", f"bound_{bound.side}", numbers)


def change_blocks(changes: Sequence[Sequence[str]]) -> Iterator[Block]:
    """What would change it: results of the score run again."""
    if not any(changes):
        return
    yield Heading(say("exact", "change_heading"), 2)
    for lines in changes:
        lead = ""
        for is_result, some in groupby(lines, key=lambda line: line.startswith(INDENT)):
            part = list(some)
            if is_result:
                yield Items(lead, tuple(_results(part)))
            lead = "" if is_result else " ".join(part)
        if lead:
            yield Prose(lead)
    yield Prose(say("exact", "change_again"))


def _results(lines: Iterable[str]) -> Iterator[str]:
    """One a change; what is indented further belongs to the line before."""
    found: list[str] = []
    for line in lines:
        if line.startswith(2 * INDENT) and found:
            found[-1] += f" {line.strip()}"
        else:
            found.append(line.strip())
    yield from found


def flag_blocks(flags: Sequence[Flag]) -> Iterator[Block]:
    """What may be taken for granted: what shows it, what the re-run without it changed, what to ask."""
    yield Heading(say("exact", "assume_heading"), 2)
    if not flags:
        yield Prose(say("exact", "assume_nothing"))
    own = [flag for flag in flags if flag.level is not Level.RUN]
    for each in dict.fromkeys(flag.id for flag in own):
        yield one_assumption([flag for flag in own if flag.id == each])
    if rest := [flag for flag in flags if flag.level is Level.RUN]:
        yield Items(say("exact", "assume_run"), tuple(dict.fromkeys(_asks(flag) for flag in rest)))


def one_assumption(flags: Sequence[Flag]) -> Block:
    """One assumption in full: everything that shows it, each thing said once."""
    gravest = max(flags, key=lambda flag: list(Severity).index(flag.severity))
    head = {
        "title": title(gravest.id),
        "severity": say("flag", f"severity_{gravest.severity}"),
        "id": gravest.id,
    }
    said = [words for flag in flags for words in (evidence(flag), showed(flag))]
    asked = (question(gravest, Audience.OFFICER) or "", guide(gravest.guide_ref))
    return Items(say("exact", "assume_one", head), tuple(dict.fromkeys(one for one in (*said, *asked) if one)))


def _asks(flag: Flag) -> str:
    return f"{title(flag.id)} ({flag.id}). {question(flag, Audience.OFFICER)}"


def flag_sheet(view: PairingView, flags: Sequence[Flag], *, elsewhere: bool = False) -> Document:
    """One assumption alone, for a pairing: whatever was found of it, also that it does not hold or cannot be seen.

    ``elsewhere``: it was found, but on other lists. What "not found" says speaks of the whole run and is left out.
    """
    if elsewhere:
        asked = (say("exact", "elsewhere"), question(flags[0], Audience.OFFICER) or "", guide(flags[0].guide_ref))
        told = Items(f"{title(flags[0].id)} ({flags[0].id})", asked)
        return Document((_title(view.pairing), told, Prose(say("exact", "not_a_decision"))))
    statuses = dict.fromkeys(say("flag", f"status_{flag.status}") for flag in flags)
    return Document(
        (_title(view.pairing), one_assumption(flags), Prose(" ".join(statuses)), Prose(say("exact", "not_a_decision")))
    )
