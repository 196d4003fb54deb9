"""The gaps of domain E.2, one function a type. Each says what it found, or what it was not given to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from matchmaker.disclosure import Cell, Mark, Policy
from matchmaker.domain.assumption import Value
from matchmaker.domain.monitoring import LEVELS, Stage
from matchmaker.explain.messages import say
from matchmaker.representation.compare import share_not_said, with_others, with_reference
from matchmaker.representation.findings import Finding, compared, found, no_data
from matchmaker.representation.ladder import Group, Kind, Ladder
from matchmaker.representation.overlaps import Overlaps
from matchmaker.representation.ratios import Verdict, chance_of_none
from matchmaker.representation.remedies import Type

LATER: Final = {
    Stage.SHOWN: Type.LOST_AT_SHOWING,
    Stage.INVITED: Type.LOST_AT_INVITING,
    Stage.BOTH_YES: Type.LOST_AT_YES,
    Stage.WORKING: Type.LOST_LATER,
    Stage.STILL_WORKING: Type.LOST_LATER,
}
LEAST_ACCESS: Final = 0.8
"""Under this ratio of development hours a person, patient side over professional side, there is a gap (G13)."""


def label(ladder: Ladder, group: Group) -> str:
    """What a line is about, in words."""
    if ladder.kind is Kind.NEED:
        return group.category
    if ladder.kind is Kind.MONITORING:
        return f"{ladder.attribute}: {group.category}"
    return say("gap", f"{ladder.kind}_label", {"category": group.category})


def held_back(kind: Type, name: str, words: str) -> Finding:
    """What the policy keeps back."""
    wording = say("gap", f"{words}_held_back", {"perspective": name})
    return Finding(type=kind, perspective=name or None, verdict=Verdict.HELD_BACK.value, wording=wording)


def nobody_yet(needs: Sequence[Ladder]) -> Iterator[Finding]:
    """G1: needed, and nobody in the pool has said they bring it."""
    for ladder in needs:
        if not ladder.broken_down(0):
            yield held_back(Type.NOBODY_YET, ladder.attribute, "G1")
        elif ladder.groups[0].cells[0].is_none:
            yield found(Type.NOBODY_YET, ladder.attribute)


def single_voice(needs: Sequence[Ladder], policy: Policy) -> Iterator[Finding]:
    """G11: carried by one person, or so few that the report does not say how many."""
    for ladder in needs:
        cell = ladder.groups[0].cells[0]
        if not ladder.broken_down(0):
            yield held_back(Type.SINGLE_VOICE, ladder.attribute, "G11")
        elif cell.few:
            yield found(Type.SINGLE_VOICE, ladder.attribute, limit=policy.smallest_shown)


def conditions_missing(needs: Sequence[Ladder]) -> Iterator[Finding]:
    """G9: a need that nobody at the furthest known stage meets, and no condition for taking part is confirmed."""
    for ladder in needs:
        told = [place for place in range(len(ladder.stages)) if ladder.broken_down(place)]
        if not told:
            yield held_back(Type.CONDITIONS_MISSING, ladder.attribute, "G9")
        elif ladder.groups[0].cells[told[-1]].is_none:
            planned = bool(ladder.need and ladder.need.conditions)
            yield found(Type.CONDITIONS_MISSING, ladder.attribute, "planned" if planned else "found")


def lost_on_the_way(ladders: Sequence[Ladder], policy: Policy, looks: int) -> Iterator[Finding]:
    """G2 to G5: who got further less often than everybody else, step by step."""
    for ladder in ladders:
        for step in range(1, len(ladder.stages)):
            if ladder.kind is not Kind.SIDE or ladder.stages[step] is Stage.BOTH_YES:
                kind = LATER[ladder.stages[step]]
                yield from _steps(ladder, step, kind, "lost", policy, looks)


def professional_side(ladders: Sequence[Ladder], policy: Policy, looks: int) -> Iterator[Finding]:
    """G12: roles and grades that got further less often than the rest of the professional side."""
    for ladder in ladders:
        for step in range(1, len(ladder.stages)):
            yield from _steps(ladder, step, Type.PROFESSIONAL_SIDE, "lost", policy, looks)


def _steps(ladder: Ladder, step: int, kind: Type, words: str, policy: Policy, looks: int) -> Iterator[Finding]:
    unanswered = share_not_said(ladder)
    for group in ladder.groups:
        name, cell, stage = label(ladder, group), group.cells[step], ladder.stages[step]
        if group.cells[0].is_none or unanswered:
            continue  # G1, G6 or G8 says it
        if not (ladder.broken_down(step) and ladder.broken_down(step - 1)):
            yield held_back(kind, name, "lost")
            continue
        if group.cells[step - 1].is_none:
            continue
        comparison = with_others(ladder, group, step, looks)
        before: dict[str, Value] = {"before": say("gap", f"stage_{ladder.stages[step - 1]}")}
        yield compared(kind, name, stage, cell, comparison, policy, words=_words(words, cell), more=before)


def _words(words: str, cell: Cell) -> str:
    return f"{words}_none" if cell.is_none else words


def pool_and_people(ladders: Sequence[Ladder], policy: Policy, looks: int) -> Iterator[Finding]:
    """G6: each category's part of the pool beside its share of the reference."""
    for ladder in ladders:
        if ladder.reference is None:
            yield no_data(Type.POOL_AND_PEOPLE, "reference", ladder.attribute)
        elif not ladder.broken_down(0):
            yield held_back(Type.POOL_AND_PEOPLE, ladder.attribute, "G6")
        elif share_not_said(ladder):
            yield no_data(Type.POOL_AND_PEOPLE, "answers", ladder.attribute)
        else:
            for group in ladder.groups:
                yield _beside_people(ladder, group, policy, looks)


def _beside_people(ladder: Ladder, group: Group, policy: Policy, looks: int) -> Finding:
    assert ladder.reference is not None
    name, share = label(ladder, group), ladder.reference.shares.get(group.category)
    kind, stage, cell = Type.POOL_AND_PEOPLE, Stage.POOL, group.cells[0]
    if share is None:
        return no_data(kind, "share", name)
    if share == 0:
        return found(kind, name, "none_in_reference", source=ladder.reference.source)
    comparison = with_reference(ladder, group, share, looks)
    more: dict[str, Value] = {"source": ladder.reference.source, "share": f"{share:.1%}"}
    words = "G6"
    if comparison.verdict is Verdict.TOO_FEW and comparison.people is not None:
        more |= {"chance": f"{chance_of_none(comparison.people, share):.0%}"}
        words = "G6_chance"
    return compared(kind, name, stage, cell, comparison, policy, words=words, more=more)


def not_asked(ladders: Sequence[Ladder]) -> Iterator[Finding]:
    """G8: three in ten or more did not say. No ratio is made of what the others said."""
    for ladder in ladders:
        unanswered = share_not_said(ladder)
        name = ladder.attribute if ladder.kind is Kind.MONITORING else say("gap", f"{ladder.kind}_attribute")
        if unanswered is None or not ladder.broken_down(0):
            yield held_back(Type.NOT_ASKED, name, "G8")
        elif unanswered:
            yield found(Type.NOT_ASKED, name)


def overlap_missing(overlaps: Overlaps, needs: Sequence[Ladder]) -> Iterator[Finding]:
    """G7: each is brought by somebody, the combination by nobody. Names of needs; no counts.

    A combination that would say something about single people is not named, nor one with a need whose count is held
    back (that there is a combination says it is not very small); that there is one is said.
    """
    names = {ladder.need.perspective: ladder.attribute for ladder in needs if ladder.need and _openly(ladder)}
    unnamed = False
    for overlap in overlaps.uncovered:
        if overlap.may_identify or not names.keys() >= set(overlap.needs):
            unnamed = True
            continue
        together = tuple(names[need] for need in overlap.needs)
        yield found(Type.OVERLAP_MISSING, " + ".join(together), names=", ".join(together))
    if unnamed:
        yield held_back(Type.OVERLAP_MISSING, "", "G7")


def _openly(ladder: Ladder) -> bool:
    """Whether it is printed that a need is brought by more than a few in the pool."""
    return ladder.groups[0].cells[0].mark in (Mark.EXACT, Mark.ROUNDED, Mark.MORE, Mark.NEARLY_ALL)


def level_or_site(filled: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """G10: levels with nobody, site by site. ``filled``: the levels of each site where somebody is."""
    for site, levels in sorted(filled.items()):
        empty = [say("gap", f"level_{level}") for level in LEVELS if level not in levels]
        if empty:
            yield found(Type.LEVEL_OR_SITE, site, levels=", ".join(empty))


def development_access(ratio: float | None) -> Iterator[Finding]:
    """G13: hours of leadership development a person, patient side over professional side; ``None``: too few people."""
    if ratio is None:
        yield held_back(Type.DEVELOPMENT_ACCESS, "", "G13")
    elif ratio < LEAST_ACCESS:
        yield found(Type.DEVELOPMENT_ACCESS, None, ratio=f"{ratio:.2f}")
