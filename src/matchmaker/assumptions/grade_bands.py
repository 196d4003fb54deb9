"""Which of two pay bands or grades is the higher one, where that can be told."""

from __future__ import annotations

import re
from typing import Final

_NUMBERED: Final = re.compile(r"(?:^|[^\d.])(\d{1,2})\s*([a-d])?(?![\w.])", re.IGNORECASE)

_NAMED: Final = (
    (r"chief|executive|board|very senior|vsm|director|top", 20.0),
    (r"consultant", 10.0),
    (r"head|higher|high|senior|upper", 8.0),
    (r"middle|mid|medium", 6.0),
    (r"junior|trainee|entry|lower|low|assistant", 3.0),
)
"""Grades by name, beside the numbered pay bands of the health service. A judgement: ours, and easy to change."""


def height(grade: str | None) -> float | None:
    """A number that is higher for a higher band; ``None`` where there is none, or it is in no order that we know.

    Numbered bands count as they are, their letters above the bare number: 7 < 8a < 8b < 9.
    """
    if not grade:
        return None
    numbered = _NUMBERED.search(grade)
    if numbered:
        return int(numbered[1]) + ("abcd".index(numbered[2].lower()) + 1) / 10 if numbered[2] else float(numbered[1])
    plain = grade.casefold()
    return next((height for word, height in _NAMED if re.search(rf"\b(?:{word})\b", plain)), None)
