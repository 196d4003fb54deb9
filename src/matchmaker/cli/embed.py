"""``matchmaker embed``: a column of texts to unit vectors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from matchmaker.cli import options

EXAMPLE = "Example:  matchmaker embed statements.csv --column text --out vectors.npy"


@click.command(epilog=EXAMPLE)
@click.argument("file", metavar="FILE.csv", type=options.PLACE, help="A CSV file with a heading row.")
@click.option("--column", metavar="NAME", required=True, help="The column that holds the texts.")
@click.option("--out", metavar="FILE.npy", required=True, type=options.PLACE, help="The NumPy file to write.")
@options.as_json("Print what was written as JSON.")
@options.quiet()
def embed(file: Path, column: str, out: Path, as_json: bool, quiet: bool) -> None:
    """Turn texts into unit vectors: float32, 384 numbers a text, one row a text, in the file's order.

    These are the model's plain vectors of the texts as they stand: nothing is masked and no mean is taken off, unlike
    in a match run. Vectors say something about the people who wrote the texts: keep them as safely as the texts.
    """
    import json
    from dataclasses import asdict

    from matchmaker.cli.edge import say, watcher
    from matchmaker.text import open_text_model
    from matchmaker.text.vector_file import write_vectors

    count = sum(1 for _ in _texts(file, column))
    watch = watcher(quiet)
    encoder = open_text_model().encoder
    written = write_vectors(_texts(file, column), count, out, encoder, lambda done, n: watch("Embedding", done, n))
    if as_json:
        click.echo(json.dumps({"file": str(out), "dimensions": 384, **asdict(written)}))
    if quiet:
        return
    if written.blank:
        say(f"{written.blank} of the texts are blank: their rows are all zeros.")
    if written.split:
        say(f"{written.split} of the texts are longer than the model reads at once: read in parts, and the mean taken.")
    say(f"{written.texts} texts written to {out}: unit vectors of the texts as they stand, nothing masked.")


def _texts(file: Path, column: str) -> Iterator[str]:
    """The column's cells. Every unreadable row is refused at once (``InputRefused``)."""
    from matchmaker.domain.problem import InputRefused, Problem
    from matchmaker.tables.delimited import read_delimited
    from matchmaker.tables.raw import headed, key_of
    from matchmaker.tables.survey import Source, survey

    looked = survey(Source(file, file.name), None)
    if isinstance(looked, Problem):
        raise InputRefused(looked)
    if looked.encoding is None:
        raise InputRefused(Problem.of("embed_needs_csv", file=file.name))
    table = headed("texts", file.name, read_delimited(looked)[1], frozenset({column}))
    if isinstance(table, Problem):
        raise InputRefused(table)
    places = [place for place, heading in enumerate(table.headings) if key_of(heading) == key_of(column)]
    if len(places) != 1:
        code = "column_missing" if not places else "column_twice"
        raise InputRefused(Problem.of(code, file=file.name, column=column, headings=table.headings))
    problems = []
    for row in table.rows:
        if isinstance(row, Problem):
            problems.append(row)
        elif not problems and any(cell.strip() for cell in row[1]):
            yield row[1][places[0]] if places[0] < len(row[1]) else ""
    if problems:
        raise InputRefused(problems)
