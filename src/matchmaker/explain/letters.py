"""What a letter to one person says about the people on their list, as codes and numbers (domain H.1).

The same fields serve both sides. There is no name, contact, id, score or free text of anybody else in it, but for the
few lines of ``what_i_know`` that their author wrote to be shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final, NamedTuple

from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Lever, Partner, Side, WeightedTag
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.domain.weights import ONE_SIDED
from matchmaker.explain.audiences import Audience
from matchmaker.explain.letters_noted import Noted
from matchmaker.explain.reasons import REASONS, Factor, factors
from matchmaker.matching.gates import NotYet
from matchmaker.matching.pool import may_read_text
from matchmaker.matching.run import Contribution, Pairing
from matchmaker.matching.shown import lines_in_tenths, tenths

LABELS: Final = ascii_uppercase
"""What people are called until both have said yes; a letter speaks of no more than these."""

MIRROR: Final = ("me", "context", "purpose")
"""The three looks in the mirror that every explanation ends with (guide §0)."""

VALUES_NAMED, TAGS_NAMED, KNOWN_LINES = 2, 1, 3
"""At most so many things make a reason concrete, and so many lines of what somebody knows are shown."""

UNEQUAL_SAY = 2
"""Levels between two people's say over the challenge from which on it is what to talk about first."""

NOTHING_NOTED: Final = Noted()
"""What a run says of its lists where nothing was written down about them."""

_SAY: Final[Mapping[Lever, int]] = {
    Lever.DECIDES: 3,
    Lever.SETS_AGENDA_OR_BUDGET: 2,
    Lever.INFLUENCES: 1,
    Lever.NONE_YET: 0,
}
_ARRANGE: Final[Mapping[NotYet, str]] = {
    NotYet.LANGUAGE: "language",
    NotYet.TIME: "time",
    NotYet.ACCESS: "setting",
    NotYet.PLACE: "setting",
}
"""An access need is the host's business: nobody can tell from a letter that the other has one."""

_COUNTS_FOR: Final = {"offers": "seek_offer", "seeks": "seek_offer"}

_CONTACT: Final = re.compile(r"@|www\.|https?:|(?:\d[\s()./-]*){6}")


class Tags(NamedTuple):
    """Tags of the programme's list, as ids; ``more`` counts what somebody added in their own words."""

    listed: tuple[str, ...]
    more: int


class Reason(NamedTuple):
    """Why two people are suggested: the code of the words, and the values or tags that make it concrete."""

    code: str
    things: tuple[str, ...] = ()


class OwnPoints(NamedTuple):
    """A criterion's points for the reader's own side, in tenths, of at most ``most``; whether it is known."""

    criterion: str
    tenths: int
    most: int
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """One person of a list, as the other may see them before both have said yes.

    ``unknown`` are criteria, ``arrange`` what the host has to see to, ``talk`` more questions for the two, in words.
    ``points`` are the reader's own lines, if asked for.
    """

    label: str
    kind: str | None
    is_group: bool
    reasons: tuple[Reason, ...]
    bring: Tags | None
    ask_for: Tags | None
    know: tuple[str, ...]
    unknown: tuple[str, ...]
    arrange: tuple[str, ...]
    question: str
    talk: tuple[str, ...]
    points: tuple[OwnPoints, ...] | None
    points_sum: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to one person. ``to`` is their own name, ``counted`` the criteria that could give points in the run,

    ``could_add`` what the reader has not told us yet. ``alike``: labels of those between whom the run cannot choose,
    ``None`` where it does not say. ``asked``: what we may have got wrong, as questions to the reader, in words.
    """

    side: Side
    to: str | None
    challenge: str | None
    counted: tuple[str, ...]
    bring: Tags | None
    ask_for: Tags | None
    could_add: tuple[str, ...]
    people: tuple[Suggested, ...]
    alike: tuple[tuple[str, ...], ...] | None
    asked: tuple[str, ...]
    mirror_prompt: tuple[str, str, str]
    contact: str | None


def letter_to(
    side: Side,
    pairings: Sequence[Pairing],
    cohort: Cohort,
    neutral: Mapping[str, float],
    *,
    noted: Noted = NOTHING_NOTED,
    contact: str | None = None,
    numbers: bool = False,
) -> Letter:
    """The letter to the person who stands on ``side`` of all these pairings, in the order to read them.

    ``neutral`` is what an unknown counts as, by criterion (``Run.weights.neutral``). ``noted``: what the run says of
    its own lists. ``contact``: whom to tell yes or no. ``numbers`` adds the reader's own points and their sum, never
    anything of the other side.
    """
    me = _on(side, pairings[0])
    return Letter(
        side=side,
        to=me.display_name,
        challenge=cohort.challenge.title if cohort.challenge else None,
        counted=tuple(_by_criterion(pairings[0])),
        bring=_tags(me.offers, cohort.vocabulary),
        ask_for=_tags(me.seeks, cohort.vocabulary),
        could_add=_could_add(me, pairings[0], cohort),
        people=tuple(
            _suggested(label, side, pairing, cohort, neutral, noted, numbers)
            for label, pairing in zip(LABELS, pairings, strict=False)
        ),
        alike=_alike(side, pairings, noted),
        asked=noted.asked_of(me.id, Audience(side.value)),
        mirror_prompt=MIRROR,
        contact=contact,
    )


def _alike(side: Side, pairings: Sequence[Pairing], noted: Noted) -> tuple[tuple[str, ...], ...] | None:
    """The people of one band, where there are two or more: which of them fits better cannot be told."""
    bands: dict[int, list[str]] = {}
    for label, pairing in zip(LABELS, pairings, strict=False):
        place = noted.places.get((side.value, _on(side, pairing).id, _on(_other(side), pairing).id))
        if place is None or place.band is None:
            return None
        bands.setdefault(place.band, []).append(label)
    return tuple(tuple(labels) for _, labels in sorted(bands.items()) if len(labels) > 1)


def _on(side: Side, pairing: Pairing) -> Partner:
    return pairing.patient if side is Side.PATIENT else pairing.professional


def _suggested(
    label: str,
    side: Side,
    pairing: Pairing,
    cohort: Cohort,
    neutral: Mapping[str, float],
    noted: Noted,
    numbers: bool,
) -> Suggested:
    me, them = _on(side, pairing), _on(_other(side), pairing)
    named = factors(pairing, side, neutral)[:REASONS]
    unknown = _unknown(pairing, them)
    return Suggested(
        label=label,
        kind=them.kind,
        is_group=bool(them.is_group),
        reasons=tuple(said for factor in named for said in _reasons(factor, me, them, cohort.vocabulary)),
        bring=_tags(them.offers, cohort.vocabulary),
        ask_for=_tags(them.seeks, cohort.vocabulary),
        know=_know(them, cohort),
        unknown=unknown,
        arrange=tuple(dict.fromkeys(_ARRANGE[gate] for gate in pairing.not_yet)),
        question=_question(me, them, named, unknown),
        talk=noted.about_the_two(pairing.patient.id, pairing.professional.id, Audience(side.value)),
        points=own_points(pairing, side) if numbers else None,
        points_sum=tenths(_side_sum(pairing, side)) if numbers else None,
    )


def _other(side: Side) -> Side:
    return Side.PROFESSIONAL if side is Side.PATIENT else Side.PATIENT


def _key(word: str) -> str:
    return " ".join(word.casefold().split())


def _in_list(tags: Sequence[WeightedTag], vocabulary: Vocabulary) -> list[str]:
    """The tags of the programme's list, the most important first."""
    known = {_key(tag): tag for tag in vocabulary.tags}
    ordered = sorted(tags, key=lambda tag: -tag.weight)
    return [known[_key(tag.tag)] for tag in ordered if _key(tag.tag) in known]


def _tags(tags: Sequence[WeightedTag] | None, vocabulary: Vocabulary) -> Tags | None:
    """What somebody brings or asks for; ``None`` where they have not said."""
    if tags is None:
        return None
    listed = tuple(_in_list(tags, vocabulary))
    return Tags(listed, len(tags) - len(listed))


def _reasons(factor: Factor, me: Partner, them: Partner, vocabulary: Vocabulary) -> tuple[Reason, ...]:
    """The words of a factor: whose it is, how far they may go, and what they rest on."""
    if factor.criterion == "values":
        return (Reason(factor.code, _shared_values(me, them, vocabulary)),)
    if factor.criterion != "seek_offer":
        return (Reason(factor.code),)
    mine = Reason("seek_offer_mine", _met(me, them, vocabulary))
    theirs = Reason("seek_offer_theirs", _met(them, me, vocabulary))
    if factor.whose == "both":
        return (mine, theirs) if mine.things and theirs.things else (Reason(factor.code),)
    return (mine if factor.whose == "mine" else theirs,)


def _shared_values(me: Partner, them: Partner, vocabulary: Vocabulary) -> tuple[str, ...]:
    both = {_key(value) for value in me.values or ()} & {_key(value) for value in them.values or ()}
    return tuple(value for value in vocabulary.values if _key(value) in both)[:VALUES_NAMED]


def _met(asks: Partner, brings: Partner, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What one asks for and the other brings, the very same thing."""
    offered = set(_in_list(brings.offers or (), vocabulary))
    return tuple(tag for tag in _in_list(asks.seeks or (), vocabulary) if tag in offered)[:TAGS_NAMED]


def _know(them: Partner, cohort: Cohort) -> tuple[str, ...]:
    """What they wrote to be shown, without any line that would tell who they are or how to reach them."""
    if not them.what_i_know or not may_read_text(them, cohort):
        return ()
    lines = [line.strip() for line in re.split(r"[;\n]", them.what_i_know) if line.strip()]
    return tuple(line for line in lines[:KNOWN_LINES] if not tells_who(line, them))


def tells_who(line: str, author: Partner) -> bool:
    """Whether a line holds its author's name, organisation or site, or looks like contact details."""
    words = set(re.findall(r"\w+", line.casefold()))
    names = {part for part in re.findall(r"\w+", (author.display_name or "").casefold()) if len(part) > 1}
    places = [place.casefold() for place in (author.organisation, author.site) if place]
    return bool(_CONTACT.search(line) or names & words or any(place in line.casefold() for place in places))


def _by_criterion(pairing: Pairing) -> dict[str, list[Contribution]]:
    lines: dict[str, list[Contribution]] = {}
    for line in pairing.contributions:
        if line.criterion != ONE_SIDED:
            lines.setdefault(line.criterion, []).append(line)
    return lines


def _unknown(pairing: Pairing, them: Partner) -> tuple[str, ...]:
    """Criteria that are not known for one of the two or for both, the heaviest first.

    What somebody brings is told beside their name and what the reader left out in ``could_add``; of ``seek_offer``
    there remains what the other asks for. Whether they want this is theirs to say, and nothing is told of it.
    """
    missing = {name: both for name, both in _by_criterion(pairing).items() if not all(line.known for line in both)}
    missing.pop("will", None)
    if them.seeks is not None:
        missing.pop("seek_offer", None)
    return tuple(sorted(missing, key=lambda name: -missing[name][0].weight))


def _question(me: Partner, them: Partner, named: Sequence[Factor], unknown: Sequence[str]) -> str:
    """What to talk about first. Both sides get the same subject."""
    if me.lever and them.lever:
        more = _SAY[me.lever] - _SAY[them.lever]
        if abs(more) >= UNEQUAL_SAY:
            return "say_mine" if more > 0 else "say_theirs"
    if "shared_purpose" in unknown:
        return "purpose"
    first = next((factor.criterion for factor in named if factor.criterion in ("seek_offer", "values")), None)
    return first or "hopes"


def _could_add(me: Partner, pairing: Pairing, cohort: Cohort) -> tuple[str, ...]:
    """What this person has not told us, among what could count in this run."""
    wrote = bool(me.statement_parts()) or not may_read_text(me, cohort)
    told = {
        "shared_purpose": wrote,
        "offers": me.offers is not None,
        "seeks": me.seeks is not None,
        "values": me.values is not None,
        "will": me.will_evidence is not None,
        "time": me.slots is not None,
    }
    counted = _by_criterion(pairing)
    return tuple(name for name, known in told.items() if _COUNTS_FOR.get(name, name) in counted and not known)


def _side_sum(pairing: Pairing, side: Side) -> float:
    return pairing.patient_side if side is Side.PATIENT else pairing.professional_side


def own_points(pairing: Pairing, side: Side) -> tuple[OwnPoints, ...]:
    """One side's own points by criterion, out of 100 together: printed, they add up to that side's printed sum."""
    lines = [line for line in pairing.contributions if line.side == side.value]
    shown = lines_in_tenths([2 * line.points for line in lines])
    return tuple(
        OwnPoints(line.criterion, points, tenths(100 * line.weight), line.known)
        for line, points in zip(lines, shown, strict=True)
    )
