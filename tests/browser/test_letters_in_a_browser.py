"""A letter in a real browser: accessible, loads nothing, never scrolls sideways, large print is large, prints whole."""

from __future__ import annotations

import pytest

from browser_tools import ARGUMENTS, CHROMIUM, RULES, WIDTHS
from matchmaker.domain.partner import Side
from matchmaker.explain.audiences import Audience
from matchmaker.explain.letters import letter_to
from matchmaker.explain.letters_in_words import in_words
from matchmaker.explain.letters_officer import officer_sheet
from matchmaker.report.letter_page import letter_page
from report_factories import run_of

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


def letter(side, name=None):
    run = run_of()
    first = next(suggestion for suggestion in run.suggestions() if suggestion.for_side is side)
    pairings = [s.pairing for s in run.suggestions() if s.person.id == first.person.id]
    made = letter_to(side, pairings, run.cohort, run.weights.neutral, contact=name, numbers=True)
    return run, made, pairings


def page_of(kind):
    run, made, pairings = letter(Side.PROFESSIONAL if kind == "professional" else Side.PATIENT, name="W" * 90)
    if kind == "officer":
        return letter_page(officer_sheet(run, made, pairings))
    return letter_page(in_words(made, Audience(made.side.value), run.cohort.vocabulary), large=kind == "large")


@pytest.fixture(scope="module", params=["patient", "professional", "officer", "large"])
def address(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("letter") / f"{request.param}.html"
    path.write_text(page_of(request.param), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_a_letter_never_scrolls_sideways(browser, address, width):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    found = Axe().run(page, options={"runOnly": RULES})
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]] == []
    assert len(found.response["passes"]) > 10
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_no_request_leaves_a_letter_and_nothing_complains(browser, address):
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    assert [url for url in asked if url != address and not url.startswith("data:")] == []
    assert said == []
    page.close()


def test_large_print_is_large_on_screen_and_on_paper(browser, address):
    page = browser.new_page()
    page.goto(address)
    large = page.evaluate("document.body.classList.contains('large')")
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        sizes = page.evaluate(
            """[...document.querySelectorAll('p, li, td, th, h2, caption')]
                 .map(part => parseFloat(getComputedStyle(part).fontSize))"""
        )
        assert min(sizes) >= (24 if large else 16 if medium == "print" else 15)
    page.close()
