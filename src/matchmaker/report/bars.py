"""Where the bars of a chart begin and end. Widths are in points of 100, so the printed lines add up on the page."""

from __future__ import annotations

from typing import NamedTuple

from matchmaker.domain.weights import ONE_SIDED
from matchmaker.report.data import ShownPairing


class Segment(NamedTuple):
    """A piece of a bar: ``kind`` is patient, professional or minus; ``start`` and ``width`` in points."""

    kind: str
    start: float
    width: float


class Bar(NamedTuple):
    """A line of a pairing: its printed tenths and the pieces drawn."""

    criterion: str
    tenths: int
    segments: tuple[Segment, ...]


def steps(pairing: ShownPairing) -> tuple[Bar, ...]:
    """Each line begins where the one before ended, so the last one ends at the score.

    A line is its patient-side part, then its professional-side part; ``one_sided`` goes back.
    """
    bars = []
    reached = 0
    for line in pairing.lines:
        patient = Segment("patient", reached / 10, line.patient_tenths / 10)
        professional = Segment("professional", (reached + line.patient_tenths) / 10, line.professional_tenths / 10)
        reached += line.tenths
        bars.append(Bar(line.criterion, line.tenths, (patient, professional)))
    back = Segment("minus", (reached + pairing.one_sided) / 10, -pairing.one_sided / 10)
    return (*bars, Bar(ONE_SIDED, pairing.one_sided, (back,)))


def share(part: float, whole: float) -> float:
    """Per cent of the widest bar, to a hundredth; 0 where nothing is drawn."""
    return round(100 * part / whole, 2) if whole else 0.0
