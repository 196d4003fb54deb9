"""One pairing for the engagement officer as data: what the sheet says in words, for another program (``--json``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from matchmaker.domain.flag import Flag, Severity
from matchmaker.explain.exact import OnList, PairingView
from matchmaker.explain.exact_about import InTexts, ReadOf
from matchmaker.explain.flags import in_words
from matchmaker.explain.messages import say


def pairing_data(view: PairingView, read: Sequence[ReadOf], texts: InTexts | None) -> dict[str, object]:
    """JSON-ready, in a fixed order. ``texts`` only where what people wrote was asked for."""
    pairing, run = view.pairing, view.run
    shown = next((one.place.pairing for one in view.places), pairing)
    return {
        "run_id": run.id,
        "patient_id": pairing.patient.id,
        "professional_id": pairing.professional.id,
        "lists": [_place(one) for one in view.places],
        "talk": sorted({flag.id for flag in view.flags if flag.severity is Severity.TALK}),
        "status": pairing.status,
        "score": pairing.score,
        "score_shown": pairing.tenths / 10,
        "score_low": shown.low,
        "score_high": shown.high,
        "side_score_patient": pairing.patient_side,
        "side_score_professional": pairing.professional_side,
        "known_share": pairing.known_share,
        "ranks": {one.place.for_side.value: one.place.rank for one in view.places},
        "contributions": [asdict(line) for line in pairing.contributions],
        "if_known": [asdict(bound) for bound in view.bounds],
        "dropped_for_all": list(run.dropped),
        "changes": [list(map(str.strip, lines)) for lines in view.changes],
        "flags": [flag_data(flag) for flag in view.flags],
        **({"texts": _texts(texts)} if texts else {}),
        "read": [_read(one) for one in read],
        "weights": {"name": run.weights.name, "signed_by": sorted(run.weights.signed_by)},
        "versions": dict(run.versions),
        "outcomes": say("exact", "no_outcomes"),
        "decision": say("exact", "not_a_decision"),
    }


def flag_data(flag: Flag) -> dict[str, object]:
    """One assumption, with its words."""
    effect = asdict(flag.effect) if flag.effect else None
    return {**asdict(in_words(flag)), "level": flag.level.value, "status_code": flag.status.value, "effect": effect}


def _place(one: OnList) -> dict[str, object]:
    place, standing = one.place, one.place.standing
    return {
        "for_side": place.for_side.value,
        "for_id": place.person.id,
        "rank": place.rank,
        "band": standing.band if standing else None,
        "others_in_band": one.others_in_band,
        "p_top1": standing.top1 if standing else None,
        "p_top3": standing.top3 if standing else None,
    }


def _read(one: ReadOf) -> dict[str, object]:
    person = one.person
    return {
        "id": person.id,
        "there": list(one.told),
        "masked": one.masked,
        "texts_unread": one.unread,
        "confirmed_at": person.confirmed_at.isoformat() if person.confirmed_at else None,
        "purpose_at": person.purpose_at.isoformat() if person.purpose_at else None,
    }


def _texts(texts: InTexts) -> dict[str, object]:
    return {
        "evidence_not_reasons": asdict(texts.evidence) if texts.evidence else None,
        "sentence_effects": [asdict(one) for one in texts.effects],
    }
