"""The one straight way from a cohort to a run. Read this file first.

``Cohort → gates → vectors → ScoreInputs → score → ranked lists``, one call a step. Every step returns its result and
what it had to assume. The command line, the service and the library all come through here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from matchmaker.assumptions.registry import flags_of
from matchmaker.assumptions.seen import Seen
from matchmaker.domain.assumption import Assumption
from matchmaker.domain.cohort import Cohort
from matchmaker.domain.problem import InputRefused, Problem
from matchmaker.domain.weights import CRITERIA, WeightSet
from matchmaker.matching.ask_next import AskNext, ask_next, with_confirmations
from matchmaker.matching.certainty import Certainty, certainty_of
from matchmaker.matching.criteria import criteria_of
from matchmaker.matching.doubts import doubts_of
from matchmaker.matching.engine import Kept, Progress, Table, dropped_for_all, keep, kept_for, scores_all
from matchmaker.matching.features import features_of, setting_of
from matchmaker.matching.fingerprint import fingerprint
from matchmaker.matching.gates import BlockedPairs, blocked_pairs, place_unknown
from matchmaker.matching.lists import Lists, listed
from matchmaker.matching.pool import Pool, consenting, pool_of, stable_hash
from matchmaker.matching.reference import shipped_reference
from matchmaker.matching.reworded import Rewording
from matchmaker.matching.run import Options, Run
from matchmaker.matching.selection import Texts
from matchmaker.matching.statements import Statements, assumed_of_texts, statements_of
from matchmaker.matching.wanted import wanted_of
from matchmaker.representation.perspectives import Brought, brought
from matchmaker.representation.shortlist import shortlist
from matchmaker.text import TextIndex, TextModel, VectorCache
from matchmaker.text.mask import mask
from matchmaker.version import __version__

SEED_BYTES = 8
RUN_ID_DIGITS = 12


Waiting = Callable[[str, Sequence[str]], NDArray[np.float64]]
"""Called with the run's id and the people's: how much less than an equal part each was shown before this run."""


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of everybody's texts: ``texts`` in the order of ``Pool.people``, ``task`` in [0, 1] or nan.

    ``rewording`` reads altered statements beside them; ``None`` where no text was read.
    """

    texts: TextIndex | None
    task: NDArray[np.float64]
    rewording: Rewording | None
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything up to the score: the table that ranking, explaining and re-running work on.

    ``statements`` are masked texts: held in memory, written nowhere. ``brought``: who brings which perspective that
    the challenge needs; no score can see it. ``None`` where no need is written down.
    """

    cohort: Cohort
    pool: Pool
    weights: WeightSet
    table: Table
    statements: Statements = field(repr=False)
    reading: Reading = field(repr=False)
    brought: Brought | None = field(repr=False)
    digest: bytes
    assumptions: tuple[Assumption, ...]
    versions: Mapping[str, str]


def prepare(
    cohort: Cohort,
    weights: WeightSet,
    *,
    model: TextModel | None,
    cache: VectorCache | None = None,
    progress: Progress = silent,
) -> Prepared:
    """From a cohort to the table of a run. Without a ``model`` no text is read, and the run says so.

    Raises :class:`InputRefused` where a side is empty or nothing is known to rank by.
    """
    people, consent_assumed = consenting(cohort)
    pool = _two_sided(pool_of(people))
    blocked = blocked_pairs(cohort, pool)
    statements = statements_of(pool, cohort)
    reading = _read(pool, statements, cohort, model, cache, progress)
    weights = weights.with_neutral(_text_neutrals(model))
    table = _table(pool, cohort, weights, reading, blocked, model)
    brings = brought(pool, cohort, model, cache) if cohort.needs else None
    versions = {"matchmaker": __version__, **(model.versions() if model else {})}
    return Prepared(
        cohort=cohort,
        pool=pool,
        weights=weights,
        table=table,
        statements=statements,
        reading=reading,
        brought=brings,
        digest=fingerprint(pool, statements if model else None, cohort.challenge, weights, versions),
        assumptions=(
            *cohort.assumptions,
            *consent_assumed,
            *reading.assumptions,
            *_assumed(table, weights, cohort),
            *(brings.assumptions if brings else ()),
        ),
        versions=versions,
    )


def match(
    cohort: Cohort,
    weights: WeightSet,
    options: Options,
    *,
    model: TextModel | None,
    cache: VectorCache | None = None,
    waiting: Waiting | None = None,
    progress: Progress = silent,
) -> Run:
    """Rank candidates for everybody, as ``options`` ask, and look at what was taken for granted.

    ``waiting``: whom earlier runs showed least, for ties inside a band.
    """
    prepared = prepare(cohort, weights, model=model, cache=cache, progress=progress)
    kept = keep(prepared.table, top=options.top, progress=progress)
    lists = listed(prepared.table, kept, top=options.top, for_side=options.for_side)
    progress("drawing", 0, 1)
    certainty = how_sure(prepared, kept, lists, options)
    progress("questioning", 0, 1)
    flags = flags_of(see(prepared, kept, lists, options, certainty))
    run = run_of(prepared, lists, options, _assumed_of_lists(prepared, lists, options))
    return replace(
        run,
        kept=kept,
        certainty=certainty,
        reading_order=_order(prepared, lists, certainty, options, waiting),
        flags=flags,
        ask_next=_ask_next(prepared, kept, options),
        brought=prepared.brought,
    )


def _ask_next(prepared: Prepared, kept: Kept, options: Options) -> tuple[AskNext, ...]:
    """The few questions whose answers would most often change a list, and what to confirm of people's own words."""
    questions = ask_next(
        prepared.pool,
        prepared.table,
        kept,
        statements=prepared.statements if prepared.reading.texts is not None else None,
        texts=prepared.reading.texts,
        for_side=options.for_side,
        reference=shipped_reference(),
        seed=seed_of(prepared, options),
    )
    if prepared.brought is None:
        return questions
    found = np.flatnonzero(((prepared.brought.basis > 0) & ~prepared.brought.confirmed).any(axis=1))
    return with_confirmations(questions, [prepared.brought.ids[place] for place in found.tolist()])


def _order(
    prepared: Prepared, lists: Lists, certainty: Certainty, options: Options, waiting: Waiting | None
) -> NDArray[np.int64]:
    """In which order to read each list: band by band, inside a band by what the purpose needs to hear (domain C.8)."""
    nothing_brought = prepared.brought is None or not prepared.brought.basis.any()
    if options.for_side == "pair" or (nothing_brought and waiting is None):
        return lists.rank
    patients, professionals = (np.array(side) for side in (prepared.pool.patients, prepared.pool.professionals))
    candidate = np.where(lists.side, professionals[lists.j[lists.pair]], patients[lists.i[lists.pair]])
    owed = waiting(run_id_of(prepared), [person.id for person in prepared.pool.people]) if waiting else None
    return shortlist(lists.side, lists.person, lists.rank, certainty.band, candidate, prepared.brought, waiting=owed)


def how_sure(prepared: Prepared, kept: Kept, lists: Lists, options: Options) -> Certainty:
    """Bands and chances of every place that is shown."""
    return certainty_of(
        prepared.table,
        kept,
        lists,
        for_side=options.for_side,
        doubts=doubts_of(prepared.pool, prepared.cohort, prepared.table, prepared.reading.texts),
        reference=shipped_reference(),
        seed=seed_of(prepared, options),
    )


def run_id_of(prepared: Prepared) -> str:
    """The run's name, made from the scorer's inputs."""
    return prepared.digest.hex()[:RUN_ID_DIGITS]


def seed_of(prepared: Prepared, options: Options) -> int:
    """The seed that was asked for, else one made from the scorer's inputs."""
    return int.from_bytes(prepared.digest[:SEED_BYTES], "big") if options.seed is None else options.seed


def see(prepared: Prepared, kept: Kept, lists: Lists, options: Options, certainty: Certainty | None = None) -> Seen:
    """What the assumptions may look at."""
    return Seen(
        cohort=prepared.cohort,
        pool=prepared.pool,
        table=prepared.table,
        kept=kept,
        lists=lists,
        certainty=certainty,
        brought=prepared.brought,
        statements=prepared.statements,
        texts=prepared.reading.texts,
        rewording=prepared.reading.rewording,
        top=options.top,
        for_side=options.for_side,
        as_of=options.as_of,
        seed=seed_of(prepared, options),
    )


def run_of(prepared: Prepared, lists: Lists, options: Options, assumptions: Iterable[Assumption] = ()) -> Run:
    """A run from ranked lists (or from single pairings, to be explained)."""
    return Run(
        id=run_id_of(prepared),
        seed=seed_of(prepared, options),
        cohort=prepared.cohort,
        pool=prepared.pool,
        options=options,
        weights=prepared.weights,
        table=prepared.table,
        lists=lists,
        assumptions=(*prepared.assumptions, *assumptions),
        versions=prepared.versions,
    )


def _two_sided(pool: Pool) -> Pool:
    problems = []
    if not pool.patients:
        problems.append(Problem.of("nobody_on_side", side="patient"))
    if not pool.professionals:
        problems.append(Problem.of("nobody_on_side", side="professional"))
    if problems:
        raise InputRefused(problems)
    return pool


def _text_neutrals(model: TextModel | None) -> dict[str, float]:
    return {} if model is None else {"shared_purpose": model.purpose.neutral, "task_fit": model.task.neutral}


def _read(
    pool: Pool,
    statements: Statements,
    cohort: Cohort,
    model: TextModel | None,
    cache: VectorCache | None,
    progress: Progress,
) -> Reading:
    unknown = np.full(len(pool.people), np.nan)
    if model is None:
        return Reading(None, unknown, None, (Assumption.of("texts_not_used"),))
    texts = model.read(
        statements.texts,
        owners=[p.id for p in pool.people],
        cache=cache,
        progress=lambda done, total: progress("reading texts", done, total),
    )
    assumed = (*statements.assumptions, *assumed_of_texts(pool, statements, texts))
    challenge = _challenge_read(model, cohort)
    rewording = Rewording(model, pool, texts, challenge, statements, cache)
    return Reading(texts, rewording.task(texts) if challenge else unknown, rewording, assumed)


def _challenge_read(model: TextModel, cohort: Cohort) -> TextIndex | None:
    if cohort.challenge is None:
        return None
    written = cohort.challenge.text
    return model.read([mask(written).text if written else None])


def _table(
    pool: Pool,
    cohort: Cohort,
    weights: WeightSet,
    reading: Reading,
    blocked: BlockedPairs,
    model: TextModel | None,
) -> Table:
    local = bool(cohort.challenge and cohort.challenge.is_local)
    setting = setting_of(pool.people, cohort.vocabulary, local=local)
    sides = []
    for places in (pool.patients, pool.professionals):
        rows = np.array(places, np.int64)
        texts = Texts(reading.texts, rows) if reading.texts is not None else None
        sides.append(features_of([pool.people[n] for n in places], setting, texts=texts, task=reading.task[rows]))
    patients, professionals = sides
    criteria = criteria_of(weights, setting, model)
    dropped = dropped_for_all(criteria, patients, professionals, blocked)
    lots = [
        np.array([stable_hash(pool.people[n].id) for n in side], np.uint64)
        for side in (pool.patients, pool.professionals)
    ]
    wanted = wanted_of(cohort.preferences, pool)
    return Table(patients, professionals, criteria, blocked, weights, dropped, lots[0], lots[1], wanted)


def _assumed_of_lists(prepared: Prepared, lists: Lists, options: Options) -> Iterator[Assumption]:
    if not scores_all(prepared.table):
        yield Assumption.of("candidates_found_in_blocks", keep=kept_for(options.top))
    patients, professionals = prepared.pool.patient_side, prepared.pool.professional_side
    vocabulary = prepared.cohort.vocabulary
    pairs = zip(lists.i.tolist(), lists.j.tolist(), strict=True)
    asked = {preference.by_id for preference in prepared.cohort.preferences} & {p.id for p in prepared.pool.people}
    if asked and options.for_side != "pair":
        yield Assumption.of("preferences_kept", count=len(asked))
    unknown = sum(place_unknown(patients[i], professionals[j], vocabulary) for i, j in pairs)
    if unknown:
        yield Assumption.of("place_unknown", count=unknown)


def _assumed(table: Table, weights: WeightSet, cohort: Cohort) -> Iterator[Assumption]:
    if cohort.challenge is None and "no_challenge_chosen" not in {one.code for one in cohort.assumptions}:
        yield Assumption.of("no_challenge")
    for name, out in zip(CRITERIA, table.dropped, strict=True):
        if out:
            yield Assumption.of("criterion_dropped", criterion=name)
    if not weights.signed_by_both:
        yield Assumption.of("weights_not_signed", name=weights.name)
