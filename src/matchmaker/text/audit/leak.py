"""The audit itself: every sentence tried on the same people in every form, and what the figures add up to.

It holds where (domain K.2.6)

* sentences made wholly of identity words change the text criteria of nobody, exactly;
* half of all other changes are at most ``MOST_MEDIAN``; and
* wrong partners overtake no more often than with the control, chit-chat. "More often" is a difference whose 95 %
  interval over the sentences lies above 0.

Beside that, and not judged: what the identity in a mixed sentence adds to the same sentence without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matchmaker.text.audit.effects import Bench, Effect, Rows
from matchmaker.text.audit.sentences import Identity

FORMS: Final = ("whole", "mixed", "plain", "paraphrase", "hobby")
LEFT: Final = ("mixed", "paraphrase")
"""The forms of which something is left after masking."""

CONTROL: Final = "hobby"
COMPARED: Final = (*((form, CONTROL) for form in LEFT), ("mixed", "plain"))
"""Each form and what it is held beside."""

MOST_MEDIAN: Final = 0.03
RESAMPLES: Final = 2_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Moves:
    """How far a text criterion moved, ``|Δx|`` in [0, 1]: the median, the 95th percentile and the most."""

    median: float
    high: float
    most: float


@dataclass(frozen=True, slots=True)
class Leak:
    """What one form of the sentences did, all of them together.

    ``task`` is ``None`` without a challenge. Shares in [0, 1]: ``first_changed`` of people have another first choice;
    ``overtakes``, that is ``overtook`` of ``behind``, of the wrong partners newly stand before the right one.
    """

    sentences: int
    purpose: Moves
    task: Moves | None
    first_changed: float
    overtakes: float
    overtook: int
    behind: int

    @property
    def moves(self) -> tuple[Moves, ...]:
        """Of the text criteria that there are."""
        return (self.purpose, self.task) if self.task else (self.purpose,)


@dataclass(frozen=True, slots=True)
class Beside:
    """How much more often wrong partners overtake with one form than with another, with a 95 % interval."""

    form: str
    control: str
    difference: float
    low: float
    high: float

    @property
    def worse(self) -> bool:
        """Whether the whole interval lies above 0."""
        return self.low > 0


@dataclass(frozen=True, slots=True)
class Audit:
    """The figures by form, of all sentences and of the held-out half alone, and the comparisons of all."""

    people: int
    leaks: Mapping[str, Leak]
    held_out: Mapping[str, Leak]
    beside: tuple[Beside, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """What does not hold: codes, in a fixed order; nothing where it holds."""
        moved = any(moves.most > 0 for moves in self.leaks["whole"].moves)
        far = [f"{form}_median" for form in LEFT if any(moves.median > MOST_MEDIAN for moves in self.leaks[form].moves)]
        worse = [f"{one.form}_worse" for one in self.beside if one.worse and one.control == CONTROL]
        return (*(["whole_moved"] if moved else []), *far, *worse)


def audit(
    bench: Bench,
    sentences: Sequence[Identity],
    generator: np.random.Generator,
    *,
    people: int,
    progress: Progress = lambda done, total: None,
) -> Audit:
    """Try every sentence in every form on ``people`` of each side, drawn anew for each sentence.

    The five forms of a sentence are tried on the same people, so that they can be compared.
    """
    effects: dict[str, list[Effect]] = {form: [] for form in FORMS}
    for done, sentence in enumerate(sentences, 1):
        writers = _drawn(bench.known, people, generator)
        for form in FORMS:
            effects[form].append(bench.effect(getattr(sentence, form), writers))
        progress(done, len(sentences))
    kept = [place for place, sentence in enumerate(sentences) if sentence.held_out]
    return Audit(
        people,
        {form: _leak(found) for form, found in effects.items()},
        {form: _leak([found[place] for place in kept]) for form, found in effects.items()},
        tuple(_beside(form, control, effects, generator) for form, control in COMPARED),
    )


def _drawn(known: tuple[Rows, Rows], people: int, generator: np.random.Generator) -> tuple[Rows, Rows]:
    one, other = (np.sort(generator.choice(side, min(people, len(side)), replace=False)) for side in known)
    return one, other


def _leak(effects: Sequence[Effect]) -> Leak:
    purpose = np.concatenate([effect.purpose for effect in effects])
    task = np.concatenate([effect.task for effect in effects])
    overtook, behind = (sum(getattr(effect, name) for effect in effects) for name in ("overtook", "behind"))
    people = sum(effect.people for effect in effects)
    return Leak(
        sentences=len(effects),
        purpose=_moves(purpose),
        task=_moves(task) if len(task) else None,
        first_changed=sum(effect.first_changed for effect in effects) / max(people, 1),
        overtakes=overtook / max(behind, 1),
        overtook=overtook,
        behind=behind,
    )


def _moves(moved: NDArray[np.float64]) -> Moves:
    if not len(moved):
        return Moves(0.0, 0.0, 0.0)
    return Moves(float(np.median(moved)), float(np.percentile(moved, 95)), float(moved.max()))


def _beside(form: str, control: str, effects: Mapping[str, Sequence[Effect]], generator: np.random.Generator) -> Beside:
    """The difference of two shares, each over all sentences; the interval draws whole sentences again."""
    counts = np.array(
        [[a.overtook, a.behind, b.overtook, b.behind] for a, b in zip(effects[form], effects[control], strict=True)],
        float,
    )
    drawn = counts[generator.integers(0, len(counts), (RESAMPLES, len(counts)))].sum(axis=1)
    low, high = np.percentile(_difference(drawn), [2.5, 97.5])
    return Beside(form, control, float(_difference(counts.sum(axis=0)[None, :])[0]), float(low), float(high))


def _difference(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    counts = np.maximum(counts, [0, 1, 0, 1])
    return np.asarray(counts[:, 0] / counts[:, 1] - counts[:, 2] / counts[:, 3])
