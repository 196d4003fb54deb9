"""Letters to the people of a run: read its lists and its input again, and write a letter to each of them."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from matchmaker import pipeline
from matchmaker.domain.partner import Side
from matchmaker.domain.problem import Problem, WrongUse
from matchmaker.explain.audiences import Audience, Document
from matchmaker.explain.letters import NOTHING_NOTED, Letter, letter_to
from matchmaker.explain.letters_in_words import in_words
from matchmaker.explain.letters_noted import Noted
from matchmaker.explain.letters_officer import officer_sheet
from matchmaker.explain.letters_plain import as_script, as_text, spoken
from matchmaker.matching.engine import Progress, inputs_for
from matchmaker.matching.lists import Lists
from matchmaker.matching.run import Pairing, Run
from matchmaker.matching.score import score
from matchmaker.services.known_folders import remember
from matchmaker.services.noted import noted_in
from matchmaker.services.reopening import reopen
from matchmaker.tables.staging import FILE_MODE, MANIFEST, staged_folder
from matchmaker.tables.write import read_back, write_csv

LETTERS: Final = "letters"
"""The folder in the run's own, where nothing else is asked for."""

WHO_IS_WHO: Final = "who-is-who.csv"
"""For the engagement team: which letter is to whom, and who its Person A, B and C are."""

WHO_COLUMNS: Final = ("letter", "for_id", "for_side", "person", "candidate_id")

SHEET: Final = "officer-"
"""How the names of the officer's sheets begin."""

_HARMLESS: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")


class Format(StrEnum):
    """How a letter is written: a page, plain text, a page in large print, a script to be read aloud."""

    HTML = "html"
    TEXT = "text"
    LARGE = "large"
    AUDIO = "audio"


ENDINGS: Final = {
    Format.HTML: ".html",
    Format.TEXT: ".txt",
    Format.LARGE: "-large-print.html",
    Format.AUDIO: "-read-aloud.txt",
}

DEFAULT_FORMATS: Final = (Format.HTML, Format.TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What letters are asked for. ``audience`` ``None``: everybody, each in the words of their own side.

    ``top``: how many people of a list a letter speaks of, 1 to 5. ``contact``: whom to tell yes or no. ``numbers``:
    with the reader's own points.
    """

    audience: Audience | None = None
    top: int = 3
    contact: str | None = None
    numbers: bool = False
    formats: tuple[Format, ...] = DEFAULT_FORMATS


class WrittenLetter(NamedTuple):
    """A letter, the stem of its files, and whom it is to."""

    stem: str
    for_id: str
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written. ``left_out``: places of the run's lists that today's files no longer allow.

    ``changed`` names input files that are not as they were at the run.
    """

    folder: Path
    letters: tuple[WrittenLetter, ...]
    left_out: int
    changed: tuple[str, ...]


class Place(NamedTuple):
    """A place of somebody's list, by ids; ``order``: in which to read it."""

    of_patient: bool
    patient: str
    professional: str
    order: int


@dataclass(frozen=True, slots=True)
class Reopened:
    """A run scored again from today's files, on the lists that its folder holds, and what the folder says of them."""

    run: Run
    noted: Noted
    left_out: int
    changed: tuple[str, ...]


def write_letters(
    folder: Path, out: Path | None, wanted: Wanted, progress: Progress, *, force: bool = False
) -> Written:
    """Write a letter to each person of the run in ``folder`` who has a list, whole or not at all.

    ``out`` is a folder of its own, ``letters`` in the run's folder if ``None``. Raises :class:`WrongUse` where nobody
    of the audience has a list, and where ``out`` holds anything that we did not write.
    """
    opened = reopened(folder, wanted.top, progress)
    target = out or folder / LETTERS
    to = [(side, who, pairings) for side, who, pairings in _lists(opened.run) if _is_for(side, wanted.audience)]
    if not to:
        raise WrongUse(Problem.of("nobody_to_write_to", file=str(folder)))
    written, who_is_who = [], []
    with staged_folder(target, force=force) as aside:
        for n, (side, who, pairings) in enumerate(to, 1):
            letter = letter_of(opened.run, side, pairings, wanted, opened.noted)
            stem = stem_of(who, side, wanted.audience)
            for name, text in _files(stem, _document(opened, letter, pairings, wanted.audience), wanted.formats):
                (aside / name).write_text(text, encoding="utf-8")
            written.append(WrittenLetter(stem, who, side))
            who_is_who += [
                (stem, who, side.value, person.label, pairing.other(who).id)
                for person, pairing in zip(letter.people, pairings, strict=True)
            ]
            progress("writing letters", n, len(to))
        write_csv(aside / WHO_IS_WHO, WHO_COLUMNS, who_is_who)
    _own(target, folder)
    return Written(folder=target, letters=tuple(written), left_out=opened.left_out, changed=opened.changed)


def letter_of(
    run: Run, side: Side, pairings: Sequence[Pairing], wanted: Wanted, noted: Noted = NOTHING_NOTED
) -> Letter:
    """The letter to the person on ``side`` of these pairings."""
    neutral = run.weights.neutral
    return letter_to(side, pairings, run.cohort, neutral, noted=noted, contact=wanted.contact, numbers=wanted.numbers)


def rendered(document: Document, form: Format) -> str:
    """A document in one format."""
    from matchmaker.report.letter_page import letter_page

    if form is Format.TEXT:
        return as_text(document)
    return as_script(document) if form is Format.AUDIO else letter_page(document, large=form is Format.LARGE)


def stem_of(who: str, side: Side, audience: Audience | None) -> str:
    """The name of a letter's files without their ending: harmless on every computer, different for different people.

    An id that is not harmless itself is cut down and followed by ``~`` and a hash: no harmless id holds a ``~``.
    """
    safe = who
    if not _HARMLESS.fullmatch(who):
        safe = re.sub(r"[^A-Za-z0-9_-]+", "_", who)[:40] + "~" + hashlib.sha256(who.encode()).hexdigest()[:16]
    return f"{SHEET if audience is Audience.OFFICER else 'letter-'}{side.value}-{safe}"


def letters_about(ids: Collection[str], folder: Path) -> int:
    """How many letters in ``folder`` are to one of these people or speak of one."""
    return len(_letters_about(ids, folder)[0])


def _letters_about(ids: Collection[str], folder: Path) -> tuple[set[str], list[dict[str, str]]]:
    """Their names, and every row of the table that says whom which letter names. The evidence in an officer's sheet
    may name anybody, so those are read."""
    table = folder / WHO_IS_WHO
    rows = list(read_back(table)) if table.is_file() else []
    about = {row["letter"] for row in rows if row["for_id"] in ids or row["candidate_id"] in ids}
    sheets = {row["letter"] for row in rows if row["letter"].startswith(SHEET)} - about
    return about | {stem for stem in sheets if _is_named(ids, folder, stem)}, rows


def _is_named(ids: Collection[str], folder: Path, stem: str) -> bool:
    """Whether any file of a sheet holds an id, as it is, as a page spells it, or as a voice says it."""
    spelt = {re.escape(" ".join(one.split())) for each in ids for one in (each, html.escape(each), spoken(each))}
    named = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(spelt))})(?!\w)")
    paths = (folder / f"{stem}{ending}" for ending in ENDINGS.values())
    return any(named.search(" ".join(path.read_text(encoding="utf-8").split())) for path in paths if path.is_file())


def forget_letters(ids: Collection[str], folder: Path) -> int:
    """Delete every letter in ``folder`` that is to one of these people or speaks of one; how many there were."""
    gone, rows = _letters_about(ids, folder)
    if not gone:
        return 0
    kept = [row for row in rows if row["letter"] not in gone]
    with staged_folder(folder, force=True) as aside:
        for name in {row["letter"] + ending for row in kept for ending in ENDINGS.values()}:
            if (folder / name).is_file():
                (aside / name).write_bytes((folder / name).read_bytes())
        write_csv(aside / WHO_IS_WHO, WHO_COLUMNS, [[row[column] for column in WHO_COLUMNS] for row in kept])
    return len(gone)


def _is_for(side: Side, audience: Audience | None) -> bool:
    return audience in (None, Audience.OFFICER) or side.value == audience


def _document(opened: Reopened, letter: Letter, pairings: Sequence[Pairing], audience: Audience | None) -> Document:
    if audience is Audience.OFFICER:
        return officer_sheet(opened.run, letter, pairings, opened.noted)
    return in_words(letter, Audience(letter.side.value), opened.run.cohort.vocabulary)


def _files(stem: str, document: Document, formats: Sequence[Format]) -> Iterator[tuple[str, str]]:
    for form in formats:
        yield stem + ENDINGS[form], rendered(document, form)


def _own(target: Path, run_folder: Path) -> None:
    """Letters inside a run's folder belong to it: whatever replaces or thins out the run may take them away."""
    remember(target)
    manifest = run_folder / MANIFEST
    if target.resolve().parent != run_folder.resolve() or not manifest.is_file():
        return
    names = manifest.read_text(encoding="utf-8").splitlines()
    if target.name not in names:
        aside = manifest.with_name(f"{MANIFEST}-new")
        aside.write_text("".join(f"{name}\n" for name in sorted([*names, target.name])), encoding="utf-8")
        aside.chmod(FILE_MODE)
        aside.replace(manifest)


def _lists(run: Run) -> Iterator[tuple[Side, str, list[Pairing]]]:
    """Everybody's list: the patient side first, by id."""
    found: dict[tuple[Side, str], list[Pairing]] = {}
    for suggestion in run.suggestions():
        found.setdefault((suggestion.for_side, suggestion.person.id), []).append(suggestion.pairing)
    for (side, who), pairings in sorted(found.items(), key=lambda entry: (entry[0][0].value, entry[0][1])):
        yield side, who, pairings


def reopened(folder: Path, top: int, progress: Progress) -> Reopened:
    """The run in ``folder``, scored again from today's files, with the first ``top`` places of each of its lists.

    Only people who are on its lists still: whoever was forgotten since, or is kept apart by a rule today, is not.
    """
    opened = reopen(folder, progress)
    noted = noted_in(folder, by_pair=opened.options.for_side == "pair")
    listed = list(_places(noted, top))
    lists = _scored(opened.prepared, listed)
    run = pipeline.run_of(opened.prepared, lists, opened.options)
    return Reopened(run, noted, len(listed) - len(lists.i), opened.changed)


def _places(noted: Noted, top: int) -> Iterator[Place]:
    """The first places of each list, in the order to read them."""
    lists: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for (side, owner, candidate), place in noted.places.items():
        lists.setdefault((side, owner), []).append((place.order, place.rank, candidate))
    for (side, owner), places in lists.items():
        for order, (*_, candidate) in enumerate(sorted(places)[:top], 1):
            of_patient = side == Side.PATIENT
            yield Place(of_patient, *((owner, candidate) if of_patient else (candidate, owner)), order)


def _scored(prepared: pipeline.Prepared, places: Sequence[Place]) -> Lists:
    """The places that can be scored today: both people are there and no rule keeps them apart."""
    row = {p.id: i for i, p in enumerate(prepared.pool.patient_side)}
    column = {p.id: j for j, p in enumerate(prepared.pool.professional_side)}
    there = [place for place in places if place.patient in row and place.professional in column]
    i = np.array([row[place.patient] for place in there], np.intp)
    j = np.array([column[place.professional] for place in there], np.intp)
    allowed = ~prepared.table.blocked.holds(i, j)
    i, j = i[allowed], j[allowed]
    side = np.array([place.of_patient for place in there], bool)[allowed]
    order = np.array([place.order for place in there], np.intp)[allowed]
    inputs = inputs_for(prepared.table, i, j)
    return Lists(
        i=i,
        j=j,
        inputs=inputs,
        scores=score(inputs, prepared.table.weights),
        side=side,
        person=np.where(side, i, j),
        rank=order,
        pair=np.arange(len(i)),
    )
