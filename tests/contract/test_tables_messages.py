"""Every code has a sentence that says how to mend it, every column is documented, and the page of codes is current."""

from __future__ import annotations

import ast
import re
import runpy
import string
import tomllib
from pathlib import Path

import pytest

from matchmaker.explain.messages import sentences
from matchmaker.tables.cells import CellWrong
from matchmaker.tables.shapes import shapes
from matchmaker.tables.survey import Source
from matchmaker.tables.vocabulary import OTHERS, WORD_LISTS, read_vocabulary

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "matchmaker"
REFERENCE = ROOT / "docs" / "reference"
CODE = re.compile(r"[a-z0-9_]+_[a-z0-9_]+")
SHAPES = shapes(read_vocabulary(None)[0])
RAISING = {"wrong", "CellWrong", "RowWrong", "_problem", "_failure"}
ASSUMING = {"assume", "Noted"}


def raised(names, owner):
    """The codes that the program can raise, found in its source: ``Owner.of("code"…)`` and the like."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            of = isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == owner and name == "of"
            if of or name in names:
                first = node.args[-1] if name == "Noted" else node.args[0]
                for part in ast.walk(first):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and CODE.fullmatch(part.value):
                        yield part.value


def test_every_problem_has_a_sentence():
    codes = set(raised(RAISING, "Problem"))
    assert len(codes) > 60
    assert codes - sentences("problem").keys() == set()


def test_everything_that_reading_takes_for_granted_has_a_sentence():
    codes = set(raised(ASSUMING, "nobody"))
    assert {"date_day_first", "one_column_is_text", "free_tags"} <= codes
    assert {code for code in codes if not code.endswith("_")} - sentences("assumption").keys() == set()


@pytest.mark.parametrize("code", sorted(sentences("problem")))
def test_a_problem_says_what_to_do(code):
    sentence = sentences("problem")[code]
    ends_with_a_command = ": matchmaker " in sentence
    assert sentence.endswith((".", "?", "{name}")) or ends_with_a_command, sentence
    fields = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
    assert not fields & {"cell_text", "value", "words", "text"}
    assert len(sentence) < 240


@pytest.mark.parametrize("kind", ["problem", "assumption"])
def test_sentences_are_short_and_plain(kind):
    for code, sentence in sentences(kind).items():
        for part in re.split(r"(?<=[.:?])\s", sentence):
            assert len(part.split()) <= 28, f"{code}: {part}"
        assert not re.search(r"invalid|illegal|fatal|abort|best match|hard to reach|unbiased", sentence, re.IGNORECASE)


def section(table):
    page = (REFERENCE / "files.md").read_text(encoding="utf-8")
    return page.split(f"## `{table}.csv`", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("table", sorted(SHAPES))
def test_every_column_is_documented_with_an_example_that_is_read(table):
    rows = [line.split("|")[1:-1] for line in section(table).splitlines() if line.startswith("| `")]
    documented = {name.strip().strip("`"): (meaning.strip(), example.strip()) for name, meaning, *_, example in rows}
    assert list(documented) == list(SHAPES[table].columns)
    for name, (meaning, example) in documented.items():
        assert len(meaning) > 5
        try:
            SHAPES[table].readers[name](example.strip("`"))
        except CellWrong as wrong:
            pytest.fail(f"the example of {name} is refused: {wrong.code}")


def test_the_example_of_a_vocabulary_is_read_and_every_table_is_named(tmp_path):
    page = (REFERENCE / "files.md").read_text(encoding="utf-8")
    example = page.split("```toml\n", 1)[1].split("```", 1)[0]
    assert tomllib.loads(example)
    path = tmp_path / "vocabulary.toml"
    path.write_text(example, encoding="utf-8")
    words, problems = read_vocabulary(Source(path, path.name))
    assert problems == ()
    assert "caring_for_somebody" in words.perspectives
    assert all(f"`{name}`" in page for name in (*OTHERS, *WORD_LISTS))


def test_the_page_of_codes_is_current():
    page = runpy.run_path(str(REFERENCE / "generate_problems.py"))["page"]()
    assert (REFERENCE / "problems.md").read_text(encoding="utf-8") == page, (
        "run: python docs/reference/generate_problems.py"
    )
