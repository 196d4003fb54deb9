"""The made-up people can be read, hold what they promise, and say that they are made up."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from matchmaker.domain.partner import Side
from matchmaker.domain.problem import InputRefused
from matchmaker.domain.relation import RelationKind
from matchmaker.matching.gates import NotYet, blocked_pairs, not_yet, place_unknown
from matchmaker.matching.pool import consenting, may_read_text, pool_of
from matchmaker.tables import inspect_input, read_input
from matchmaker.tables.weights_file import read_weights

FIXTURES = Path(__file__).parents[2] / "data/fixtures"
TWO_LISTS = (FIXTURES / "two-lists/patients.csv", FIXTURES / "two-lists/professionals.csv")
READABLE = {
    "collaborative-pairs": (FIXTURES / "collaborative-pairs",),
    "programme-300": (FIXTURES / "programme-300",),
    "two-lists": TWO_LISTS,
    "barts-examples": (FIXTURES / "barts-examples",),
    "workbook": (FIXTURES / "workbook",),
}
BROKEN = {
    ("many-problems",): {
        ("id_twice", 3),
        ("id_like_formula", 4),
        ("id_is_email", 5),
        ("cell_blank", 6),
        ("word_not_known", 7),
        ("level_out_of_range", 8),
        ("date_impossible", 9),
        ("too_many_entries", 10),
        ("word_not_known", 11),
        ("number_out_of_range", 12),
        ("not_a_whole_number", 13),
        ("row_ragged", 14),
        ("not_yes_or_no", 15),
        ("ends_before_it_starts", 2),
        ("number_out_of_range", 2),
        ("id_unknown", 2),
        ("declaration_says_nothing", 2),
        ("word_not_known", 3),
        ("same_person_twice", 4),
        ("exclusion_names_nobody", 2),
    },
    ("two-files/patients.csv", "two-files/professionals.csv"): {
        ("id_like_formula", 3),
        ("row_ragged", 4),
        ("id_on_both_sides", 2),
    },
    ("no-id.csv",): {("heading_twice", 1), ("column_missing", 1)},
    ("empty.csv",): {("file_empty", None)},
    ("headings-only.csv",): {("no_rows", None)},
    ("heading-further-down.csv",): {("heading_row_not_first", 3)},
}


def made(out, *choices):
    script = FIXTURES / "make_programme.py"
    subprocess.run([sys.executable, str(script), "--out", str(out), *choices], check=True)
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.fixture(scope="module")
def programme():
    return read_input(READABLE["programme-300"]).cohort


@pytest.mark.parametrize("paths", READABLE.values(), ids=READABLE)
def test_a_fixture_is_read_without_a_problem(paths):
    assert inspect_input(paths).problems == ()


@pytest.mark.parametrize("names", BROKEN, ids=lambda names: names[0])
def test_every_mistake_of_a_broken_file_is_named_at_once(names):
    problems = inspect_input([FIXTURES / "broken" / name for name in names]).problems
    assert {(problem.code, problem.row) for problem in problems} >= BROKEN[names]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("weights-that-do-not-add-up.toml", {"weights_do_not_add_up"}),
        ("weights-with-many-mistakes.toml", {"weights_table_missing", "weights_unknown_name", "weights_not_a_share"}),
    ],
)
def test_every_mistake_of_a_weight_set_is_named_at_once(name, codes):
    with pytest.raises(InputRefused) as refused:
        read_weights(FIXTURES / "broken" / name)
    assert {problem.code for problem in refused.value.problems} == codes


@pytest.mark.parametrize("folder", [path for path in FIXTURES.iterdir() if path.is_dir()], ids=lambda path: path.name)
def test_every_folder_says_that_its_people_are_made_up(folder):
    if any(folder.rglob("*.csv")) or any(folder.rglob("*.xlsx")):
        assert "made up" in (folder / "SOURCE.md").read_text(encoding="utf-8")


def test_making_the_programme_again_gives_the_committed_bytes(tmp_path):
    committed = {path.name: path.read_bytes() for path in READABLE["programme-300"][0].iterdir()}
    committed.pop("SOURCE.md")
    assert made(tmp_path, "--people", "300", "--seed", "7", "--messy") == committed


def test_a_larger_programme_begins_with_the_same_people(tmp_path):
    small, large = made(tmp_path / "a", "--people", "50"), made(tmp_path / "b", "--people", "120")
    assert large["partners.csv"].startswith(small["partners.csv"])
    assert inspect_input([tmp_path / "b"]).problems == ()


def test_another_seed_makes_other_people(tmp_path):
    one, other = (made(tmp_path / seed, "--people", "50", "--seed", seed) for seed in ("7", "8"))
    assert one["partners.csv"] != other["partners.csv"]


def test_the_programme_has_about_as_many_people_of_each_side(programme):
    sides = Counter(partner.side for partner in programme.partners)
    assert sides.total() == 300
    assert min(sides[Side.PATIENT], sides[Side.PROFESSIONAL]) >= 120
    assert sides[Side.EITHER] >= 5


def test_some_of_the_programme_gave_no_consent_and_some_none_for_their_text(programme):
    kept, _ = consenting(programme)
    assert {partner.consent_matching for partner in programme.partners} == {True, False, None}
    assert any(not may_read_text(partner, programme) and partner.statement_parts() for partner in kept)


def test_every_not_yet_gate_closes_some_pairings_and_leaves_most_open(programme):
    pool = pool_of(consenting(programme)[0])
    vocabulary = programme.vocabulary
    found = [not_yet(a, b, vocabulary) for a in pool.patient_side for b in pool.professional_side]
    assert {gate for gates in found for gate in gates} == set(NotYet)
    assert sum(not gates for gates in found) > len(found) / 2
    assert any(place_unknown(a, b, vocabulary) for a in pool.patient_side for b in pool.professional_side)


@pytest.mark.parametrize("kind", [RelationKind.TREATS, RelationKind.MANAGES, RelationKind.COMMISSIONS])
def test_a_relation_with_power_in_it_occurs_with_and_without_both_opting_in(programme, kind):
    pool = pool_of(consenting(programme)[0])
    row = {partner.id: place for place, partner in enumerate(pool.patient_side)}
    column = {partner.id: place for place, partner in enumerate(pool.professional_side)}
    blocked = blocked_pairs(programme, pool)
    codes = set(blocked.codes.tolist())
    met = {
        (relation.both_opted_in, row[relation.b_id] * blocked.columns + column[relation.a_id] in codes)
        for relation in programme.relations
        if relation.relation is kind and relation.b_id in row and relation.a_id in column
    }
    assert met == {(True, False), (False, True)}


def test_people_and_organisations_are_excluded_by_either_side(programme):
    kept = {partner.id: partner.side for partner in consenting(programme)[0]}
    by_person = {kept.get(one.by_id) for one in programme.exclusions if one.not_id in kept}
    assert by_person >= {Side.PATIENT, Side.PROFESSIONAL}
    employers = {partner.organisation for partner in programme.partners if partner.id in kept}
    assert any(one.not_organisation in employers and one.by_id in kept for one in programme.exclusions)


def test_texts_of_the_programme_range_from_nothing_to_five_thousand_words(programme):
    lengths = [len((partner.experience_text or "").split()) for partner in programme.partners]
    assert lengths.count(0) >= 10
    assert lengths.count(1) >= 3
    assert max(lengths) == 5000
    assert sorted(lengths)[-2] <= 260


def test_the_columns_that_nobody_may_read_are_set_aside():
    reasons = {column.why for column in read_input(READABLE["programme-300"]).set_aside}
    assert reasons == {"monitoring", "contact", "checks", "unknown"}


def test_the_twelve_pairs_are_all_there_and_the_consultant_may_meet_the_patient():
    cohort = read_input(READABLE["collaborative-pairs"]).cohort
    assert {partner.id for partner in cohort.partners} == {
        f"P{number:02d}-{side}" for number in range(1, 13) for side in ("patient", "professional")
    }
    pool = pool_of(consenting(cohort)[0])
    assert len(pool.people) == 24
    assert all(may_read_text(partner, cohort) for partner in pool.people)
    treats = [relation for relation in cohort.relations if relation.relation is RelationKind.TREATS]
    assert [(one.a_id, one.b_id, one.both_opted_in) for one in treats] == [("P01-professional", "P01-patient", True)]
    assert blocked_pairs(cohort, pool).codes.size == 0


def test_each_of_the_twelve_challenges_can_be_chosen():
    for number in range(1, 13):
        read = read_input(READABLE["collaborative-pairs"], challenge_id=f"C{number:02d}")
        assert read.cohort.challenge is not None
        assert read.cohort.challenge.text


def test_two_lists_know_nothing_but_texts():
    cohort = read_input(TWO_LISTS).cohort
    assert all(partner.experience_text for partner in cohort.partners)
    assert {partner.seeks for partner in cohort.partners} == {None}


def test_the_examples_hold_a_group():
    cohort = read_input(READABLE["barts-examples"]).cohort
    assert [partner.id for partner in cohort.partners if partner.is_group] == ["B01-patient"]


def test_the_workbook_says_the_same_as_the_tables_it_was_made_from():
    from_book, from_tables = (read_input(READABLE[name]).cohort for name in ("workbook", "collaborative-pairs"))
    assert from_book.partners == from_tables.partners
    assert from_book.relations == from_tables.relations
    assert from_book.declarations == from_tables.declarations
