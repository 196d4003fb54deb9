"""Is a workbook safe to open? A small zip file may unpack to more than a computer holds."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from matchmaker.domain.problem import Problem
from matchmaker.tables.survey import Source

CHUNK = 1 << 20
MAX_UNPACKED = 1_000_000_000
MAX_PARTS = 10_000
MAX_CELLS = 50_000_000
OVERLAP = 200
"""Bytes kept from the chunk before, so that a cell cut in two is still seen."""

COLUMN = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})\d""")
ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["'](\d{1,9})""")
ERROR = re.compile(rb"""<(?:\w+:)?c\s(?=[^>]*?\bt=["']e["'])[^>]*?\br=["']([A-Z]{1,3}\d{1,9})["']""")


@dataclass(slots=True)
class Extent:
    """How far a sheet reaches, and which of its cells hold an error such as ``#N/A``."""

    last_row: int = 0
    columns: set[bytes] = field(default_factory=set)
    errors: set[str] = field(default_factory=set)

    def add(self, chunk: bytes) -> None:
        """Take in a piece of the sheet's XML."""
        self.last_row = max([self.last_row, *map(int, ROW.findall(chunk))])
        self.columns.update(COLUMN.findall(chunk))
        self.errors.update(cell.decode() for cell in ERROR.findall(chunk))

    @property
    def cells(self) -> int:
        """The size of the rectangle that a reader would make of the sheet."""
        return self.last_row * max((_number(letters) for letters in self.columns), default=0)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def archive_problems(source: Source) -> tuple[Problem, ...]:
    """Unpack every part once, counting what really comes out (never what the file says), and keep nothing."""
    name = source.name
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                return (Problem.of("not_what_its_name_says", file=name, looks_like="zip file"),)
            if len(parts) > MAX_PARTS:
                return (Problem.of("workbook_too_big", file=name),)
            return _unpacked(archive, parts, name)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError):
        return (Problem.of("workbook_broken", file=name),)
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        return (Problem.of("workbook_broken", file=name),)


def _unpacked(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> tuple[Problem, ...]:
    left, problems = MAX_UNPACKED, []
    for part in parts:
        part.file_size = MAX_UNPACKED + CHUNK  # what the file claims would otherwise end the reading early
        extent, tail = Extent(), b""
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    return (Problem.of("workbook_too_big", file=name),)
                if part.filename.startswith("xl/worksheets/"):
                    extent.add(tail + chunk)
                    tail = chunk[-OVERLAP:]
        if extent.cells > MAX_CELLS:
            return (Problem.of("sheet_reaches_too_far", file=name, rows=extent.last_row),)
        problems += [
            Problem.of("cell_holds_error", file=name, row=int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), cell=cell)
            for cell in sorted(extent.errors, key=lambda c: (len(c), c))
        ]
    return tuple(problems)
