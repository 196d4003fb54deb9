"""One thing the report found, looked for and did not find, or could not look for: a row of ``gaps.csv``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matchmaker.disclosure import Cell, Mark, Policy
from matchmaker.domain.assumption import Value
from matchmaker.domain.monitoring import Stage
from matchmaker.explain.messages import say
from matchmaker.representation.compare import Comparison
from matchmaker.representation.ratios import Verdict
from matchmaker.representation.remedies import Type, remedy

Out = str | float | None

NO_DATA, NONE_FOUND, FOUND = "no_data", "none_found", "found"
GAPS = frozenset({FOUND, Verdict.CLEAR_GAP.value, Verdict.POSSIBLE_GAP.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``count_shown`` is text as a policy prints it; the figures are there only where no count behind them is held
    back. ``verdict`` is one of :class:`Verdict`, ``found``, ``none_found`` or ``no_data``; ``words`` say it."""

    type: Type
    perspective: str | None = None
    stage: Stage | None = None
    count_shown: str | None = None
    expected: float | None = None
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    verdict: str
    wording: str
    remedy: str | None = None

    @property
    def is_gap(self) -> bool:
        """Whether this is a gap that somebody may act on; not to know is none."""
        return self.verdict in GAPS

    def row(self, run_id: str) -> tuple[Out, ...]:
        """The row of ``gaps.csv``."""
        figures = [
            None if value is None else round(value, places)
            for value, places in ((self.expected, 1), (self.ratio, 3), (self.ratio_low, 3), (self.ratio_high, 3))
        ]
        stage = self.stage.value if self.stage else None
        head = (run_id, self.type.value, self.perspective, stage, self.count_shown)
        return (*head, *figures, self.verdict, self.wording, self.remedy)


def shown(cell: Cell, policy: Policy) -> str:
    """A printed cell as text."""
    if cell.value is not None:
        return str(cell.value)
    if cell.mark is Mark.SMALL:
        return say("disclosure", policy.mark, {"limit": policy.smallest_shown})
    return say("disclosure", cell.mark.value, {"low": cell.low, "high": cell.high or 0})


def no_data(kind: Type, missing: str, perspective: str | None = None, stage: Stage | None = None) -> Finding:
    """A type of gap that could not be looked for; ``missing`` is the code of what was not given."""
    what = say("gap", f"missing_{missing}")
    wording = say("gap", f"{kind}_{NO_DATA}" if perspective is None else f"{NO_DATA}_about", _about(what, perspective))
    return Finding(type=kind, perspective=perspective, stage=stage, verdict=NO_DATA, wording=wording)


def _about(what: str, perspective: str | None) -> dict[str, Value]:
    return {"missing": what, "perspective": perspective or ""}


def none_found(kind: Type) -> Finding:
    """A type of gap that was looked for and not found."""
    return Finding(type=kind, verdict=NONE_FOUND, wording=say("gap", f"{kind}_{NONE_FOUND}"))


def found(kind: Type, perspective: str | None = None, code: str = FOUND, **more: Value) -> Finding:
    """A gap that is no comparison."""
    params: dict[str, Value] = {"perspective": perspective or "", **more}
    wording = say("gap", f"{kind}_{code}", params)
    return Finding(type=kind, perspective=perspective, verdict=FOUND, wording=wording, remedy=remedy(kind))


def compared(
    kind: Type,
    perspective: str,
    stage: Stage,
    cell: Cell,
    comparison: Comparison,
    policy: Policy,
    *,
    words: str,
    more: dict[str, Value] | None = None,
) -> Finding:
    """A comparison as a finding. ``words`` begins the codes of its sentences."""
    params: dict[str, Value] = {
        "perspective": perspective,
        "stage": say("gap", f"stage_{stage}"),
        **(more or {}),
    }
    said = comparison.verdict
    ratio = comparison.ratio
    return Finding(
        type=kind,
        perspective=perspective,
        stage=stage,
        count_shown=shown(cell, policy),
        expected=comparison.expected,
        ratio=ratio.value if ratio else None,
        ratio_low=ratio.low if ratio else None,
        ratio_high=ratio.high if ratio else None,
        verdict=said.value,
        wording=say("gap", f"{words}_{said}", params),
        remedy=remedy(kind) if said.value in GAPS or said is Verdict.TOO_FEW else None,
    )


def all_types(made: Mapping[Type, Sequence[Finding]]) -> tuple[Finding, ...]:
    """Every type in order, none of them silent: where no gap was found and all could be told, that is said."""
    unsaid = {NO_DATA, Verdict.HELD_BACK.value, Verdict.TOO_FEW.value}
    told: list[Finding] = []
    for kind in Type:
        told += made[kind]
        if not any(one.is_gap or one.verdict in unsaid for one in made[kind]):
            told.append(none_found(kind))
    return tuple(told)
