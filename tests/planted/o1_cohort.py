"""Made-up people, as a stranger would write them from the pages for users. Nothing of the program is imported."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

PATIENT = [
    "My mother could not find the right clinic and we walked round the building for an hour.",
    "The letter came after the day that it told us about.",
    "I have had a bad chest since I was small and I know every chair in that waiting room.",
    "When I rang the desk nobody knew who had my notes.",
    "They sent me home with a bag of tablets and no list of when to take them.",
    "I look after my husband at night, so mornings are hard for both of us.",
    "The drop-in at the library helped me more than any leaflet did.",
    "My son stopped going because the room was loud and the lights were too bright.",
    "I had to tell my story five times to five people in one week.",
    "What helped was one person who rang back when she said she would.",
    "After the fall I was afraid of the stairs and no one asked me about them.",
    "We waited in the car park because the ward was too hot for him.",
    "I want the next family to know who to ask on the first day.",
    "The bus from our side of town stops at six and the group starts at seven.",
    "I keep a diary of my sugars and would gladly show how I read it.",
    "Food on the ward was cold by the time somebody could help her eat it.",
    "My knees were bad for years before anyone looked at the two of them together.",
    "It took a friend to explain what the test was for.",
    "At night the bell was answered by a different face each time.",
    "I would like people to be asked what matters to them before the plan is made.",
    "The pharmacy near us shuts early, and then you have to go across the river.",
    "I learned to plan my week around the days when I have strength.",
    "Nobody told us that we could bring somebody along.",
    "When the home visits stopped we did not know what to do with the dressings.",
]
STAFF = [
    "I run the desk where people first arrive and I see who turns round and goes home.",
    "We changed the rota last year and did not ask anybody who waits.",
    "My team visits people at home in the two weeks after an operation.",
    "I can move rooms and times, and I would like to be told which ones are wrong.",
    "Half of our letters come back because the address is old.",
    "I plan the beds for three wards and spend my day on the phone.",
    "We give out tablets to people who cannot open the box.",
    "I would like one first visit for each family, with time to talk.",
    "Our clinic is busy on Mondays and nearly empty on Thursdays.",
    "I teach new staff how to break bad news and I still find it hard.",
    "The money for the front door has come and I want it spent well.",
    "We lose touch with people when they leave the ward.",
    "I count missed visits each month, but the count does not say why.",
    "I know who signs for what, and how long it takes.",
    "Our group for chests meets in a room with no lift.",
    "The kitchen closes before the late round is done.",
    "I want to hear what the night is like for those who lie awake in it.",
    "We ask the same questions at every door and write them down each time.",
    "I look after the buildings and nobody ever asks me about the chairs.",
    "Some people never come to us and I would like to know what keeps them away.",
    "I write the leaflets and I have never seen anybody read one.",
    "We could ring people back if we had one free hour a day.",
    "I plan the drivers who bring people to the clinic and take them home.",
    "My job is to make the plan for going home before the bed is needed.",
]
P_TAGS = ["lived_experience", "carer_view", "community_reach", "introductions", "storytelling", "facilitation"]
H_TAGS = [
    "clinical_knowledge",
    "data_evidence",
    "decision_know_how",
    "change_rota_letters_rooms",
    "budget",
    "research_skills",
]
VALUES = [
    "honest_about_problems",
    "act_on_what_we_hear",
    "share_decisions",
    "take_time",
    "evidence",
    "kindness",
    "try_things_quickly",
    "keep_people_safe",
    "open_to_change",
    "learn_from_mistakes",
]
SLOTS = [f"{d}_{h}" for d in ("mon", "tue", "wed", "thu", "fri") for h in ("am", "pm")]
NAMES = [
    "Ailsa",
    "Bram",
    "Cerys",
    "Dov",
    "Edda",
    "Finn",
    "Gwil",
    "Hana",
    "Ivo",
    "Jory",
    "Kezia",
    "Lowri",
    "Mato",
    "Nell",
    "Orla",
    "Piet",
    "Quill",
    "Runa",
    "Sorcha",
    "Tove",
    "Una",
    "Vesna",
    "Wren",
    "Xan",
    "Yara",
    "Zeb",
]


class Cohort:
    """Tables by name, options of the command, and other files by name."""

    def __init__(self, seed, n=8, m=8, *, alike=False, text=False, plain=True, challenge=False):
        self.rng = rng = random.Random(seed)
        self.tables = {"partners": []}
        self.options, self.files = [], {}
        for side, count, mine, theirs in (("patient", n, P_TAGS, H_TAGS), ("professional", m, H_TAGS, P_TAGS)):
            for i in range(1, count + 1):
                row = {
                    "id": f"{'P' if side == 'patient' else 'H'}{i:02d}",
                    "side": side,
                    "display_name": rng.choice(NAMES),
                }
                if plain:
                    row |= {
                        "seeks": f"{theirs[0]}:3",
                        "offers": f"{mine[0]}:3",
                        "values": "kindness;evidence",
                        "will_evidence": "why_it_matters;kept_going",
                        "slots": "mon_am;tue_am",
                        "flexible": "no",
                        "confirmed_at": "2026-11-02",
                        "purpose_at": "2026-10-01",
                    }
                    if not alike:
                        row |= {
                            "seeks": ";".join(f"{t}:{rng.randint(1, 3)}" for t in rng.sample(theirs, 2)),
                            "offers": ";".join(f"{t}:{rng.randint(1, 3)}" for t in rng.sample(mine, 3)),
                            "values": ";".join(rng.sample(VALUES, 3)),
                            "slots": ";".join(rng.sample(SLOTS, 4)),
                        }
                if text:
                    s = rng.sample(PATIENT if side == "patient" else STAFF, 6)
                    row |= {"experience_text": " ".join(s[:4]), "purpose_achieve": s[4], "purpose_how": s[5]}
                self.tables["partners"].append(row)
        if challenge:
            self.challenge()

    def __getitem__(self, pid):
        return next(r for r in self.tables["partners"] if r["id"] == pid)

    def side(self, letter):
        return [r for r in self.tables["partners"] if r["id"].startswith(letter)]

    def all(self, letter="", **cells):
        for r in self.tables["partners"]:
            if r["id"].startswith(letter):
                r.update(cells)
        return self

    def put(self, pid, **cells):
        for one in pid.split():
            self[one].update(cells)
        return self

    def add(self, table, **cells):
        self.tables.setdefault(table, []).append(cells)
        return self

    def opt(self, *options):
        self.options += options
        return self

    def challenge(self, id="C01", **cells):
        return self.add(
            "challenges",
            **(
                {
                    "id": id,
                    "title": "Going home well",
                    "text": "Make sure that nobody leaves the ward without knowing who to ring and what happens next.",
                    "authored_by_sides": "patient;professional",
                    "owner": "Ward lead",
                    "starts": "2026-11-02",
                    "ends": "2027-10-29",
                    "local_system": "Northmere",
                    "is_local": "no",
                    "importance_to_system": "4",
                    "sponsor": "Director",
                    "sponsor_kind": "financial",
                }
                | cells
            ),
        )

    def needs(self, *needs, challenge="C01"):
        """(perspective, importance[, why[, conditions]])"""
        for p, imp, *rest in needs:
            why = rest[0] if rest else "Only people who have been through it know what is left out."
            self.add(
                "needs",
                challenge_id=challenge,
                perspective=p,
                importance=imp,
                why=why,
                proposed_by_side="patient",
                agreed_by_sides="patient;professional",
                conditions=rest[1] if len(rest) > 1 else "",
            )
        return self.vocabulary()

    def vocabulary(self, more=""):
        names = {
            "lives_alone": "living alone",
            "night_shifts": "working at night",
            "caring": "caring for somebody",
            "new_here": "being new to the country",
            "first_child": "a first child",
            "long_stay": "a long stay",
            "no_car": "having no car",
            "deaf": "being deaf",
        }
        self.files["vocabulary.toml"] = (
            "[perspectives]\n"
            + "".join(f'{k} = {{ name = "{v}", family = "caring" }}\n' for k, v in names.items())
            + more
        )
        return self

    def brings(self, pids, perspective, basis="direct", use="yes", **more):
        for pid in pids.split():
            self.add("declarations", partner_id=pid, perspective=perspective, basis=basis, use_for_matching=use, **more)
        return self

    def consent(self, out=""):
        self.all(consent_matching="yes", consent_health="yes")
        for pid in out.split():
            self[pid]["consent_matching"] = "no"
        return self

    def write(self, folder):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in self.tables.items():
            heads = list(dict.fromkeys(k for r in rows for k in r))
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as f:
                w = csv.DictWriter(f, heads, restval="")
                w.writeheader()
                w.writerows(rows)
        for name, text in self.files.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder


def weights(values=0.15, purpose=0.30, task=0.15, time=0.07):
    rest = 1 - values - purpose - task - time - 0.06 - 0.05
    return f"""name = "ours"
version = "1"
one_sided = 0.5
[weights]
shared_purpose = {purpose}
task_fit = {task}
seek_offer = {rest:.4f}
values = {values}
will = 0.06
time = {time}
local = 0.05
[neutral]
seek_offer = 0.25
values = 0.25
will = 0.50
time = 0.50
local = 0.50
"""


PLANTS: dict[tuple[str, bool, str], Callable[[], Cohort]] = {}
"""By assumption, whether it is planted, and name."""

Y, N = True, False


def plant(flag: str, planted: bool, name: str):
    """Keeps a maker of a cohort."""

    def keep(make: Callable[[], Cohort]) -> Callable[[], Cohort]:
        PLANTS[flag, planted, name] = make
        return make

    return keep
