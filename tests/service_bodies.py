"""Made-up people as they are sent to the service."""

from __future__ import annotations

import tomllib
from pathlib import Path

from matchmaker.api.bodies import LISTS
from matchmaker.tables.delimited import read_delimited
from matchmaker.tables.raw import key_of
from matchmaker.tables.shapes import shapes
from matchmaker.tables.survey import Source, survey
from matchmaker.tables.vocabulary import read_vocabulary

FIXTURES = Path(__file__).parents[1] / "data" / "fixtures"


def body_of(folder: Path, challenge: str | None = None, **options) -> dict:
    """The tables of an input folder as the body of ``POST /v1/match``, for one challenge of them or for none."""
    body: dict = {"options": options}
    for table, shape in shapes(read_vocabulary(None)[0]).items():
        path = folder / f"{table}.csv"
        if path.is_file():
            body[table] = [_record(row, shape.columns) for row in rows_of(path)]
    body["challenge"] = next((one for one in body.pop("challenges", []) if one["id"] == challenge), None)
    body["needs"] = [need for need in body.get("needs", []) if need["challenge_id"] == challenge]
    if (folder / "vocabulary.toml").is_file():
        body["vocabulary"] = tomllib.loads((folder / "vocabulary.toml").read_text(encoding="utf-8"))
    return body


def rows_of(path: Path) -> list[dict[str, str]]:
    _, records = read_delimited(survey(Source(path, path.name)))
    headings, *rows = (cells for _, cells in records)
    return [dict(zip(headings, row, strict=True)) for row in rows if any(row)]


def _record(row: dict[str, str], columns: tuple[str, ...]) -> dict[str, object]:
    known = {key_of(column): column for column in columns}
    cells = {known[key_of(heading)]: cell for heading, cell in row.items() if key_of(heading) in known}
    return {column: _sent(column, cell) for column, cell in cells.items()}


def _sent(column: str, cell: str) -> object:
    if not cell.strip():
        return None
    if column in LISTS:
        return [] if cell.strip() == "none" else [entry.strip() for entry in cell.split(";") if entry.strip()]
    return {"yes": True, "no": False}.get(cell, cell) if column.startswith(("is_", "consent_")) else cell
