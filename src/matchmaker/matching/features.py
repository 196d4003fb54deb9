"""What the criteria may read of people, as arrays. Whatever is not here cannot reach a score.

There is no field for monitoring data, access needs, pay, confidence, title, grade, name, lever, capabilities or
declared perspectives, and a test holds this list (domain C.6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.partner import SLOTS, Partner, WeightedTag
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.matching.selection import Texts

SAME_FAMILY = 0.5
"""How much an offer of the same family, not the same tag, counts (domain C.3)."""

UNKNOWN_SYSTEM = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One side's people, n of them, in a fixed order.

    ``seek`` (n, T): importance of each tag, rows summing to 1 where anything is sought. ``offer`` (n, T): the best
    similarity x level / 3 that this person's offers reach for each tag. ``values`` (n, V): 1 where listed.
    ``will`` (n,): number of distinct pieces of evidence, nan where nobody said. ``slots`` (n,): fourteen bits.
    ``system`` (n,): code of the local system, -1 unknown.
    """

    texts: Texts | None
    task: NDArray[np.float64]
    seek: NDArray[np.float64]
    seeks_known: NDArray[np.bool_]
    offer: NDArray[np.float64]
    offers_known: NDArray[np.bool_]
    values: NDArray[np.float64]
    will: NDArray[np.float64]
    slots: NDArray[np.uint16]
    slots_known: NDArray[np.bool_]
    flexible: NDArray[np.bool_]
    system: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.will)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the whole run: the columns of the arrays, and the local systems.

    ``similarity`` (T, T): 1 for the same tag, .5 for one of the same family. ``linked`` (S, S): 1 for the same
    system, .5 for linked ones, else 0; ``None`` where the challenge is not local.
    """

    tags: Mapping[str, int]
    similarity: NDArray[np.float64]
    values: Mapping[str, int]
    systems: Mapping[str, int]
    linked: NDArray[np.float64] | None


def _key(word: str) -> str:
    return " ".join(word.casefold().split())


def setting_of(partners: Sequence[Partner], vocabulary: Vocabulary, *, local: bool) -> Setting:
    """Number the tags, values and systems of a run.

    Free tags count only where somebody seeks and somebody offers the very same words; free values are not scored.
    """
    sought = {_key(tag.tag) for p in partners for tag in p.seeks or ()}
    offered = {_key(tag.tag) for p in partners for tag in p.offers or ()}
    families = {_key(tag): family for tag, family in vocabulary.tags.items()}
    tags = sorted(families.keys() | (sought & offered))
    systems = sorted({_key(p.local_system) for p in partners if p.local_system})
    return Setting(
        tags={tag: column for column, tag in enumerate(tags)},
        similarity=_similarity([families.get(tag) for tag in tags]),
        values={_key(value): column for column, value in enumerate(sorted(vocabulary.values))},
        systems={system: code for code, system in enumerate(systems)},
        linked=_linked(systems, vocabulary) if local else None,
    )


def _similarity(family_of: Sequence[str | None]) -> NDArray[np.float64]:
    return np.array(
        [
            [1.0 if a == b else SAME_FAMILY if f is not None and f == g else 0.0 for b, g in enumerate(family_of)]
            for a, f in enumerate(family_of)
        ]
    ).reshape(len(family_of), len(family_of))


def _linked(systems: Sequence[str], vocabulary: Vocabulary) -> NDArray[np.float64]:
    linked = np.eye(len(systems))
    code = {system: row for row, system in enumerate(systems)}
    for a, b in vocabulary.linked_systems:
        if _key(a) in code and _key(b) in code:
            linked[code[_key(a)], code[_key(b)]] = linked[code[_key(b)], code[_key(a)]] = 0.5
    np.fill_diagonal(linked, 1.0)
    return linked


def _seek_row(partner: Partner, setting: Setting) -> NDArray[np.float64]:
    row = np.zeros(len(setting.tags))
    total = sum(tag.weight for tag in partner.seeks or ())
    for tag in partner.seeks or ():
        column = setting.tags.get(_key(tag.tag))
        if column is not None:
            row[column] += tag.weight / total
    return row


def offer_rows(offers: Sequence[Sequence[WeightedTag]], setting: Setting) -> NDArray[np.float64]:
    """What each of n people's offers reach for every tag, (n, T): ``Features.offer``."""
    return _rows([_offer_row(tags, setting) for tags in offers], len(setting.tags))


def _offer_row(offers: Sequence[WeightedTag], setting: Setting) -> NDArray[np.float64]:
    row = np.zeros(len(setting.tags))
    for tag in offers:
        column = setting.tags.get(_key(tag.tag))
        if column is not None:
            np.maximum(row, setting.similarity[column] * (tag.weight / 3), out=row)
    return row


def _value_row(partner: Partner, setting: Setting) -> NDArray[np.float64]:
    row = np.zeros(len(setting.values))
    for value in partner.values or ():
        column = setting.values.get(_key(value))
        if column is not None:
            row[column] = 1.0
    return row


def _rows(rows: list[NDArray[np.float64]], width: int) -> NDArray[np.float64]:
    return np.array(rows).reshape(len(rows), width)


def features_of(
    partners: Sequence[Partner], setting: Setting, *, texts: Texts | None, task: NDArray[np.float64]
) -> Features:
    """The arrays of one side's people, in the order given. ``task`` is each one's closeness to the challenge."""
    bit = {slot: np.uint16(1 << place) for place, slot in enumerate(SLOTS)}
    return Features(
        texts=texts,
        task=task,
        seek=_rows([_seek_row(p, setting) for p in partners], len(setting.tags)),
        seeks_known=np.array([bool(p.seeks) for p in partners], bool),
        offers_known=np.array([bool(p.offers) for p in partners], bool),
        offer=offer_rows([p.offers or () for p in partners], setting),
        values=_rows([_value_row(p, setting) for p in partners], len(setting.values)),
        will=np.array([np.nan if p.will_evidence is None else len(set(p.will_evidence)) for p in partners], float),
        slots=np.array([sum(bit[s] for s in p.slots or ()) for p in partners], np.uint16),
        slots_known=np.array([p.slots is not None for p in partners], bool),
        flexible=np.array([p.flexible is True for p in partners], bool),
        system=np.array(
            [setting.systems[_key(p.local_system)] if p.local_system else UNKNOWN_SYSTEM for p in partners], np.int64
        ),
    )
