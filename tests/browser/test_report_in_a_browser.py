"""The report in a real browser: accessible, loads nothing, usable by keyboard and without a script, adds up."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from browser_tools import ARGUMENTS, CHROMIUM, RULES, WIDTHS
from matchmaker.report import html
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


def usual(people_in_full=2):
    """A few people's lists: the rest of the page repeats them, and axe takes long over repetition."""
    return html.report_data(run_of(), with_text=True, people_in_full=people_in_full)


def long_content():
    data = usual()
    long = "Wolfeschlegelsteinhausenbergerdorff" * 3
    people = [replace(person, name=long, role=f"{long} of {long}") for person in data.people]
    return replace(data, people=tuple(people), challenge_title=long)


def nobody_left():
    data = usual()
    return html.without(data, [person.id for person in data.people])


def empty_lists():
    data = usual()
    return html.without(data, [person.id for person in data.people if person.id.endswith("-professional")])


def pairs():
    return html.report_data(run_of("programme-300", None, for_side="pair"))


def many_people():
    return html.report_data(run_of("programme-300", None), people_in_full=2)


STATES = {state.__name__: state for state in (usual, long_content, nobody_left, empty_lists, pairs, many_people)}


@pytest.fixture(scope="module", params=STATES)
def report(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html.render(STATES[request.param]()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def usual_report(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html.render(usual(people_in_full=300)), encoding="utf-8")
    return path.as_uri()


def opened(browser, address, width=1280, **settings):
    context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_the_page_never_scrolls_sideways(browser, report, width):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, report, width, bypass_csp=True)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.add_style_tag(content=".person { content-visibility: visible !important }")
    found = Axe().run(page, options={"runOnly": RULES})
    problems = [(each["id"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]]
    assert not problems
    assert len(found.response["passes"]) > 10
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_axe_would_find_something_on_a_bad_page(browser):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page()
    page.set_content("<img src='data:,'><h4>Late</h4><input><p style='color:#ccc;background:#fff'>faint</p>")
    assert Axe().run(page, options={"runOnly": RULES}).violations_count >= 4
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_request_leaves_the_page_and_nothing_complains(browser, report, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(report)
    page.get_by_role("button", name="Open all scores").click()
    assert [url for url in asked if url != report and not url.startswith("data:")] == []
    assert said == []
    context.close()


def test_the_lines_on_the_page_add_up_to_the_printed_score_of_every_pairing(browser, usual_report):
    page = opened(browser, usual_report)
    cards = page.evaluate(
        """[...document.querySelectorAll('.card')].map(card => ({
             score: card.querySelector('.score strong').textContent,
             lines: [...card.querySelectorAll('.steps li:not(.sum) .num')].map(part => part.textContent),
             sum: card.querySelector('.steps .sum .num').textContent,
             cells: [...card.querySelectorAll('.numbers tbody tr td:last-child')].map(part => part.textContent),
             table: card.querySelector('.numbers tfoot td').textContent,
             ends: [...card.querySelectorAll('.steps li')].slice(-2)
               .map(line => [...line.querySelectorAll('rect')].at(-1).getAttribute('width')),
             back: card.querySelector('.steps rect.minus')?.getAttribute('x') }))"""
    )
    assert len(cards) == len(list(run_of().suggestions()))
    for card in cards:
        total = tenths(card["score"])
        assert sum(map(tenths, card["lines"])) == sum(map(tenths, card["cells"])) == total
        assert tenths(card["sum"]) == tenths(card["table"]) == total
        assert float(card["ends"][1].rstrip("%")) == pytest.approx(total / 10)
        assert card["back"] is None or float(card["back"].rstrip("%")) == pytest.approx(total / 10)
    page.context.close()


def tenths(printed: str) -> int:
    assert re.fullmatch(r"−?\d+\.\d", printed)
    return int(printed.replace("−", "-").replace(".", ""))


def test_the_bars_are_drawn_as_wide_as_their_points(browser, usual_report):
    page = opened(browser, usual_report)
    page.get_by_role("button", name="Open all scores").click()
    drawn = page.evaluate(
        """(() => { const line = document.querySelector('.card .steps li');
             const track = line.querySelector('.track').getBoundingClientRect().width;
             return { points: line.querySelector('.num').textContent, track,
                      width: ['patient', 'professional'].map(side =>
                        line.querySelector('rect.' + side).getBoundingClientRect().width) } })()"""
    )
    assert sum(drawn["width"]) / drawn["track"] * 100 == pytest.approx(float(drawn["points"]), abs=1)
    page.context.close()


def test_the_keyboard_reaches_the_report_and_opens_a_score(browser, usual_report):
    page = opened(browser, usual_report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("details.lines summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.lines").first.get_attribute("open") is not None
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "group"
    page.context.close()


def test_without_a_script_everything_can_be_read_and_opened(browser, usual_report):
    page = opened(browser, usual_report, java_script_enabled=False)
    assert not page.locator("#filter").is_visible()
    page.locator("details.lines summary").first.click()
    assert page.locator(".steps").first.is_visible()
    page.context.close()


def test_a_person_can_be_found_by_name_role_or_id(browser, usual_report):
    page = opened(browser, usual_report)
    for wanted in ("nandini", "Heart consultant", "p01-professional"):
        page.get_by_label("Find a person").fill(wanted)
        assert page.locator(".person:visible h4").all_text_contents() == ["Nandini"]
    page.get_by_label("Find a person").fill("")
    assert page.locator(".person:visible").count() == 24
    page.context.close()


def test_a_candidate_s_name_leads_to_their_own_list(browser, usual_report):
    page = opened(browser, usual_report)
    link = page.locator(".card h5 a").first
    name = link.text_content()
    link.click()
    assert page.locator(".person:target h4").text_content() == name
    page.context.close()


def test_both_sides_are_drawn_alike(browser, usual_report):
    page = opened(browser, usual_report)
    page.get_by_role("button", name="Open all scores").click()
    heights = page.evaluate(
        """['patient', 'professional'].map(side => [...new Set([...document.querySelectorAll('.steps rect.' + side)]
             .map(part => part.getBoundingClientRect().height))])"""
    )
    assert heights[0] == heights[1]
    headings = page.locator(".side > h3").all_text_contents()
    assert headings == ["Patient side", "Professional side"]
    page.context.close()


def test_printed_scores_are_open(browser, usual_report):
    page = opened(browser, usual_report, java_script_enabled=False)
    page.emulate_media(media="print")
    assert page.locator(".steps").first.evaluate("part => part.getBoundingClientRect().height") > 50
    page.context.close()
