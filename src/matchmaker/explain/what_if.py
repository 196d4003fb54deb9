"""What-ifs in words, for the engagement officer: results of the score run again, never advice about a person (C.9)."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence

from matchmaker.domain.assumption import Value
from matchmaker.domain.weights import CRITERIA, ONE_SIDED, WeightSet
from matchmaker.explain.messages import say
from matchmaker.matching.counterfactuals import Counterfactual, Opening
from matchmaker.matching.gates import NotYet
from matchmaker.matching.levers import CellSet
from matchmaker.matching.run import Pairing
from matchmaker.matching.shown import tenths
from matchmaker.matching.what_if import SIDES, Comparison, ListChange

INDENT = "  "


def points(score: float) -> str:
    """A score with one decimal, as everywhere."""
    return f"{tenths(score) / 10:.1f}"


def title(pairing: Pairing) -> str:
    """Whom it is about."""
    return say("what_if", "title", {"patient": pairing.patient.id, "professional": pairing.professional.id})


def changed_lines(before: Pairing, after: Pairing, comparison: Comparison) -> Iterator[str]:
    """A pairing before and after: the score, every line, what is to arrange, and both lists."""
    numbers = {"before": points(before.score), "after": points(after.score)}
    same = before.tenths == after.tenths
    yield say("what_if", "score_stays" if same else "score_becomes", numbers)
    if not same:
        yield ""
        yield from _table(before, after)
        yield ""
    if before.not_yet != after.not_yet:
        yield say("what_if", "status_becomes", {"before": _gates(before.not_yet), "after": _gates(after.not_yet)})
    for one in comparison.lists:
        yield from _list_lines(one)


def tried_lines(cells: Sequence[str], weights: WeightSet | None, asked: Sequence[str]) -> Iterator[str]:
    """What was tried out; what stands in a cell is not repeated, since it may be somebody's words."""
    if cells:
        yield say("what_if", "tried", {"cells": tuple(cells)})
    if weights is not None:
        shown = tuple(f"{_name(name)} {weights.weights[name]:g}" for name in asked)
        yield say("what_if", "tried_weights", {"weights": shown})


def closing_lines(other_lists: int, unscored: Sequence[str]) -> Iterator[str]:
    """What happened on the other lists, and what the score never reads."""
    code = "other_lists" if other_lists else "other_lists_none"
    yield say("what_if", code, {"count": other_lists})
    for cell in unscored:
        yield say("what_if", "unscored", {"cell": cell})
    yield say("what_if", "stored")
    yield say("exact", "not_a_decision")


def _name(criterion: str) -> str:
    return say("criterion", f"name_{criterion}")


def _gates(gates: Sequence[NotYet]) -> str:
    return "; ".join(say("exact", f"gate_{gate}") for gate in gates) or say("what_if", "nothing")


def _table(before: Pairing, after: Pairing) -> Iterator[str]:
    lines = [_line_tenths(one) for one in (before, after)]
    names = [name for name in (*CRITERIA, ONE_SIDED) if name in lines[0] or name in lines[1]]
    rows = [tuple(say("what_if", code) for code in ("heading", "heading_before", "heading_after", "heading_change"))]
    rows += [_row(_name(name), lines[0].get(name, 0), lines[1].get(name, 0)) for name in names]
    rows.append(_row(say("what_if", "total"), before.tenths, after.tenths))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join((row[0].ljust(widths[0]), *cells)).rstrip()


def _line_tenths(pairing: Pairing) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in pairing.contributions:
        found[line.criterion] = found.get(line.criterion, 0) + line.tenths
    return found


def _row(name: str, before: int, after: int) -> tuple[str, ...]:
    return (
        name,
        f"{before / 10:.1f}",
        f"{after / 10:.1f}",
        f"{(after - before) / 10:+.1f}" if after != before else "0.0",
    )


def _list_lines(one: ListChange) -> Iterator[str]:
    ranks = (one.rank_before, one.rank_after)
    params: dict[str, Value] = {"owner": one.owner, "before": one.rank_before, "after": one.rank_after}
    code = "rank_stays" if ranks[0] == ranks[1] else "rank_becomes"
    yield say("what_if", code if min(ranks) else "not_listed" if not ranks[1] else "listed_now", params)
    if not one.came_in and not one.went_out:
        yield INDENT + say("what_if", "first_stay")
    for code, people in (("came_in", one.came_in), ("went_out", one.went_out)):
        if people:
            yield INDENT + say("what_if", code, {"people": people})


def smallest_lines(
    side: str, owner: str, subject: str, now: int, rank: int, found: Sequence[Counterfactual], *, overtakes: bool
) -> Iterator[str]:
    """What would bring a pairing to a place of one person's list. ``overtakes``: it is about the one who comes next."""
    params: dict[str, Value] = {"owner": owner, "subject": subject, "now": now, "rank": rank}
    if not now:
        yield say("what_if", "not_listed", params)
        return
    if overtakes:
        yield say("what_if", "first_now" if now > 1 else "first_alone", params)
    else:
        yield say("what_if", "now_at", params)
    if now <= rank:
        yield from [] if overtakes else [say("what_if", "reached_already", params)]
        return
    reaching, short = ([one for one in found if one.reaches is wanted] for wanted in (True, False))
    if reaching:
        yield say("what_if", "to_overtake" if overtakes else "to_reach", params)
    else:
        yield say("what_if", "no_single")
    pair = (owner, subject) if side == "patient" else (subject, owner)
    for some in (reaching, short):
        if some is short and short:
            yield say("what_if", "short_of_it")
        for one in some:
            yield from (INDENT + line for line in result_lines(one, side, pair))


def result_lines(one: Counterfactual, side: str, pair: tuple[str, str]) -> Iterator[str]:
    """One change as a result, with the place on the list of one side, and how to try it out in full."""
    k = SIDES.index(side)
    result = say("what_if", _code(one), _params(one, pair))
    places: Mapping[str, Value] = {
        "result": result,
        "rank_before": one.ranks_before[k],
        "rank_after": one.ranks_after[k],
    }
    yield say("what_if", "same_place" if places["rank_before"] == places["rank_after"] else "then_place", places)
    if one.cells:
        yield INDENT + say("what_if", "try_it", {"sets": _sets(one.cells)})
    if one.lever == "challenge_wording":
        yield INDENT + say("what_if", "wording_note")


def _code(one: Counterfactual) -> str:
    return f"{one.lever}_{one.about}" if one.lever == "challenge_wording" else one.lever


def _params(one: Counterfactual, pair: tuple[str, str]) -> Mapping[str, Value]:
    who, other = pair if one.about != "professional" else pair[::-1]
    value = one.value_after[1] if one.about == "professional" else one.value_after[0]
    digits = 3 if one.lever == "weights" else 2
    return {
        "who": who,
        "other": other,
        "count": one.amount,
        "criterion": _name(one.criterion).lower(),
        "value": f"{value:.{digits}f}",
        "value_before": f"{one.value_before[0]:.{digits}f}",
        "before": points(one.score_before),
        "after": points(one.score_after),
    }


def _sets(cells: Sequence[CellSet]) -> str:
    return " ".join(f"--set {shlex.quote(f'{cell.id}.{cell.column}={cell.text}')}" for cell in cells)


def opening_lines(found: Sequence[Opening]) -> Iterator[str]:
    """What would open the gates that keep a pairing waiting."""
    for one in found:
        yield say("what_if", f"opens_{one.gate}")
        yield INDENT + say("what_if", "try_it", {"sets": _sets(one.cells)})
