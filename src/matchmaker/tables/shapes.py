"""The tables of the reference: their columns, how each is read, and what a row becomes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

from matchmaker.domain.challenge import Basis, Challenge, Declaration, Need
from matchmaker.domain.partner import AccessStatus, Interpreter, Lever, Partner, Side
from matchmaker.domain.relation import Exclusion, Pin, PinDecision, Relation, RelationKind
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.tables.cells import (
    Reader,
    day,
    identifier,
    is_none,
    member_of,
    number,
    one_of,
    place,
    short,
    text,
    whole,
    yes_no,
)
from matchmaker.tables.identity_audit import identity_audit_shape
from matchmaker.tables.lists import (
    access_needs,
    access_status,
    capabilities,
    codes,
    languages,
    modes,
    sides,
    slots,
    weighted_tags,
)
from matchmaker.tables.partnership_shapes import partnership_shapes
from matchmaker.tables.raw import key_of
from matchmaker.tables.shape import RowWrong, Shape, Values


def _no_interpreter(cell: str) -> Interpreter | None:
    return None if is_none(cell) or cell.casefold() == "no" else Interpreter(str(member_of(Interpreter)(cell)))


def _said_of_partner(words: Vocabulary) -> dict[str, Reader]:
    kinds = {**words.patient_kinds, **words.professional_kinds}
    return {
        "id": identifier,
        "side": member_of(Side),
        "display_name": short,
        "kind": one_of(kinds),
        "is_group": yes_no,
        "role_title": short,
        "organisation": short,
        "site": short,
        "local_system": short,
        "area": place,
        "travel_minutes": whole(0, 1440),
        "experience_text": text,
        "purpose_achieve": text,
        "purpose_how": text,
        "what_i_know": text,
        "seeks": weighted_tags(words.tag_names, words.tags),
        "offers": weighted_tags(words.tag_names, words.tags),
        "values": codes(words.values, free="free_values", most=5),
        "will_evidence": codes(words.will_evidence),
    }


def _rest_of_partner(words: Vocabulary) -> dict[str, Reader]:
    return {
        "slots": slots,
        "hours_per_month": number(0, 744),
        "flexible": yes_no,
        "mode": modes,
        "languages": languages,
        "interpreter": _no_interpreter,
        "access_needs": access_needs(words.access_needs),
        "access_status": access_status(words.access_needs),
        "lever": member_of(Lever),
        "confidence": whole(1, 5),
        "grade_band": short,
        "past_roles": whole(0, 1000),
        "relational": capabilities(words.relational),
        "leadership": capabilities(words.leadership),
        "engagement_basis": one_of(words.engagement_bases),
        "capacity": whole(0, 1000),
        "confirmed_at": day,
        "purpose_at": day,
        "consent_matching": yes_no,
        "consent_health": yes_no,
    }


def _partner(values: Values) -> Partner:
    """A partner, with the host's answers put beside the access needs that they are about."""
    status: Mapping[str, AccessStatus] = values.pop("access_status", None) or {}
    needs = values.get("access_needs") or ()
    if status.keys() - {need.need for need in needs} - {""}:
        raise RowWrong("access_status_without_need", "access_status")
    if status and needs:
        values["access_needs"] = tuple(replace(need, status=status.get(need.need, status.get(""))) for need in needs)
    return Partner(**values)


def _challenge(values: Values) -> Challenge:
    challenge = Challenge(**values)
    if challenge.starts and challenge.ends and challenge.ends < challenge.starts:
        raise RowWrong("ends_before_it_starts", "ends")
    return challenge


def _declaration(values: Values) -> Declaration:
    declaration = Declaration(**values)
    if not declaration.perspective and not declaration.words:
        raise RowWrong("declaration_says_nothing", "perspective")
    return declaration


def _relation(values: Values) -> Relation:
    relation = Relation(**values)
    if relation.a_id == relation.b_id:
        raise RowWrong("same_person_twice", "b_id")
    return relation


def _exclusion(values: Values) -> Exclusion:
    exclusion = Exclusion(**values)
    if exclusion.by_id == exclusion.not_id:
        raise RowWrong("same_person_twice", "not_id")
    if not exclusion.not_id and not exclusion.not_organisation:
        raise RowWrong("exclusion_names_nobody", "not_id")
    return exclusion


def _pin(values: Values) -> Pin:
    pin = Pin(**values)
    if pin.patient_id == pin.professional_id:
        raise RowWrong("same_person_twice", "professional_id")
    return pin


def _perspective(cell: str) -> str | None:
    return short(cell)


def _of_challenge() -> dict[str, Reader]:
    return {
        "id": identifier,
        "title": short,
        "text": text,
        "authored_by_sides": sides,
        "owner": short,
        "starts": day,
        "ends": day,
        "local_system": short,
        "is_local": yes_no,
        "importance_to_system": whole(1, 5),
        "importance_evidence": text,
        "sponsor": short,
        "sponsor_kind": one_of(("financial", "interest_and_support")),
        "sponsor_cadence_days": whole(1, 3660),
        "sponsor_last_contact": day,
        "pathway": short,
    }


def _of_need() -> dict[str, Reader]:
    return {
        "challenge_id": identifier,
        "perspective": _perspective,
        "importance": whole(1, 3),
        "why": text,
        "proposed_by_side": member_of(Side),
        "agreed_by_sides": sides,
        "conditions": text,
    }


def _of_declaration() -> dict[str, Reader]:
    return {
        "partner_id": identifier,
        "perspective": _perspective,
        "basis": member_of(Basis),
        "words": text,
        "use_for_matching": yes_no,
        "shareable": yes_no,
    }


def _links() -> tuple[Shape, ...]:
    people = "partners"
    relation: dict[str, Reader] = {"a_id": identifier, "b_id": identifier, "relation": member_of(RelationKind)}
    relation |= {"opt_in_a": yes_no, "opt_in_b": yes_no}
    exclusion: dict[str, Reader] = {"by_id": identifier, "not_id": identifier, "not_organisation": short}
    pin: dict[str, Reader] = {"patient_id": identifier, "professional_id": identifier}
    pin |= {"decision": member_of(PinDecision)}
    three = ("a_id", "b_id", "relation")
    excluded = {"by_id": people, "not_id": people}
    return (
        Shape("relations", relation, three, three, _relation, {"a_id": people, "b_id": people}, _whose_relation),
        Shape("exclusions", exclusion, ("by_id",), ("by_id",), _exclusion, excluded, _itself),
        Shape("pins", pin, tuple(pin), tuple(pin), _pin, {"patient_id": people, "professional_id": people}, _whose_pin),
    )


def _itself(record: Exclusion) -> Hashable:
    return record


def _whose_relation(record: Relation) -> Hashable:
    return record.a_id, record.b_id, record.relation


def _whose_pin(record: Pin) -> Hashable:
    return record.patient_id, record.professional_id


def shapes(words: Vocabulary) -> Mapping[str, Shape]:
    """Every table that a run reads, by name, with readers that know the programme's words."""
    partner = _said_of_partner(words) | _rest_of_partner(words)
    two = ("challenge_id", "perspective")
    made = (
        Shape("partners", partner, ("id", "side"), ("id", "side"), _partner, {}, lambda p: p.id),
        Shape("challenges", _of_challenge(), ("id",), ("id",), _challenge, {}, lambda c: c.id),
        Shape("needs", _of_need(), two, two, lambda v: Need(**v), {"challenge_id": "challenges"}, _whose_need),
        Shape(
            "declarations",
            _of_declaration(),
            ("partner_id",),
            ("partner_id",),
            _declaration,
            {"partner_id": "partners"},
            lambda d: (d.partner_id, d.perspective, None if d.perspective else d.words),
        ),
        *_links(),
        *partnership_shapes(words),
        identity_audit_shape(),
    )
    return {shape.table: shape for shape in made}


def _whose_need(record: Need) -> Hashable:
    return record.challenge_id, record.perspective


TABLES = (
    *("partners", "challenges", "needs", "declarations", "relations", "exclusions", "pins"),
    *("preferences", "partnerships", "signoffs", "importance_to_me", "identity_audit"),
)
"""The tables in the order in which they are read."""

_BY_KEY = {key_of(name): name for name in TABLES}


def table_called(stem: str) -> str:
    """The table that a file or sheet is named after, whatever its case, spaces and marks; else the name's own key."""
    return _BY_KEY.get(key_of(stem), key_of(stem))
