"""Cohorts of made-up people as somebody would write them who has read only what files there are and what each
assumption says: clean ones of any size, and ways to spoil them. Nothing here knows how a trigger works."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]

SOUGHT = {
    "patient": ("decision_know_how", "budget", "data_evidence", "clinical_knowledge", "facilitation", "digital_skills"),
    "professional": ("lived_experience", "carer_view", "community_reach", "storytelling", "introductions"),
}
OTHER = {"patient": "professional", "professional": "patient"}
VALUES = ("kindness", "evidence", "take_time", "share_decisions", "open_to_change", "learn_from_mistakes")
WILL = ("why_it_matters", "will_give_up", "kept_going", "asked_a_question", "confirmed_now")
SLOTS = tuple(f"{day}_{half}" for day in ("mon", "tue", "wed", "thu", "fri") for half in ("am", "pm"))
PERSPECTIVES = ("night_discharge", "lives_alone", "caring")
VOCABULARY = "[perspectives]\n" + "".join(
    f'{one} = {{ name = "{one.replace("_", " ")}", family = "using a service", sensitive = false }}\n'
    for one in (*PERSPECTIVES, "transport")
)
WEIGHTS = {
    "shared_purpose": 0.30,
    "task_fit": 0.15,
    "seek_offer": 0.22,
    "values": 0.15,
    "will": 0.06,
    "time": 0.07,
    "local": 0.05,
}
NEUTRAL = {"seek_offer": 0.29, "values": 0.22, "will": 0.5, "time": 0.52, "local": 0.44}


def table(name: str, numbers: dict[str, float]) -> str:
    return f"\n[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in numbers.items())


def weights(*signed_by: str, more: str = "", **changed: float) -> str:
    """A weight set as a file says it."""
    signed = "".join(f'\n[signed_by.{side}]\nby = "the {side} panel"\non = 2026-10-01\n' for side in signed_by)
    head = 'name = "riverside"\nversion = "1"\none_sided = 0.5\n'
    return head + table("weights", {**WEIGHTS, **changed}) + table("neutral", NEUTRAL) + signed + more


@dataclass
class Made:
    """Tables of rows, the vocabulary, the weights and how the run is asked for."""

    tables: dict[str, list[Row]]
    vocabulary: str = ""
    weights: str | None = field(default_factory=lambda: weights("patient", "professional"))
    options: dict[str, object] = field(default_factory=lambda: {"no_text": True})
    challenge_id: str | None = None

    def of(self, side: str) -> list[Row]:
        return [row for row in self.tables["partners"] if row["side"] == side]

    def who(self, partner_id: str, **cells: str) -> Made:
        next(row for row in self.tables["partners"] if row["id"] == partner_id).update(cells)
        return self

    def all(self, side: str | None = None, **cells: str) -> Made:
        for row in self.tables["partners"] if side is None else self.of(side):
            row.update(cells)
        return self

    def task(self, **cells: str) -> Made:
        self.tables["challenges"][0].update(cells)
        return self

    def at(self, name: str, number: int, **cells: str) -> Made:
        self.tables[name][number].update(cells)
        return self

    def row(self, name: str, **cells: str) -> Made:
        self.tables.setdefault(name, []).append(cells)
        return self

    def weighed(self, text: str | None) -> Made:
        self.weights = text
        return self

    def asked(self, challenge: str | None = None, **options: object) -> Made:
        self.options |= options
        self.challenge_id = challenge
        return self

    def second_task(self, **cells: str) -> Made:
        return self.row("challenges", **{**TASK, "id": "C02", **cells}).asked(challenge="C01")

    def consenting(self) -> Made:
        """With columns of consent; the second patient did not answer."""
        return self.all(consent_matching="yes", consent_health="yes").who("pt01", consent_matching="")

    def written(self, folder: Path) -> Path:
        for name, rows in self.tables.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)), restval="")
                writer.writeheader()
                writer.writerows(rows)
        if self.vocabulary:
            (folder / "vocabulary.toml").write_text(self.vocabulary, encoding="utf-8")
        return folder


TASK: Row = {
    "id": "C01",
    "title": "Home by teatime",
    "text": "People who are fit to leave wait hours for medicines and a lift. Find out where the hours go.",
    "authored_by_sides": "patient;professional",
    "owner": "st00",
    "starts": "2026-09-01",
    "ends": "2027-08-31",
    "local_system": "Fenbrook",
    "is_local": "yes",
    "importance_to_system": "4",
    "sponsor": "Chief nurse",
    "sponsor_kind": "interest_and_support",
    "sponsor_cadence_days": "60",
    "sponsor_last_contact": "2026-11-10",
    "pathway": "mixed",
}


def some(chance: random.Random, words: tuple[str, ...], count: int) -> str:
    return ";".join(chance.sample(words, count))


def person(chance: random.Random, number: int, side: str) -> Row:
    return {
        "id": f"{'pt' if side == 'patient' else 'st'}{number:02d}",
        "side": side,
        "kind": chance.choice(("patient", "carer") if side == "patient" else ("manager", "pharmacist")),
        "seeks": some(chance, SOUGHT[side], 2),
        "offers": ";".join(f"{tag}:{chance.randint(1, 3)}" for tag in chance.sample(SOUGHT[OTHER[side]], 3)),
        "values": some(chance, VALUES, 3),
        "will_evidence": some(chance, WILL, chance.randint(1, 3)),
        "slots": some(chance, SLOTS, 4),
        "local_system": chance.choice(("Fenbrook", "Hollin")),
        "languages": "en",
        "confirmed_at": "2026-11-02",
    }


def clean(seed: int, patients: int = 5, staff: int = 5) -> Made:
    """People and a challenge that leave nothing open."""
    chance = random.Random(seed)
    people = [person(chance, n, "patient") for n in range(patients)]
    people += [person(chance, n, "professional") for n in range(staff)]
    return Made({"partners": people, "challenges": [dict(TASK)]})


def needing(seed: int, patients: int = 6, staff: int = 5) -> Made:
    """The same with three needs that both sides agreed, each brought by one of the first patients' own life."""
    made = clean(seed, patients, staff).asked(top=20)
    made.vocabulary = VOCABULARY
    for importance, perspective in zip("312", PERSPECTIVES, strict=True):
        made.row(
            "needs",
            challenge_id="C01",
            perspective=perspective,
            importance=importance,
            why="They meet this at the door and nobody asked them",
            proposed_by_side="patient",
            agreed_by_sides="patient;professional",
        )
    for number, perspective in enumerate(PERSPECTIVES):
        declares(made, f"pt{number:02d}", perspective, "direct")
    return made


def declares(made: Made, partner_id: str, perspective: str, basis: str) -> Made:
    return made.row(
        "declarations",
        partner_id=partner_id,
        perspective=perspective,
        basis=basis,
        use_for_matching="yes",
        shareable="no",
    )


def ranked(seed: int, side: str, first: int, of: int, lists: int = 5, top: int = 5) -> Made:
    """The ``first`` people of a side come first on every list, whatever else."""
    made = clean(seed, *((of, lists) if side == "patient" else (lists, of))).all(values="").asked(top=top)
    for number, row in enumerate(made.of(side)):
        tags = SOUGHT[OTHER[side]]
        if number < first:
            row |= {"offers": ";".join(f"{tag}:3" for tag in tags), "slots": ";".join(SLOTS)}
            row["will_evidence"] = ";".join(WILL)
        else:
            row |= {"offers": f"{tags[-1]}:1", "will_evidence": "kept_going"}
    return made


def marked(made: Made, side: str, column: str, having: int, high: str, low: str) -> Made:
    for number, row in enumerate(made.of(side)):
        row[column] = high if number < having else low
    return made


def two_ways(lists: int = 1, staff: int = 4, *, firm: bool = False) -> Made:
    """Patients who all seek the same. One professional brings it; another shares ways of working and a time, or the
    one does it all (``firm``)."""
    people = [
        {
            "id": f"pt{n:02d}",
            "side": "patient",
            "seeks": "budget:3",
            "offers": "carer_view:3",
            "values": "kindness;evidence",
            "slots": "mon_am;tue_am",
            "will_evidence": "kept_going",
        }
        for n in range(lists)
    ]
    people += [
        {
            "id": f"st{n:02d}",
            "side": "professional",
            "seeks": "carer_view:3",
            "offers": "budget:1",
            "values": "take_time",
            "slots": "fri_pm",
            "will_evidence": "kept_going",
        }
        for n in range(staff)
    ]
    made = Made({"partners": people}).asked(for_side="patient").who("st00", offers="budget:3")
    if firm:
        return made.who("st00", values="kindness;evidence", slots="mon_am;tue_am")
    return made.who("st01", values="kindness;take_time", slots="mon_am", flexible="yes")


def hub(people: int, lists_with_it: int, candidates: int | None = None, *, side: str = "professional") -> Made:
    """Everybody seeks a thing of their own, which three people bring a little of. The first of ``side`` brings a lot of
    what ``lists_with_it`` seek."""
    seekers, others = ("pt", "st") if side == "professional" else ("st", "pt")
    rows = [
        {"id": f"{seekers}{n:02d}", "side": OTHER[side], "seeks": f"thing{n:02d}:3", "offers": "storytelling"}
        for n in range(people)
    ]
    for n in range(candidates or people):
        things = range(lists_with_it) if n == 0 else sorted((n + step) % people for step in range(3))
        offers = ";".join(f"thing{thing:02d}:{2 if n else 3}" for thing in things)
        rows.append({"id": f"{others}{n:02d}", "side": side, "seeks": "storytelling:1", "offers": offers})
    return Made({"partners": rows}).asked(for_side=OTHER[side])


def wrote(patients: tuple[str, ...], staff: tuple[str, ...], each: int = 3, seed: int = 9) -> Made:
    """People with texts, turn by turn; the run reads them."""
    made = clean(seed, each, each).asked(no_text=False, top=20)
    for side, texts in (("patient", patients), ("professional", staff)):
        for number, row in enumerate(made.of(side)):
            row["experience_text"] = texts[number % len(texts)]
    return made
