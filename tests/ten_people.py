"""Ten made-up people who write as people do: at length, in a word or two, in dialect, in jargon, off the subject.

Written for the tests of letters, apart from every fixture. None of them exists. They have nothing to do with the guide.
"""

# ruff: noqa: E501 - what people write is left as one line
from __future__ import annotations

import csv
from pathlib import Path

COLUMNS = (
    "id",
    "side",
    "display_name",
    "kind",
    "role_title",
    "organisation",
    "local_system",
    "experience_text",
    "purpose_achieve",
    "purpose_how",
    "what_i_know",
    "seeks",
    "offers",
    "values",
    "will_evidence",
    "slots",
    "lever",
    "confidence",
    "languages",
    "access_needs",
    "access_status",
)

RAMBLING = """Well, where do I start, it was the February, no, I tell a lie, it was March because our Dawn had just had \
the twins, and I had been that breathless I could not get up to bed, so I was sleeping in the chair, and the neighbour, \
lovely woman, she rang for somebody, and they came, and they were ever so good, I will not hear a word against them, but \
then it was nine hours on a trolley and nobody telling you a thing, and you do not like to ask, do you, because they are \
run off their feet. And then they sent me home at two in the morning in a taxi with my nightie on. I am not one to \
complain. But somebody ought to look at how folk get home."""

PEOPLE = (
    {
        "id": "N1",
        "side": "patient",
        "display_name": "Maureen",
        "kind": "patient",
        "experience_text": RAMBLING,
        "purpose_achieve": "That nobody gets sent home in the night in their nightclothes.",
        "what_i_know": "Waiting on trolleys; What it is to go home alone at night",
        "seeks": "decision_know_how:3;change_rota_letters_rooms:2",
        "offers": "lived_experience:3;storytelling:2",
        "values": "kindness;take_time",
        "will_evidence": "why_it_matters",
        "slots": "mon_am;wed_am",
        "lever": "none_yet",
        "confidence": "2",
        "languages": "English",
    },
    {
        "id": "N2",
        "side": "patient",
        "display_name": "Kev",
        "kind": "carer",
        "experience_text": "Care for my lad. Fits. Nobody rings back.",
        "what_i_know": "Fits",
        "seeks": "clinical_knowledge",
    },
    {
        "id": "N3",
        "side": "patient",
        "display_name": "Morag",
        "kind": "community_leader",
        "experience_text": "Ah've bin gaun tae the wee clinic up the brae nigh on thirty year an aye the same faces, till "
        "they shut it an noo it's twa buses an a lang walk, an the auld yins jist dinnae gang ony mair. Ah run the lunch "
        "club so ah ken fine wha's no been seen.",
        "purpose_achieve": "A clinic folk can walk tae again, or a van that comes roon.",
        "purpose_how": "Come an hae yer dinner wi us first.",
        "offers": "community_reach:3;introductions",
        "seeks": "budget:3",
        "values": "kindness;local_action",
        "slots": "tue_pm",
        "lever": "influences",
        "access_needs": "step_free:essential",
        "access_status": "step_free:cannot_yet",
    },
    {
        "id": "N4",
        "side": "patient",
        "display_name": "Dr. Iris O'Shaughnessy-Okonkwo",
        "kind": "patient_leader",
        "experience_text": "As a retired systems engineer with CKD stage 4 and T2DM I have audited my own pathway, i.e. the "
        "DNA letters, the OPD choice-and-book interface, the failure modes of the MDT handover and so on, and I have "
        "presented a root cause analysis (RCA) with a fishbone diagram to the ICB's PPG forum on three occasions. The "
        "letters contradict each other about fasting, about tablets and about the date.",
        "purpose_achieve": "One letter per appointment, in plain words, tested with the people who receive it.",
        "purpose_how": "Measure first, then change one thing at a time, and publish what was found.",
        "what_i_know": "RCA; FMEA; dialysis letters",
        "seeks": "change_rota_letters_rooms:3;data_evidence",
        "offers": "research_skills:3;digital_skills:2",
        "values": "evidence",
        "will_evidence": "why_it_matters;kept_going;confirmed_now",
        "slots": "mon_am;tue_pm;fri_pm",
        "lever": "influences",
        "confidence": "5",
    },
    {
        "id": "N5",
        "side": "patient",
        "kind": "service_user",
        "experience_text": "i dont normaly do this sort of thing but my mate said i should. been in and out of the unit "
        "since i was 16, mostly in. the wards are ok its the after. you get a number to ring and its a machine. some of the "
        "staff are sound. i draw a lot, i could draw what its like??",
        "purpose_achieve": "someone picks up the phone",
        "offers": "storytelling;lived_experience:3",
        "values": "kindness",
        "slots": "sat_pm",
    },
    {
        "id": "M1",
        "side": "professional",
        "display_name": "Anjali",
        "kind": "operations",
        "role_title": "Deputy Head of Site Operations and Patient Flow",
        "organisation": "Larkmoor Hospitals",
        "experience_text": "I run the site team at night. We move people out of the front door because the beds are needed, "
        "and transport stops at ten, so it is taxis. I signed for four hundred and twelve of them last winter and I never "
        "once saw what happened at the other end.",
        "purpose_achieve": "A way of going home at night that I would accept for my own mother.",
        "purpose_how": "Sit in the discharge lounge together for one night.",
        "what_i_know": "Night transport; Beds",
        "seeks": "lived_experience:3",
        "offers": "change_rota_letters_rooms:3;decision_know_how:2",
        "values": "kindness;take_time",
        "will_evidence": "why_it_matters;will_give_up",
        "slots": "mon_am;wed_am;thu_pm",
        "lever": "decides",
        "confidence": "4",
        "languages": "English",
    },
    {
        "id": "M2",
        "side": "professional",
        "display_name": "Tom",
        "kind": "clinician",
        "experience_text": "Epilepsy nurse. Phone clinic. Overrun.",
        "offers": "clinical_knowledge:3",
        "seeks": "carer_view",
    },
    {
        "id": "M3",
        "side": "professional",
        "display_name": "Gwenllian",
        "kind": "commissioner",
        "role_title": "Associate Director, Primary Care Transformation & Estates",
        "organisation": "Larkmoor Care Partnership",
        "experience_text": "Strategic oversight of the PCN estates rationalisation programme: aligning the neighbourhood "
        "footprint to the ICS capital envelope, de-risking the QIPP trajectory, leveraging hub-and-spoke modalities to "
        "optimise utilisation KPIs across the place-based offer, with robust stakeholder engagement at pace.",
        "purpose_achieve": "Co-produce the outreach modality so that uptake in the under-utilised cohorts is optimised.",
        "purpose_how": "Task-and-finish group, RAG-rated highlight report to SRO.",
        "what_i_know": "Estates strategy; QIPP; mobile clinics",
        "seeks": "community_reach:3;introductions:2",
        "offers": "budget:3;decision_know_how:3",
        "values": "evidence;local_action",
        "will_evidence": "confirmed_now",
        "slots": "tue_pm;fri_pm",
        "lever": "sets_agenda_or_budget",
        "confidence": "5",
    },
    {
        "id": "M4",
        "side": "professional",
        "display_name": "Bartholomew",
        "kind": "allied_health",
        "experience_text": "I am a renal dietitian and I write about a third of the letters that go out from our clinic. I "
        "copy the paragraphs from the one before. A man showed me three of them side by side and they said three different "
        "things about potatoes. I have not been able to stop thinking of it.",
        "purpose_achieve": "Letters that agree with each other, and that people had a hand in.",
        "seeks": "research_skills;lived_experience:3",
        "offers": "change_rota_letters_rooms;clinical_knowledge:3",
        "values": "take_time",
        "will_evidence": "why_it_matters;asked_a_question",
        "slots": "tue_pm",
        "lever": "influences",
        "confidence": "2",
    },
    {
        "id": "M5",
        "side": "professional",
        "display_name": "Svetlana",
        "kind": "engagement_lead",
        "experience_text": "My job is the phone line for people who have left the mental health unit. It is a recorded "
        "message from six in the evening, which is when people ring. I have asked for two years. I need somebody who can say "
        "it so that it is heard, because the way I say it is a bullet point.",
        "purpose_achieve": "A person on the line until midnight.",
        "purpose_how": "Slowly. I would rather that we knew each other first.",
        "what_i_know": "Phone lines",
        "seeks": "storytelling:3;lived_experience:2",
        "offers": "facilitation:2;time_to_organise:2",
        "values": "kindness;take_time",
        "will_evidence": "why_it_matters;kept_going",
        "slots": "sat_pm;sun_pm",
        "lever": "none_yet",
        "confidence": "3",
    },
)

CHALLENGE = {
    "id": "HOME",
    "title": "Getting home, and being heard after",
    "text": "Make the way home from hospital, and the first weeks after it, something that people had a say in.",
    "authored_by_sides": "professional",
    "owner": "Anjali",
}

NEEDS = tuple(
    {
        "challenge_id": "HOME",
        "perspective": perspective,
        "importance": "3",
        "why": "",
        "proposed_by_side": "professional",
    }
    for perspective in ("People sent home at night", "People far from a clinic")
)


def write_ten_people(folder: Path) -> Path:
    """The ten as a folder of tables."""
    folder.mkdir()
    for name, rows in (("partners", PEOPLE), ("challenges", (CHALLENGE,)), ("needs", NEEDS)):
        columns = list(dict.fromkeys((*(COLUMNS if name == "partners" else ()), *(key for row in rows for key in row))))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            table = csv.DictWriter(stream, columns)
            table.writeheader()
            table.writerows(rows)
    return folder
