"""One pairing with exact numbers, as lines of plain text that a spreadsheet can check (domain H.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from matchmaker.domain.partner import Partner
from matchmaker.domain.weights import ONE_SIDED
from matchmaker.explain.messages import say
from matchmaker.matching.bounds import Bounds
from matchmaker.matching.run import Contribution, Pairing, Run

Row = tuple[str, str, str, str, str]


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


def _aligned(rows: Sequence[Row]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()


def explained_lines(run: Run, pairing: Pairing, bounds: Sequence[Bounds], ranks: Mapping[str, int]) -> Iterator[str]:
    """The explanation, line by line: where the pairing stands, its lines, what is unknown, what was left out."""
    yield say("exact", "title", {"patient": _name(pairing.patient), "professional": _name(pairing.professional)})
    yield from _standing(pairing, ranks)
    yield ""
    yield from _aligned(list(table_rows(pairing)))
    yield ""
    yield say("exact", "check")
    yield from _uncertain(run, pairing, bounds)
    yield say("exact", "not_a_decision")


def _standing(pairing: Pairing, ranks: Mapping[str, int]) -> Iterator[str]:
    numbers = {
        "score": _points(pairing.tenths),
        "patient_side": f"{pairing.patient_side:.1f}",
        "professional_side": f"{pairing.professional_side:.1f}",
        "known": f"{pairing.known_share:.0%}",
    }
    yield say("exact", "score", numbers)
    for side, partner in (("patient", pairing.patient), ("professional", pairing.professional)):
        if side in ranks:
            yield say("exact", "ranked", {"person": _name(partner), "rank": ranks[side]})
    if not ranks:
        yield say("exact", "unranked")
    gates = "; ".join(say("exact", f"gate_{gate}") for gate in pairing.not_yet)
    yield say("exact", "not_yet", {"gates": gates}) if gates else say("exact", "open")


def _uncertain(run: Run, pairing: Pairing, bounds: Sequence[Bounds]) -> Iterator[str]:
    if any(not line.known for line in pairing.contributions):
        yield say("exact", "unknown")
    for bound in bounds:
        yield say(
            "exact",
            f"bound_{bound.side}",
            {
                "criterion": _criterion(bound.criterion).lower(),
                "low": f"{min(bound.if_none, bound.if_full):.1f}",
                "high": f"{max(bound.if_none, bound.if_full):.1f}",
            },
        )
    if run.dropped:
        yield say("exact", "dropped", {"criteria": ", ".join(_criterion(name).lower() for name in run.dropped)})
