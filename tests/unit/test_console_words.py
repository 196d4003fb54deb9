"""The page's words: all used, easy to read, and none that we do not use about people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from letters_reading import grade
from matchmaker.console import pages
from matchmaker.console.understood import GROUPS, KNOWN
from matchmaker.domain.partner import Partner
from matchmaker.explain.messages import sentences
from matchmaker.explain.wording import unwanted

WORDS = sentences("console")
CONSOLE = Path(pages.__file__).parent
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in CONSOLE.rglob("*.*") if path.suffix in (".py", ".html"))
FAMILIES = re.compile(
    r"(trouble|problem|assumed|column|group|known|role|is|how|aside|stage|steps|part|n|keep|missing|kind|field|gone"
    r"|refused|deleted)_"
)


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_sentence_is_used(code):
    assert f'"{code}"' in TEXT or FAMILIES.match(code), code


def test_every_code_that_a_template_names_has_a_sentence():
    named = set(re.findall(r'tell\("(\w+)"(?: *[,)])', TEXT))
    assert len(named) > 80
    assert named - WORDS.keys() == set()


def test_every_column_of_the_reference_has_a_name_and_can_be_chosen():
    columns = set(Partner.__dataclass_fields__) | {"access_status"}
    assert {column for group in GROUPS.values() for column in group} == columns
    assert {f"column_{column}" for column in columns} <= WORDS.keys()
    assert {f"known_{what}" for what in KNOWN} <= WORDS.keys()


def test_an_officer_reads_it_without_effort():
    said = " ".join(re.sub(r"\{\w+\}", "two", text) for text in WORDS.values() if text.endswith("."))
    assert grade(said) <= 8


@pytest.mark.parametrize("code", sorted(code for code, text in WORDS.items() if text.count(" ") > 20))
def test_no_passage_is_hard(code):
    assert grade(re.sub(r"\{\w+\}", "two", WORDS[code])) <= 10


def test_no_word_that_we_do_not_use_about_people():
    assert [text for text in WORDS.values() if unwanted(text)] == []


def test_no_mark_of_another_organisation_is_on_the_page():
    style = pages.asset("page.css").decode()
    assert not re.search(
        r"\bNHS\b|frutiger|005eb8|https?://|@import|url\((?!#)", TEXT.replace("http-equiv", "") + style, re.I
    )


def test_no_template_has_a_script_or_style_of_its_own():
    for path in CONSOLE.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:|\|\s*safe", source), path.name
