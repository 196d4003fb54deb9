"""Why a pairing is suggested, in one or two plain sentences made from its lines and nothing else (domain H.1, H.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from matchmaker.domain.partner import Side
from matchmaker.domain.weights import ONE_SIDED, SAME_FOR_BOTH
from matchmaker.explain.messages import say
from matchmaker.matching.run import Contribution, Pairing

WORTH_NAMING = 1.0
"""Points above what an ordinary unrelated pairing gets, from which on a line is named."""

CLEAR = {"shared_purpose": 0.5, "task_fit": 0.5, "values": 0.5, "local": 1.0}
"""Criteria of which a little is not said like a lot, and the value from which on it is a lot."""

REASONS, UNKNOWNS = 3, 2
"""At most so many are named."""

LONGEST = 240
"""Characters: a reason has to fit a spreadsheet's cell."""


class Gain(NamedTuple):
    """A side's value of a criterion, and what it is worth above ordinary, in points."""

    value: float
    points: float


class Factor(NamedTuple):
    """What a criterion is worth above ordinary, for the list's own person and for the candidate."""

    criterion: str
    mine: Gain
    theirs: Gain

    @property
    def worth(self) -> float:
        """Both sides together, in points, without the noise of rounding."""
        return round(self.mine.points + self.theirs.points, 9)

    @property
    def whose(self) -> str:
        """Whose value earns the points: ``both``, ``mine`` or ``theirs``."""
        if min(self.mine.points, self.theirs.points) >= WORTH_NAMING / 2:
            return "both"
        return "mine" if self.mine.points > self.theirs.points else "theirs"

    @property
    def code(self) -> str:
        """Which words: whose value it is, where each side has its own, and how far they may go."""
        name = self.criterion if self.criterion in SAME_FOR_BOTH else f"{self.criterion}_{self.whose}"
        return f"{name}_a_little" if self.value < CLEAR.get(self.criterion, 0.0) else name

    @property
    def value(self) -> float:
        """The value that the words rest on: the lower one where they speak of both."""
        named = {"both": (self.mine, self.theirs), "mine": (self.mine,), "theirs": (self.theirs,)}[self.whose]
        return min(gain.value for gain in named)


def _gain(line: Contribution, neutral: Mapping[str, float]) -> Gain:
    """Nothing above ordinary where the value is not known."""
    above = line.value - neutral[line.criterion] if line.known else 0.0
    return Gain(line.value, 50 * line.weight * above)


def factors(pairing: Pairing, for_side: Side, neutral: Mapping[str, float]) -> list[Factor]:
    """The criteria worth naming, the one worth most first."""
    found: dict[str, dict[str, Gain]] = {}
    for line in pairing.contributions:
        if line.criterion != ONE_SIDED:
            found.setdefault(line.criterion, {})[line.side] = _gain(line, neutral)
    other = "professional" if for_side is Side.PATIENT else "patient"
    worth = [Factor(name, gains[for_side.value], gains[other]) for name, gains in found.items()]
    return sorted((f for f in worth if f.worth >= WORTH_NAMING), key=lambda f: -f.worth)


def _unknown(pairing: Pairing) -> list[str]:
    """What is not known for one side or both, in words, the heaviest first."""
    lines: dict[str, list[Contribution]] = {}
    for line in pairing.contributions:
        lines.setdefault(line.criterion, []).append(line)
    missing = {name: both for name, both in lines.items() if not all(line.known for line in both)}
    return [_what(name, both) for name, both in sorted(missing.items(), key=lambda item: -item[1][0].weight)]


def _what(criterion: str, lines: Sequence[Contribution]) -> str:
    what = say("reason", f"unknown_{criterion}")
    return say("reason", "in_part", {"what": what}) if any(line.known for line in lines) else what


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _not_known(missing: Sequence[str]) -> str:
    shown = missing[:UNKNOWNS]
    rest = len(missing) - len(shown)
    listed = say("reason", "more", {"shown": ", ".join(shown), "count": rest}) if rest else _joined(shown)
    return say("reason", "not_known", {"unknown": listed})


def reason(pairing: Pairing, for_side: Side, neutral: Mapping[str, float]) -> str:
    """One or two sentences, at most 240 characters: what speaks for the pairing first, then what is not known yet.

    ``for_side`` is the side of the person whose list it is; ``neutral`` what an unknown counts as, by criterion
    (``Run.weights.neutral``). A criterion is named only if it is known and worth a point more than an ordinary
    pairing's; the same words serve both sides.
    """
    other = Side.PROFESSIONAL if for_side is Side.PATIENT else Side.PATIENT
    people = {"me": say("reason", for_side.value), "them": say("reason", other.value)}
    parts = [say("reason", factor.code, people) for factor in factors(pairing, for_side, neutral)[:REASONS]]
    unknown = _unknown(pairing)
    ending = f" {_not_known(unknown)}" if unknown else ""
    for shown in range(len(parts), 0, -1):
        text = _sentence(_joined(parts[:shown])) + ending
        if _length_from_either_side(text) <= LONGEST:
            return text
    return _sentence(say("reason", "nothing")) + ending


def _length_from_either_side(text: str) -> int:
    """The length if both sides were called by the longer of their names: seen from either side, the cut is alike."""
    shorter, longer = sorted((say("reason", side.value) for side in (Side.PATIENT, Side.PROFESSIONAL)), key=len)
    return len(text) + text.casefold().count(shorter.casefold()) * (len(longer) - len(shorter))


def _sentence(text: str) -> str:
    return say("reason", "known_so_far", {"reasons": text[:1].upper() + text[1:]})
