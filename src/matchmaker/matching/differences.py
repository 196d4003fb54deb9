"""Why one pairing stands above another: the gap between two scores, line by line (domain C.5)."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.domain.weights import CRITERIA, ONE_SIDED
from matchmaker.matching.score import Scores

WORTH_NAMING = 1.0
"""Points of the gap from which on a line is named in words (domain H.3)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a gap: ``points`` the first pairing has more than the second on ``criterion``.

    ``patient`` and ``professional`` are the parts that come from each side; both 0 on the one-sided line.
    """

    criterion: str
    patient: float
    professional: float
    points: float

    @property
    def worth_naming(self) -> bool:
        """Whether the line is worth a point of the gap or more, either way."""
        return abs(round(self.points, 9)) >= WORTH_NAMING


def differences(of: Scores, first: int, than: Scores, second: int) -> tuple[Difference, ...]:
    """The lines of ``of.mutual[first] − than.mutual[second]``, to which they add up; criteria out of both are left out.

    The two may be of one run (why is A above B?) or of two (what has changed?).
    """
    lines = []
    for k, criterion in enumerate(CRITERIA):
        if of.weights[k] or than.weights[k]:
            patient = float(of.patient_points[first, k] - than.patient_points[second, k])
            professional = float(of.professional_points[first, k] - than.professional_points[second, k])
            lines.append(Difference(criterion, patient, professional, patient + professional))
    one_sided = float(of.one_sided[first] - than.one_sided[second])
    return (*lines, Difference(ONE_SIDED, 0.0, 0.0, one_sided))


def worth_naming(lines: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """The lines worth a point of the gap or more, the one worth most first."""
    return tuple(sorted((line for line in lines if line.worth_naming), key=lambda line: -abs(line.points)))
