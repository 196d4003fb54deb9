"""CSV and its cousins, read strictly and one row at a time with the standard library."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import TextIO

from matchmaker.domain.problem import Problem
from matchmaker.tables.raw import Record
from matchmaker.tables.survey import Survey

MAX_PARSED_CELL = 20_000_000
"""Characters after which a cell is surely a quote that was never closed; shorter ones are measured later."""

STEP = 2000
"""Rows between two reports of progress."""

Progress = Callable[[str, int, int], None]
"""``(file, done, total)``: bytes of a text file, rows of a workbook. ``done == total`` comes last."""


def delimiter_of(line: str) -> str:
    """The delimiter that the heading line uses most, outside quotes: comma, semicolon or tab."""
    outside = "".join(line.split('"')[::2])
    return max(",;\t", key=outside.count)


def read_delimited(looked: Survey, progress: Progress | None = None) -> tuple[str, Iterator[Record | Problem]]:
    """The delimiter of a file and its rows. Row numbers are those that a spreadsheet shows."""
    with looked.source.open() as raw, io.TextIOWrapper(raw, encoding=looked.encoding, newline="") as stream:
        first = next((line for line in stream if line.strip()), "")
    told = first.strip().casefold()
    delimiter = first.strip()[4:5] if told.startswith("sep=") and len(told) == 5 else delimiter_of(first)
    return delimiter, _rows(looked, delimiter, progress, skip=told.startswith("sep="))


def _rows(looked: Survey, delimiter: str, progress: Progress | None, *, skip: bool) -> Iterator[Record | Problem]:
    name = looked.source.name
    with (
        looked.source.open() as raw,
        io.TextIOWrapper(raw, encoding=looked.encoding, newline="") as stream,
    ):
        if skip:
            stream.readline()
        for item in _parsed(stream, delimiter, name):
            if progress and not isinstance(item, Problem) and item[0] % STEP == 0:
                progress(name, min(raw.tell(), looked.size), looked.size)
            yield item
    if progress:
        progress(name, looked.size, looked.size)


def _parsed(stream: TextIO, delimiter: str, name: str) -> Iterator[Record | Problem]:
    """Rows by the strict rules. After a broken row the next is read if the break was within one line."""
    csv.field_size_limit(MAX_PARSED_CELL)
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    row = 0
    while True:
        row, before = row + 1, reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            within_one_line = reader.line_num - before == 1 and "unexpected end" not in str(error)
            yield Problem.of("quotes_broken" if within_one_line else "quote_never_closed", file=name, row=row)
            if not within_one_line:
                return
            continue
        yield row, cells
