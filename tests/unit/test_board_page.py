"""The board page: plain words, nothing loaded, nobody named, and no number that was not printed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from board_factories import everything, nothing_given
from letters_reading import grade
from matchmaker.disclosure import Cell, policy
from matchmaker.explain.messages import sentences
from matchmaker.explain.wording import long_sentences, unwanted
from matchmaker.report import board as page
from matchmaker.report import gap_rows
from matchmaker.report.board import Board
from matchmaker.report.board_plots import WIDE, Bar, ratio, step
from matchmaker.report.gap_document import gap_document
from matchmaker.report.gap_rows import coverage_of_run, coverage_said, gaps_of_run
from matchmaker.representation.findings import shown
from matchmaker.representation.gap_columns import COLUMNS as GAP_COLUMNS
from matchmaker.representation.remedies import Type
from report_factories import run_of

TEMPLATES = Path(page.__file__).parent / "templates"
LONGEST_SENTENCE, OFFICER_GRADE = 25, 8


@cache
def too_few() -> Board:
    return everything("internal", 3)


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<(style|title).*?</\1>", "", html, flags=re.DOTALL)))


BOARDS = (everything, lambda: everything("export"), lambda: everything("lt10"), nothing_given, too_few)


@pytest.mark.parametrize("made", BOARDS)
def test_no_word_of_the_page_is_one_that_we_do_not_use_about_people(made):
    assert unwanted(words_of(page.render(made()))) == []


@pytest.mark.parametrize("made", BOARDS)
def test_the_page_names_nobody_and_loads_nothing(made):
    html = page.render(made())
    assert not re.search(r"\b(PAT|PRO)\d", html)
    assert not re.search(r"""(?:src|href|url\()\s*=?\s*["'(]?\s*(?:https?:|//)""", html)
    assert "<script" not in html
    assert " style=" not in html
    assert "default-src 'none'" in html


def test_what_to_try_says_in_a_sentence_what_was_seen():
    told = {sentences("board")[f"seen_{kind}"] for kind in Type}
    assert len(told) == len(Type)
    because = re.findall(r'<span class="because"><span class="quiet">(.*?)</span>', page.render(everything()))
    assert because
    assert all(part.rstrip(".:") in told for one in because for part in one.split(". "))


def test_the_same_report_gives_the_same_page():
    assert page.render(everything()) == page.render(replace(everything()))


def test_every_sentence_of_the_page_is_used():
    used = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("board*.html"))
    used += "".join(Path(one.__file__).read_text(encoding="utf-8") for one in (page, gap_rows))
    used += (Path(page.__file__).parents[1] / "cli" / "representation.py").read_text(encoding="utf-8")
    built = ("step_", "type_", "seen_", "verdict_", "policy_", "need_importance_", "meaning_", "guide_", "coverage_")
    unused = [
        code
        for code in sentences("board")
        if f'"{code}"' not in used and not code.startswith(built) and not code.endswith(("_heading", "_one"))
    ]
    assert unused == []


def test_the_page_reads_easily():
    texts = [re.sub(r"\{\w+\}", "six", text) for text in sentences("board").values() if text.endswith((".", "?"))]
    assert grade(" ".join(texts)) <= OFFICER_GRADE
    assert [one for text in texts for one in long_sentences(text, LONGEST_SENTENCE)] == []


@pytest.mark.parametrize(("name", "least"), [("internal", 5), ("export", 8), ("lt10", 10)])
def test_no_count_of_people_on_the_page_is_under_the_limit(name, least):
    html = page.render(everything(name))
    cells = re.findall(r'<td class="num">([\d*][^<]*)</td>', html)
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    assert len(numbers) > 20
    assert [n for n in numbers if 0 < n < least] == []
    if name == "export":
        assert [n for n in numbers if n % 5] == []


def test_every_cell_of_the_data_is_one_that_was_printed():
    board = everything("export")
    document = gap_document(board)
    for ladder, said in zip(board.found.ladders, document["ladders"], strict=True):
        for group, told in zip(ladder.groups, said["groups"], strict=True):
            assert [cell["shown"] for cell in told["cells"]] == [board.cell(cell) for cell in group.cells]
            assert all(cell["value"] is None or cell["value"] % 5 == 0 for cell in told["cells"])


def test_what_is_surest_is_to_be_tried_first_and_nothing_twice():
    board = everything()
    words = [one.words for one in board.remedies]
    assert len(words) == len(set(words))
    assert board.clear
    assert board.remedies[0].types[0] in {one.type for one in board.clear}


def test_needs_come_in_the_order_of_their_importance_with_their_why():
    text = words_of(page.render(everything()))
    places = [text.index(f"Why: {why}") for why in ("They carry out", "The plan is made", "nobody has written down")]
    assert places == sorted(places)


def test_every_gap_of_the_table_is_on_the_page():
    board, text = everything(), page.render(everything())
    for one in board.found.findings:
        if one.is_gap and one.type != "G10":
            assert one.perspective is None or one.perspective in text
    assert board.sites_with_gaps
    assert 'id="levels-caption"' in text


def test_with_nothing_given_the_page_says_what_is_missing():
    text = words_of(page.render(nothing_given()))
    assert "Nobody has written down yet which perspectives the purpose needs" in text
    assert "monitoring.csv" in text
    assert "stages.csv" in text


def test_a_pool_too_small_is_not_broken_down():
    board = everything("internal", 3)
    (ladder,) = [one for one in board.monitoring if one.attribute == "age"]
    assert not ladder.broken_down(0)


def test_bars_and_dots_stand_where_printed_cells_allow():
    ten, few, all_of_them = Cell.none(), board_cell("few"), board_cell("forty")
    assert step(ten, all_of_them, all_of_them, all_of_them).sure == 0
    drawn = step(few, all_of_them, all_of_them, all_of_them)
    assert (drawn.sure, drawn.most, drawn.tick) == (WIDE / 40, 4 * WIDE / 40, WIDE)
    assert step(few, few, all_of_them, all_of_them) is None
    assert Bar(0, 80).hatching.count("M") == 10


def board_cell(which):
    from matchmaker.disclosure import Count, disclose_one

    return disclose_one(policy("internal"), Count({"few": 3, "forty": 40}[which]))


def test_a_ratio_is_drawn_only_where_its_figures_are_told():
    findings = everything().found.findings
    for one in findings:
        assert (ratio(one) is None) == (one.ratio is None or one.ratio_low is None)
    assert any(ratio(one) for one in findings)


def test_a_run_without_needs_has_no_gaps_and_one_with_needs_has_every_type():
    assert gaps_of_run(replace(run_of(), brought=None)) == ()
    assert coverage_of_run(replace(run_of(), brought=None)) is None
    rows = [dict(zip(GAP_COLUMNS, row, strict=True)) for row in gaps_of_run(run_of("programme-300", None))]
    assert {row["gap"] for row in rows} == {f"G{n}" for n in range(1, 14)}
    numbers = [int(row["count_shown"]) for row in rows if row["count_shown"] and row["count_shown"].isdecimal()]
    assert numbers
    assert [n for n in numbers if n % 5] == []


def test_the_lists_of_a_run_cover_no_more_than_its_pool():
    found = coverage_of_run(run_of("programme-300", None))
    assert found is not None
    assert found.shown.high <= found.pool.high
    assert found.shown.met <= found.pool.needs
    covers, met = coverage_said(found)
    assert re.findall(r"\d+%", covers) == [f"{x:.0%}" for one in (found.pool, found.shown) for x in (one.low, one.high)]
    assert f"{found.pool.needs} needs" in met


def test_a_cell_of_nearly_all_is_said_as_a_range():
    board = everything()
    cells = [cell for ladder in board.found.ladders for group in ladder.groups for cell in group.cells]
    ranged = [cell for cell in cells if cell.mark == "nearly_all"]
    assert all(re.fullmatch(r"\d+ to \d+", board.cell(cell)) for cell in ranged)
    assert all(board.cell(cell) == shown(cell, board.found.policy) for cell in cells if cell not in ranged)
