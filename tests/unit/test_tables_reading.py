"""Good files are read as people mean them, and whatever was taken for granted is said."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.domain.challenge import Challenge
from matchmaker.domain.partner import (
    SLOTS,
    AccessNeed,
    AccessStatus,
    CapabilityLevel,
    Interpreter,
    Lever,
    Mode,
    Side,
    WeightedTag,
)
from matchmaker.explain.messages import say_assumption
from matchmaker.tables import RawTable, SetAside, read_input, read_tables


def said(read):
    for assumption in read.cohort.assumptions:
        assert "{" not in say_assumption(assumption)
    return [assumption.code for assumption in read.cohort.assumptions]


@pytest.fixture
def one(tmp_path):
    """Read one patient with the given cells, beside one professional."""

    def read(**cells):
        quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells.values())
        path = tmp_path / "partners.csv"
        path.write_text(f"id,side,{','.join(cells)}\nP1,patient,{quoted}\nH1,professional{',' * len(cells)}\n", "utf-8")
        return read_input([path])

    return read


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("seeks", "Budget:3; storytelling | ", (WeightedTag("budget", 3), WeightedTag("storytelling", 2))),
        ("seeks", "none", ()),
        ("seeks", "  ", None),
        ("offers", "a say over a budget:1", (WeightedTag("budget", 1),)),
        ("values", "Kindness|evidence", ("kindness", "evidence")),
        ("slots", "mon_am; Tuesday afternoon; wed pm", frozenset({"mon_am", "tue_pm", "wed_pm"})),
        ("slots", "NONE", frozenset()),
        ("slots", ";".join(SLOTS), frozenset(SLOTS)),
        ("mode", "any", frozenset(Mode)),
        ("mode", "In person; phone", frozenset({Mode.IN_PERSON, Mode.PHONE})),
        ("languages", "English; en-GB; bsl; Urdu", ("en", "bfi", "ur")),
        ("hours_per_month", "2.5", 2.5),
        ("hours_per_month", "none", 0.0),
        ("past_roles", "none", 0),
        ("past_roles", "3.0", 3),
        ("flexible", "TRUE", True),
        ("flexible", "n", False),
        ("is_group", "", None),
        ("confirmed_at", "2027-01-31", date(2027, 1, 31)),
        ("confirmed_at", "2027-01-31 00:00:00", date(2027, 1, 31)),
        ("interpreter", "needed", Interpreter.NEEDED),
        ("interpreter", "no", None),
        ("lever", "None yet", Lever.NONE_YET),
        ("kind", "chair of a patient group", "patient_group_chair"),
        ("area", "Aldermere Town", "aldermere_town"),
        ("organisation", "none", None),
        ("access_needs", "step-free:essential", (AccessNeed("step_free", essential=True),)),
        ("relational", "rc1:2; RC9:0", (CapabilityLevel("RC1", 2), CapabilityLevel("RC9", 0))),
        ("experience_text", "Cafe\u0301\r\nnext line", "Café\nnext line"),
        ("experience_text", "none", ""),
    ],
)
def test_a_cell_is_read_as_it_is_meant(one, column, cell, value):
    read = one(**{column: cell})
    assert getattr(read.cohort.partners[0], column) == value
    assert getattr(read.cohort.partners[1], column) is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("confirmed", (AccessStatus.CONFIRMED, AccessStatus.CONFIRMED)),
        ("bsl:cannot_yet", (None, AccessStatus.CANNOT_YET)),
        ("confirmed; bsl:working on it", (AccessStatus.CONFIRMED, AccessStatus.WORKING_ON_IT)),
        ("", (None, None)),
    ],
)
def test_the_hosts_answers_stand_beside_the_needs(one, status, expected):
    needs = one(access_needs="quiet_room:helpful; bsl:essential", access_status=status).cohort.partners[0].access_needs
    assert tuple(need.status for need in needs) == expected


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("confirmed_at", "31/01/2027", "date_day_first"),
        ("seeks", "sign making", "free_tags"),
        ("values", "patience", "free_values"),
        ("languages", "Klingon", "language_as_written"),
        ("access_needs", "bsl", "access_need_taken_as_essential"),
    ],
)
def test_what_a_cell_leaves_open_is_said_once_for_its_column(one, column, cell, code):
    read = one(**{column: cell})
    assert code in said(read)
    found = next(assumption for assumption in read.cohort.assumptions if assumption.code == code)
    assert dict(found.params) == {"column": column, "count": 1, "file": "partners.csv"}


def test_what_is_remembered_of_a_cell_is_counted_every_time(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("id,side,confirmed_at\nP1,patient,31/01/2027\nP2,patient,31/01/2027\nH1,professional,\n")
    read = read_input([path])
    assert [dict(assumption.params)["count"] for assumption in read.cohort.assumptions] == [2]
    assert read.cohort.partners[0].confirmed_at == date(2027, 1, 31)


TEXT = "id,side,display_name\nP1,patient,Zoë £5\nH1,professional,Łukasz\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_common_encodings_and_line_ends_are_found(tmp_path, encoding, line_end):
    path = tmp_path / "people.csv"
    path.write_bytes(TEXT.replace("\n", line_end).encode(encoding))
    read = read_input([path])
    assert [p.display_name for p in read.cohort.partners] == ["Zoë £5", "Łukasz"]
    assert said(read) == []


def test_windows_1252_is_read_and_said(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(TEXT.replace("Łukasz", "Siân").encode("cp1252"))
    read = read_input([path])
    assert [p.display_name for p in read.cohort.partners] == ["Zoë £5", "Siân"]
    assert said(read) == ["read_as_windows_1252"]


def test_an_encoding_that_is_told_is_believed(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(TEXT.encode("cp1250", errors="replace"))
    assert read_input([path], encoding="cp1250").cohort.partners[1].display_name == "Łukasz"


@pytest.mark.parametrize(
    ("delimiter", "expected"), [(",", []), (";", ["other_delimiter"]), ("\t", ["other_delimiter"])]
)
def test_the_delimiter_is_found_in_the_heading(tmp_path, delimiter, expected):
    path = tmp_path / "people.csv"
    rows = [["id", "side", "seeks"], ["P1", "patient", '"budget; storytelling"'], ["H1", "professional", ""]]
    path.write_text("\n".join(delimiter.join(cells) for cells in rows))
    read = read_input([path])
    assert len(read.cohort.partners[0].seeks) == 2
    assert said(read) == expected


def test_a_line_that_tells_excel_the_delimiter_is_understood(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("sep=;\nid;side\nP1;patient\nH1;professional\n")
    assert len(read_input([path]).cohort.partners) == 2


def test_headings_may_differ_in_case_spaces_and_signs(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(
        " ID ,Side,Travel minutes,hours-per-MONTH,ExperienceText\nP1,patient,30,4,words\nH1,professional,,,\n"
    )
    first = read_input([path]).cohort.partners[0]
    assert (first.travel_minutes, first.hours_per_month, first.experience_text) == (30, 4.0, "words")


PORTAL = [
    "VOLLONGID",
    "FIRSTNAME",
    "SURNAME",
    "DOB",
    "GENDER",
    "ETHNICITY",
    "ADDRESS",
    "ADDRESS2",
    "CITY",
    "POSTCODE",
    "MOBILE",
    "LANDLINE",
    "EMAIL",
    "EMNAME",
    "EMMOBILE",
    "AGE",
    "CRIMINALCHECK",
    "CRIMINALCHECKENHANCED",
    "CHECKEXPIRES",
    "CRIMINALCHECKNUMBER",
    "DISABLED",
    "DISABILITYDESCRIPTION",
    "IDENTIFICATIONCHECKED",
    "TOTALVOLHOURS",
    "VOLLONGID",
]


def test_private_columns_of_a_portals_export_are_set_aside_unread(tmp_path):
    path = tmp_path / "people.csv"
    cells = ",".join(["\u202eunread"] * len(PORTAL))
    path.write_text(f"id,side,{','.join(PORTAL)}\nP1,patient,{cells}\nH1,professional,{cells}\n", "utf-8")
    read = read_input([path])
    why = {entry.column: entry.why for entry in read.set_aside}
    assert why.keys() == set(PORTAL)
    assert {column for column, reason in why.items() if reason == "unknown"} == {"VOLLONGID", "TOTALVOLHOURS"}
    assert why["ETHNICITY"] == why["DISABILITYDESCRIPTION"] == why["AGE"] == "monitoring"
    assert why["CRIMINALCHECKNUMBER"] == why["CHECKEXPIRES"] == "checks"
    assert why["EMAIL"] == why["SURNAME"] == why["POSTCODE"] == "contact"
    assert "unread" not in repr(read)
    assert said(read) == [
        "no_text_column",
        "headings_repeated",
        *(f"columns_set_aside_{kind}" for kind in ("unknown", "contact", "monitoring", "checks")),
    ]


def test_a_column_that_is_nearly_known_is_pointed_out(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("id,side,experiance_text\nP1,patient,x\nH1,professional,x\n")
    read = read_input([path])
    assert read.set_aside == (SetAside("people.csv", "experiance_text", "unknown"),)
    assert said(read) == ["no_text_column", "columns_set_aside_unknown", "column_nearly_known"]


@pytest.mark.parametrize(
    "heading", ["experience_text", "Tell us about yourself", "My disability and what it taught me"]
)
def test_two_files_of_id_and_one_column_are_enough(tmp_path, heading):
    a, b = tmp_path / "a.csv", tmp_path / "b.csv"
    a.write_text(f"id,{heading}\n1,I have lived with this\n")
    b.write_text("Id;bio\n2;I work in this\n")
    cohort = read_input([a, b]).cohort
    assert [(p.id, p.side, p.experience_text) for p in cohort.partners] == [
        ("1", Side.PATIENT, "I have lived with this"),
        ("2", Side.PROFESSIONAL, "I work in this"),
    ]
    assert not cohort.consent_given


def test_two_files_of_one_name_are_told_apart(tmp_path):
    for side in ("patients", "staff"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "partners.csv").write_text(f"id,text\n{side},words\n")
    read = read_input([tmp_path / "patients" / "partners.csv", tmp_path / "staff" / "partners.csv"])
    assert [file.name for file in read.files] == ["patients/partners.csv", "staff/partners.csv"]


def test_somebody_may_stand_on_either_side_in_two_files(tmp_path):
    a, b = tmp_path / "a.csv", tmp_path / "b.csv"
    a.write_text("id,side,experience_text\nX1,either,one\n")
    b.write_text("id,side,experience_text\nX3,,one\n")
    assert [p.side for p in read_input([a, b]).cohort.partners] == [Side.EITHER, Side.PROFESSIONAL]


@pytest.mark.parametrize(
    ("heading", "given", "health"),
    [("capacity", False, False), ("consent_matching", True, False), ("consent_health", False, True)],
)
def test_whether_consent_was_asked_is_known_from_the_columns(one, heading, given, health):
    cohort = one(**{heading: ""}).cohort
    assert (cohort.consent_given, cohort.health_consent_given) == (given, health)


def test_a_folder_holds_every_table(tmp_path):
    files = {
        "Partners.CSV": "id,side,organisation\nP1,patient,\nH1,professional,Made-up Trust\n",
        "challenges.csv": "id,text,is_local,authored_by_sides\nC1,first,yes,patient;professional\nC2,second,no,none\n",
        "needs.csv": "challenge_id,perspective,importance\nC1,nights,3\nC2,weekends,1\n",
        "declarations.csv": "partner_id,perspective,basis,words\nP1,Nights,direct,\nP1,,direct,my words\n",
        "relations.csv": "a_id,b_id,relation,opt_in_a,opt_in_b\nH1,P1,treats,yes,yes\n",
        "exclusions.csv": "by_id,not_id,not_organisation\nP1,,made-up trust\nP1,,Somewhere else altogether\n",
        "pins.csv": "patient_id,professional_id,decision\nP1,H1,pinned\n",
        "monitoring.csv": "partner_id,attribute\nP1,age\n",
        "notes.md": "nothing",
        "extra.csv": "a,b\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    read = read_input([tmp_path], challenge_id="C1")
    cohort = read.cohort
    assert cohort.challenge.authored_by_sides == (Side.PATIENT, Side.PROFESSIONAL)
    assert [(need.perspective, need.importance) for need in cohort.needs] == [("nights", 3)]
    assert [declaration.perspective for declaration in cohort.declarations] == ["nights", None]
    assert cohort.relations[0].both_opted_in
    assert len(cohort.exclusions) == 2
    assert cohort.pins[0].professional_id == "H1"
    assert said(read) == ["files_not_read", "organisation_not_in_input", "perspectives_as_written"]
    assert dict(read.cohort.assumptions[0].params)["files"] == ("extra.csv", "monitoring.csv")


def test_of_several_challenges_none_is_chosen_unless_named(tmp_path):
    (tmp_path / "partners.csv").write_text("id,side\nP1,patient\nH1,professional\n")
    (tmp_path / "challenges.csv").write_text("id,text\nC1,one\nC2,two\n")
    read = read_input([tmp_path])
    assert read.cohort.challenge is None
    assert said(read) == ["no_challenge_chosen"]
    assert read_input([tmp_path], challenge_id="C2").cohort.challenge == Challenge(id="C2", text="two")
    (tmp_path / "challenges.csv").write_text("id,text\nC1,one\n")
    assert read_input([tmp_path]).cohort.challenge.id == "C1"


def test_a_programmes_words_replace_the_shipped_ones_table_by_table(tmp_path):
    (tmp_path / "partners.csv").write_text("id,side,values,seeks\nP1,patient,patience,budget\nH1,professional,,\n")
    (tmp_path / "vocabulary.toml").write_text(
        'version = "ours"\nlinked_systems = [["South", "North"]]\nminutes_between = [["Old Town", "b", 40]]\n'
        '[values]\npatience = "patience"\n'
    )
    read = read_input([tmp_path])
    words = read.cohort.vocabulary
    assert words.values == {"patience": "patience"}
    assert words.tags["budget"] == "power"
    assert words.are_linked("North", "South")
    assert words.minutes("b", "old_town") == 40
    assert said(read) == []
    assert [file.name for file in read.files] == ["partners.csv", "vocabulary.toml"]


def test_odd_kinds_and_an_empty_side_are_said(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("id,side,kind\nP1,patient,clinician\nP2,patient,carer\n")
    read = read_input([path])
    assert said(read) == ["kind_of_other_side", "side_has_nobody"]
    assert read.cohort.assumptions[0].about == ("P1",)


def test_the_same_words_are_kept_once(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text(
        "id,side,seeks,organisation\n" + "".join(f"P{n},patient,budget;storytelling,Trust\n" for n in range(9))
    )
    partners = read_input([path]).cohort.partners
    assert len({id(p.seeks) for p in partners}) == 1
    assert len({id(p.organisation) for p in partners}) == 1


def test_progress_goes_to_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr("matchmaker.tables.delimited.STEP", 2)
    path = tmp_path / "p.csv"
    path.write_text("id,side\n" + "".join(f"P{n},patient\n" for n in range(9)))
    seen = []
    read_input([path], progress=lambda file, done, total: seen.append((file, done, total)))
    assert len(seen) > 2
    assert seen[-1] == ("p.csv", path.stat().st_size, path.stat().st_size)


def test_records_that_never_were_a_file_go_the_same_way():
    people = [
        {"id": "P1", "side": "patient", "seeks": ["budget:3", "storytelling"], "slots": [], "flexible": True},
        {"id": "H1", "side": "professional", "capacity": 2, "email": "not read"},
    ]
    read = read_tables([RawTable.of_records("partners", people)])
    first, second = read.cohort.partners
    assert first.seeks == (WeightedTag("budget", 3), WeightedTag("storytelling", 2))
    assert (first.slots, first.flexible, second.capacity, second.slots) == (frozenset(), True, 2, None)
    assert read.set_aside == (SetAside("partners", "email", "contact"),)
