"""The hash of everything that a score reads, and nothing else: names the run and seeds its draws (domain F.6)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from matchmaker.domain.challenge import Challenge
from matchmaker.domain.partner import Partner, WeightedTag
from matchmaker.domain.weights import WeightSet
from matchmaker.matching.pool import Pool
from matchmaker.matching.statements import Statements


def _sha256(text: str | None) -> str | None:
    return hashlib.sha256(text.encode()).hexdigest() if text is not None else None


def _tags(tags: Sequence[WeightedTag] | None) -> list[list[str | int]] | None:
    return sorted([tag.tag, tag.weight] for tag in tags) if tags is not None else None


def _person(partner: Partner, text: str | None) -> list[object]:
    return [
        partner.id,
        partner.side.value,
        _sha256(text),
        _tags(partner.seeks),
        _tags(partner.offers),
        sorted(partner.values) if partner.values is not None else None,
        len(set(partner.will_evidence)) if partner.will_evidence is not None else None,
        sorted(partner.slots) if partner.slots is not None else None,
        partner.flexible,
        partner.local_system,
    ]


def fingerprint(
    pool: Pool,
    statements: Statements | None,
    challenge: Challenge | None,
    weights: WeightSet,
    versions: Mapping[str, str],
) -> bytes:
    """SHA-256 (32 bytes) of the canonical JSON of the scorer's inputs; the order of rows has no effect.

    ``statements`` is ``None`` where texts are not used."""
    texts = statements.texts if statements else [None] * len(pool.people)
    document = {
        "versions": dict(versions),
        "weights": dict(weights.weights),
        "one_sided": weights.one_sided,
        "neutral": dict(weights.neutral),
        "challenge": [_sha256(challenge.text), challenge.is_local] if challenge else None,
        "people": sorted(
            (_person(p, text) for p, text in zip(pool.people, texts, strict=True)), key=lambda row: str(row[0])
        ),
    }
    return hashlib.sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).digest()
