"""What is wrong with the files as a whole, before any row is read: said with the field where it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from matchmaker.console.desk import Held, Limits, Trouble
from matchmaker.console.reading import EVERYBODY, Look, role_of
from matchmaker.domain.partner import Side

READABLE = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
ELSEWHERE = ("monitoring", "reference")
KINDS = {
    "picture": (".jpg", ".jpeg", ".png", ".gif", ".heic", ".webp", ".bmp", ".tif", ".tiff", ".svg"),
    "document": (".doc", ".docx", ".pdf", ".rtf", ".odt", ".pages"),
    "other_sheet": (".xls", ".xlsb", ".ods", ".numbers"),
    "zip": (".zip", ".7z", ".rar", ".gz"),
}
SIDE_WORDS = {
    "patient": ("patient", "carer", "volunteer", "lived", "service user", "serviceuser", "community"),
    "professional": ("professional", "staff", "clinician", "employee", "nurse", "doctor", "workforce"),
}


def wrong_kind(held: Held) -> Trouble | None:
    """A file that is no table, told by its name; what its bytes belie is found when it is read."""
    suffix = Path(held.name).suffix.casefold()
    if suffix in READABLE or held.name.casefold() == "vocabulary.toml":
        if held.slot == "tables" and Path(held.name).stem.casefold() in ELSEWHERE:
            return Trouble("monitoring_file", held.slot, {"file": held.name})
        return None
    kind = next((kind for kind, suffixes in KINDS.items() if suffix in suffixes), "other_kind")
    return Trouble(f"kind_{kind}", held.slot, {"file": held.name})


def troubles_of(files: Sequence[Held], role: str | None, look: Look, limits: Limits) -> Iterator[Trouble]:
    """What keeps a run from being made, beside the problems inside the files."""
    roles = [role_of(held, files, role) for held in files]
    for held, is_a in zip(files, roles, strict=True):
        if not is_a:
            yield Trouble("table_not_known", "tables", {"file": held.name})
    sides = {"patient", "professional"} & set(roles)
    if EVERYBODY in roles and sides:
        yield Trouble("everybody_and_side", "tables")
    elif EVERYBODY not in roles and len(sides) < 2:
        missing = next(side for side in ("patient", "professional") if side not in sides)
        yield Trouble(f"missing_{missing}", missing)
    one, other = (next((h for h in files if h.slot == side), None) for side in ("patient", "professional"))
    if one and other and one.content == other.content:
        yield Trouble("same_twice", "professional")
    people = look.found.read.cohort.partners
    for side in (Side.PATIENT, Side.PROFESSIONAL):
        count = sum(person.side is side for person in people)
        if count > limits.most_people:
            yield Trouble("too_many_people", side.value, {"count": count, "most": limits.most_people})


def seem_swapped(files: Sequence[Held], look: Look) -> bool:
    """Whether the two files probably stand in one another's place: by the kinds of people, or by their names."""
    pair = {held.slot: held.name.casefold() for held in files if held.slot in SIDE_WORDS}
    if len(pair) < 2:
        return False
    if any(assumed.code == "kind_of_other_side" for assumed in look.found.read.cohort.assumptions):
        return True
    if any(problem.code == "side_contradicts_file" for problem in look.found.problems):
        return True
    crossed = [
        any(word in pair[side] for word in SIDE_WORDS[other])
        and not any(word in pair[side] for word in SIDE_WORDS[side])
        for side, other in (("patient", "professional"), ("professional", "patient"))
    ]
    return all(crossed)
