"""``matchmaker embed``: a column of texts to unit vectors."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matchmaker.cli import options

if TYPE_CHECKING:
    from matchmaker.domain.assumption import Assumption
    from matchmaker.tables.shape import Shape

EXAMPLE = "Example:  matchmaker embed statements.csv --column text --out vectors.npy"
NUMPY = b"\x93NUMPY"
"""How every NumPy file begins."""

HOW_IT_WAS_READ = ("read_as_windows_1252", "other_delimiter")
"""What is said of the file. Of the columns that were not asked for nothing is."""


@click.command(epilog=EXAMPLE)
@click.argument("file", metavar="FILE.csv", type=options.PLACE, help="A CSV file with a heading row.")
@click.option("--column", metavar="NAME", required=True, help="The column that holds the texts.")
@click.option("--out", metavar="FILE.npy", required=True, type=options.PLACE, help="The NumPy file to write.")
@options.encoding()
@options.as_json("Print what was written as JSON.")
@options.quiet()
def embed(file: Path, column: str, out: Path, encoding: str | None, as_json: bool, quiet: bool) -> None:
    """Turn texts into unit vectors: float32, 384 numbers a text, one row a text, in the file's order.

    These are the model's plain vectors of the texts as they stand: nothing is masked and no mean is taken off, unlike
    in a match run. Vectors say something about the people who wrote the texts: keep them as safely as the texts.
    """
    import json
    from dataclasses import asdict

    from matchmaker.cli.edge import say, watcher
    from matchmaker.explain.messages import say_assumption
    from matchmaker.text import open_text_model
    from matchmaker.text.vector_file import write_vectors

    _refuse_places(file, out)
    texts, assumed = _texts(file, column, encoding)
    watch = watcher(quiet)
    encoder = open_text_model().encoder
    with stopped_in_order():
        written = write_vectors(texts, out, encoder, lambda done, n: watch("Embedding", done, n))
    if as_json:
        click.echo(json.dumps({"file": str(out), "dimensions": 384, **asdict(written)}))
    if quiet:
        return
    for assumption in assumed:
        say(say_assumption(assumption))
    if written.blank:
        say(f"{written.blank} of the texts are blank: their rows are all zeros.")
    if written.split:
        say(f"{written.split} of the texts are longer than the model reads at once: read in parts, and the mean taken.")
    say(f"{written.texts} texts written to {out}: unit vectors of the texts as they stand, nothing masked.")


@contextmanager
def stopped_in_order() -> Iterator[None]:
    """Being told to stop, or losing the terminal, ends the block like an error: what lies aside is taken away."""

    def stop(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    known = [found for name in ("SIGTERM", "SIGHUP") if (found := getattr(signal, name, None))]
    heeded = [one for one in known if signal.getsignal(one) is signal.SIG_DFL]
    for one in heeded:
        signal.signal(one, stop)
    try:
        yield
    finally:
        for one in heeded:
            signal.signal(one, signal.SIG_DFL)


def _refuse_places(file: Path, out: Path) -> None:
    """``WrongUse`` for a file that is no file, and for an ``out`` whose replacing would lose somebody's work."""
    from matchmaker.domain.problem import Problem, WrongUse
    from matchmaker.tables.survey import is_workbook

    if not file.exists():
        raise WrongUse(Problem.of("path_missing", file=str(file)))
    if not file.is_file() or is_workbook(file):
        raise WrongUse(Problem.of("embed_needs_csv", file=str(file)))
    if not out.exists():
        return
    if out.samefile(file):
        raise WrongUse(Problem.of("embed_out_is_input", file=str(out)))
    if not out.is_file() or not _begins_like_vectors(out):
        raise WrongUse(Problem.of("embed_out_is_no_vectors", file=str(out)))


def _begins_like_vectors(out: Path) -> bool:
    try:
        with out.open("rb") as stream:
            return stream.read(len(NUMPY)) == NUMPY
    except OSError:
        return False


def _texts(file: Path, column: str, encoding: str | None) -> tuple[list[str], list[Assumption]]:
    """The column's cells and how the file was read. Every problem is told at once (``InputRefused``)."""
    from matchmaker.domain.problem import InputRefused, Problem, WrongUse
    from matchmaker.tables.findings import Findings
    from matchmaker.tables.locate import Place
    from matchmaker.tables.opening import open_place
    from matchmaker.tables.rows import read_rows
    from matchmaker.tables.survey import Source

    findings, shape = Findings(), _one_column(column)
    try:
        _, tables = open_place(Place(Source(file, file.name), "texts"), {"texts": shape}, findings, encoding, None)
        read = [records for table in tables if (records := read_rows(table, shape, findings))]
    except OSError:
        raise WrongUse(Problem.of("file_not_readable", file=str(file))) from None
    texts = [text for records in read for _, text in records.made]
    if not findings.problems and not texts:
        findings.wrong("no_rows", file=file.name)
    if findings.problems:
        raise InputRefused(findings.in_order())
    return texts, [assumption for assumption in findings.assumptions() if assumption.code in HOW_IT_WAS_READ]


def _one_column(column: str) -> Shape:
    """A table of which one column is read, as it stands; two rows may say the same."""
    from matchmaker.tables.shape import Shape

    return Shape(
        table="texts",
        readers={column: str},
        needed=(column,),
        filled=(),
        make=lambda values: values[column] or "",
        points_to={},
        same=lambda _: object(),
    )
