"""Files of a form, read as they arrive into memory and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from matchmaker.console.desk import Held

if TYPE_CHECKING:
    from starlette.requests import Request

SLOTS = ("patient", "professional", "tables")
FIELDS = 20
NAME_LENGTH = 100
READ_ON = 10
"""A body this many times too large is read to its end, unkept, so that the browser can show what we say about it."""


class TooLargeError(Exception):
    """More bytes than one visit may hold."""


class FormBrokenError(Exception):
    """The body is no form of ours."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The files of a form and its token."""

    files: tuple[Held, ...]
    token: str


async def uploaded(request: Request, most_bytes: int) -> Uploaded:
    """Read a multipart form. :class:`TooLargeError` after its end was read, or at once if it is hopelessly large."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise FormBrokenError

    class InMemory(MultiPartParser):
        spool_max_size = 2 * most_bytes + 1

    try:
        async with aclosing(_within(request, most_bytes)) as stream:
            form = await InMemory(request.headers, stream, max_files=FIELDS, max_fields=FIELDS).parse()
    except (MultiPartException, KeyError, ValueError):
        raise FormBrokenError from None
    try:
        files = [
            Held(file_name(part.filename), slot, part.file.read())
            for slot, part in form.multi_items()
            if isinstance(part, UploadFile) and slot in SLOTS and part.filename
        ]
        token = form.get("token")
        return Uploaded(tuple(files), token if isinstance(token, str) else "")
    finally:
        await form.close()


async def _within(request: Request, most_bytes: int) -> AsyncGenerator[bytes, None]:
    """The body's chunks up to the limit and a little for the form round the files; beyond it nothing is kept."""
    limit, got = most_bytes + 100_000, 0
    async for chunk in request.stream():
        got += len(chunk)
        if got <= limit:
            yield chunk
        elif got > READ_ON * limit:
            break
    if got > limit:
        raise TooLargeError


def file_name(given: str) -> str:
    """The last part of a file's name as browsers give it, printable and not endless."""
    name = PureWindowsPath(PurePosixPath(given).name).name
    kept = "".join(sign for sign in name if sign.isprintable()).strip() or "file"
    if len(kept) <= NAME_LENGTH:
        return kept
    path = PurePosixPath(kept)
    return path.stem[: NAME_LENGTH - 10] + path.suffix[:10]
