"""Is every id somebody's alone, and does every id that is mentioned exist?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from matchmaker.domain.cohort import Cohort
from matchmaker.domain.partner import Side
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.tables.cells import code_key
from matchmaker.tables.findings import Findings
from matchmaker.tables.rows import Records
from matchmaker.tables.shape import Shape
from matchmaker.tables.suggest import Suggestions

Tables = Mapping[str, list[Records]]


def check_unique(parts: list[Records], findings: Findings) -> None:
    """The same id twice, on both sides, or differing only by its case."""
    seen: dict[str, tuple[str, int, str]] = {}
    for part in parts:
        for row, name in part.ids:
            first_file, first_row, first = seen.setdefault(name.casefold(), (part.file, row, name))
            if (first_file, first_row) != (part.file, row):
                code = "id_differs_by_case" if first != name else "id_twice"
                code = "id_on_both_sides" if first_file != part.file else code
                findings.wrong(
                    code,
                    file=part.file,
                    row=row,
                    column="id",
                    id=name,
                    first=first,
                    first_file=first_file,
                    first_row=first_row,
                )


def check_mentions(tables: Tables, shapes: Mapping[str, Shape], findings: Findings) -> None:
    """Every mentioned id that does not exist, with the one that was probably meant."""
    known = {
        table: {name for part in tables.get(table, []) for _, name in part.ids} for table in ("partners", "challenges")
    }
    meant = {table: Suggestions(names) for table, names in known.items()}
    for name, shape in shapes.items():
        for part in tables.get(name, []):
            for row, column, mentioned in part.mentions:
                table = shape.points_to[column]
                if mentioned not in known[table]:
                    _unknown_id(part.file, row, column, mentioned, table, meant[table], findings)


def _unknown_id(
    file: str, row: int, column: str, mentioned: str, table: str, meant: Suggestions, findings: Findings
) -> None:
    near = meant.closest(mentioned)
    if near is None:
        findings.wrong("id_unknown", file=file, row=row, column=column, id=mentioned, table=table)
    else:
        findings.wrong("id_unknown_near", file=file, row=row, column=column, id=mentioned, table=table, closest=near)


def check_organisations(tables: Tables, findings: Findings) -> None:
    """A "please not" about an organisation must not come to nothing because its name is spelt differently."""
    names = {record.organisation for part in tables.get("partners", []) for _, record in part.made} - {None}
    plain = {_plain(name) for name in names}
    meant = Suggestions(names)
    for part in tables.get("exclusions", []):
        for row, record in part.made:
            named = record.not_organisation
            if named is None or _plain(named) in plain:
                continue
            near = meant.closest(named)
            if near:
                column = "not_organisation"
                findings.wrong("organisation_nearly_known", file=part.file, row=row, column=column, closest=near)
            else:
                findings.assume("organisation_not_in_input", file=part.file, row=row)


def check_preferences(tables: Tables, findings: Findings) -> None:
    """A preference that would keep everybody off a list because its words are spelt differently."""
    made = [record for part in tables.get("partners", []) for _, record in part.made]
    for part in tables.get("preferences", []):
        for row, record in part.made:
            names = {getattr(person, record.about) for person in made} - {None}
            if {_plain(name) for name in names} & {_plain(name) for name in record.wanted}:
                continue
            meant = Suggestions(names)
            near = next((found for name in record.wanted if (found := meant.closest(name))), None)
            if near:
                findings.wrong("preference_nearly_known", file=part.file, row=row, column="wanted", closest=near)
            else:
                findings.assume("preference_not_in_input", file=part.file, row=row)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def settle_perspectives(tables: Tables, words: Vocabulary, findings: Findings) -> dict[str, str]:
    """Perspectives as written to those meant. Without a programme's list, the ones that its needs name are the list."""
    listed = {code_key(p.name): p.id for p in words.perspectives.values()}
    listed |= {code_key(name): name for name in words.perspectives}
    meant: dict[str, str] = {}
    for table in ("needs", "declarations"):
        for part in tables.get(table, []):
            for row, record in part.made:
                written = record.perspective
                if written is None or written in meant:
                    continue
                found = listed.get(code_key(written))
                if found is None and words.perspectives:
                    known, column = tuple(words.perspectives), "perspective"
                    findings.wrong("perspective_unknown", file=part.file, row=row, column=column, known=known)
                meant[written] = listed.setdefault(code_key(written), written)
    if meant and not words.perspectives:
        findings.assume("perspectives_as_written", count=len(set(meant.values())))
    return meant


def check_people(cohort: Cohort, doubtful: Collection[Side], findings: Findings) -> None:
    """What is odd about the people as a whole, without being wrong. Nobody is missed on ``doubtful`` sides."""
    words = cohort.vocabulary
    for side, may, own, other in (
        ("patient", [p for p in cohort.partners if p.may_be_patient], words.patient_kinds, words.professional_kinds),
        (
            "professional",
            [p for p in cohort.partners if p.may_be_professional],
            words.professional_kinds,
            words.patient_kinds,
        ),
    ):
        if not may and side not in doubtful:
            findings.assume("side_has_nobody", side=side)
        odd = [p.id for p in may if p.side == side and _is_odd(p.kind, own, other)]
        if odd:
            findings.assume("kind_of_other_side", about=tuple(odd), side=side, count=len(odd))


def _is_odd(kind: str | None, own: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return kind is not None and kind not in own and kind in other
