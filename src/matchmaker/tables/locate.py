"""From the paths somebody gave to the files that are to be read, and which table each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matchmaker.domain.partner import Side
from matchmaker.domain.problem import InputRefused, Problem, WrongUse
from matchmaker.tables.shapes import TABLES, table_called
from matchmaker.tables.survey import Source, is_workbook

DELIMITED = (".csv", ".tsv", ".txt")
READ_ELSEWHERE = ("monitoring", "reference")
"""Tables of the reference that only ``representation`` reads, under their own consent."""

VOCABULARY = "vocabulary.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """A file and the table in it. ``table`` is ``None`` for a workbook with a sheet for each table."""

    source: Source
    table: str | None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """Everything to read, in order, and the names of files beside it that are not read."""

    places: tuple[Place, ...]
    vocabulary: Source | None = None
    left: tuple[str, ...] = ()


def locate(paths: Sequence[Path]) -> Located:
    """Find the files of an input: a folder, one file of partners, or two files with the patient side first.

    Raises :class:`WrongUse` for paths that cannot be an input at all, :class:`InputRefused` for a folder that does
    not say which file is which.
    """
    if len(paths) not in (1, 2):
        raise WrongUse(Problem.of("input_is_one_or_two_paths", count=len(paths)))
    missing = [Problem.of("path_missing", file=str(path)) for path in paths if not path.exists()]
    if missing:
        raise WrongUse(missing)
    if len(paths) == 2:
        return _two_files(*paths)
    path = paths[0]
    if path.is_dir():
        return _folder(path)
    return Located((Place(Source(path, path.name), None if is_workbook(path) else "partners"),))


def _two_files(first: Path, second: Path) -> Located:
    if first.is_dir() or second.is_dir():
        raise WrongUse(Problem.of("two_paths_are_two_files"))
    if first.samefile(second):
        raise WrongUse(Problem.of("same_file_twice", file=first.name))
    same_name = first.name == second.name
    names = [f"{path.parent.name}/{path.name}" if same_name else path.name for path in (first, second)]
    if names[0] == names[1]:
        names = [f"{names[0]} (first)", f"{names[1]} (second)"]
    sides = (Side.PATIENT, Side.PROFESSIONAL)
    sources = (Source(path, name) for path, name in zip((first, second), names, strict=True))
    return Located(tuple(Place(source, "partners", side) for source, side in zip(sources, sides, strict=True)))


def _folder(folder: Path) -> Located:
    found = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    tables: dict[str, list[Path]] = {}
    others: list[Path] = []
    for path in found:
        known = table_called(path.stem) in (*TABLES, *READ_ELSEWHERE) and (_is_table(path))
        tables.setdefault(table_called(path.stem), []).append(path) if known else others.append(path)
    twice = [
        Problem.of("table_twice", file=name, files=tuple(path.name for path in same))
        for name, same in tables.items()
        if len(same) > 1
    ]
    if twice:
        raise InputRefused(twice)
    words = next((Source(path, path.name) for path in others if path.name.casefold() == VOCABULARY), None)
    books = [path for path in others if is_workbook(path)]
    places = tuple(Place(Source(tables[name][0], tables[name][0].name), name) for name in TABLES if name in tables)
    if "partners" not in tables:
        if len(books) != 1 or places:
            raise InputRefused(Problem.of("partners_missing", file=folder.name))
        places = (Place(Source(books[0], books[0].name), None),)
    read = {place.source.path for place in places} | ({words.path} if words else set())
    return Located(places, words, tuple(path.name for path in found if path not in read and _is_data(path)))


def _is_table(path: Path) -> bool:
    return is_workbook(path) or path.suffix.casefold() in DELIMITED


def _is_data(path: Path) -> bool:
    return path.suffix.casefold() in (*DELIMITED, ".xlsx", ".xlsm", ".xls", ".ods", ".numbers", ".json", ".toml")
