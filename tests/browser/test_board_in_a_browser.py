"""The board in a real browser: accessible, loads nothing, needs no script, prints, and its bars are as wide as said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from board_factories import everything, nothing_given
from browser_tools import ARGUMENTS, CHROMIUM, RULES, WIDTHS
from matchmaker.report import board

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium found: `make test-browser` installs Debian's and runs these tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield started
        started.close()


def usual():
    return everything()


def for_others():
    return everything("export")


def small_pool():
    return everything("internal", 3)


def long_words():
    long = "Wolfeschlegelsteinhausenbergerdorff" * 3
    made = everything()
    levels = {f"{long} {site}": filled for site, filled in made.found.levels.items()}
    return replace(made, challenge=long, found=replace(made.found, levels=levels, chosen_by=long))


STATES = {state.__name__: state for state in (usual, for_others, small_pool, nothing_given, long_words)}


@pytest.fixture(scope="module", params=STATES)
def address(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("board") / "board.html"
    path.write_text(board.render(STATES[request.param]()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def usual_address(tmp_path_factory):
    path = tmp_path_factory.mktemp("board") / "board.html"
    path.write_text(board.render(usual()), encoding="utf-8")
    return path.as_uri()


def opened(browser, address, width=1280, **settings):
    page = browser.new_context(viewport={"width": width, "height": 900}, **settings).new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_the_page_never_scrolls_sideways(browser, address, width):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, address, width, bypass_csp=True)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    found = Axe().run(page, options={"runOnly": RULES})
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]] == []
    assert len(found.response["passes"]) > 10
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_no_request_leaves_the_page_and_nothing_complains(browser, address):
    page = browser.new_context().new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    assert [url for url in asked if url != address and not url.startswith("data:")] == []
    assert said == []
    page.context.close()


def test_a_bar_is_as_wide_as_the_printed_part_of_the_pool(browser, usual_address):
    page = opened(browser, usual_address, java_script_enabled=True)
    steps = page.evaluate(
        """[...document.querySelectorAll('.need.everybody tbody tr')].map(row => ({
             count: Number(row.querySelector('.num').textContent),
             part: row.querySelector('.all').getBoundingClientRect().width
                   / row.querySelector('.ground').getBoundingClientRect().width }))"""
    )
    assert len(steps) == 6
    for each in steps:
        assert each["part"] == pytest.approx(each["count"] / steps[0]["count"], abs=0.01)
    page.context.close()


def test_the_keyboard_reaches_every_table_that_is_wider_than_the_page(browser, usual_address):
    page = opened(browser, usual_address, 320)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    unreachable = page.evaluate(
        """[...document.querySelectorAll('.scroll')]
             .filter(part => part.scrollWidth > part.clientWidth && part.tabIndex < 0).length"""
    )
    assert unreachable == 0
    page.context.close()


def test_without_a_script_all_that_is_folded_can_be_opened(browser, usual_address):
    page = opened(browser, usual_address, java_script_enabled=False)
    folded = page.locator("details").first
    folded.locator("summary").click()
    assert folded.locator("table, li").first.is_visible()
    page.context.close()


def test_with_forced_colours_bars_can_still_be_seen(browser, usual_address):
    page = opened(browser, usual_address, forced_colors="active")
    drawn = page.evaluate(
        """['.sure', '.ground'].map(name =>
             getComputedStyle(document.querySelector('.need:not(.everybody) ' + name)).fill)"""
    )
    assert drawn[0] != drawn[1]
    page.context.close()


def test_printed_it_is_a_few_pages_with_what_to_try_on_the_first(browser, usual_address):
    page = opened(browser, usual_address)
    page.emulate_media(media="print")
    inside = page.evaluate("document.querySelector('#try').getBoundingClientRect().top")
    assert 0 < inside < 1000
    assert not page.locator(".contents").is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.context.close()
