"""Files that came over the wire: the same tables, the same checks, read from memory and never from a disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

from matchmaker.domain.partner import Side
from matchmaker.domain.problem import InputRefused, Problem, WrongUse
from matchmaker.tables.choosing import Choices
from matchmaker.tables.delimited import Progress
from matchmaker.tables.findings import Findings
from matchmaker.tables.locate import VOCABULARY, Located, Place
from matchmaker.tables.read import Inspection, ReadInput, accepted, inspect_located
from matchmaker.tables.shapes import TABLES, table_called
from matchmaker.tables.survey import Source, is_workbook

LONGEST_NAME = 80
MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: the name it was sent with, its bytes, and the side it was given for, if it was."""

    name: str
    content: bytes = field(repr=False)
    side: Side | None = None


def inspect_uploads(
    files: Sequence[Upload],
    *,
    mapping: Choices | None = None,
    challenge_id: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Inspection:
    """Read uploaded files as far as possible and tell everything: :func:`matchmaker.tables.inspect_input` in memory.

    One file of partners, two files with the patient side first, or files called after the tables they hold, with a
    ``vocabulary.toml`` beside them if wanted. ``mapping[file name][heading]`` is the column that a person chose for a
    heading, ``None`` to leave it out. Raises :class:`WrongUse` for files that cannot be an input at all.
    """
    findings = Findings()
    try:
        located = locate_uploads(files)
    except InputRefused as refused:
        findings.problems += refused.problems
        located = Located(())
    return inspect_located(
        located, findings, challenge_id=challenge_id, encoding=encoding, progress=progress, chosen=mapping
    )


def read_uploads(
    files: Sequence[Upload],
    *,
    mapping: Choices | None = None,
    challenge_id: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> ReadInput:
    """What :func:`inspect_uploads` read, or :class:`InputRefused` with every problem there is."""
    found = inspect_uploads(files, mapping=mapping, challenge_id=challenge_id, encoding=encoding, progress=progress)
    return accepted(found)


def locate_uploads(files: Sequence[Upload]) -> Located:
    """Which uploaded file is which table, by the rules for paths; a file given for a side holds people of that side."""
    if not 1 <= len(files) <= MOST_FILES:
        raise WrongUse(Problem.of("upload_count", count=len(files), most=MOST_FILES))
    sources = _sources(files)
    words = [source for source in sources if source.name.casefold() == VOCABULARY]
    given = {source: file.side for source, file in zip(sources, files, strict=True) if file.side}
    named = [s for s in sources if s not in given and table_called(s.path.stem) in TABLES]
    others = [source for source in sources if source not in (*words, *named)]
    _refuse_twins(sources, named)
    partners = any(table_called(source.path.stem) == "partners" for source in named)
    if not partners and not 1 <= len(others) <= 2:
        raise InputRefused(Problem.of("upload_without_partners"))
    people = [] if partners else _partners(others, given, alone=not named)
    tables = [Place(source, table_called(source.path.stem)) for source in named]
    left = tuple(source.name for source in others) if partners else ()
    in_order = sorted([*people, *tables], key=lambda place: TABLES.index(place.table or "partners"))
    return Located(tuple(in_order), words[0] if words else None, left)


def _partners(sources: Sequence[Source], given: Mapping[Source, Side], *, alone: bool) -> list[Place]:
    """One file, on the side it was given for if it was; of two, the patient side is the first unless they say so."""
    if len(sources) == 1:
        side = given.get(sources[0])
        return [
            Place(sources[0], None if alone and side is None and is_workbook(sources[0].path) else "partners", side)
        ]
    first, second = sorted(sources, key=lambda source: given.get(source) is Side.PROFESSIONAL)
    if given.get(first, Side.PATIENT) is not Side.PATIENT or given.get(second, Side.PROFESSIONAL) is Side.PATIENT:
        raise InputRefused(Problem.of("upload_one_side_twice", files=(first.name, second.name)))
    return [Place(first, "partners", Side.PATIENT), Place(second, "partners", Side.PROFESSIONAL)]


def _refuse_twins(sources: Sequence[Source], named: Sequence[Source]) -> None:
    """The same bytes twice, or two files for one table."""
    problems = []
    for place, source in enumerate(sources):
        earlier = next((s for s in sources[:place] if s.content == source.content and source.content), None)
        if earlier:
            problems.append(Problem.of("same_file_twice", file=source.name))
    for table in TABLES:
        same = tuple(source.name for source in named if table_called(source.path.stem) == table)
        if len(same) > 1:
            problems.append(Problem.of("table_twice", file=table, files=same))
    if problems:
        raise InputRefused(problems)


def _sources(files: Sequence[Upload]) -> list[Source]:
    """The files with names that differ, so that people can be told of each."""
    names = [_name(file) for file in files]
    number: Counter[str] = Counter()
    sources = []
    for file, name in zip(files, names, strict=True):
        number[name] += 1
        told = f"{name} ({number[name]})" if names.count(name) > 1 else name
        sources.append(Source(Path(name), told, file.content))
    return sources


def _name(file: Upload) -> str:
    """The last part of the name that was sent, in letters that can be shown; a name is never used as a path."""
    name = "".join(letter for letter in PureWindowsPath(file.name).name if letter.isprintable()).strip()
    path = Path(name or "file")
    return path.name if len(path.name) <= LONGEST_NAME else path.stem[: LONGEST_NAME - 8] + path.suffix[:8]
