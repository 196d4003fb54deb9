"""The optional tables about preferences, partnerships, sign-off and what a challenge means to people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from matchmaker.domain.partnership import OwnImportance, Partnership, Pathway, SignOffStep, Template
from matchmaker.domain.preference import ABOUT, Preference
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.tables.cells import CellWrong, Reader, day, identifier, member_of, number, one_of, short, text, whole
from matchmaker.tables.lists import codes, entries
from matchmaker.tables.shape import RowWrong, Shape

PER_CENT = number(0, 100)


def _wanted(cell: str) -> tuple[str, ...]:
    found = entries(cell)
    if not found:
        raise CellWrong("preference_wants_nothing")
    return found


def _shares(cell: str) -> tuple[float, ...]:
    """Per cents of meetings, in order; the same share twice counts twice. ``none``: no meeting yet."""
    if cell.casefold() == "none":
        return ()
    return tuple(
        float(str(PER_CENT(entry.strip().removesuffix("%").strip()))) for entry in cell.split(";") if entry.strip()
    )


def _preference(words: Vocabulary) -> Callable[[Mapping[str, Any]], Preference]:
    kinds = codes({**words.patient_kinds, **words.professional_kinds})

    def make(values: Mapping[str, Any]) -> Preference:
        preference = Preference(**values)
        if preference.about != "kind":
            return preference
        try:
            wanted = kinds(";".join(preference.wanted))
        except CellWrong as wrong:
            raise RowWrong(wrong.code, "wanted", **wrong.params) from None
        return Preference(**{**values, "wanted": wanted})

    return make


def _partnership(values: Mapping[str, Any]) -> Partnership:
    partnership = Partnership(**values)
    if partnership.patient_id == partnership.professional_id:
        raise RowWrong("same_person_twice", "professional_id")
    return partnership


def partnership_shapes(words: Vocabulary) -> tuple[Shape, ...]:
    """The shapes, in the order of the reference."""
    return (_preferences(words), _partnerships(), _sign_offs(), _importances())


def _preferences(words: Vocabulary) -> Shape:
    readers: dict[str, Reader] = {"by_id": identifier, "about": one_of(ABOUT), "wanted": _wanted, "why": text}
    filled = ("by_id", "about", "wanted")
    made = _preference(words)
    return Shape("preferences", readers, filled, filled, made, {"by_id": "partners"}, lambda p: (p.by_id, p.about))


def _partnerships() -> Shape:
    readers: dict[str, Reader] = {
        "patient_id": identifier,
        "professional_id": identifier,
        "pathway": member_of(Pathway),
        "pathway_reason": text,
        "template": member_of(Template),
        "template_note": text,
        "reflection_shares": _shares,
        "reflection_target": PER_CENT,
    }
    both = ("patient_id", "professional_id")
    points = dict.fromkeys(both, "partners")
    return Shape("partnerships", readers, both, both, _partnership, points, lambda p: (p.patient_id, p.professional_id))


def _sign_offs() -> Shape:
    readers: dict[str, Reader] = {
        "challenge_id": identifier,
        "order": whole(1, 1000),
        "role": short,
        "signed_at": day,
        "note": text,
    }
    two = ("challenge_id", "order")
    points = {"challenge_id": "challenges"}
    return Shape("signoffs", readers, two, two, lambda v: SignOffStep(**v), points, lambda s: (s.challenge_id, s.order))


def _importances() -> Shape:
    readers: dict[str, Reader] = {"challenge_id": identifier, "partner_id": identifier, "importance": whole(1, 5)}
    points = {"challenge_id": "challenges", "partner_id": "partners"}
    return Shape(
        "importance_to_me",
        readers,
        tuple(readers),
        tuple(readers),
        lambda v: OwnImportance(**v),
        points,
        lambda one: (one.challenge_id, one.partner_id),
    )
