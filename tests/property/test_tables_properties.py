"""Whatever the bytes, reading ends in a cohort or in named problems; whatever is written can be read back."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from matchmaker.domain.problem import InputRefused
from matchmaker.explain.messages import say_assumption, say_problem
from matchmaker.tables import RawTable, read_input, read_tables
from matchmaker.tables.shapes import shapes
from matchmaker.tables.vocabulary import read_vocabulary
from matchmaker.tables.write import read_back, write_csv

COLUMNS = shapes(read_vocabulary(None)[0])["partners"].columns
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LIKELY = st.sampled_from(
    ["", "none", "P1", "H1", "patient", "professional", "a;b", "a:2;b:3", "2027-01-31", "31/01/2027", "yes", "3",
     "RC1:2", "mon_am", "any", "=1", "a@b.org", ",", '"', ":", ";", "1e9", "\u202e", "\x00", "２", "²"]
)  # fmt: skip


def outcome(read):
    """Sentences for everything that was wrong or taken for granted; any other exception goes through."""
    try:
        found = read()
    except InputRefused as refused:
        return [say_problem(problem) for problem in refused.problems] or ["refused without a reason {"]
    return [say_assumption(assumption) for assumption in found.cohort.assumptions]


@given(st.binary(max_size=300))
@example(b'id,side\n"')
@example(b"\xff\xfe\x00")
@example(b"sep=\nid,side\n")
@example(b"sep=;")
def test_no_bytes_break_the_reading(content):
    with tempfile.TemporaryDirectory() as folder:
        for name in ("partners.csv", "partners.xlsx"):
            path = Path(folder) / name
            path.write_bytes(content)
            assert all("{" not in sentence for sentence in outcome(lambda path=path: read_input([path])))


@given(st.lists(st.lists(LIKELY | TEXTS, min_size=2, max_size=4), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_no_table_breaks_the_reading(rows, delimiter):
    content = "\n".join(delimiter.join(row) for row in [["id", "side", "seeks", "slots"], *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "partners.csv"
        path.write_bytes(content.encode())
        outcome(lambda: read_input([path]))


@given(st.dictionaries(st.sampled_from(COLUMNS), LIKELY | st.text(max_size=40), min_size=1))
def test_no_cell_breaks_the_reading_and_none_is_repeated(cells):
    canary = {name: f"{cell} kanarienvogel" for name, cell in cells.items() if name not in ("id", "side")}
    people = [{"id": "P1", "side": "patient", **canary}, {"id": "H1", "side": "professional"}]
    sentences = outcome(lambda: read_tables([RawTable.of_records("partners", people)]))
    assert "kanarienvogel" not in " ".join(sentences)
    outcome(lambda: read_tables([RawTable.of_records("partners", [{"id": "P1", "side": "patient"} | cells])]))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8))
def test_what_is_written_as_csv_comes_back(rows):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        write_csv(path, ("a", "b"), rows)
        assert [tuple(row.values()) for row in read_back(path)] == rows
        with path.open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert not any(cell.startswith(("=", "@", "\t", "＝", "＠")) for cell in cells)


@given(st.permutations(range(5)))
def test_the_order_of_the_columns_does_not_matter(order):
    cells = [("id", "P1", "H1"), ("side", "patient", "professional"), ("seeks", "budget:3", ""), ("capacity", "2", "1"),
             ("languages", "en", "none")]  # fmt: skip
    turned = [cells[place] for place in order]
    headings = tuple(name for name, *_ in turned)
    rows = [(2, [first for _, first, _ in turned]), (3, [second for *_, second in turned])]
    expected = [(2, [first for _, first, _ in cells]), (3, [second for *_, second in cells])]
    assert (
        read_tables([RawTable("partners", "p", headings, rows)]).cohort
        == read_tables([RawTable("partners", "p", tuple(name for name, *_ in cells), expected)]).cohort
    )
