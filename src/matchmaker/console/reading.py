"""From the files on somebody's desk to what was understood of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from matchmaker.console.desk import Choices, Held
from matchmaker.domain.partner import Side
from matchmaker.domain.problem import Problem
from matchmaker.tables.choosing import NUMBERED
from matchmaker.tables.findings import Findings
from matchmaker.tables.headings import TEXTS, letter, sensitive
from matchmaker.tables.locate import VOCABULARY, Located, Place
from matchmaker.tables.opening import open_place
from matchmaker.tables.raw import key_of
from matchmaker.tables.read import Inspection, inspect_located
from matchmaker.tables.shapes import TABLES, shapes, table_called
from matchmaker.tables.survey import Source, is_workbook
from matchmaker.tables.vocabulary import read_vocabulary

EVERYBODY = "everybody"
ROWS_LOOKED_AT = 100
WORDS_OF_A_TEXT = 8
"""A column whose cells have more words than this on average is somebody's own writing."""

Chosen = dict[str, dict[str, str | None]]
Guesses = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Look:
    """What was understood.

    ``guessed`` are the (file, column) that were taken to be a column, to be checked; ``challenges`` those to choose
    from, as (id, title).
    """

    found: Inspection
    guessed: frozenset[tuple[str, str]]
    challenges: tuple[tuple[str, str], ...]


def role_of(held: Held, files: Sequence[Held], role: str | None) -> str:
    """What a file is: ``patient``, ``professional``, ``everybody``, a table's name, ``vocabulary`` or ``""``."""
    if held.slot != "tables":
        alone = sum(other.slot != "tables" for other in files) == 1
        return role or (EVERYBODY if alone and _tells_sides(held) else held.slot) if alone else held.slot
    if held.name.casefold() == VOCABULARY:
        return "vocabulary"
    stem = table_called(Path(held.name).stem)
    if stem == "partners":
        return EVERYBODY
    return stem if stem in TABLES else ""


def looked_at(files: Sequence[Held], choices: Choices) -> Look:
    """Read everything; headings that are not ours are guessed at where the file could not be read without."""
    located = _located(files, choices)
    challenges = tuple(_challenges(located))
    if choices.challenge not in dict(challenges):
        choices.challenge = None
    chosen = _chosen(choices)
    found = _inspect(located, choices, chosen)
    guesses = _guesses(located, found, chosen)
    if guesses:
        found = _inspect(located, choices, _together(guesses, chosen))
        wrong = {(problem.file, problem.column) for problem in found.problems if problem.row != 1}
        kept = {place: column for place, column in guesses.items() if (place[0], column) not in wrong or column == "id"}
        if len(kept) < len(guesses):
            guesses, found = kept, _inspect(located, choices, _together(kept, chosen))
    return Look(found, frozenset(guesses), challenges)


def _inspect(located: Located, choices: Choices, chosen: Chosen) -> Inspection:
    return inspect_located(located, Findings(), challenge_id=choices.challenge, chosen=chosen)


def _chosen(choices: Choices) -> Chosen:
    chosen: Chosen = {}
    for (file, place), column in choices.columns.items():
        chosen.setdefault(file, {})[place] = column or None
    return chosen


def _together(guesses: Guesses, chosen: Chosen) -> Chosen:
    both: Chosen = {}
    for (file, place), column in guesses.items():
        both.setdefault(file, {})[place] = column
    for file, said in chosen.items():
        both.setdefault(file, {}).update(said)
    return both


def _located(files: Sequence[Held], choices: Choices) -> Located:
    words, places = None, []
    order = ("patient", "professional", EVERYBODY, *TABLES)
    for held in sorted(files, key=lambda each: each.name):
        role = role_of(held, files, choices.role)
        source = Source(Path(held.name), held.name, held.content)
        if role == "vocabulary":
            words = source
        elif role:
            places.append((order.index(role), _place(source, role)))
    return Located(tuple(place for _, place in sorted(places, key=lambda each: each[0])), words)


def _place(source: Source, role: str) -> Place:
    if role in ("patient", "professional"):
        return Place(source, "partners", Side(role))
    if role == EVERYBODY:
        return Place(source, None if is_workbook(source.path) else "partners")
    return Place(source, role)


def _tells_sides(held: Held) -> bool:
    """Whether a file has a column that says who stands on which side, or a sheet for each table."""
    place = _place(Source(Path(held.name), held.name, held.content), EVERYBODY)
    _, tables = open_place(place, shapes(read_vocabulary(None)[0]), Findings(), None, None)
    return any(table.table != "partners" or "side" in map(key_of, table.headings) for table in tables)


def _challenges(located: Located) -> Iterator[tuple[str, str]]:
    """Every challenge there is to choose from, with what it is called."""
    for place in located.places:
        if place.table not in (None, "challenges"):
            continue
        for table in open_place(place, shapes(read_vocabulary(None)[0]), Findings(), None, None)[1]:
            keys = [key_of(heading) for heading in table.headings]
            if table.table != "challenges" or "id" not in keys:
                continue
            title = keys.index("title") if "title" in keys else keys.index("id")
            for row in table.rows:
                if not isinstance(row, Problem) and len(row[1]) == len(keys) and row[1][keys.index("id")].strip():
                    yield row[1][keys.index("id")].strip(), row[1][title].strip()


def place_of(letter: str) -> str:
    """A column by its letter, as choices name it: a heading may be there twice."""
    return f"column {letter}"


def _guesses(located: Located, found: Inspection, chosen: Chosen) -> Guesses:
    """For files of people without an id or without texts: the column that each other heading is probably meant for."""
    guesses: Guesses = {}
    files = {each.file for each in found.read.headings if each.table == "partners"}
    for file in sorted(files):
        headings = [each for each in found.read.headings if each.file == file]
        said = chosen.get(file, {})
        taken = {each.column for each in headings if each.column} | set(filter(None, said.values()))
        if "id" in taken and taken & set(TEXTS):
            continue
        for each in headings:
            open_to_guess = each.how == "unknown" and place_of(each.letter) not in said
            if open_to_guess and each.guess and each.guess not in taken:
                guesses[file, place_of(each.letter)] = each.guess
                taken.add(each.guess)
        if not taken & set(TEXTS):
            long = set(_long_texts(located, file)) - said.keys() - {place for name, place in guesses if name == file}
            guesses |= {(file, place): "experience_text" for place in sorted(long)}
        if "id" not in taken and NUMBERED not in said:
            guesses[file, NUMBERED] = "id"
    return guesses


def _long_texts(located: Located, file: str) -> Iterator[str]:
    """Columns that are not ours whose cells hold somebody's own writing."""
    shaped = shapes(read_vocabulary(None)[0])
    ours = set(map(key_of, shaped["partners"].columns))
    for place in located.places:
        for table in open_place(place, shaped, Findings(), None, None)[1]:
            if table.file != file:
                continue
            rows = [item[1] for item in islice(table.rows, ROWS_LOOKED_AT) if not isinstance(item, Problem)]
            for n, heading in enumerate(table.headings):
                words = [len(cells[n].split()) for cells in rows if n < len(cells) and cells[n].strip()]
                mine = key_of(heading) in ours or sensitive(heading)
                if heading and not mine and words and sum(words) / len(words) >= WORDS_OF_A_TEXT:
                    yield place_of(letter(n))
