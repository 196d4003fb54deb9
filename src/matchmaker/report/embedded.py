"""The report's data inside its page: as JSON in a data block, and out of it again."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from matchmaker.domain.problem import InputRefused, Problem
from matchmaker.report.data import FORMAT, ReportData

START = '<script type="application/json" id="report-data">'
END = "</script>"

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def _plain(value: Any) -> dict[str, Any]:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(type(value).__name__)


def as_json(data: ReportData) -> str:
    """The data as JSON that is safe inside a page: no sign in it can end the block or begin markup."""
    return json.dumps(data, default=_plain, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def data_in(html: str) -> ReportData:
    """The data of a page that :func:`matchmaker.report.html.render` wrote.

    :class:`InputRefused` (``report_unreadable``) for any other page; nothing of the page is in the error.
    """
    from pydantic import TypeAdapter, ValidationError

    _, found, rest = html.partition(START)
    try:
        data = TypeAdapter(ReportData).validate_json(rest.partition(END)[0]) if found else None
    except ValidationError:
        data = None
    if data is None or data.format != FORMAT:
        raise InputRefused(Problem.of("report_unreadable"))
    return data
