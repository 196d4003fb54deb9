"""Tables about the people whom a purpose is for, checked before anything is held beside them (domain B.2, E.4).

A table is chosen by somebody; none is a default. What is wrong with one attribute refuses that attribute alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.monitoring import Meaning, ReferenceRow
from matchmaker.domain.problem import Problem

OLD_YEARS: Final = 10
TOLERANCE: Final = 0.001
"""Parts may miss their total by this share of it: published counts are rounded for confidentiality."""

NOT_SAID: Final = frozenset(
    {
        "unknown",
        "not known",
        "not stated",
        "not given",
        "not asked",
        "undisclosed",
        "not disclosed",
        "prefer not to say",
        "prefernottosay",
        "rather not say",
        "no answer",
        "refused",
        "declined",
        "missing",
    }
)
"""Ways of writing that somebody did not say."""


class Repair(StrEnum):
    """What may be done, openly, where the parts of an attribute do not add up to its total."""

    RESCALE = "rescale"
    """Shares of the parts' own sum."""
    REMAINDER = "remainder"
    """Shares of the stated total; the rest is called *not in this table*."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One attribute that passed: each category's share of the people meant, and where the figures are from."""

    attribute: str
    shares: Mapping[str, float]
    source: str
    source_date: date
    geography: str | None
    meaning: Meaning | None
    whole: bool
    """Whether the shares make up everybody; if not, categories without a share are expected."""


@dataclass(frozen=True, slots=True)
class References:
    """The attributes that passed, what is wrong with the others, and what was taken for granted."""

    attributes: Mapping[str, Reference]
    problems: tuple[Problem, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    chosen_by: str | None = None


def key_of(name: str) -> str:
    """A category or attribute without differences of case, spaces and underscores."""
    return re.sub(r"[\s_]+", " ", name.casefold()).strip()


def says_nothing(category: str | None) -> bool:
    """Whether a category is a way of not saying."""
    return category is None or key_of(category) in NOT_SAID


def check_references(
    rows: Iterable[ReferenceRow],
    categories: Mapping[str, Sequence[str]],
    *,
    today: date,
    repair: Repair | None = None,
    chosen_by: str | None = None,
    file: str = "reference.csv",
) -> References:
    """Check a table attribute by attribute. ``categories``: those that monitoring has, by the key of the attribute.

    ``repair`` is what to do, openly, with parts that do not add up; without it such an attribute is refused, with the
    figures. ``chosen_by`` is who chose the table.
    """
    grouped: dict[str, list[ReferenceRow]] = {}
    for row in rows:
        grouped.setdefault(key_of(row.attribute), []).append(row)
    good: dict[str, Reference] = {}
    problems: list[Problem] = []
    assumed: list[Assumption] = []
    for key, group in grouped.items():
        checked = _Attribute(group, categories.get(key), today, repair, file)
        problems += checked.problems
        if not checked.problems:
            found = checked.reference()
            problems += checked.problems
            if not checked.problems:
                good[key] = found
                assumed += checked.assumed
    return References(good, tuple(problems), tuple(assumed), chosen_by)


class _Attribute:
    """The rows of one attribute under examination."""

    def __init__(
        self,
        rows: Sequence[ReferenceRow],
        categories: Sequence[str] | None,
        today: date,
        repair: Repair | None,
        file: str,
    ) -> None:
        self.rows, self.name, self.repair, self.file = rows, rows[0].attribute, repair, file
        self.problems: list[Problem] = []
        self.assumed: list[Assumption] = []
        self._check_rows(today)
        self._check_alike()
        if categories is not None:
            self._check_categories(categories)

    def _wrong(self, code: str, row: ReferenceRow | None = None, column: str | None = None, **more: str | int) -> None:
        place = row.row if row else self.rows[0].row
        self.problems.append(Problem.of(code, file=self.file, row=place, column=column, attribute=self.name, **more))

    def _check_rows(self, today: date) -> None:
        first: dict[str, ReferenceRow] = {}
        for row in self.rows:
            same = first.setdefault(key_of(row.category), row)
            if same is not row:
                self._wrong("reference_row_twice", row, "category", category=row.category, first=same.row or 0)
            for column in ("source", "source_date", "numerator", "denominator"):
                if getattr(row, column) is None:
                    self._wrong(f"reference_no_{column}", row, column, category=row.category)
            self._check_share(row)
            if row.source_date and row.source_date > today:
                self._wrong("reference_date_to_come", row, "source_date", category=row.category)
        dates = [row.source_date for row in self.rows if row.source_date]
        years = (today - min(dates)).days // 365 if dates else 0
        if years >= OLD_YEARS:
            self.assumed.append(Assumption.of("reference_old", attribute=self.name, years=years))

    def _check_share(self, row: ReferenceRow) -> None:
        part, whole = row.numerator, row.denominator
        if part is None or whole is None:
            return
        if whole <= 0 or part < 0:
            self._wrong("reference_no_share", row, "denominator", category=row.category)
        elif part > whole:
            figures = {"part": f"{part:,.0f}", "total": f"{whole:,.0f}"}
            self._wrong("reference_share_over_one", row, "numerator", category=row.category, **figures)

    def _check_alike(self) -> None:
        for column in ("denominator", "geography", "meaning"):
            found = dict.fromkeys(value for row in self.rows if (value := getattr(row, column)) is not None)
            if len(found) > 1:
                named = tuple(f"{one:,.0f}" if isinstance(one, float | int) else str(one) for one in found)
                self._wrong(f"reference_{column}_differs", None, column, found=", ".join(named))
            elif not found and column != "denominator":
                self.assumed.append(Assumption.of(f"reference_{column}_missing", attribute=self.name))

    def _check_categories(self, categories: Sequence[str]) -> None:
        from difflib import get_close_matches

        known = {key_of(row.category): row.category for row in self.rows}
        lost = [one for one in categories if key_of(one) not in known]
        free = [key for key in known if key not in {key_of(one) for one in categories}]
        near = [
            f"{one} → {known[close[0]]}" for one in lost if (close := get_close_matches(key_of(one), free, 1, 0.75))
        ]
        if near:
            self._wrong("reference_categories_near", None, "category", pairs="; ".join(near))
        elif lost and self.whole_claimed:
            params = {"lost": ", ".join(lost), "known": ", ".join(known.values())}
            self._wrong("reference_categories_unmatched", None, "category", **params)

    @property
    def whole_claimed(self) -> bool:
        """Whether the rows are meant to make up everybody: one row alone is one share, and claims no more."""
        return len(self.rows) > 1 and self.repair is not Repair.REMAINDER

    def reference(self) -> Reference:
        """The shares, once nothing is wrong with single rows; parts that do not add up are refused or repaired."""
        said = [row for row in self.rows if not says_nothing(row.category)]
        silent = sum(row.numerator or 0 for row in self.rows if says_nothing(row.category))
        total = (self.rows[0].denominator or 0) - silent
        parts = {row.category: row.numerator or 0 for row in said}
        if silent:
            share = f"{silent / (total + silent):.1%}"
            self.assumed.append(Assumption.of("reference_not_said_taken_out", attribute=self.name, share=share))
        alone = len(self.rows) == 1
        if alone:
            self.assumed.append(Assumption.of("reference_one_part", attribute=self.name))
        short = total - sum(parts.values())
        whole = not alone and abs(short) <= TOLERANCE * total
        if not (alone or whole):
            total, whole = self._mend(sum(parts.values()), total)
        base = sum(parts.values()) if whole else total
        first = self.rows[0]
        shares = {name: part / base if base else 0.0 for name, part in parts.items()}
        assert first.source is not None
        assert first.source_date is not None
        return Reference(self.name, shares, first.source, first.source_date, first.geography, first.meaning, whole)

    def _mend(self, parts: float, total: float) -> tuple[float, bool]:
        figures: dict[str, str] = {
            "parts": f"{parts:,.0f}",
            "total": f"{total:,.0f}",
            "difference": f"{abs(total - parts):,.0f}",
            "share": f"{abs(total - parts) / total:.1%}" if total > 0 else "100%",
        }
        short = parts < total
        if self.repair is Repair.RESCALE and parts > 0:
            self.assumed.append(Assumption.of("reference_rescaled", about=(), attribute=self.name, **figures))
            return total, True
        if self.repair is Repair.REMAINDER and short:
            self.assumed.append(Assumption.of("reference_remainder", about=(), attribute=self.name, **figures))
            return total, False
        self._wrong("reference_parts_short" if short else "reference_parts_over", None, "numerator", **figures)
        return max(total, 1), False
