"""The optional table of an auditor's figures: whether a score tells groups of people from one another, in aggregate."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from matchmaker.domain.identity_audit import AuditedGroup
from matchmaker.tables.cells import CellWrong, Reader, is_none, number, short, whole
from matchmaker.tables.shape import RowWrong, Shape

_PEOPLE = whole(0, 100_000_000)
_SHARE = number(0, 1)
FILLED = ("attribute", "category", "n_in", "n_out", "separation", "low", "high", "control")


def _separation(cell: str) -> object:
    """A separation, 0 to 1; ``none`` says nothing here."""
    if is_none(cell):
        raise CellWrong("not_a_number", low=0, high=1)
    return _SHARE(cell)


def identity_audit_shape() -> Shape:
    """The shape of ``identity_audit.csv``."""
    readers: dict[str, Reader] = {"attribute": short, "category": short, "n_in": _PEOPLE, "n_out": _PEOPLE}
    readers |= dict.fromkeys(("separation", "low", "high", "control", "control_low", "control_high"), _separation)
    return Shape("identity_audit", readers, FILLED, FILLED, _group, {}, _whose)


def _group(values: dict[str, Any]) -> AuditedGroup:
    group = AuditedGroup(**values)
    if not group.low <= group.separation <= group.high:
        raise RowWrong("interval_without_its_value", "separation")
    if (group.control_low is None) != (group.control_high is None):
        raise RowWrong("interval_half_given", "control_low" if group.control_low is None else "control_high")
    if not (group.control_low or 0) <= group.control <= (1 if group.control_high is None else group.control_high):
        raise RowWrong("interval_without_its_value", "control")
    return group


def _whose(record: AuditedGroup) -> Hashable:
    return record.attribute.casefold(), record.category.casefold()
