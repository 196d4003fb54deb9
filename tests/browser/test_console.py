"""The page in a real browser: all the way with mouse, keyboard and no script; accessible; loads nothing; same bytes."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from browser_tools import ARGUMENTS, CHROMIUM, RULES, WIDTHS
from console_service import FIXTURES, PATIENTS, PROFESSIONALS, STAFF, VOLUNTEERS, served, service
from matchmaker.matching.run import Options
from matchmaker.services.letters import Wanted, write_letters
from matchmaker.services.runs import Request, make_run

pytestmark = pytest.mark.browser
RESULTS = ("matches.xlsx", "report.html", "ask_next.csv", "flags.csv", "gaps.csv", "matches.csv", "contributions.csv")
SLOW = 20_000


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium found: `make test-browser` installs Debian's and runs these tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def address():
    with served(service()) as address:
        yield address


@pytest.fixture
def opened(browser, address):
    """Opens the first page as a new visitor; at the end nothing may have complained or gone elsewhere."""
    contexts, said, asked = [], [], []

    def open_page(width=1280, **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(address)] == []


def sent(page, button="Look at my files"):
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def given(page, patient=PATIENTS, professional=PROFESSIONALS):
    page.set_input_files("#patient", patient)
    page.set_input_files("#professional", professional)
    sent(page)


def made(page):
    page.get_by_role("button", name="Make the lists").click()
    page.wait_for_url("**/answer", timeout=SLOW)


def downloaded(page, name):
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def test_the_whole_way_with_a_mouse_from_two_exports_to_the_workbook(opened):
    page = opened()
    given(page, VOLUNTEERS, STAFF)
    assert page.get_by_role("heading", level=1).inner_text() == "Check what we understood"
    for box in page.get_by_label("Show these names in the lists").all():
        box.check()
    sent(page, "Look again with my changes")
    page.get_by_label("Whom should people tell yes or no?").fill("Ann Price, 020 7946 0000")
    made(page)
    book = downloaded(page, "matches.xlsx")
    import openpyxl

    rows = list(openpyxl.load_workbook(io.BytesIO(book))["matches"].iter_rows(values_only=True))
    assert len(rows) > 17 * 4
    page.get_by_role("link", name="Read the lists, one person at a time").click()
    first = page.get_by_role("heading", level=1).inner_text()
    letter = downloaded(page, f"Download the letter to {first.removeprefix('People for ')}").decode()
    assert "Ann Price, 020 7946 0000" in letter
    page.get_by_role("link", name="Next").click()
    assert page.get_by_role("heading", level=1).inner_text() != first
    page.get_by_role("link", name="Back").click()
    page.get_by_label("Choose a person").select_option(label="Dr Ines Quarrington")
    page.get_by_role("button", name="Show their list").click()
    assert page.get_by_role("heading", level=1).inner_text() == "People for Dr Ines Quarrington"
    page.locator("details.lines summary").first.click()
    assert_lines_add_up(page.locator(".card").first)
    page.get_by_role("button", name="Delete everything now").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Everything is deleted"
    assert page.context.cookies() == []


def assert_lines_add_up(card):
    def tenths(text):
        return int(text.replace("−", "-").replace(".", ""))

    lines = [tenths(text) for text in card.locator(".steps li:not(.sum) .num").all_inner_texts()]
    assert sum(lines) == tenths(card.locator(".score strong").inner_text())
    assert sum(lines) == tenths(card.locator(".numbers tfoot td").inner_text())


def test_the_whole_way_with_the_keyboard_alone(opened):
    page = opened()
    press = page.keyboard.press
    press("Tab")
    assert focused(page) == "Skip to the main part"
    press("Enter")
    tab_to(page, "Try two short made-up lists")
    press("Enter")
    page.wait_for_url("**/check")
    tab_to(page, "Make the lists")
    press("Enter")
    page.wait_for_url("**/answer", timeout=SLOW)
    tab_to(page, "Read the lists, one person at a time")
    press("Enter")
    page.wait_for_url("**/people")
    tab_to(page, "Choose a person")
    press("ArrowDown")
    tab_to(page, "Show their list")
    press("Enter")
    page.wait_for_url("**/people?list=2")
    tab_to(page, "How this score is made up")
    press("Enter")
    assert page.locator("details.lines").first.get_attribute("open") is not None
    tab_to(page, "Delete everything now")
    press("Enter")
    page.wait_for_url("**/deleted")


def focused(page):
    return page.evaluate(
        """(() => { const at = document.activeElement;
             const label = at.labels && at.labels[0];
             return (label || at).innerText || at.value || at.getAttribute('aria-label') || ''; })()"""
    ).strip()


def tab_to(page, name, most=120):
    """Press Tab until something with this name has the focus, which must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            shown = page.evaluate(
                "(({ outlineStyle, boxShadow }) => [outlineStyle, boxShadow])(getComputedStyle(document.activeElement))"
            )
            assert shown[0] != "none" or shown[1] != "none"
            return
    raise AssertionError(f"the keyboard does not reach “{name}”")


def test_the_whole_way_without_a_script(opened):
    page = opened(java_script_enabled=False)
    sent(page)
    assert page.get_by_role("alert").inner_text().startswith("There is a problem")
    given(page)
    page.get_by_role("button", name="Make the lists").click()
    page.wait_for_url("**/answer", timeout=SLOW)
    page.get_by_role("link", name="Read the lists, one person at a time").click()
    page.locator("details.lines summary").first.click()
    assert page.locator(".steps").first.is_visible()
    assert downloaded_from(page, "matches.csv")
    sent(page, "Delete everything now")
    assert "Everything is deleted" in page.title()


def downloaded_from(page, name):
    page.get_by_role("link", name="In short, and downloads").click()
    return downloaded(page, name)


@pytest.mark.parametrize("inputs", [(PATIENTS, PROFESSIONALS), (FIXTURES / "workbook" / "all-tables.xlsx",)])
def test_what_is_downloaded_is_what_the_command_line_writes_byte_for_byte(opened, tmp_path, inputs):
    make_run(Request(inputs=inputs, out=tmp_path / "run", options=Options()), lambda *_: None)
    page = opened()
    page.set_input_files("#patient", inputs[0])
    if len(inputs) == 2:
        page.set_input_files("#professional", inputs[1])
    sent(page)
    made(page)
    for name in RESULTS:
        assert downloaded(page, name) == (tmp_path / "run" / name).read_bytes(), name
    packed = zipfile.ZipFile(io.BytesIO(downloaded(page, "Everything in one zip")))
    assert packed.read("matches.csv") == (tmp_path / "run" / "matches.csv").read_bytes()
    letters = write_letters(tmp_path / "run", None, Wanted(), lambda *_: None).folder
    written = {f"letters/{path.name}" for path in letters.iterdir() if not path.name.startswith(".")}
    assert set(packed.namelist()) == {*RESULTS, "run.json", *written}
    for name in written:
        assert packed.read(name) == (tmp_path / "run" / name).read_bytes(), name


def test_a_run_can_be_watched_and_stopped(opened, tmp_path):
    page = opened()
    shutil.copytree(FIXTURES / "programme-300", tmp_path / "p", dirs_exist_ok=True)
    page.locator("details summary").first.click()
    page.set_input_files("#tables", [path for path in (tmp_path / "p").iterdir() if path.suffix in (".csv", ".toml")])
    sent(page)
    page.get_by_role("button", name="Make the lists").click()
    assert page.get_by_role("progressbar").is_visible()
    assert page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Stop").click()
    page.wait_for_url("**/check")
    assert page.get_by_role("button", name="Make the lists").is_visible()


def test_the_error_summary_has_the_focus_and_leads_to_what_is_wrong(opened):
    page = opened()
    page.set_input_files("#patient", FIXTURES / "broken" / "many-problems" / "partners.csv")
    page.set_input_files("#professional", {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0"})
    sent(page)
    assert page.title().startswith("Error:")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "professional"
    page.locator(".error-summary a").last.click()
    assert page.evaluate("document.activeElement.id").startswith("problems-")


def test_a_file_that_is_far_too_large_is_told_before_it_is_sent(opened, tmp_path):
    big = tmp_path / "big.csv"
    with big.open("wb") as stream:
        stream.truncate(200_000_000)
    page = opened()
    page.set_input_files("#patient", big)
    page.get_by_role("button", name="Look at my files").click()
    assert not page.evaluate("document.querySelector('#patient').validity.valid")
    assert page.url.endswith("/")


def test_a_file_that_is_far_too_large_is_answered_with_words_where_there_is_no_script(opened, tmp_path):
    big = tmp_path / "big.csv"
    with big.open("wb") as stream:
        stream.truncate(200_000_000)
    page = opened(java_script_enabled=False)
    page.set_input_files("#patient", big)
    page.get_by_role("button", name="Look at my files").click()
    assert "too large" in page.get_by_role("alert").inner_text()


# --- every state, at both widths


def start(page):
    pass


def start_with_an_error(page):
    sent(page)


def mapping(page):
    given(page, VOLUNTEERS, STAFF)


def errors(page):
    page.set_input_files("#patient", FIXTURES / "broken" / "many-problems" / "partners.csv")
    page.set_input_files("#professional", {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0"})
    sent(page)


def swapped(page):
    given(page, PROFESSIONALS, PATIENTS)


def many_challenges(page):
    sent(page, "Try 24 made-up people with a challenge")


def empty(page):
    files = [
        {"name": f"{n}.csv", "mimeType": "text/csv", "buffer": f"id,experience_text\n{n},\n".encode()} for n in "ab"
    ]
    given(page, *files)
    page.get_by_role("button", name="Make the lists").click()
    page.get_by_role("heading", name="The lists could not be made").wait_for(timeout=SLOW)


def answer(page):
    many_challenges(page)
    page.get_by_label("Better care for failing hearts").check()
    made(page)


def one_person(page):
    answer(page)
    page.get_by_role("link", name="Read the lists, one person at a time").click()


def picture(page):
    answer(page)
    page.get_by_role("link", name="The whole picture").click()


def saying_no(page):
    answer(page)
    page.get_by_role("link", name="Never used, and saying no").click()


def long(page):
    word = "Wolfeschlegelsteinhausenbergerdorff" * 2
    heading = "id,display_name,role_title,experience_text,What_" + "a_very_long_heading_" * 2
    text = "I want letters that people can read at home before they come to the clinic again"
    rows = "".join(f"{{side}}-{n},{word}{n},{word} {word},{text} {word},x\n" for n in range(8))
    files = [
        {
            "name": f"{word}-{side}.csv",
            "mimeType": "text/csv",
            "buffer": f"{heading}\n{rows.format(side=side)}".encode(),
        }
        for side in ("p", "h")
    ]
    given(page, *files)
    assert "Check what we understood" in page.title()


def long_answer(page):
    long(page)
    made(page)
    page.get_by_role("link", name="Read the lists, one person at a time").click()


def deleted(page):
    many_challenges(page)
    page.get_by_role("button", name="Delete everything now").click()


STATES = [
    *(start, start_with_an_error, mapping, errors, swapped, many_challenges, empty, answer, one_person, picture),
    *(saying_no, long, long_answer, deleted),
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(opened, state):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(bypass_csp=True)
    state(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        found = Axe().run(page, options={"runOnly": RULES})
        problems = [(each["id"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]]
        assert not problems, width
        assert len(found.response["passes"]) > 10
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("state", [start_with_an_error, mapping, one_person, long_answer], ids=lambda s: s.__name__)
def test_nothing_is_cut_off_with_text_twice_as_large(opened, state):
    page = opened()
    state(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= max(width, 640), width
        assert page.evaluate("getComputedStyle(document.body).fontSize") == "36px"


def test_in_forced_colours_the_step_and_the_buttons_can_still_be_told(opened):
    page = opened(forced_colors="active")
    lines = page.evaluate(
        "[...document.querySelectorAll('.steps-nav li')].map(step => getComputedStyle(step).borderBottomColor)"
    )
    assert lines[0] not in lines[1:]
    button, back = page.evaluate(
        "['button', 'body'].map(name => getComputedStyle(document.querySelector(name)))"
        ".map((style, place) => place ? style.backgroundColor : style.borderTopColor)"
    )
    assert button != back


def test_every_control_is_large_enough_to_touch(opened):
    page = opened(width=320)
    mapping(page)
    small = page.evaluate(
        """[...document.querySelectorAll('button, select, input:not([type=hidden]), summary')]
             .filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect())
             .filter(box => box.height < 24 || box.width < 24).length"""
    )
    assert small == 0


def test_no_address_names_a_visit_or_a_person(opened):
    page = opened()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    answer(page)
    page.get_by_role("link", name="Read the lists, one person at a time").click()
    page.get_by_role("link", name="Next").click()
    (cookie,) = page.context.cookies()
    assert not any(cookie["value"] in url or re.search(r"P\d\d|patient-|professional-", url) for url in asked)
