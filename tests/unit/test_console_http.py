"""The page asked without a browser: whose form it is, what it says to bad files, and what it never does."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from starlette.testclient import TestClient

from console_service import FIXTURES, PATIENTS, PROFESSIONALS, STAFF, VOLUNTEERS, service
from matchmaker.console import Limits, pages

OURS = {"Origin": "http://localhost:8000", "Sec-Fetch-Site": "same-origin"}
COOKIE = "matchmaker-visit"


@pytest.fixture(scope="module")
def app():
    return service()


@pytest.fixture
def client(app):
    return TestClient(app, base_url="http://localhost:8000", headers=OURS)


def token_in(reply):
    return re.search(r'name="token" value="([\w-]*)"', reply.text)[1]


def give(client, token="", **files):
    sent = [(slot, (name, content)) for slot, (name, content) in files.items()]
    return client.post("/files", data={"token": token}, files=sent or {"patient": ("", b"")})


def given(client, patient=PATIENTS, professional=PROFESSIONALS):
    files = {
        slot: (path.name, path.read_bytes()) for slot, path in (("patient", patient), ("professional", professional))
    }
    return give(client, **files)


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


GOOD = b"id,experience_text\nA1,I want the clinic to ring before it changes my medicine at home\n"


def test_the_first_page_needs_no_cookie_and_sets_none(client):
    reply = client.get("/")
    assert reply.status_code == 200
    assert "set-cookie" not in reply.headers


def test_every_page_is_kept_by_nobody_and_loads_nothing_from_elsewhere(client):
    reply = client.get("/")
    assert reply.headers["cache-control"] == "no-store"
    policy = reply.headers["content-security-policy"]
    assert policy == pages.POLICY
    assert "unsafe" not in policy
    assert re.findall(r'(?:src|href|action)="(?!/|#)', reply.text) == []


def test_files_make_a_visit_with_a_strict_cookie_of_256_random_bits(client):
    reply = client.post("/made-up", data={"which": "two-lists"}, follow_redirects=False)
    assert reply.status_code == 303
    cookie = reply.headers["set-cookie"]
    assert re.match(rf"{COOKIE}=[\w-]{{43}};", cookie)
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}


def test_behind_https_the_cookie_is_bound_to_this_host_and_to_https():
    client = TestClient(service(https=True), base_url="https://localhost:8000", headers=OURS)
    cookie = client.post("/made-up", data={"which": "two-lists"}, follow_redirects=False).headers["set-cookie"]
    assert cookie.startswith("__Host-matchmaker=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
@pytest.mark.parametrize("path", ["/files", "/made-up", "/check", "/swap", "/remove", "/run/stop", "/delete"])
def test_a_form_of_another_site_is_refused(app, path, headers):
    client = TestClient(app, base_url="http://localhost:8000", headers=headers)
    data = {"which": "two-lists"}
    reply = client.post(path, data=data, files={"patient": ("a.csv", GOOD)} if path == "/files" else None)
    assert reply.status_code == 403
    assert COOKIE not in client.cookies


def test_without_sec_fetch_the_origin_is_enough(app):
    client = TestClient(app, base_url="http://localhost:8000", headers={"Origin": "http://localhost:8000"})
    assert client.post("/made-up", data={"which": "two-lists"}, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("path", ["/check", "/swap", "/remove", "/run/stop", "/delete"])
def test_a_form_without_the_visit_s_token_changes_nothing(client, path):
    client.post("/made-up", data={"which": "two-lists"})
    assert client.post(path, data={"token": "x" * 43, "file": "patients.csv"}).status_code == 403
    assert "patients.csv" in client.get("/check").text


def test_one_visitor_sees_nothing_of_another(app):
    one, other = (TestClient(app, base_url="http://localhost:8000", headers=OURS) for _ in range(2))
    given(one)
    other.post("/made-up", data={"which": "collaborative-pairs"})
    assert "professionals.csv" in one.get("/check").text
    assert "professionals.csv" not in other.get("/check").text


def test_after_deleting_nothing_is_there(client):
    token = token_in(given(client))
    assert "Everything is deleted" in client.post("/delete", data={"token": token}).text
    assert client.get("/check").url.path == "/"


def test_a_visit_that_is_gone_is_said(client):
    client.cookies.set(COOKIE, "x" * 43)
    for path in ("/check", "/run", "/answer", "/answer/people", "/answer/files/matches.csv"):
        reply = client.get(path)
        assert reply.status_code == 410
        assert "not here any more" in reply.text
        client.cookies.set(COOKIE, "x" * 43)


@pytest.mark.parametrize("path", ["/answer", "/answer/people", "/answer/files/matches.csv", "/run"])
def test_an_answer_that_is_not_made_yet_leads_back(client, path):
    given(client)
    assert client.get(path).url.path == "/check"


def test_no_file_of_the_computer_can_be_asked_for(client):
    for name in ("..%2Fpages.py", "page.css%00", "nothing.js"):
        assert client.get(f"/page/{name}").status_code == 404


def test_two_short_lists_are_read_as_the_command_line_reads_them(client):
    reply = given(client)
    assert reply.url.path == "/check"
    assert "There is a problem" not in reply.text
    assert "Guessed" not in reply.text


def test_two_real_looking_exports_are_understood_without_a_word_from_anybody(client):
    reply = given(client, VOLUNTEERS, STAFF)
    assert "There is a problem" not in reply.text
    assert reply.text.count("Guessed. Please check.") >= 5
    assert "the rows were numbered" in reply.text
    assert "DISABILITYDESCRIPTION" in reply.text
    assert not re.search(r"<select[^>]*>(?:(?!</select>).)*</select></td>\s*<td>[^<]*DISAB", reply.text)


def test_nothing_that_was_chosen_is_lost_when_one_file_is_replaced(client):
    reply = given(client, VOLUNTEERS, STAFF)
    token = token_in(reply)
    field = re.search(r'<label[^>]*for="([\w-]+)">Read “When could you meet\?”', reply.text)[1]
    reply = client.post("/check", data={"token": token, field: "what_i_know", "do": "again"})
    assert "You chose this" in reply.text
    reply = give(
        client, token, professional=("other.csv", b"id,what\nB1,I run the clinic that rings too late each week\n")
    )
    assert "You chose this" in reply.text
    assert STAFF.name not in reply.text
    assert VOLUNTEERS.name in reply.text


def test_names_are_left_out_until_somebody_wants_them(client):
    reply = given(client, VOLUNTEERS, STAFF)
    assert "Show these names in the lists" in reply.text
    reply = client.post("/check", data={"token": token_in(reply), "names": ["1", "2"], "do": "again"})
    assert "Show these names in the lists" not in reply.text
    assert reply.text.count("You chose this") == 3


def test_a_column_that_is_never_read_cannot_be_chosen_by_force(client):
    reply = given(client, VOLUNTEERS, STAFF)
    fields = {f"c-1-{n}": "experience_text" for n in range(60)}
    reply = client.post("/check", data={"token": token_in(reply), **fields, "do": "again"})
    chosen = re.findall(r'<tr class="how-chosen"><th scope="row">([^<]+)', reply.text)
    assert chosen
    assert not {"DOB", "GENDER", "ETHNICITY", "DISABLED", "CRIMINALCHECK", "EMAIL", "FIRSTNAME"} & set(chosen)


def test_swapped_files_are_noticed_and_swapped_back(client):
    reply = given(client, PROFESSIONALS, PATIENTS)
    assert "may have been swapped" in reply.text
    reply = client.post("/swap", data={"token": token_in(reply)})
    assert "may have been swapped" not in reply.text


def test_a_file_with_the_other_side_s_kinds_is_noticed_as_swapped(client):
    staff = b"id,kind,experience_text\nA,nurse,I run the ward and want letters that people can read at home\n"
    people = b"id,kind,experience_text\nB,carer,I look after my mother and want letters that she can read\n"
    reply = give(client, patient=("a.csv", staff), professional=("b.csv", people))
    assert "may have been swapped" in reply.text


def test_one_file_with_a_side_for_each_person_is_enough(client):
    people = FIXTURES / "collaborative-pairs" / "partners.csv"
    reply = give(client, patient=(people.name, people.read_bytes()))
    assert "There is a problem" not in reply.text
    assert 'value="everybody" checked' in reply.text


def test_one_file_without_sides_asks_for_the_other(client):
    reply = give(client, patient=("a.csv", GOOD))
    assert "A list of people on the professional side is missing" in reply.text
    assert 'value="patient" checked' in reply.text


def test_a_workbook_with_a_sheet_for_each_table_is_read(client):
    path = FIXTURES / "workbook" / "all-tables.xlsx"
    reply = give(client, patient=(path.name, path.read_bytes()))
    assert "Which challenge is this for?" in reply.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "holds nothing"),
        ("a.csv", b"\xff\xd8\xff\xe0 JFIF", "picture"),
        ("photo.jpg", b"\xff\xd8\xff\xe0 JFIF", "is a picture"),
        ("a.xlsx", b"id,text\n1,hello", "text file"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged or has a password"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "spreadsheet of another kind"),
        ("a.pdf", b"%PDF-1.7", "text document"),
        ("a.csv", b"\n\nid,experience_text\nA,hello\n", "must be in row 1"),
        ("a.csv", b"My list,\nof 2026,\nid,experience_text\nA,hello\n", "must be in row 1"),
        ("a.csv", b"id,experience_text\n", "no people under them"),
        ("a.csv", b"id,experience_text\n=1+1,hello\n", "must not start with"),
        ("a.csv", b'id,experience_text\nA,"never closed\n', "quote"),
        ("a.xlsx", workbook(("Sheet1", [["id"]]), ("Sheet2", [["id"]])), "not clear which one to read"),
        ("a.xlsx", workbook(("Empty", [])), "holds nothing"),
        ("a.csv", PROFESSIONALS.read_bytes(), "the very same file"),
    ],
)
def test_a_bad_file_is_said_in_plain_words_and_the_good_one_stays(client, name, content, said):
    give(client, professional=("staff.csv", PROFESSIONALS.read_bytes()))
    reply = give(client, token_in(client.get("/")), patient=(name, content))
    assert reply.url.path == "/check"
    assert "<title>Error:" in reply.text
    assert said in reply.text
    assert "staff.csv" in reply.text


def test_a_zip_bomb_in_a_workbook_is_told_before_it_is_opened(client):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(1100):
                part.write(b" " * (1 << 20))
    reply = give(client, patient=("bomb.xlsx", stream.getvalue()))
    assert "unpacks to more than can be read safely" in reply.text


def test_a_formula_is_read_as_the_value_it_last_had_and_an_error_is_named(client):
    rows = [["id", "experience_text"], ["A1", "=1/0"]]
    reply = give(client, patient=("f.xlsx", workbook(("people", rows))), professional=("b.csv", GOOD))
    assert reply.status_code == 200
    assert reply.url.path == "/check"


def test_files_that_are_too_large_are_said_and_what_was_held_stays():
    client = TestClient(service(Limits(most_bytes=200_000)), base_url="http://localhost:8000", headers=OURS)
    give(client, professional=("staff.csv", PROFESSIONALS.read_bytes()))
    reply = give(client, token_in(client.get("/")), patient=("big.csv", b"x" * 900_000))
    assert "too large" in reply.text
    assert "staff.csv" in reply.text
    reply = give(client, token_in(reply), patient=("two.csv", b"x" * 199_000))
    assert "too large" in reply.text


def test_a_crowd_is_turned_away_in_words():
    app = service(Limits(most_visits=1))
    one, other = (TestClient(app, base_url="http://localhost:8000", headers=OURS) for _ in range(2))
    given(one)
    assert "no room for more files" in given(other).text
    assert COOKIE not in other.cookies


def test_more_people_than_one_page_holds_get_the_command_to_use_instead():
    client = TestClient(service(Limits(most_people=3)), base_url="http://localhost:8000", headers=OURS)
    reply = given(client)
    assert "matchmaker match" in reply.text
    assert '<button name="do" value="run">' not in reply.text


def test_hostile_headings_and_names_stay_text(client):
    table = b"id,<script>alert(1)</script>,experience_text\nA,x,I want the clinic to ring before it changes things\n"
    reply = give(client, patient=("<img src=x onerror=alert(1)>.csv", table), professional=("b.csv", GOOD))
    assert "<script>alert" not in reply.text
    assert "<img" not in reply.text
    assert "&lt;script&gt;" in reply.text


def test_every_problem_can_be_taken_along_as_a_table(client):
    many = FIXTURES / "broken" / "many-problems" / "partners.csv"
    give(client, patient=("partners.csv", many.read_bytes()))
    reply = client.get("/problems.csv")
    assert reply.text.count("\n") >= 13
    assert reply.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("body", [b"", b"nonsense", b"--x\r\n\r\n"])
def test_a_broken_form_is_answered_with_a_page(client, body):
    reply = client.post("/files", content=body, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert reply.status_code == 200
    assert "Choose a file first" in reply.text


def test_words_of_a_file_are_in_no_log(client, capfd):
    canary = "thecanarysingsinmykitchen"
    table = f"id,experience_text,seeks\nA,{canary} every day and I want that to change soon,bad:9\n".encode()
    give(client, patient=(f"{canary}.csv", table), professional=("b.csv", GOOD))
    client.get("/check")
    out, err = capfd.readouterr()
    assert canary not in out + err


def shown_choices(reply):
    """Every select of the page with what stands in it, as a browser sends it."""
    found = {}
    for name, options in re.findall(r'<select[^>]*name="(c-[\w-]+)"[^>]*>(.*?)</select>', reply.text, re.DOTALL):
        picked = re.search(r'<option value="([^"]*)"[^>]*\bselected', options)
        found[name] = picked[1] if picked else re.search(r'<option value="([^"]*)"', options)[1]
    return found


def test_choosing_a_second_column_of_text_keeps_the_guessed_one(client):
    reply = given(client, VOLUNTEERS, STAFF)
    before = shown_choices(reply)
    field = re.search(r'<label[^>]*for="([\w-]+)">Read “When could you meet\?”', reply.text)[1]
    fields = before | {field: "experience_text"}
    reply = client.post("/check", data={"token": token_in(reply), **fields, "do": "again"})
    after = shown_choices(reply)
    assert after == fields
    assert sum(column == "experience_text" for column in after.values()) > 2


def test_giving_both_files_again_is_a_fresh_start(client):
    reply = given(client, VOLUNTEERS, STAFF)
    field = re.search(r'<label[^>]*for="([\w-]+)">Read “When could you meet\?”', reply.text)[1]
    reply = client.post("/check", data={"token": token_in(reply), field: "what_i_know", "do": "again"})
    assert "You chose this" in reply.text
    reply = given(client, VOLUNTEERS, STAFF)
    assert "You chose this" not in reply.text
