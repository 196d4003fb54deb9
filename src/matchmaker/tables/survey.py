"""A first look at a file's bytes: what it is, its hash, and how its letters are written."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from matchmaker.domain.problem import Problem, WrongUse

CHUNK = 1 << 20
MAX_BYTES = 1_000_000_000
MAX_LINE = 20_000_000
"""Bytes without a line end after which a file is no table that anybody wrote."""

OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF document"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"\xd0\xcf\x11\xe0", "old or password-protected Office file"),
    (b"{\\rtf", "RTF document"),
    (b"<!doctype html", "web page"),
    (b"<html", "web page"),
    (b"<?xml", "XML file"),
    (b"{", "JSON file"),
    (b"[", "JSON file"),
    (b"\x1f\x8b", "compressed file"),
)
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its path, and the name by which people are told of it.

    With ``content`` it lies in memory, and ``path`` is no more than its name: nothing is read from a disk.
    """

    path: Path
    name: str
    content: bytes | None = field(default=None, repr=False)

    def open(self) -> BinaryIO:
        """The file's bytes, from the start."""
        return self.path.open("rb") if self.content is None else BytesIO(self.content)

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return self.path.stat().st_size if self.content is None else len(self.content)


@dataclass(frozen=True, slots=True)
class Survey:
    """What the bytes say. ``encoding`` is ``None`` for a workbook; ``guessed`` says it was a fallback."""

    source: Source
    size: int
    sha256: str
    encoding: str | None
    guessed: bool = False


def is_workbook(path: Path) -> bool:
    """Whether a file's name says that it is a workbook."""
    return path.suffix.casefold() in (".xlsx", ".xlsm")


def survey(source: Source, encoding: str | None = None) -> Survey | Problem:
    """Look at a file once from end to end. ``encoding``, if given, is believed."""
    size = source.size
    if size > MAX_BYTES:
        return Problem.of("file_too_big", file=source.name, limit=MAX_BYTES)
    if size == 0:
        return Problem.of("file_empty", file=source.name)
    with source.open() as stream:
        head = stream.read(4096)
    wrong = _not_as_named(source, head)
    if wrong:
        return wrong
    if is_workbook(source.path):
        return Survey(source, size, _hash(source), None)
    return _letters(source, head, size, _checked(encoding))


def _chunks(source: Source) -> Iterator[bytes]:
    with source.open() as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _hash(source: Source) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(source):
        digest.update(chunk)
    return digest.hexdigest()


def _not_as_named(source: Source, head: bytes) -> Problem | None:
    """A file whose first bytes belie its name: a PDF, a picture, an old workbook, a workbook called ``.csv``."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((kind for magic, kind in OTHER_KINDS if start.startswith(magic.lower())), None)
    zipped = head.startswith(b"PK\x03\x04")
    if zipped and not is_workbook(source.path):
        kind = "workbook or zip file"
    if kind is None and is_workbook(source.path) and not zipped:
        kind = "text file"
    return Problem.of("not_what_its_name_says", file=source.name, looks_like=kind) if kind else None


def _checked(encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        codecs.getincrementaldecoder(encoding)
        "".encode(encoding)
    except (LookupError, ValueError):
        raise WrongUse(Problem.of("encoding_unknown")) from None
    return encoding


def _letters(source: Source, head: bytes, size: int, told: str | None) -> Survey | Problem:
    """Find the encoding: as told, by its mark, strict UTF-8, or Windows-1252, which Excel writes."""
    marked = next((name for mark, name in MARKS if head.startswith(mark)), None)
    if not (told or marked) and head.count(0) > len(head) // 5:
        return Problem.of("encoding_unreadable", file=source.name)
    for name in (told,) if told else (marked,) if marked else ("utf-8", "cp1252"):
        read = _try(source, name or "utf-8")
        if isinstance(read, str):
            return Survey(source, size, read, name, guessed=name == "cp1252" and not told)
        if read == MAX_LINE:
            return Problem.of("line_too_long", file=source.name)
    return Problem.of("encoding_unreadable", file=source.name)


def _try(source: Source, encoding: str) -> str | int:
    """The file's hash if it can be read in this encoding; else 0, or ``MAX_LINE`` for a line without an end."""
    decoder, digest, run = codecs.getincrementaldecoder(encoding)(), hashlib.sha256(), 0
    try:
        for chunk in _chunks(source):
            digest.update(chunk)
            decoder.decode(chunk)
            end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            run = run + len(chunk) if end < 0 else len(chunk) - end
            if run > MAX_LINE:
                return MAX_LINE
        decoder.decode(b"", final=True)
    except (UnicodeError, ValueError):
        return 0
    return digest.hexdigest()
