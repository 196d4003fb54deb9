"""Who brings what the purpose needs: what people declared, and what they say in their own words (domain C.8).

Declarations alone, with their own consent. Nothing is inferred from what somebody wrote about experience or purpose,
and nothing of this can reach a score. Words that may bring a need are unconfirmed: they count half and are asked
about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.domain.assumption import Assumption
from matchmaker.domain.challenge import Basis, Declaration, Need
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.vocabulary import Vocabulary
from matchmaker.matching.pool import Pool
from matchmaker.representation.coverage import BASIS, RHO, coverage, gains

if TYPE_CHECKING:
    from matchmaker.text import Evidence, TextModel, VectorCache
    from matchmaker.text.closeness import NeedText
    from matchmaker.text.reading import Progress

UNCONFIRMED: Final = 0.5
"""Words that may bring a need count this share of their basis until somebody asked."""

FEW: Final = 5
"""Below this many people no count is given."""

USUAL_IMPORTANCE: Final = 1
"""What a need without an importance counts: the least, and it is said."""

SAYS_NO: Final = frozenset({Basis.NONE, Basis.PREFER_NOT_TO_SAY})


@dataclass(frozen=True, slots=True)
class Brought:
    """What the people of a pool bring to the needs of a challenge. Rows are ``Pool.people``, columns ``needs``.

    ``importance`` (n,) 1 to 3; ``basis`` (people, n) in [0, 1]; ``confirmed`` (people, n): declared, rather than found
    in their words; ``shareable`` (people, n): they said that it may be shown as theirs.
    """

    needs: tuple[Need, ...]
    importance: NDArray[np.float64]
    ids: tuple[str, ...]
    basis: NDArray[np.float64]
    confirmed: NDArray[np.bool_]
    shareable: NDArray[np.bool_]
    assumptions: tuple[Assumption, ...] = ()
    words: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    """By (person, need): the words behind an unconfirmed match. People's own; in no output without ``--with-text``."""


def set_coverage(brought: Brought, people: Sequence[int] | NDArray[np.intp]) -> float:
    """``Cov`` of the people at these places of ``Pool.people``, each counted once."""
    return coverage(brought.importance, brought.basis[np.unique(np.asarray(people, np.intp))])


def adds_openly(brought: Brought, person: int, others: Sequence[int] | NDArray[np.intp]) -> float | None:
    """What one person adds to the coverage of ``others``, by their shareable declarations alone; ``None``: none is."""
    open_basis = np.where(brought.shareable[person], brought.basis[person], 0.0)
    if not open_basis.any():
        return None
    rest = np.setdiff1d(np.asarray(others, np.intp), [person])
    missed = np.prod(1 - RHO * brought.basis[rest], axis=0)
    return float(gains(brought.importance, missed, open_basis[None, :])[0])


def why_close(brought: Brought, cohort: Cohort, model: TextModel, person: int, need: int) -> Evidence | None:
    """The closest words behind an unconfirmed match, for asking; ``None`` where the match is not by words.

    It holds a person's own words: never to be printed without ``--with-text``.
    """
    from matchmaker.text.closeness import Closeness

    words = brought.words.get((person, need))
    if words is None:
        return None
    return Closeness(model).evidence(need_texts([brought.needs[need]], cohort.vocabulary)[0], words)


def brought(
    pool: Pool,
    cohort: Cohort,
    model: TextModel | None,
    cache: VectorCache | None = None,
    progress: Progress | None = None,
) -> Brought:
    """Who in the pool brings which of the cohort's needs.

    A declaration counts only with ``use_for_matching`` yes. Where it names a need's own entry, its basis counts as it
    is. Otherwise its words count for the need they are closest to, from the frozen threshold upward, at half the
    basis. Without a ``model`` only exact entries count, and that is said. Somebody's "none" or "prefer not to say"
    about a need is never overruled by their words.
    """
    needs = cohort.needs
    places = {person.id: place for place, person in enumerate(pool.people)}
    used = [d for d in cohort.declarations if d.partner_id in places and d.use_for_matching is True]
    shape = (len(pool.people), len(needs))
    table = Brought(
        needs=needs,
        importance=np.array([need.importance or USUAL_IMPORTANCE for need in needs], np.float64),
        ids=tuple(person.id for person in pool.people),
        basis=np.zeros(shape),
        confirmed=np.zeros(shape, np.bool_),
        shareable=np.zeros(shape, np.bool_),
    )
    named = _exact(table, used, places)
    by_words = [d for d in used if _has_words(d) and d.perspective not in {need.perspective for need in needs}]
    found: dict[tuple[int, int], str] = {}
    if model is not None and by_words and needs:
        found = _by_meaning(table, by_words, places, named, cohort.vocabulary, model, cache, progress)
    withheld = {d.partner_id for d in cohort.declarations if d.partner_id in places} - {d.partner_id for d in used}
    said = tuple(_assumed(needs, len(withheld), bool(by_words), model is None, bool(found)))
    return Brought(needs, table.importance, table.ids, table.basis, table.confirmed, table.shareable, said, found)


def need_texts(needs: Sequence[Need], vocabulary: Vocabulary) -> list[NeedText]:
    """Each need's plain name and its why."""
    from matchmaker.text.closeness import NeedText

    known = vocabulary.perspectives
    names = [known[n.perspective].name if n.perspective in known else n.perspective.replace("_", " ") for n in needs]
    return [NeedText(name, need.why or "") for name, need in zip(names, needs, strict=True)]


def _has_words(declaration: Declaration) -> bool:
    return bool(declaration.words and declaration.words.strip()) and declaration.basis not in SAYS_NO


def _exact(table: Brought, used: Sequence[Declaration], places: Mapping[str, int]) -> set[tuple[int, int]]:
    """Fill in what was declared by name; returns who spoke about which need, whatever they said."""
    columns = {need.perspective: column for column, need in enumerate(table.needs)}
    spoke = set()
    for one in used:
        if one.perspective not in columns or one.basis is None:
            continue
        at = places[one.partner_id], columns[one.perspective]
        spoke.add(at)
        _keep(table, at, BASIS[one.basis], confirmed=BASIS[one.basis] > 0, shareable=one.shareable is True)
    return spoke


def _by_meaning(
    table: Brought,
    declared: Sequence[Declaration],
    places: Mapping[str, int],
    spoke: set[tuple[int, int]],
    vocabulary: Vocabulary,
    model: TextModel,
    cache: VectorCache | None,
    progress: Progress | None,
) -> dict[tuple[int, int], str]:
    from matchmaker.text.closeness import Closeness

    words = [one.words or "" for one in declared]
    closeness = Closeness(model)
    owners = [one.partner_id for one in declared]
    near = closeness.table(words, need_texts(table.needs, vocabulary), owners=owners, cache=cache, progress=progress)
    found: dict[tuple[int, int], str] = {}
    for row, column in np.argwhere(closeness.may_bring(near)).tolist():
        one = declared[row]
        at = places[one.partner_id], column
        basis = UNCONFIRMED * (BASIS[one.basis] if one.basis else 1.0)
        if at not in spoke and basis > table.basis[at]:
            _keep(table, at, basis, confirmed=False, shareable=one.shareable is True)
            found[at] = words[row]
    return found


def _keep(table: Brought, at: tuple[int, int], basis: float, *, confirmed: bool, shareable: bool) -> None:
    if basis > table.basis[at]:
        table.basis[at], table.confirmed[at], table.shareable[at] = basis, confirmed, shareable


def _assumed(needs: Sequence[Need], withheld: int, by_words: bool, no_model: bool, found: bool) -> Iterator[Assumption]:
    if needs and withheld:
        yield (
            Assumption.of("perspectives_withheld", count=withheld)
            if withheld >= FEW
            else Assumption.of("perspectives_withheld_few")
        )
    if needs and by_words and no_model:
        yield Assumption.of("perspective_words_not_read")
    if found:
        yield Assumption.of("perspectives_unconfirmed")
    without = tuple(need.perspective for need in needs if not (need.why and need.why.strip()))
    if without:
        yield Assumption.of("need_without_why", needs=without)
    unweighed = tuple(need.perspective for need in needs if need.importance is None)
    if unweighed:
        yield Assumption.of("need_without_importance", needs=unweighed)
